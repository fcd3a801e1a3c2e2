#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/across.h"
#include "story/happenings.h"
#include "story/rules.h"

// Contradictions as records of their own: reports of one act or one fact that cannot all be true.
// A refinement (1,000 and more than 1,000; 2025-07 and 2025-07-24) is none, nor is what is only
// planned or possible.

namespace isnad {

enum class ConflictKind : uint8_t { polarity, number, date, place, actor, office };
std::string_view conflict_kind_name(ConflictKind kind);

// What some of the reports say.
struct ConflictSide {
  std::string value;  // "denied", ">1000 soldier", "2025-06", "Kidal", "WAGNER;RUS"
  std::vector<uint32_t> reports;  // of Corpus::events or relations, ascending
  uint32_t origins = 0;           // independent ones
};

struct Conflict {
  std::string id;  // "cf-" and 16 hex, named after its kind and its sides' first reports
  ConflictKind kind = ConflictKind::polarity;
  bool relations = false;  // of facts, not of happenings
  std::string about;       // of facts, which bound: "from", "to" or "count"; else empty
  // Indexes of the happenings (facts) that the reports are of, ascending; of a date, place or actor
  // several, as reports that differ in these are not joined.
  std::vector<uint32_t> subjects;
  std::vector<ConflictSide> sides;  // two or more, by their first report
};

// REQUIRES: happenings and facts are those of `across`. Conflicts by kind, then by first report. A
// pure function of the set of articles.
std::vector<Conflict> conflicts_of(const Across& across, const std::vector<Happening>& happenings,
                                   const std::vector<Fact>& facts, const StoryRules& rules);

}  // namespace isnad
