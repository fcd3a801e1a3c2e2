#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/across.h"
#include "story/corpus.h"
#include "story/rules.h"

// Which reports of different articles tell one act, and which tell one lasting fact.

namespace isnad {

// Reports of one act. Who did it, when, where and how many stays with each report.
struct Happening {
  std::string id;                 // "hp-" and 16 hex, named after its first report
  std::vector<uint32_t> reports;  // indexes of Corpus::events, ascending
};

// Reports of one lasting fact: the same relation of the same two.
struct Fact {
  std::string id;  // "rl-" and 16 hex, named after its first report
  RelationKind rel = RelationKind::member_of;
  Symbol subject = kNoSymbol;
  Symbol object = kNoSymbol;
  std::vector<uint32_t> reports;  // indexes of Corpus::relations, ascending
};

// Every event of the corpus is in exactly one happening, most of them alone. Reports are joined
// when copied words tell both, or when type, mode, parties, days, place and number of both can be
// of one act and they share enough that is rare: the surest pairs first, never two groups of which
// two members cannot be one act, and only while the average of all their pairs stays sure
// (average-link clustering with constraints: Sokal and Michener 1958, Davidson and Ravi 2005). A
// pure function of the set of articles; happenings by their first report. Time grows with the
// number of events times the few that share type, a party and story or day.
std::vector<Happening> happenings_of(const Across& across, const StoryRules& rules);

// Relations by kind, subject and object; facts by their first report.
std::vector<Fact> facts_of(const Corpus& corpus);

// The prefix and 16 hex of a hash of the names; the same on every machine and in every version.
std::string stable_id(std::string_view prefix, const std::vector<std::string_view>& names);

}  // namespace isnad
