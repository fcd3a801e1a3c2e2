#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "claims/claims.h"
#include "entities/entities.h"
#include "events/frames.h"
#include "events/model.h"
#include "morph/morph.h"
#include "record/record.h"
#include "syntax/actors.h"
#include "syntax/syntax.h"
#include "text/text.h"

// Frames -> who did what to whom, where, when, how sure.

namespace isnad {

// Everything about one document that the events stage reads.
struct EventInput {
  const TextView& text;
  const std::vector<Word>& words;
  const EntityIndex& entities;
  const Syntax& syntax;
  const Actors& actors;
  const std::vector<TimeExpression>& times;
  const std::vector<Quantity>& quantities;
  std::optional<std::string> published = std::nullopt;  // EDTF
  const std::vector<ClaimReading>* claims = nullptr;    // for the sources
};

// What became of a frame at a word; for `isnad explain`.
struct FrameTrial {
  uint32_t token = 0;
  std::string frame;
  std::string rule;
  bool fired = false;
  std::string why;  // why not, or which arguments were found
};

// A party that was asked whether it fills an open side, or a time or claim whether it is an
// event's, with the features that answered.
struct SideTrace {
  EventModel model = EventModel::actor;
  std::vector<std::string> codes;
  Features features;
  std::vector<std::string> words;  // names of its word features (events/words.h)
};

// A reading of a frame before it was accepted or refused.
struct ReadingTrace {
  uint32_t token = 0;
  Span trigger;
  EventType type = EventType::agree;
  std::string frame;
  std::vector<std::string> actor;
  std::vector<std::string> recipient;
  Features features;
  std::vector<SideTrace> sides;
  std::vector<std::string> words;  // as in SideTrace
};

// The times or the claims that were asked whether they give an event's date or source; the
// readings before one that were asked whether they tell of the same act, by their numbers.
struct AttributeTrace {
  EventModel model = EventModel::date;
  size_t event = 0;  // in the order of the record; for `same` in that of EventTrace::accepted
  std::vector<SideTrace> options;
};

struct EventTrace {
  std::vector<FrameTrial> trials;
  std::vector<ReadingTrace> readings;
  std::vector<Event> accepted;  // readings that tell of an act, one by one
  std::vector<AttributeTrace> attributes;
};

class EventReader {
 public:
  static Result<EventReader> open(const Image& image);
  ~EventReader();
  EventReader(EventReader&&) noexcept;

  // Events in text order of their first trigger; repeated tellings merged. Ids are filled by the
  // engine. `trace`, if given, receives every frame that was tried; `told_by`, for each event,
  // which of in.claims gave its source, -1 for none.
  std::vector<Event> events(const EventInput& in, EventTrace* trace,
                            std::vector<int32_t>* told_by = nullptr) const;

  struct Impl;

 private:
  explicit EventReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
