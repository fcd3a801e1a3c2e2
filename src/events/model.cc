#include "events/model.h"

#include <algorithm>

#include "base/archive.h"
#include "events/attributes.h"
#include "events/blocks.h"
#include "events/frames.h"
#include "events/same.h"
#include "events/side_blocks.h"
#include "events/words.h"

namespace isnad {

namespace {

constexpr const char* kTypes = kTypeNames;
constexpr const char* kUses = "verb masdar noun participle phrase";
constexpr const char* kSide = kFoundNames;
constexpr const char* kSure = "nobody 30 45 60 75 90 more";
constexpr const char* kSides = "none actor recipient both";
constexpr const char* kAmounts = "some much";
constexpr const char* kClauses = kClauseNames;
constexpr const char* kSpecificity = "0 1 2 3 4 5 more";
constexpr const char* kParts = kPartNames;
constexpr const char* kInside = "head noun operator masdar";
constexpr const char* kDefinite = "no bare alone";
constexpr const char* kFactualities = kFactualityNames;
constexpr const char* kWhereOrNone = "clause above below sentence back1 back2 back3 farther none";

constexpr FeatureBlock kAcceptBlocks[] = {
    {"bias", "1"},
    {"type", kTypes},
    {"use", kUses},
    {"light", "no yes"},
    {"frame_confidence", "45 55 65 75 85 more"},
    {"specificity", kSpecificity},
    {"actor", kSide},
    {"recipient", kSide},
    {"actor_kind", kSideKindNames},
    {"recipient_kind", kSideKindNames},
    {"sides", kSides},
    {"lacks", "nothing actor recipient both"},
    {"factuality", kFactualities},
    {"part", kParts},
    {"clause", kClauses},
    {"inside", kInside},
    {"quoted", "no yes"},
    {"definite", kDefinite},
    {"variety", "1 2 4 8 more"},
    {"actor_rank", kRankNames},
    {"recipient_rank", kRankNames},
    {"dated", "no yes"},
    {"type_actor", kTypes, kSide},
    {"type_recipient", kTypes, kSide},
    {"actor_sure", kSure},
    {"recipient_sure", kSure},
    {"both_sure", kSure, kSure},
    {"article", kTopicNames, kAmounts},   // how much of a topic there is
    {"sentence", kTopicNames, kAmounts},  // the same of the predicate's sentence
    {"type_use", kTypes, kUses},
    {"type_clause", kTypes, kClauses},
    {"type_part", kTypes, kParts},
    {"type_inside", kTypes, kInside},
    {"type_definite", kTypes, kDefinite},
    {"type_factuality", kTypes, kFactualities},
    {"type_actor_kind", kTypes, kSideKindNames},
    {"type_recipient_kind", kTypes, kSideKindNames},
    {"use_specificity", kUses, kSpecificity},
    {"type_above", kTypes, kAboveNames},
    {"actor_where", kWhereOrNone},
    {"recipient_where", kWhereOrNone},
    {"paragraph", "0 1 2 4 8 16 more"},
    {"repeated", "no type act"},  // told before in the document with this actor
    {"use_sides", kUses, kSide, kSide},
    {"type_use_sides", kTypes, kUses, kSides},
};

static_assert(std::size(kAcceptBlocks) == static_cast<size_t>(AcceptBlock::count));

constexpr BlockTable kAcceptTable(kAcceptBlocks);

}  // namespace

std::vector<std::string> split_values(std::string_view values) {
  std::vector<std::string> out;
  while (true) {
    const size_t space = values.find(' ');
    out.emplace_back(values.substr(0, space));
    if (space == std::string_view::npos) return out;
    values.remove_prefix(space + 1);
  }
}

const char* event_model_name(EventModel model) {
  switch (model) {
    case EventModel::actor:
      return "actor";
    case EventModel::recipient:
      return "recipient";
    case EventModel::accept:
      return "accept";
    case EventModel::same:
      return "same";
    case EventModel::date:
      return "date";
    default:
      return "source";
  }
}

uint16_t feature(SideBlock block, size_t first, size_t second, size_t third) {
  return side::kTable.id(static_cast<size_t>(block), first, second, third);
}

uint16_t feature(AcceptBlock block, size_t first, size_t second, size_t third) {
  return kAcceptTable.id(static_cast<size_t>(block), first, second, third);
}

std::vector<std::string> feature_names(EventModel model) {
  switch (model) {
    case EventModel::accept:
      return kAcceptTable.names();
    case EventModel::same:
      return same_names();
    case EventModel::date:
    case EventModel::source:
      return attribute_names(model);
    default:
      return side::kTable.names();
  }
}

size_t feature_count(EventModel model) {
  switch (model) {
    case EventModel::accept:
      return kAcceptTable.size();
    case EventModel::same:
      return same_count();
    case EventModel::date:
    case EventModel::source:
      return attribute_count(model);
    default:
      return side::kTable.size();
  }
}

Result<EventWeights> EventWeights::open(const Image& image) {
  EventWeights out;
  ArchiveReader in(image.section("evt.weights"));
  for (size_t m = 0; m < kEventModelCount; ++m) {
    const size_t want = feature_count(static_cast<EventModel>(m));
    out.thresholds_[m] = in.num<float>();
    if (in.num<uint32_t>() != want) {
      return fail(ErrorCode::corrupt, "image has other event features than the program");
    }
    out.weights_[m] = in.nums<float>(want);
    out.words_[m] = in.nums<uint32_t>(in.num<uint32_t>());
  }
  const auto frames = in.num<uint32_t>();
  for (uint32_t i = 0; i < frames && in.ok(); ++i) {
    const std::string_view id = in.view();
    out.frames_.emplace_back(id, in.num<float>());
  }
  if (!std::is_sorted(out.frames_.begin(), out.frames_.end())) {
    return fail(ErrorCode::corrupt, "image has event weights out of order");
  }
  if (!in.ok()) return fail(ErrorCode::corrupt, "image has no event weights");
  return out;
}

double EventWeights::score(EventModel model, const Features& features) const {
  const std::vector<float>& w = weights_[static_cast<size_t>(model)];
  double s = 0;
  for (const uint16_t f : features) s += static_cast<double>(w[f]);
  return s;
}

void EventWeights::fetch_word(EventModel model, uint64_t hash) const {
  const std::vector<uint32_t>& slots = words_[static_cast<size_t>(model)];
  if (!slots.empty()) __builtin_prefetch(&slots[word_slot(hash, slots.size())]);
}

double EventWeights::of_word(EventModel model, uint64_t hash) const {
  const std::vector<uint32_t>& slots = words_[static_cast<size_t>(model)];
  if (slots.empty()) return 0;
  const uint32_t check = word_check(hash);
  // One slot at least is empty: isnad-compile leaves room.
  for (size_t i = word_slot(hash, slots.size()), n = 0; n < slots.size(); ++n) {
    if (slots[i] == 0) return 0;
    if (slots[i] >> 8 == check) {
      return static_cast<double>(static_cast<int8_t>(slots[i] & 0xFF)) * kWordStep;
    }
    if (++i == slots.size()) i = 0;
  }
  return 0;
}

double EventWeights::of_frame(std::string_view id) const {
  const auto at = std::lower_bound(frames_.begin(), frames_.end(), id,
                                   [](const auto& f, std::string_view x) { return f.first < x; });
  return at == frames_.end() || at->first != id ? 0 : static_cast<double>(at->second);
}

}  // namespace isnad
