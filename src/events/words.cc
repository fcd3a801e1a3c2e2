#include "events/words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/image.h"
#include "events/model.h"
#include "record/record.h"

namespace isnad {

namespace {

enum class Beside : uint8_t {
  nothing,
  type,
  role,
  role_and_type,
  slot,
  slot_and_prep,
  position,
  kind,
  rule_and_back,
  when,
  who
};

struct Row {
  std::string_view name;
  Beside beside;
};

constexpr std::array<Row, static_cast<size_t>(WordBlock::count)> kRows = {{
    {"head", Beside::nothing},
    {"type_head", Beside::type},
    {"preposition", Beside::nothing},
    {"type_preposition", Beside::type},
    {"governs", Beside::nothing},
    {"type_governs", Beside::type},
    {"verb", Beside::role},
    {"type_verb", Beside::role_and_type},
    {"predicate", Beside::slot},
    {"predicate_prep", Beside::slot_and_prep},
    {"predicate_position", Beside::position},
    {"predicate_kind", Beside::kind},
    {"predicate_rule", Beside::rule_and_back},
    {"previous", Beside::nothing},
    {"type_previous", Beside::type},
    {"act", Beside::type},
    {"act_before", Beside::nothing},
    {"act_after", Beside::nothing},
    {"act_above", Beside::type},
    {"act_inside", Beside::type},
    {"act_object", Beside::type},
    {"time_before", Beside::nothing},
    {"time_first", Beside::nothing},
    {"time_last", Beside::nothing},
    {"time_verb", Beside::when},
    {"time_act", Beside::when},
    {"time_type", Beside::type},
    {"cue", Beside::nothing},
    {"type_cue", Beside::type},
    {"where_cue", Beside::who},
    {"source_act", Beside::who},
    {"speaker", Beside::nothing},
}};

constexpr char kHex[] = "0123456789ABCDEF";

uint64_t mixed(uint64_t x) {  // finaliser of splitmix64 (Steele, Lea, Flood 2014)
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ull;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

std::vector<std::string> types() {
  std::vector<std::string> out;
  for (int t = 0; t < kEventTypeCount; ++t) out.emplace_back(event_type_name(EventType(t)));
  return out;
}

// The lists of answers that stand behind a word.
std::vector<std::vector<std::string>> answers(Beside beside) {
  switch (beside) {
    case Beside::type:
      return {types()};
    case Beside::role:
      return {split_values(kGovernedNames)};
    case Beside::role_and_type:
      return {split_values(kGovernedNames), types()};
    case Beside::slot:
      return {split_values(kSlotNames)};
    case Beside::slot_and_prep:
      return {split_values(kSlotNames), split_values(kPrepNames)};
    case Beside::position:
      return {split_values(kPositionNames)};
    case Beside::kind:
      return {split_values(kKindNames)};
    case Beside::rule_and_back:
      return {split_values(kRuleNames), split_values(kBackNames)};
    case Beside::when:
      return {split_values(kWhenNames)};
    case Beside::who:
      return {split_values(kWhoNames)};
    default:
      return {};
  }
}

std::string escaped(std::string_view word) {
  std::string out;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte < 0x7F && c != '\\') {
      out += c;
    } else {
      out += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

std::optional<std::string> unescaped(std::string_view text) {
  const auto digit = [](char c) { return std::string_view(kHex).find(c); };
  std::string out;
  while (!text.empty()) {
    if (text[0] != '\\') {
      out += text[0];
      text.remove_prefix(1);
      continue;
    }
    if (text.size() < 4 || text[1] != 'x' || digit(text[2]) > 15 || digit(text[3]) > 15) {
      return std::nullopt;
    }
    out += static_cast<char>(digit(text[2]) * 16 + digit(text[3]));
    text.remove_prefix(4);
  }
  return out;
}

}  // namespace

uint64_t word_hash(std::string_view word) { return hash_bytes(word); }

uint64_t word_feature_of(WordBlock block, uint64_t word, uint32_t with) {
  return mixed(word + (static_cast<uint64_t>(block) << 32 | with) * 0x9E3779B97F4A7C15ull);
}

uint64_t word_feature(WordBlock block, std::string_view word, uint32_t with) {
  return word_feature_of(block, word_hash(word), with);
}

std::string word_feature_name(WordBlock block, std::string_view word, uint32_t with) {
  const Row& row = kRows[static_cast<size_t>(block)];
  std::string out = std::string(row.name) + "=" + escaped(word);
  const auto lists = answers(row.beside);
  if (lists.size() == 1) out += "." + lists[0][with - 1];
  if (lists.size() == 2) {
    out +=
        "." + std::string(lists[0][(with - 1) / 64]) + "." + std::string(lists[1][(with - 1) % 64]);
  }
  return out;
}

std::optional<uint64_t> named_word_feature(std::string_view name) {
  const size_t equals = name.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  for (size_t b = 0; b < kRows.size(); ++b) {
    if (kRows[b].name != name.substr(0, equals)) continue;
    std::string_view word = name.substr(equals + 1);
    const auto lists = answers(kRows[b].beside);
    std::vector<size_t> at(lists.size());
    for (size_t k = lists.size(); k-- > 0;) {
      const size_t dot = word.rfind('.');
      if (dot == std::string_view::npos) return std::nullopt;
      const auto found = std::find(lists[k].begin(), lists[k].end(), word.substr(dot + 1));
      if (found == lists[k].end()) return std::nullopt;
      at[k] = static_cast<size_t>(found - lists[k].begin());
      word = word.substr(0, dot);
    }
    const auto plain = unescaped(word);
    if (!plain) return std::nullopt;
    const uint32_t with = at.empty()       ? 0
                          : at.size() == 1 ? with_one(at[0])
                                           : with_both(at[0], at[1]);
    return word_feature(static_cast<WordBlock>(b), *plain, with);
  }
  return std::nullopt;
}

}  // namespace isnad
