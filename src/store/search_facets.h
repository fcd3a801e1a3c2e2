#pragma once
#include <optional>
#include <vector>

#include "store/search_eval.h"

// Counts of what the hits of a search have in common. Included by src/store/*.cc alone.

namespace isnad {

// `hits`: things of the kind, ascending. `fitting`: of articles, the events that count; all if it
// is nothing.
FacetCounts count_facet(SearchColumns& columns, SearchFacet facet, SearchThing thing,
                        const std::vector<uint32_t>& hits, const std::optional<ThingSet>& fitting,
                        size_t limit);

}  // namespace isnad
