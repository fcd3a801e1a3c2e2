#include "events/model.h"

#include "base/archive.h"
#include "events/frames.h"

namespace isnad {

namespace {

constexpr const char* kTypes =
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT";
constexpr const char* kUses = "verb masdar noun participle phrase";
constexpr const char* kKinds = "state organization armed_group person place weapon generic";
constexpr const char* kFunctions = "subject object bare prep nested";
constexpr const char* kSide = "none named doubtful pronoun likely guessed";
constexpr const char* kWhere = "clause above below sentence back1 back2 back3";
constexpr const char* kSure = "nobody 30 45 60 75 90 more";
constexpr const char* kEarlier = "none same_act act_other_side same_type other_side other_type";
constexpr const char* kNoYes = "no yes";
constexpr const char* kAmounts = "some much";
constexpr const char* kRules = "none named owner pronoun";
constexpr const char* kRanks = "first second third rest unnamed none";

constexpr FeatureBlock kSideBlocks[] = {
    {"bias", "1"},
    {"where", kWhere},
    {"order", "before after"},
    {"distance", "4 8 16 32 64 far"},
    {"verbs", "0 1 2 more"},
    {"function", kFunctions},
    {"prep", "none bi li min fi ala mai bayna an ila agent other"},
    {"position", "none own other"},
    {"governor", "none subject object complement speaker"},
    {"kind", kKinds},
    {"trait",
     "owner pronoun unknown unnamed_of_state unnamed victim media speaker organ several topic "
     "headline private"},
    {"rank", kRanks},
    {"only", "no yes"},
    {"speaker", "no yes"},
    {"other", "no yes"},
    {"rule", kRules},
    {"use_rule", nullptr},        // use x rule
    {"rule_kind", nullptr},       // rule x kind
    {"where_function", nullptr},  // where x function
    {"earlier", kEarlier},
    {"echo_earlier", nullptr},  // is the predicate a noun with the article x earlier
    {"use", kUses},
    {"type_kind", nullptr},     // type x kind
    {"use_function", nullptr},  // use x function
};

constexpr FeatureBlock kAcceptBlocks[] = {
    {"bias", "1"},
    {"type", kTypes},
    {"use", kUses},
    {"light", "no yes"},
    {"frame_confidence", "45 55 65 75 85 more"},
    {"specificity", "0 1 2 3 4 5 more"},
    {"actor", kSide},
    {"recipient", kSide},
    {"actor_kind", "state organization armed_group person place weapon generic unknown none"},
    {"recipient_kind", "state organization armed_group person place weapon generic unknown none"},
    {"sides", "none actor recipient both"},
    {"lacks", "nothing actor recipient both"},
    {"factuality", "actual planned denied possible"},
    {"part", "headline summary body other"},
    {"clause", "main coordinate that relative subordinate conditional hal"},
    {"inside", "head noun operator masdar"},
    {"quoted", "no yes"},
    {"definite", "no bare alone"},
    {"variety", "1 2 4 8 more"},
    {"actor_rank", kRanks},
    {"recipient_rank", kRanks},
    {"dated", "no yes"},
    {"type_actor", nullptr},      // type x how the actor was found
    {"type_recipient", nullptr},  // type x how the recipient was found
    {"actor_sure", kSure},
    {"recipient_sure", kSure},
    {"both_sure", nullptr},  // actor_sure x recipient_sure
    {"article", nullptr},    // topic x how much of it there is
    {"sentence", nullptr},   // the same of the predicate's sentence
};

static_assert(std::size(kSideBlocks) == static_cast<size_t>(SideBlock::count));
static_assert(std::size(kAcceptBlocks) == static_cast<size_t>(AcceptBlock::count));

constexpr size_t words(const char* values) {
  size_t n = 1;
  for (; *values; ++values) n += *values == ' ' ? 1 : 0;
  return n;
}

constexpr size_t size_of(const FeatureBlock& b) {
  if (b.values) return words(b.values);
  const std::string_view name = b.name;
  if (name == "type_kind") return words(kTypes) * words(kKinds);
  if (name == "use_function") return words(kUses) * words(kFunctions);
  if (name == "use_rule") return words(kUses) * words(kRules);
  if (name == "rule_kind") return words(kRules) * words(kKinds);
  if (name == "echo_earlier") return words(kNoYes) * words(kEarlier);
  if (name == "where_function") return words(kWhere) * words(kFunctions);
  if (name == "article" || name == "sentence") return words(kTopicNames) * words(kAmounts);
  if (name == "both_sure") return words(kSure) * words(kSure);
  return words(kTypes) * words(kSide);
}

template <size_t N>
constexpr std::array<uint16_t, N + 1> offsets(const FeatureBlock (&blocks)[N]) {
  std::array<uint16_t, N + 1> out{};
  for (size_t i = 0; i < N; ++i) {
    out[i + 1] = static_cast<uint16_t>(out[i] + size_of(blocks[i]));
  }
  return out;
}

constexpr auto kSideOffsets = offsets(kSideBlocks);
constexpr auto kAcceptOffsets = offsets(kAcceptBlocks);

std::vector<std::string> split(std::string_view values) {
  std::vector<std::string> out;
  while (true) {
    const size_t space = values.find(' ');
    out.emplace_back(values.substr(0, space));
    if (space == std::string_view::npos) return out;
    values.remove_prefix(space + 1);
  }
}

std::vector<std::string> product(const char* a, const char* b) {
  std::vector<std::string> out;
  for (const std::string& x : split(a)) {
    for (const std::string& y : split(b)) out.push_back(x + "." + y);
  }
  return out;
}

void add_names(const FeatureBlock& block, std::vector<std::string>& out) {
  const std::string_view name = block.name;
  std::vector<std::string> values;
  if (block.values) {
    values = split(block.values);
  } else if (name == "type_kind") {
    values = product(kTypes, kKinds);
  } else if (name == "use_function") {
    values = product(kUses, kFunctions);
  } else if (name == "use_rule") {
    values = product(kUses, kRules);
  } else if (name == "rule_kind") {
    values = product(kRules, kKinds);
  } else if (name == "echo_earlier") {
    values = product(kNoYes, kEarlier);
  } else if (name == "where_function") {
    values = product(kWhere, kFunctions);
  } else if (name == "article" || name == "sentence") {
    values = product(kTopicNames, kAmounts);
  } else if (name == "both_sure") {
    values = product(kSure, kSure);
  } else {
    values = product(kTypes, kSide);
  }
  for (const std::string& v : values) out.push_back(std::string(name) + "=" + v);
}

}  // namespace

const char* event_model_name(EventModel model) {
  switch (model) {
    case EventModel::actor:
      return "actor";
    case EventModel::recipient:
      return "recipient";
    default:
      return "accept";
  }
}

uint16_t feature(SideBlock block, size_t value) {
  return static_cast<uint16_t>(kSideOffsets[static_cast<size_t>(block)] + value);
}

uint16_t feature(AcceptBlock block, size_t value) {
  return static_cast<uint16_t>(kAcceptOffsets[static_cast<size_t>(block)] + value);
}

std::vector<std::string> feature_names(EventModel model) {
  std::vector<std::string> out;
  if (model == EventModel::accept) {
    for (const FeatureBlock& b : kAcceptBlocks) add_names(b, out);
  } else {
    for (const FeatureBlock& b : kSideBlocks) add_names(b, out);
  }
  return out;
}

Result<EventWeights> EventWeights::open(const Image& image) {
  EventWeights out;
  ArchiveReader in(image.section("evt.weights"));
  for (size_t m = 0; m < kEventModelCount; ++m) {
    const bool accept = static_cast<EventModel>(m) == EventModel::accept;
    const size_t want = accept ? kAcceptOffsets.back() : kSideOffsets.back();
    out.thresholds_[m] = in.num<float>();
    if (in.num<uint32_t>() != want) {
      return fail(ErrorCode::corrupt, "image has other event features than the program");
    }
    for (size_t i = 0; i < want; ++i) out.weights_[m].push_back(in.num<float>());
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

}  // namespace isnad
