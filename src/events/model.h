#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"

// Linear models of the events stage, with the weights of models/events.tsv: who fills a side that
// the clause of a predicate leaves open ("implicit arguments": Gerber and Chai, Computational
// Linguistics 38(4), 2012), and how surely a reading of a frame is an event that a careful reader
// would write down. A case is a set of binary features, each a value of one of the blocks below.
// docs/models/events.md is the models' card; tools/events trains them.

namespace isnad {

enum class EventModel : uint8_t { actor, recipient, accept };
constexpr size_t kEventModelCount = 3;
const char* event_model_name(EventModel model);

// A question about a case and its possible answers. Ids of features are counted through the blocks.
struct FeatureBlock {
  const char* name;
  const char* values;  // separated by spaces
};

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
  count
};

using Features = std::vector<uint16_t>;

// The first id of a block; the values follow in order.
uint16_t feature(SideBlock block, size_t value);
uint16_t feature(AcceptBlock block, size_t value);
// "block=value", by id.
std::vector<std::string> feature_names(EventModel model);

class EventWeights {
 public:
  // Errors: corrupt, if the image has not one weight a feature.
  static Result<EventWeights> open(const Image& image);

  // Log-odds: of a candidate against nobody, of an event against none.
  double score(EventModel model, const Features& features) const;
  // What the best candidate's probability must reach, and that of a reading.
  double threshold(EventModel model) const { return thresholds_[static_cast<size_t>(model)]; }

 private:
  std::array<std::vector<float>, kEventModelCount> weights_;
  std::array<float, kEventModelCount> thresholds_{};
};

}  // namespace isnad
