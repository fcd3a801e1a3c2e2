#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/image.h"
#include "base/result.h"
#include "story/corpus.h"

// What joining reports and finding contradictions needs to know of the world: which acts are
// generic, which happen once, which offices have one holder, which place lies in which.

namespace isnad {

// How two places stand to each other. `open`: neither their names nor the gazetteer tell.
enum class PlaceRelation : uint8_t { same, inside, apart, open };

// How much an act of one type and mode tells by itself (data/story/acts.tsv).
enum class ActSort : uint8_t {
  plain,    // a same day or a rare detail is needed beside the parties
  generic,  // said, met, condemned, helped: parties do it daily
  unique    // the same parties do it once in many years: founding, joining, leaving
};

// Immutable; any number of threads may use one.
class StoryRules {
 public:
  // Keeps references into the image: it must outlive the rules. Errors: corrupt.
  static Result<StoryRules> open(const Image& image);
  StoryRules(StoryRules&&) noexcept;
  ~StoryRules();

  // `mode` may be empty; `rule` as Report::rule names it ("frames/assault.toml:1646").
  ActSort act(EventType type, std::string_view mode, std::string_view rule) const;
  // Has the office of this name ("president", without the state) one holder at a time?
  bool one_holder(std::string_view office) const;
  PlaceRelation places(std::string_view a, std::string_view b) const;
  // The code of the state in which a place lies, the state itself for a state; empty if not known.
  std::string_view state_of(std::string_view place) const;

 private:
  struct Impl;
  explicit StoryRules(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
