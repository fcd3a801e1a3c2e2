#pragma once
#include <string>
#include <vector>

#include "story/conflicts.h"

// Contradictions between reports of lasting facts.

namespace isnad {

struct FactConflict {
  ConflictKind kind = ConflictKind::date;
  std::string about;            // as Conflict::about
  std::vector<uint32_t> facts;  // of `facts`
  std::vector<ConflictSide> sides;
};

// Dates of the begin or end of a fact, numbers of it, and two people who held one office at one
// time. A pure function of the set of articles; in no order.
std::vector<FactConflict> fact_conflicts(const Corpus& corpus, const std::vector<Fact>& facts,
                                         const StoryRules& rules);

}  // namespace isnad
