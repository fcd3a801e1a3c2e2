#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/image.h"
#include "morph/morph.h"

// Rows of the image's morph.* sections, written by tools/compile/lexicon.cc and read in place.
//   morph.stems      KeyTable<StemRow>, keys are folded stems
//   morph.paradigms  ParadigmRow[], morph.cells CellRow[]
//   morph.affixes    KeyTable<uint32_t>: every inflectional prefix ("<" + letters) and suffix
//                    (">" + letters), so that the analyser looks up only stems that can be
//   morph.weights    one Weights, logarithms

namespace isnad::morph {

// What is told apart by the affix weights.
enum class Group : uint8_t { perfective, imperfective, imperative, noun, adj, propn, function };
inline constexpr size_t kGroups = 7;
std::string_view group_name(Group g);

// Requirement on a pronoun after, or an article before, a cell.
enum class Need : uint8_t { no, any, must };

// Passive marks of a verb stem.
enum class PassiveMark : uint8_t { none, same, is };

enum class Mood : uint8_t { none, jussive, tanwin };

struct CellRow {
  char prefix[4];  // zero-padded folded letters
  char suffix[8];
  Need pronoun;
  Need article;
  uint8_t person;
  Gender gender;  // none: as the stem
  Number number;  // none: as the stem
  Mood mood;
  uint8_t maqsura;  // the suffix ends in alef maqsura
  int8_t weight;    // tenths of a natural logarithm, added to the score

  std::string_view prefix_view() const { return {prefix, length(prefix, sizeof prefix)}; }
  std::string_view suffix_view() const { return {suffix, length(suffix, sizeof suffix)}; }

 private:
  static size_t length(const char* s, size_t max) {
    size_t n = 0;
    while (n < max && s[n] != '\0') ++n;
    return n;
  }
};

// Proclitics that function words take besides conjunctions.
inline constexpr uint8_t kTakesPrep = 1;
inline constexpr uint8_t kTakesArticle = 2;
inline constexpr uint8_t kNoConjunction = 4;

struct ParadigmRow {
  uint32_t first = 0;
  uint16_t count = 0;
  Group group = Group::noun;
  uint8_t proclitics = 0;  // kTakes... of function paradigms
};

struct StemRow {
  StrRef lemma;     // folded
  StrRef spelled;   // the lemma as data/lexicon writes it, UTF-8
  StrRef ud;        // function words: column ud of function_words.tsv, or empty
  float prior = 0;  // log probability of lemma and part of speech
  uint16_t paradigm = 0;
  Pos pos = Pos::noun;
  Derivation derivation = Derivation::none;
  Gender gender = Gender::none;
  Number number = Number::none;
  WordClass word_class = WordClass::none;
  PassiveMark passive = PassiveMark::none;
  uint8_t maqsura = 0;         // the stem ends in alef maqsura
  Alef alef = Alef::unknown;   // of the stem's first letter
  Alef inner = Alef::unknown;  // of the first later alef that bears a hamza or madda
  uint8_t inner_at = 0;        // its letter, from 0 for the stem's first; 0 = none
};

// Proclitic combination of an analysis as an index.
inline constexpr size_t kProclitics = 48;
inline size_t proclitic_index(const Analysis& a) {
  return static_cast<size_t>(a.conj) * 16 + static_cast<size_t>(a.prep) * 4 + (a.future ? 2 : 0) +
         (a.definite ? 1 : 0);
}

// Person, gender, number and mood of a cell as an index.
inline constexpr size_t kInflections = 4 * 3 * 4 * 3;
inline size_t inflection_index(uint8_t person, Gender g, Number n, Mood m) {
  return ((static_cast<size_t>(person & 3) * 3 + static_cast<size_t>(g)) * 4 +
          static_cast<size_t>(n)) *
             3 +
         static_cast<size_t>(m);
}

// Pronouns that attach, longest first; index 0 of the weights is "none".
struct PronounForm {
  std::string_view letters;
  uint8_t person;
  Gender gender;
  Number number;
};
inline constexpr std::array<PronounForm, 12> kPronouns = {{
    {"hmA", 3, Gender::none, Number::dual},
    {"kmA", 2, Gender::none, Number::dual},
    {"hm", 3, Gender::masc, Number::plur},
    {"hn", 3, Gender::fem, Number::plur},
    {"hA", 3, Gender::fem, Number::sing},
    {"km", 2, Gender::masc, Number::plur},
    {"kn", 2, Gender::fem, Number::plur},
    {"nA", 1, Gender::none, Number::plur},
    {"ny", 1, Gender::none, Number::sing},
    {"h", 3, Gender::masc, Number::sing},
    {"k", 2, Gender::masc, Number::sing},
    {"y", 1, Gender::none, Number::sing},
}};
inline constexpr size_t kPronounSlots = kPronouns.size() + 1;

struct Weights {
  float proclitic[kGroups][kProclitics];
  float inflection[kGroups][kInflections];
  float pronoun[kGroups][kPronounSlots];
};

// Neighbour classes of the chooser; names in data/lexicon/neighbours.tsv.
enum class Tag : uint8_t {
  edge,  // sentence start and end
  punct,
  perfective,
  imperfective,
  imperative,
  noun,       // no article, no pronoun: indefinite or construct
  noun_prep,  // the same behind a preposition proclitic
  noun_def,   // with article
  noun_def_prep,
  noun_pron,  // with pronoun
  noun_pron_prep,
  adj,
  adj_def,
  propn,
  propn_prep,
  num,
  adv,
  prep,        // free preposition
  prep_pron,   // preposition with pronoun
  anna,        // complementiser before a nominal
  an,          // complementiser before an imperfective (an, kay)
  neg_past,    // lam
  neg_future,  // lan
  neg_ma,      // ma
  neg,         // la
  particle,    // qad, sawfa
  relative,
  subord,
  conj,
  pron,
  dem,
  quant,
  copula,
  other
};
inline constexpr size_t kTags = static_cast<size_t>(Tag::other) + 1;
std::string_view tag_name(Tag t);
Tag tag_of(const Analysis& a);

}  // namespace isnad::morph
