#pragma once
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "story/across.h"
#include "story/rules.h"

// How surely two reports of different articles tell one act.

namespace isnad {

// What two reports say of one side of an act, or of both where sides may be swapped.
struct SideMatch {
  bool both = false;    // both name somebody
  bool clash = false;   // and nobody in common: they cannot be the same
  bool equal = false;   // both name the same
  uint32_t named = 0;   // named parties that both have
  uint32_t shared = 0;  // parties that both have, unnamed groups too
};

// Keeps references to what it was made of. Thread safe.
class SameAct {
 public:
  SameAct(const Across& across, const StoryRules& rules);

  // Points for one act, more being surer; nothing if the two cannot be one. Symmetric. Indexes of
  // Corpus::events.
  std::optional<double> score(uint32_t x, uint32_t y) const;

  const Act& act(uint32_t event) const { return acts_[event]; }
  SideMatch actors(uint32_t x, uint32_t y) const;
  SideMatch recipients(uint32_t x, uint32_t y) const;
  // Stated by somebody, and if by their names different places.
  bool apart(uint32_t x, uint32_t y) const;
  bool same_story(uint32_t x, uint32_t y) const;
  // A party with a name: no unnamed group.
  bool named(Symbol party) const { return named_[party]; }
  // Days between the two articles; nothing if a date of publication is missing.
  std::optional<Day> between(uint32_t x, uint32_t y) const;

  // Points at which two reports are joined, and those that all pairs of a happening keep on
  // average.
  static constexpr double kJoined = 3.5;
  static constexpr double kAverage = 3.0;

 private:
  struct Kind {  // type with one party of each side; kNoSymbol: any
    EventType type;
    Symbol actor;
    Symbol recipient;
    auto operator<=>(const Kind&) const = default;
  };

  SideMatch match(const std::vector<Symbol>& a, const std::vector<Symbol>& b) const;
  SideMatch match_any(const EventReport& x, const EventReport& y) const;
  void count_kinds();
  uint32_t stories_of_kind(uint32_t x, uint32_t y) const;
  uint32_t rivals(uint32_t x, uint32_t article) const;
  std::optional<double> parties(uint32_t x, uint32_t y) const;
  std::optional<double> days(uint32_t x, uint32_t y) const;
  std::optional<double> places(uint32_t x, uint32_t y) const;
  double numbers(const EventReport& x, const EventReport& y) const;

  const Across& across_;
  const std::vector<EventReport>& events_;
  const StoryRules& rules_;
  std::vector<Act> acts_;
  std::vector<bool> named_;
  std::vector<std::vector<std::pair<Kind, uint32_t>>> kinds_;  // of each event, ascending
  std::vector<uint32_t> first_event_;                          // of each article, and one more
};

// The numbers that a count with its bound may stand for: the least and the most.
std::pair<double, double> bounds_of(const Report& report);

}  // namespace isnad
