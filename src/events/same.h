#pragma once
// Private to the events stage: which readings tell of one act (event coreference), as a choice of
// the model `same` among the readings before each one, or none of them: a mention-ranking model
// (Denis and Baldridge, EMNLP 2008). A weak reading that tells of nothing told before is no act.

#include <optional>
#include <vector>

#include "events/attributes.h"
#include "events/impl.h"

namespace isnad {

// A later telling beside an earlier one of the same type.
enum class SameBlock : uint8_t {
  bias,
  type,
  actors,
  recipients,
  sides,
  everybody,
  actor_found,
  recipient_found,
  act,
  word,
  uses,
  use_definite,
  factualities,
  distance,
  between,
  parts,
  dates,
  places,
  counts,
  objects,
  shared_words,
  tellers,
  clause,
  earlier_confidence,
  later_confidence,
  rank,
  type_sides,
  type_everybody,
  type_act,
  type_distance,
  type_use,
  type_factualities,
  type_dates,
  sides_act,
  sides_use,
  sides_distance,
  sides_shared,
  everybody_act,
  everybody_distance,
  act_word,
  act_uses,
  act_distance,
  act_shared,
  act_objects,
  word_objects,
  uses_distance,
  use_between,
  count
};

uint16_t feature(SameBlock block, size_t first, size_t second = 0, size_t third = 0);
std::vector<std::string> same_names();
size_t same_count();

// Puts each reading beside those that tell of the same act. Ids of acts count from 0 in the order
// of their first tellings. REQUIRES: readings in the order of the text.
// Linear in the readings: each is compared with the kReach of its type before it.
std::vector<uint32_t> acts_told(const EventReader::Impl& impl, const EventInput& in,
                                const Parties& parties, const std::vector<Reading>& readings,
                                EventTrace* trace);

// Codes of the sides, as the record has them.
struct SideCodes {
  std::vector<std::string> actor;
  std::vector<std::string> recipient;
};
SideCodes side_codes(const Reading& r);

}  // namespace isnad
