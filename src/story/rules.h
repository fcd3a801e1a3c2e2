#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/image.h"
#include "base/result.h"
#include "story/corpus.h"

// What joining reports and finding contradictions needs to know of the world: which acts are done
// daily and which once, which frames charge and which deny, which offices have one holder, which
// place lies in which.

namespace isnad {

// How two places stand to each other. `open`: neither their names nor the gazetteer tell.
enum class PlaceRelation : uint8_t { same, inside, apart, open };

// How often the same parties do an act of one kind (data/story/acts.tsv).
enum class ActSort : uint8_t {
  generic,  // many times a day: said, met, condemned, helped
  plain,    // often in a war or a crisis
  single,   // once in one story: a visit, a coup, a signature
  unique    // once in many years: joining or leaving an organisation
};

// What frames do to a charge (data/story/charges.tsv).
enum class ChargePart : uint8_t {
  none,
  charge,  // somebody is said to have done a wrong
  answer,  // what somebody is charged with is denied or rejected
  denial,  // something is denied
  reply,   // what a named party said is denied
  refusal  // something is refused
};

struct Act {
  ActSort sort = ActSort::plain;
  uint32_t kind = 0;  // acts of one row of the table are of one kind; 0: of no row
  // Do two reports of it that differ in this contradict each other?
  bool date = false;
  bool place = false;
  bool actor = false;
  // Is it done once, so that what was done weeks ago cannot be planned still?
  bool planned = false;
};

// Immutable; any number of threads may use one.
class StoryRules {
 public:
  // Keeps references into the image: it must outlive the rules. Errors: corrupt.
  static Result<StoryRules> open(const Image& image);
  StoryRules(StoryRules&&) noexcept;
  ~StoryRules();

  // `mode` may be empty; `rule` as Report::rule names it ("frames/assault.toml:1646").
  Act act(EventType type, std::string_view mode, std::string_view rule) const;
  ChargePart charge_part(std::string_view rule) const;
  // Does a frame tell that people were killed (data/story/tolls.tsv)?
  bool tells_deaths(std::string_view rule) const;
  // The kind of people that a unit of numbers counts, from 1 on; 0: no people.
  uint32_t people(std::string_view unit) const;
  // Has the office of this name ("president", without the state) one holder at a time?
  bool one_holder(std::string_view office) const;
  PlaceRelation places(std::string_view a, std::string_view b) const;
  // The code of the state in which a place lies, the state itself for a state; empty if not known.
  std::string_view state_of(std::string_view place) const;
  bool is_state(std::string_view code) const;

 private:
  struct Impl;
  explicit StoryRules(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
