#pragma once
// What the tagger looks at. One code for tagging and for training: features_of calls a sink with
// each feature of a token, the tagger's sink sums weights, the trainer's keeps names.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tagger/rows.h"
#include "tagger/tagger.h"

namespace isnad::tagger {

// Kinds of features. The name and the kinds of the parts of each stand in kTemplates.
enum class Template : uint8_t {
  word,      // folded form
  bare,      // form without proclitics and pronoun
  prefix,    // first 1 to 4 letters
  suffix,    // last 1 to 4 letters
  cluster0,  // cluster of the form, coarse to fine
  cluster1,
  cluster2,
  lists,       // lists that the form stands on
  word_class,  // part of speech, clitics, definiteness, known to the lexicon or not
  hint,        // a listed name: its kind and where in it the token stands
  role,        // a listed word for a role, likewise
  shape,       // length, kind of token, quoted or not, at the sentence's start or not
  left_role,   // last word for a role in the five tokens before, and how far it is
  words,       // pairs: of this token and the next
  classes,
  clusters,
  lists_pair,
  hints,
  roles,
  lists_after_role,
  class_after_word,
  lists_after_word,
  cluster_after_word,
  class_before_word,
  around,  // clusters before and after
  seen,    // how this form is tagged elsewhere in the document
  seen_pair,
  seen_class,
  seen_shape,
};
inline constexpr size_t kTemplateCount = static_cast<size_t>(Template::seen_shape) + 1;

struct TemplateRow {
  std::string_view name;
  std::string_view parts;  // t: text, n: number
};
inline constexpr std::array<TemplateRow, kTemplateCount> kTemplates = {{
    {"word", "t"},
    {"bare", "t"},
    {"prefix", "t"},
    {"suffix", "t"},
    {"cluster0", "n"},
    {"cluster1", "n"},
    {"cluster2", "n"},
    {"lists", "n"},
    {"class", "n"},
    {"hint", "n"},
    {"role", "n"},
    {"shape", "n"},
    {"left_role", "n"},
    {"words", "tt"},
    {"classes", "nn"},
    {"clusters", "nn"},
    {"lists_pair", "nn"},
    {"hints", "nn"},
    {"roles", "nn"},
    {"lists_after_role", "nn"},
    {"class_after_word", "tn"},
    {"lists_after_word", "tn"},
    {"cluster_after_word", "tn"},
    {"class_before_word", "tn"},
    {"around", "nn"},
    {"seen", "n"},
    {"seen_pair", "nn"},
    {"seen_class", "nn"},
    {"seen_shape", "nn"},
}};

// A part of a feature's value: its hash, and for the trainer what it is.
struct Value {
  uint64_t hash = 0;
  std::string_view text;
  uint32_t number = 0;
  bool is_text = false;
};

Value text_part(std::string_view folded);
inline Value number_part(uint32_t n) { return {mix(n + 0x9E3779B97F4A7C15ull), {}, n, false}; }

inline uint64_t feature_hash(Template t, int offset, uint64_t parts) {
  return mix(parts ^ (static_cast<uint64_t>(t) * 8 + static_cast<uint64_t>(offset + 2) + 1) *
                         0xD6E8FEB86659FD93ull);
}
inline uint64_t join_parts(uint64_t a, uint64_t b) { return mix(a * 3 + b); }

// The hash of a feature that a file names: template with offset ("word-1"), value with its parts
// separated by spaces, folded. Nothing if there is no such template or the parts do not fit.
std::optional<uint64_t> named_feature(std::string_view name, std::string_view folded_value);
std::string template_name(Template t, int offset);

// What is known of a token before its neighbours are looked at.
struct Facts {
  Value word;
  Value bare;
  std::array<uint32_t, kGrains> clusters{};
  uint32_t lists = 0;
  uint32_t word_class = 0;
  uint32_t hint = 0;
  uint32_t role = 0;
  uint32_t shape = 0;
  uint32_t left_role = 0;
  uint32_t seen = 0;
};

// Facts of every token. `forms`: the image's table of clusters and lists.
std::vector<Facts> facts_of(const TextView& text, std::span<const Word> words,
                            std::span<const NameHint> hints, std::span<const FormSlot> forms);

// Notes in Facts::seen how the other occurrences of each form are tagged. `tags`: of every token.
void mark_seen(std::span<const uint8_t> tags, std::vector<Facts>& facts);

// Stands before and after each sentence.
const Facts& edge_facts();

// Calls sink(Template, offset, parts hash, parts...) for the features that a word gives by itself
// to the token `-offset` away from it, whatever stands around: most of all features, and the same
// wherever the word occurs.
template <class Sink>
void word_features_of(const Facts& g, int offset, Sink&& sink) {
  const auto one = [&](Template t, const Value& a) { sink(t, offset, a.hash, a); };
  one(Template::word, g.word);
  for (size_t k = 0; k < kGrains; ++k) {
    one(static_cast<Template>(static_cast<size_t>(Template::cluster0) + k),
        number_part(g.clusters[k]));
  }
  one(Template::lists, number_part(g.lists));
  one(Template::word_class, number_part(g.word_class));
  if (offset < -1 || offset > 1) return;
  one(Template::bare, g.bare);
  if (offset != 0 || !g.word.is_text) return;
  for (size_t n = 1; n <= 4 && n < g.word.text.size(); ++n) {
    one(Template::prefix, text_part(g.word.text.substr(0, n)));
    one(Template::suffix, text_part(g.word.text.substr(g.word.text.size() - n)));
  }
}

// The same for the other features of token i, whose sentence is tokens [first, last); those of
// Facts::seen excepted.
template <class Sink>
void context_features_of(const std::vector<Facts>& facts, uint32_t first, uint32_t last, uint32_t i,
                         Sink&& sink) {
  const auto at = [&](int offset) -> const Facts& {
    const int64_t k = static_cast<int64_t>(i) + offset;
    return k < first || k >= last ? edge_facts() : facts[static_cast<size_t>(k)];
  };
  const auto num = [&](Template t, int offset, uint32_t a) {
    const Value p = number_part(a);
    sink(t, offset, p.hash, p);
  };
  const auto two = [&](Template t, int offset, const Value& a, const Value& b) {
    sink(t, offset, join_parts(a.hash, b.hash), a, b);
  };
  const auto pair = [&](Template t, int offset, uint32_t a, uint32_t b) {
    two(t, offset, number_part(a), number_part(b));
  };
  const Facts& f = facts[i];
  const Facts& before = at(-1);
  const Facts& after = at(1);
  for (int o = -2; o <= 2; ++o) {
    const Facts& g = at(o);
    if (g.role != 0) num(Template::role, o, g.role);
    if (o >= -1 && o <= 1 && g.hint != 0) num(Template::hint, o, g.hint);
  }
  num(Template::shape, 0, f.shape);
  num(Template::left_role, 0, f.left_role);
  two(Template::words, -1, before.word, f.word);
  two(Template::words, 0, f.word, after.word);
  pair(Template::classes, -1, before.word_class, f.word_class);
  pair(Template::classes, 0, f.word_class, after.word_class);
  pair(Template::clusters, -1, before.clusters[0], f.clusters[0]);
  pair(Template::clusters, 0, f.clusters[0], after.clusters[0]);
  pair(Template::lists_pair, -1, before.lists, f.lists);
  pair(Template::lists_pair, 0, f.lists, after.lists);
  if (f.hint != 0 || before.hint != 0) pair(Template::hints, -1, before.hint, f.hint);
  if (f.hint != 0 || after.hint != 0) pair(Template::hints, 0, f.hint, after.hint);
  if (f.role != 0 || before.role != 0) pair(Template::roles, -1, before.role, f.role);
  if (before.role != 0) pair(Template::lists_after_role, 0, before.role, f.lists);
  two(Template::class_after_word, 0, before.word, number_part(f.word_class));
  two(Template::lists_after_word, 0, before.word, number_part(f.lists));
  two(Template::cluster_after_word, 0, before.word, number_part(f.clusters[0]));
  two(Template::class_before_word, 0, after.word, number_part(f.word_class));
  pair(Template::around, 0, before.clusters[0], after.clusters[0]);
}

// Both, for every feature of token i that does not hang on Facts::seen.
template <class Sink>
void features_of(const std::vector<Facts>& facts, uint32_t first, uint32_t last, uint32_t i,
                 Sink&& sink) {
  for (int o = -2; o <= 2; ++o) {
    const int64_t k = static_cast<int64_t>(i) + o;
    word_features_of(k < first || k >= last ? edge_facts() : facts[static_cast<size_t>(k)], o,
                     sink);
  }
  context_features_of(facts, first, last, i, sink);
}

// The same for what mark_seen noted.
template <class Sink>
void seen_features_of(const std::vector<Facts>& facts, uint32_t first, uint32_t last, uint32_t i,
                      Sink&& sink) {
  const uint32_t before = i > first ? facts[i - 1].seen : 0;
  const uint32_t here = facts[i].seen;
  const uint32_t after = i + 1 < last ? facts[i + 1].seen : 0;
  const auto num = [&](int offset, uint32_t a) {
    const Value p = number_part(a);
    if (a != 0) sink(Template::seen, offset, p.hash, p);
  };
  const auto pair = [&](Template t, int offset, uint32_t a, uint32_t b) {
    const Value x = number_part(a);
    const Value y = number_part(b);
    sink(t, offset, join_parts(x.hash, y.hash), x, y);
  };
  num(-1, before);
  num(0, here);
  num(1, after);
  if (before + here != 0) pair(Template::seen_pair, -1, before, here);
  if (here + after != 0) pair(Template::seen_pair, 0, here, after);
  if (here == 0) return;
  pair(Template::seen_class, 0, here, facts[i].word_class);
  pair(Template::seen_shape, 0, here, facts[i].shape);
}

}  // namespace isnad::tagger
