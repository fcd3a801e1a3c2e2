#pragma once
// Private to the events stage.

#include <optional>
#include <string>
#include <vector>

#include "events/frames.h"
#include "record/record.h"
#include "syntax/actors.h"

namespace isnad {

// How a side was found: at the frame's position by a name (or doubtful), by a pronoun, or around.
enum class SideFrom : uint8_t { none, named, doubtful, pronoun, likely, guessed };

// The sides of a reading.
struct Sides {
  SideFrom actor_from = SideFrom::none;
  SideFrom recipient_from = SideFrom::none;
  double actor_sure = 0;  // probability of the party chosen; of nobody, if nobody was
  double recipient_sure = 0;
  size_t actor_where = 7;  // as side_features counts it; 7: supplied from farther away
  size_t recipient_where = 7;
  std::vector<Participant> actor;
  std::vector<Participant> recipient;
};

// One reading of a predicate by a frame, before merging.
struct Reading : Sides {
  const Frame* frame = nullptr;
  FrameUse use = FrameUse::verb;
  bool light = false;
  bool weak = false;  // too unsure for an act of its own: repeats one told before, or nothing
  uint32_t token = 0;
  Span trigger;
  std::optional<std::string> place;
  Factuality factuality = Factuality::actual;
  std::optional<std::string> date;
  DateFrom date_from = DateFrom::none;
  std::optional<int64_t> count;
  int specificity = 0;
  uint32_t object_first = 0;  // tokens of the object that the frame asked for
  uint32_t object_last = 0;
  uint32_t complement_head = kNone;  // of the phrase that it asked for as well
  double confidence = 0;
};

}  // namespace isnad
