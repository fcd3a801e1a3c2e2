#include "numbers/phrases.h"

#include <algorithm>

namespace isnad {

namespace {

constexpr uint32_t kMaxPhraseTokens = 5;

// One form under which a first word may stand in the table.
struct Variant {
  uint8_t skip = 0;
  bool conj = false;
  bool prep = false;
  bool definite = false;
};

// Calls `use` with each form under which a word may stand in the table, least stripped first.
template <class Use>
void each_variant(std::string_view key, const Use& use) {
  auto add = [&](std::string_view k, Variant v) {
    use(k, v);
    if (k.size() > 3 && k[0] == 'A' && k[1] == 'l') {
      v.definite = true;
      use(k.substr(2), v);
    }
  };
  auto with_prep = [&](std::string_view k, Variant v) {
    if (k.size() < 4 || (k[0] != 'b' && k[0] != 'l' && k[0] != 'k')) return;
    v.skip = static_cast<uint8_t>(v.skip + 1);
    v.prep = true;
    if (k[0] == 'l' && k[1] == 'l') {  // li- + al-
      std::string article = "A";
      article += k.substr(1);
      add(article, v);
    } else {
      add(k.substr(1), v);
    }
  };
  add(key, {});
  with_prep(key, {});
  if (key.size() > 2 && (key[0] == 'w' || key[0] == 'f')) {
    const Variant conj = {1, true, false, false};
    add(key.substr(1), conj);
    with_prep(key.substr(1), conj);
  }
}

// The filter has a cell for each pair of first bytes, and in it a bit for each length of a word
// (kLongest: that or longer).
constexpr size_t kFilterCells = 64 * 64;
constexpr size_t kLongest = 15;

size_t filter_cell(std::string_view key) {
  const auto low = [](char c) { return static_cast<size_t>(static_cast<unsigned char>(c) & 63); };
  return low(key[0]) * 64 + (key.size() > 1 ? low(key[1]) : 0);
}

uint16_t filter_bit(std::string_view key) {
  return static_cast<uint16_t>(1u << std::min(key.size(), kLongest));
}

uint32_t count_tokens(std::string_view folded) {
  return static_cast<uint32_t>(1 + std::count(folded.begin(), folded.end(), ' '));
}

}  // namespace

PhraseTable PhraseTable::open(const Image& image, const std::string& name) {
  PhraseTable t;
  t.table_ = KeyTable<PhraseRow>::open(image, name);
  t.filter_ = image.rows<uint16_t>(name + ".filter");
  return t;
}

bool PhraseTable::maybe(std::string_view key) const {
  if (key.empty()) return false;
  if (filter_.size() != kFilterCells) return true;
  return (filter_[filter_cell(key)] & filter_bit(key)) != 0;
}

std::vector<PhraseHit> PhraseTable::find(const TextView& text, uint32_t i) const {
  std::vector<PhraseHit> hits;
  const Token& t = text.tokens[i];
  if (t.kind != TokenKind::word && t.kind != TokenKind::latin) return hits;
  auto collect = [&](std::span<const PhraseRow> rows, const Variant& v, uint32_t length) {
    for (const PhraseRow& row : rows) {
      if (row.kind == kPhrasePrefix || row.tokens != length) continue;
      hits.push_back(
          {row.kind, row.value, row.text, i + length, v.skip, v.conj, v.prep, v.definite});
    }
  };
  each_variant(t.key, [&](std::string_view first, const Variant& v) {
    if (!maybe(first)) return;
    const auto rows = table_.find(first);
    collect(rows, v, 1);
    uint32_t longest = 1;
    for (const PhraseRow& row : rows) {
      if (row.kind == kPhrasePrefix) longest = std::max(longest, row.tokens);
    }
    std::string key;
    for (uint32_t length = 2; length <= longest && length <= kMaxPhraseTokens; ++length) {
      const uint32_t at = i + length - 1;
      if (at >= text.tokens.size() || text.tokens[at].kind != TokenKind::word) break;
      if (text.tokens[at].sentence != t.sentence) break;
      if (key.empty()) key = first;
      key += ' ';
      key += text.tokens[at].key;
      collect(table_.find(key), v, length);
    }
  });
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
  std::vector<uint16_t> filter(kFilterCells, 0);
  for (const auto& [key, list] : rows_) {
    for (const PhraseRow& row : list) table.add(key, row);
    const std::string_view first = std::string_view(key).substr(0, key.find(' '));
    filter[filter_cell(first)] |= filter_bit(first);
  }
  table.write(out, name);
  out.add_rows(name + ".filter", filter);
}

}  // namespace isnad
