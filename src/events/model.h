#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/result.h"

// Linear models of the events stage, with the weights of models/events.tsv: who fills a side that
// the clause of a predicate leaves open ("implicit arguments": Gerber and Chai, Computational
// Linguistics 38(4), 2012), and how surely a reading of a frame is an event that a careful reader
// would write down. A case is a set of binary features, each a value of one of the blocks below.
// docs/models/events.md is the models' card; tools/events trains them.

namespace isnad {

enum class EventModel : uint8_t { actor, recipient, accept, same, date, source };
constexpr size_t kEventModelCount = 6;
const char* event_model_name(EventModel model);

// A question about a case and its possible answers, or two or three questions at once. Ids of
// features are counted through the blocks.
struct FeatureBlock {
  const char* name;
  const char* values;            // separated by spaces
  const char* second = nullptr;  // of the second question
  const char* third = nullptr;   // the id of (a, b, c) is (a * |second| + b) * |third| + c
};

// Where a party stands to the predicate of its sentence, and to the verb above.
inline constexpr const char* kSlotNames =
    "none nisba genitive_subject genitive_object before subject object second own complement";
inline constexpr const char* kGovernedNames = "none subject object complement";
inline constexpr const char* kPrepNames = "none bi li min fi ala mai bayna an ila agent other";
size_t prep_value(std::string_view prep);  // of a folded canonical form, among them
inline constexpr const char* kPositionNames = "none own other";  // whose the preposition is
inline constexpr const char* kRuleNames = "none named owner pronoun";
inline constexpr const char* kKindNames =
    "state organization armed_group person place weapon generic";
inline constexpr const char* kBackNames =
    "here back";  // the predicate's sentence or an earlier one
// Where a time stands to the telling of an event, and a claim.
inline constexpr const char* kWhenNames =
    "clause before after back1 back2 back3 next lead headline rest";
inline constexpr const char* kWhoNames =
    "inner outer cue after cue_before before1 before2 before3 rest";

// The answers of such a list.
std::vector<std::string> split_values(std::string_view values);

// A candidate for an open side.
enum class SideBlock : uint8_t {
  bias,
  where,
  order,
  distance,
  verbs,
  function,
  prep,
  position,
  governor,
  kind,
  trait,
  rank,
  only,
  speaker,
  other,
  rule,
  use_rule,
  rule_kind,
  where_function,
  earlier,
  echo_earlier,
  use,
  type_kind,
  use_function,
  ruled_other,
  slot,
  use_slot,
  type_slot,
  type_where,
  type_rule,
  type_prep,
  above,
  type_above,
  nearest,
  last_event,
  type_last_event,
  pair_kind,
  clause_where,
  type_use_rule,
  type_use_slot,
  type_use_function,
  slot_rule,
  agreement,
  subject,
  genitive,
  recency,
  subject_last_event,
  type_ground,
  type_unnamed,
  type_homes,
  count
};

// A reading of a frame with both its sides.
enum class AcceptBlock : uint8_t {
  bias,
  type,
  use,
  light,
  frame_confidence,
  specificity,
  actor,
  recipient,
  actor_kind,
  recipient_kind,
  sides,
  lacks,
  factuality,
  part,
  clause,
  inside,
  quoted,
  definite,
  variety,
  actor_rank,
  recipient_rank,
  dated,
  type_actor,
  type_recipient,
  actor_sure,
  recipient_sure,
  both_sure,
  article,
  sentence,
  type_use,
  type_clause,
  type_part,
  type_inside,
  type_definite,
  type_factuality,
  type_actor_kind,
  type_recipient_kind,
  use_specificity,
  type_above,
  actor_where,
  recipient_where,
  paragraph,
  repeated,
  use_sides,
  type_use_sides,
  count
};

using Features = std::vector<uint16_t>;

// The id of the answers to a block's questions, in their order.
uint16_t feature(SideBlock block, size_t first, size_t second = 0, size_t third = 0);
uint16_t feature(AcceptBlock block, size_t first, size_t second = 0, size_t third = 0);
// "block=value", by id; without the word features (events/words.h).
std::vector<std::string> feature_names(EventModel model);
size_t feature_count(EventModel model);

class EventWeights {
 public:
  // Keeps references into the image. Errors: corrupt, if it has not one weight a feature.
  static Result<EventWeights> open(const Image& image);

  // Log-odds: of a candidate against nobody, of an event against none.
  double score(EventModel model, const Features& features) const;
  // Of a word feature (events/words.h) in a model of sides; 0 for one that it does not know.
  double of_word(EventModel model, uint64_t hash) const;
  // Fetches what of_word will look at: for several of them together.
  void fetch_word(EventModel model, uint64_t hash) const;
  // What a frame adds to the score of `accept`; 0 for one that the models do not know.
  double of_frame(std::string_view id) const;
  // What the best candidate's probability must reach, and that of a reading.
  double threshold(EventModel model) const { return thresholds_[static_cast<size_t>(model)]; }

 private:
  std::array<std::vector<float>, kEventModelCount> weights_;
  std::array<float, kEventModelCount> thresholds_{};
  std::vector<std::pair<std::string_view, float>> frames_;     // in order; names in the image
  std::array<std::vector<uint32_t>, kEventModelCount> words_;  // slots, see events/words.h
};

}  // namespace isnad
