#include "events/words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/image.h"
#include "events/blocks.h"
#include "events/model.h"
#include "record/record.h"

namespace isnad {

namespace {

// The lists of answers that stand behind a word, none to two.
struct Row {
  std::string_view name;
  const char* first = nullptr;
  const char* second = nullptr;
};

constexpr std::array<Row, static_cast<size_t>(WordBlock::count)> kRows = {{
    {"head"},
    {"type_head", kTypeNames},
    {"preposition"},
    {"type_preposition", kTypeNames},
    {"governs"},
    {"type_governs", kTypeNames},
    {"verb", kGovernedNames},
    {"type_verb", kGovernedNames, kTypeNames},
    {"predicate", kSlotNames},
    {"predicate_prep", kSlotNames, kPrepNames},
    {"predicate_position", kPositionNames},
    {"predicate_kind", kKindNames},
    {"predicate_rule", kRuleNames, kBackNames},
    {"previous"},
    {"type_previous", kTypeNames},
    {"act", kTypeNames},
    {"act_before"},
    {"act_after"},
    {"act_above", kTypeNames},
    {"act_inside", kTypeNames},
    {"act_object", kTypeNames},
    {"time_before"},
    {"time_first"},
    {"time_last"},
    {"time_verb", kWhenNames},
    {"time_act", kWhenNames},
    {"time_type", kTypeNames},
    {"cue"},
    {"type_cue", kTypeNames},
    {"where_cue", kWhoNames},
    {"source_act", kWhoNames},
    {"speaker"},
}};

constexpr char kHex[] = "0123456789ABCDEF";

uint64_t mixed(uint64_t x) {  // finaliser of splitmix64 (Steele, Lea, Flood 2014)
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ull;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

std::vector<std::vector<std::string>> answers(const Row& row) {
  std::vector<std::vector<std::string>> out;
  for (const char* list : {row.first, row.second}) {
    if (list) out.push_back(split_values(list));
  }
  return out;
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
  const auto lists = answers(row);
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
    const auto lists = answers(kRows[b]);
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
