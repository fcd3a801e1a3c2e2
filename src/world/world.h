#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "story/corpus.h"
#include "world/evidence.h"
#include "world/fluent.h"
#include "world/rules.h"

// What holds when, by which reports, and as who knew it by when: evidence -> periods ->
// consequences. docs/decisions/0012-state-of-the-world.md says why it is so.

namespace isnad {

// Whose reports, and from when. Every condition that is empty lets all reports through.
struct Viewpoint {
  // Only articles published by that day, whole ranges of doubt counted to their end. An article
  // without date of publication is known only when this is empty.
  std::optional<Day> known_by;
  std::vector<Symbol> outlets;
  std::vector<Symbol>
      sources;               // one of these is in the report's chain of speakers, or passes it on
  bool consequences = true;  // false: what is reported, and nothing derived
};
bool sees(const Viewpoint& view, const Corpus& corpus, ReportRef ref);

enum class Holds : uint8_t {
  no,
  untold,    // before the first day of which it is told; nobody says since when it held by then
  possible,  // within a range of doubt, or told as possible only
  yes
};
std::string_view holds_name(Holds holds);

// Why something is derived: a rule, and what it found.
struct Support {
  Fluent fluent;
  Days when;  // a day of the period that is meant
};
struct Reason {
  RuleId rule = kNoRule;
  std::vector<Support> from;
};

// A time over which a fluent holds.
struct Period {
  // Began on one of these days. first = kFirstDay: nobody says when; it surely holds from `last`
  // on.
  Days begin;
  // Ended on one of these days, the last on which it held. {kLastDay, kLastDay}: it goes on.
  Days end{kLastDay, kLastDay};
  bool possible = false;        // told as possible only
  bool interrupted = false;     // its end is no end for good
  bool begin_disputed = false;  // `begin` spans dates that exclude each other
  bool end_disputed = false;
  bool derived = false;      // no report says so: it follows by rule
  bool end_derived = false;  // no report says that it ended: this follows by rule
  // Its end was planned for a day that no report of its holding is later than: after this day it
  // is possible only, unless it was told to have ended. kLastDay: nothing was planned.
  Day sure_until = kLastDay;
  // Numbers of evidence, ascending; empty where derived.
  std::vector<uint32_t> opened;
  std::vector<uint32_t> shown;
  std::vector<uint32_t> closed;
  std::vector<Reason> reasons;      // of `derived`
  std::vector<Reason> end_reasons;  // of `end_derived`

  bool goes_on() const { return end.first == kLastDay; }
  bool begin_known() const { return begin.first != kFirstDay; }
  // On some day of `days`: the surest answer.
  Holds holds(Days days) const;
};

// All that is known about one fluent.
struct History {
  Fluent fluent;
  std::vector<Period> periods;  // by time; those told as possible only come last
  // Reports that begin and end nothing: that it is denied, planned, or possible where others are
  // sure; numbers of evidence, ascending. A planned end may set Period::sure_until.
  std::vector<uint32_t> beside;
};

struct Holding {
  Fluent fluent;
  Holds holds = Holds::no;
  const Period* period = nullptr;  // of the State; the one that gives the answer
  const History* history = nullptr;
};

struct FluentFilter {
  std::optional<FluentKind> kind;
  Symbol party = kNoSymbol;  // subject or object
  Symbol subject = kNoSymbol;
  Symbol object = kNoSymbol;
  bool matches(const Fluent& f) const;
};

// What changed between two days.
struct Change {
  enum class What : uint8_t {
    began,
    ended,
    came_and_went,  // it holds on neither day, but between them
    told,   // it was untold on the first day: it may have begun, it may have been so already
    surer,  // from possible to yes
    less_sure
  };
  Fluent fluent;
  What what = What::began;
  Holds before = Holds::no;
  Holds after = Holds::no;
  const Period* period = nullptr;  // that began, ended or is meant
};
std::string_view change_name(Change::What what);

// The reasons for a fluent at a day, as a tree: what reports say of it, and what rules made of it
// with the reasons for what they found.
struct Why {
  struct Step {
    enum class Role : uint8_t { opened, shown, closed, derived, end_derived, beside };
    Role role = Role::shown;
    RuleId rule = kNoRule;
    uint32_t evidence = UINT32_MAX;  // number; UINT32_MAX where derived
    std::vector<Why> from;           // where derived
  };
  Fluent fluent;
  Holds holds = Holds::no;
  std::optional<Period> period;  // nothing if it never held
  std::vector<Step> steps;
};

class World;
class NameOrder;

// The world as one Viewpoint sees it. Refers to its World, which must outlive it. Immutable.
class State {
 public:
  // By kind, then by the names of subject and object.
  const std::vector<History>& all() const { return histories_; }
  const History* find(const Fluent& fluent) const;

  // What holds on some day of `days`, in the order of all(). Nothing untold unless asked for, and
  // acts (is_momentary) only if the filter names their kind.
  std::vector<Holding> at(Days days, const FluentFilter& filter = {}, bool untold = false) const;
  std::vector<Holding> at(Day day, const FluentFilter& filter = {}, bool untold = false) const {
    return at(Days{day, day}, filter, untold);
  }
  std::vector<Change> difference(Day from, Day to, const FluentFilter& filter = {}) const;
  // Of the period that answers for `days`, else the nearest before, else the first. A fluent that
  // stands above itself in the tree has no steps there, and a tree has at most 1000 fluents.
  Why why(const Fluent& fluent, Days days) const;

 private:
  friend class World;
  explicit State(const World& world) : world_(&world) {}
  struct Walk;
  Why why(const Fluent& fluent, Days days, Walk& walk) const;

  const World* world_;
  std::vector<History> histories_;
};

// A corpus seen by rules. Refers to both, which must outlive it. Immutable; may be read by many
// threads.
class World {
 public:
  World(const Corpus& corpus, const WorldRules& rules);
  World(const Corpus& corpus, const WorldRules& rules, std::vector<FluentEvidence> evidence);

  const Corpus& corpus() const { return *corpus_; }
  const WorldRules& rules() const { return *rules_; }
  const std::vector<FluentEvidence>& evidence() const { return evidence_; }

  // Two Worlds of the same articles give the same State, whatever the numbers of symbols.
  State state(const Viewpoint& view = {}) const;

 private:
  const Corpus* corpus_;
  const WorldRules* rules_;
  std::vector<FluentEvidence> evidence_;
  std::shared_ptr<const NameOrder> order_;
  std::vector<uint32_t> by_fluent_;  // numbers of evidence, grouped by fluent in the order of names
};

}  // namespace isnad
