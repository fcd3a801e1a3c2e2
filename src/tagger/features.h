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

}  // namespace isnad::tagger
