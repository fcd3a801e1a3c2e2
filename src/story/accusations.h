#pragma once
#include <cstdint>
#include <vector>

#include "story/across.h"
#include "story/rules.h"
#include "story/same_act.h"

// Accusations that the accused denies.

namespace isnad {

// Reports of one party charging another in one story, and of the other denying it.
struct DeniedCharge {
  std::vector<uint32_t> charges;  // of Corpus::events, ascending
  std::vector<uint32_t> denials;
};

// Which frames charge and which deny stands in data/story/charges.tsv; whoever says that he was
// attacked or coerced charges too. A denial answers a charge if the accused denies, names the
// accuser or nobody, and speaks in the same article, or within days after in one of the same story.
// A denial that does not say that it is one of a charge, or not of whose, answers only what stands
// shortly before it; unnamed groups are answered in the same article alone. What stands just before
// a denial is answered whomever it names, criticism and what others tell of the accused as well;
// not if the denial says itself what was not done. Copied words that were read as both are neither.
// A pure function of the set of articles; by first charge.
std::vector<DeniedCharge> denied_charges(const Across& across, const SameAct& same,
                                         const StoryRules& rules);

}  // namespace isnad
