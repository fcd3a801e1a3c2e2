#include "numbers/phrases.h"

#include <algorithm>
#include <array>

namespace isnad {

namespace {

constexpr uint32_t kMaxPhraseTokens = 5;

struct Variant {
  std::string key;
  uint8_t skip = 0;
  bool conj = false;
  bool prep = false;
  bool definite = false;
};

// The forms under which a first word may stand in the table, least stripped first.
size_t variants_of(std::string_view key, std::array<Variant, 8>& out) {
  size_t n = 0;
  auto add = [&](std::string k, uint8_t skip, bool conj, bool prep) {
    const bool article = k.size() > 3 && k[0] == 'A' && k[1] == 'l';
    out[n++] = {k, skip, conj, prep, false};
    if (article) out[n++] = {k.substr(2), skip, conj, prep, true};
  };
  auto with_prep = [&](std::string_view k, uint8_t skip, bool conj) {
    if (k.size() < 4 || (k[0] != 'b' && k[0] != 'l' && k[0] != 'k')) return;
    if (k[0] == 'l' && k[1] == 'l') {  // li- + al-
      add("A" + std::string(k.substr(1)), static_cast<uint8_t>(skip + 1), conj, true);
    } else {
      add(std::string(k.substr(1)), static_cast<uint8_t>(skip + 1), conj, true);
    }
  };
  add(std::string(key), 0, false, false);
  with_prep(key, 0, false);
  if (key.size() > 2 && (key[0] == 'w' || key[0] == 'f')) {
    add(std::string(key.substr(1)), 1, true, false);
    with_prep(key.substr(1), 1, true);
  }
  return n;
}

uint32_t count_tokens(std::string_view folded) {
  return static_cast<uint32_t>(1 + std::count(folded.begin(), folded.end(), ' '));
}

}  // namespace

PhraseTable PhraseTable::open(const Image& image, const std::string& name) {
  PhraseTable t;
  t.table_ = KeyTable<PhraseRow>::open(image, name);
  return t;
}

std::vector<PhraseHit> PhraseTable::find(const TextView& text, uint32_t i) const {
  std::vector<PhraseHit> hits;
  const Token& t = text.tokens[i];
  if (t.kind != TokenKind::word) return hits;
  std::array<Variant, 8> variants;
  const size_t n = variants_of(t.key, variants);
  auto collect = [&](std::span<const PhraseRow> rows, const Variant& v, uint32_t length) {
    for (const PhraseRow& row : rows) {
      if (row.kind == kPhrasePrefix || row.tokens != length) continue;
      hits.push_back(
          {row.kind, row.value, row.text, i + length, v.skip, v.conj, v.prep, v.definite});
    }
  };
  for (size_t k = 0; k < n; ++k) {
    const auto rows = table_.find(variants[k].key);
    collect(rows, variants[k], 1);
    uint32_t longest = 1;
    for (const PhraseRow& row : rows) {
      if (row.kind == kPhrasePrefix) longest = std::max(longest, row.tokens);
    }
    std::string key = variants[k].key;
    for (uint32_t length = 2; length <= longest && length <= kMaxPhraseTokens; ++length) {
      const uint32_t at = i + length - 1;
      if (at >= text.tokens.size() || text.tokens[at].kind != TokenKind::word) break;
      if (text.tokens[at].sentence != t.sentence) break;
      key += ' ';
      key += text.tokens[at].key;
      collect(table_.find(key), variants[k], length);
    }
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const PhraseHit& a, const PhraseHit& b) { return a.last > b.last; });
  return hits;
}

void PhraseTableBuilder::add(std::string_view utf8, uint32_t kind, double value, StrRef text) {
  const std::string key = fold_key(utf8);
  if (key.empty()) return;
  const uint32_t tokens = count_tokens(key);
  auto put = [&](const std::string& k, const PhraseRow& row) {
    auto& list = rows_[k];
    const bool known = std::any_of(list.begin(), list.end(), [&](const PhraseRow& r) {
      return r.kind == row.kind && r.tokens == row.tokens && r.value == row.value;
    });
    if (!known) list.push_back(row);
  };
  put(key, {kind, tokens, value, text});
  if (tokens > 1) put(key.substr(0, key.find(' ')), {kPhrasePrefix, tokens, 0, {}});
}

bool PhraseTableBuilder::contains(std::string_view utf8) const {
  return rows_.count(fold_key(utf8)) != 0;
}

void PhraseTableBuilder::write(ImageWriter& out, const std::string& name) const {
  KeyTableBuilder<PhraseRow> table;
  for (const auto& [key, list] : rows_) {
    for (const PhraseRow& row : list) table.add(key, row);
  }
  table.write(out, name);
}

}  // namespace isnad
