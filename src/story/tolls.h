#pragma once
#include <cstdint>
#include <vector>

#include "story/across.h"
#include "story/rules.h"
#include "story/same_act.h"

// The dead of one attack, as several articles count them.

namespace isnad {

// Reports of one story, or of one town and day in several, that count the dead of what is surely
// one attack, by the same kind of people (data/story/tolls.tsv): two or more, of different
// articles, ascending.
using Toll = std::vector<uint32_t>;

// Finer than happenings: attacks are joined there only if their days overlap and both sides fit,
// while the dead of one attack are told on neighbouring days, by other frames, and with attackers
// who are named differently or not at all. Two reports are of one attack if they tell the same or
// neighbouring days, share a victim or a town, do not exclude each other by place or named
// attackers (the state of the place is none), and enough else agrees; without a common town both
// must be of one story and begin with it, or remember the same day. A number three times the other
// must be told by another voice. Of an article that counts several times only what it begins with
// is taken. A pure function of the set of articles; by first report.
std::vector<Toll> tolls_of(const Across& across, const SameAct& same, const StoryRules& rules);

}  // namespace isnad
