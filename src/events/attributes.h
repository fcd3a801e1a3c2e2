#pragma once
// Private to the events stage: when an event happened and who tells it, chosen by the models `date`
// and `source` (docs/models/events.md) among the times and the claims around its tellings.

#include <optional>
#include <string>
#include <vector>

#include "events/impl.h"
#include "events/words.h"

namespace isnad {

// A time expression asked whether it dates an event.
enum class DateBlock : uint8_t {
  bias,
  where,
  distance,
  verbs,
  nearest,
  only,
  opens,
  delta,
  grain,
  kind,
  relative,
  rule,
  between,
  quoted,
  mentions,
  variety,
  bearer,
  use,
  type,
  factuality,
  clause,
  part,
  paragraph,
  type_where,
  type_delta,
  type_grain,
  type_bearer,
  use_where,
  use_bearer,
  factuality_delta,
  factuality_where,
  clause_where,
  part_where,
  grain_where,
  delta_where,
  delta_grain,
  nearest_verbs,
  bearer_where,
  distance_where,
  paragraph_where,
  count
};

// A claim asked whether its speaker is the source of an event.
enum class SourceBlock : uint8_t {
  bias,
  where,
  direct,
  depth,
  telling,
  speaks,
  kind,
  rule,
  via,
  mentions,
  variety,
  use,
  type,
  factuality,
  clause,
  part,
  paragraph,
  dated,
  where_direct,
  where_telling,
  where_speaks,
  where_kind,
  where_depth,
  type_where,
  type_speaks,
  use_where,
  factuality_where,
  clause_where,
  part_where,
  paragraph_where,
  type_use_where,
  type_speaks_where,
  voice_where,
  speech_where,
  recent_where,
  breaks_where,
  count
};

uint16_t feature(DateBlock block, size_t first, size_t second = 0, size_t third = 0);
uint16_t feature(SourceBlock block, size_t first, size_t second = 0, size_t third = 0);

// As feature_names and feature_count. REQUIRES: date or source.
std::vector<std::string> attribute_names(EventModel model);
size_t attribute_count(EventModel model);

// Where and how an event is told, for both models.
struct Telling {
  uint32_t first = 0;  // tokens of the trigger
  uint32_t last = 0;
  uint32_t sentence = 0;
};

// What both models ask of an event.
struct ToldEvent {
  const Event* event = nullptr;
  std::vector<Telling> tellings;
  size_t use = 0;  // of the first telling: kUseNames
  size_t clause = 0;
  size_t part = 0;
  size_t paragraph = 0;
};
// The token that holds this code point, or the next one. REQUIRES: there are tokens.
uint32_t token_at(const TextView& text, uint32_t at);
ToldEvent told_event(const EventInput& in, const Event& event);
// How a telling is worded: kToldUses.
size_t telling_use(const EventInput& in, const Telling& t);

inline constexpr const char* kToldUses = "verb participle noun definite definite_alone";
inline constexpr const char* kParagraphs = "0 1 2 4 8 16 more";

// One question of such a model at a time: which of the options put is the answer, or none.
class AttributeChoice {
 public:
  // `trace` may be null.
  AttributeChoice(EventModel model, const EventWeights& weights, const Parties& parties,
                  EventTrace* trace)
      : model_(model), weights_(weights), parties_(parties), trace_(trace) {}

  // Begins the question of an event, by its number.
  void open(size_t event);
  // A word feature of the option that is put next.
  void word(WordBlock block, uint32_t token, uint32_t with);
  // Options that give the same answer add up. `codes`: what it would give, for the trace.
  void put(const std::string& answer, std::vector<std::string> codes, Features features);
  // The likeliest option of the likeliest answer, in the order in which they were put; nothing if
  // its odds do not reach the model's threshold.
  std::optional<size_t> best() const;

 private:
  struct Option {
    std::string answer;
    double odds = 0;
  };
  EventModel model_;
  const EventWeights& weights_;
  const Parties& parties_;
  EventTrace* trace_;
  std::vector<Option> options_;
  double words_ = 0;  // of the option in hand
  std::vector<std::string> names_;
};

// Dates and sources of merged events; told[k] is told_event of events[k]. `trace` may be null. Of
// the sources: which of in.claims gave it, for each event; -1 for none.
void settle_dates(const EventReader::Impl& impl, const EventInput& in, const Parties& parties,
                  const std::vector<ToldEvent>& told, std::vector<Event>& events,
                  EventTrace* trace);
std::vector<int32_t> settle_sources(const EventReader::Impl& impl, const EventInput& in,
                                    const Parties& parties, const std::vector<ToldEvent>& told,
                                    std::vector<Event>& events, EventTrace* trace);

}  // namespace isnad
