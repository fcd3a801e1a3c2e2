#pragma once
#include <cstdint>
#include <vector>

#include "story/corpus.h"
#include "world/fluent.h"
#include "world/rules.h"

// What reports say about fluents: the initiates and terminates of the event calculus (Kowalski and
// Sergot 1986), one for each report and fluent.

namespace isnad {

enum class Effect : uint8_t {
  shows,  // it holds then; nothing about its begin
  begins,
  ends,
  interrupts  // ends it for the time being: a membership is suspended
};
std::string_view effect_name(Effect effect);

struct ReportRef {
  bool relation = false;  // of Corpus::relations, else of Corpus::events
  uint32_t index = 0;
  auto operator<=>(const ReportRef&) const = default;
};

inline const Report& report_of(const Corpus& corpus, ReportRef ref) {
  if (ref.relation) return corpus.relations[ref.index];
  return corpus.events[ref.index];
}

struct FluentEvidence {
  Fluent fluent;
  Effect effect = Effect::shows;
  Factuality factuality = Factuality::actual;
  // When it began, ended or was seen to hold: some day of these. Without a date in the report an
  // end or a begin is of any day until the article's day ({kFirstDay, published->last}), and what
  // is shown is shown on the day of the article. {kFirstDay, kLastDay}: nothing is known.
  Days when;
  bool dated = false;     // the report gives the date
  bool repeats = false;   // a begin that may be told of what holds already: further troops
  bool presumes = true;   // an end: it held until then, even if nobody else says so
  RuleId rule = kNoRule;  // kNoRule: the relation of that name speaks for itself
  ReportRef report;
};

// Of all relations, then of all events, in the corpus's order, then by rule: the same articles give
// the same evidence, whatever the numbers of symbols. Pure.
std::vector<FluentEvidence> evidence_of(const Corpus& corpus, const WorldRules& rules);

}  // namespace isnad
