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
// planned or possible beside what was done.

namespace isnad {

enum class ConflictKind : uint8_t { polarity, number, date, place, actor, office };
std::string_view conflict_kind_name(ConflictKind kind);  // "polarity"

// What some of the reports say.
struct ConflictSide {
  // "denied"; ">1000 soldier"; "2025-06"; "Kidal"; "WAGNER;RUS"; "Ibrahim Traore". Of reports that
  // fit each other the narrowest.
  std::string value;
  std::vector<uint32_t> reports;  // of Corpus::events or Corpus::relations, ascending
  uint32_t origins = 0;           // independent ones among them
};

struct Conflict {
  std::string id;  // "cf-" and 16 hex, named after its kind and the first report of each side
  ConflictKind kind = ConflictKind::polarity;
  bool relations = false;  // of facts, not of happenings
  // Of a date: "from" or "to" of a fact, "planned" for a plan that was carried out later or that
  // was told of what had been done; of a polarity: "accusation" for a charge and its denial, of
  // acts that differ; else empty.
  std::string about;
  // Indexes of the happenings (facts) of its reports, ascending. Reports that differ in date, place
  // or actor are not joined, so these have several.
  std::vector<uint32_t> subjects;
  std::vector<ConflictSide> sides;  // two or more, by their first report
};

// REQUIRES: happenings and facts are those of `across`. Conflicts by kind, events before
// relations, then by first report. A pure function of the set of articles.
std::vector<Conflict> conflicts_of(const Across& across, const std::vector<Happening>& happenings,
                                   const std::vector<Fact>& facts, const StoryRules& rules);

}  // namespace isnad
