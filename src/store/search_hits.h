#pragma once
#include <optional>
#include <vector>

#include "store/search_eval.h"

// The hits of a search with what they are shown by. Included by src/store/*.cc alone.

namespace isnad {

using WordsOf = std::function<std::vector<SearchWord>(std::u32string_view piece)>;

// `words`: what SearchRequest has. `things` of the kind in the order in which they are wanted,
// `articles` those they stand in; `fitting`: of articles, the events that fit. Texts are read for
// these things alone.
Result<std::vector<SearchHit>> search_hits(CaseFile::Impl& impl, SearchColumns& columns,
                                           const std::vector<FoundText>& texts,
                                           const WordsOf& words, SearchThing thing,
                                           const std::vector<uint32_t>& things,
                                           const std::vector<uint32_t>& articles,
                                           const std::optional<ThingSet>& fitting);

}  // namespace isnad
