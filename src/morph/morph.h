#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "text/text.h"

// Words: a folded form -> its analyses, likeliest first.

namespace isnad {

namespace morph {
struct StemRow;
}

// Universal part-of-speech tags (UD v2) as far as they are told apart here.
enum class Pos : uint8_t {
  noun,
  propn,
  adj,
  verb,
  aux,
  adv,
  adp,
  cconj,
  sconj,
  pron,
  det,
  num,
  part,
  intj,
  punct,
  x
};
std::string_view pos_name(Pos pos);  // "NOUN"

enum class Aspect : uint8_t { none, perfective, imperfective, imperative };
enum class Voice : uint8_t { active, passive };
enum class Gender : uint8_t { none, masc, fem };
enum class Number : uint8_t { none, sing, dual, plur };

// What a nominal derives from, where the lexicon or the frames say so.
enum class Derivation : uint8_t { none, masdar, active_participle, passive_participle, nisba };

// Classes of closed-class words that the rules of later stages ask for; from
// data/lexicon/function_words.tsv.
enum class WordClass : uint8_t {
  none,
  negation_past,     // lam, ma
  negation_future,   // lan
  negation_present,  // la
  negation_verb,     // laysa and its forms
  future,            // sawfa
  maybe,             // qad before imperfective is decided by aspect; rubbama, laalla
  qad,               // qad / laqad
  that_clause,       // anna, inna, an (complementisers)
  relative,          // alladhi ...
  demonstrative,     // hadha ...
  subordinator,      // bayna-ma, haythu, idh, fi-ma, lamma, inda-ma, ba'd-an, mundhu, ...
  conditional,       // idha, in, law
  conjunction,       // thumma, aw, bal, lakin, am, la siyyama
  preposition,
  topic,          // amma, inna as topic marker
  copula,         // kana and sisters, zalla, asbaha, bata ...
  passive_light,  // tamma, jara: "tamma + masdar"
  question,
  pronoun,     // independent pronouns
  quantifier,  // kull, jami', ba'd, 'iddat, mu'zam, ahad ...
  vocative,
  exception,   // illa, siwa, ghayr
  without,     // duna, bi-duna, 'adam (negates a masdar)
  continuing,  // zala, bariha: with a negation they mean "still"
};
std::string_view word_class_name(WordClass c);

// How the first alef of a stem is written, which folding hides.
enum class Alef : uint8_t { unknown, bare, above, below, madda };

enum class Conj : uint8_t { none, wa, fa };
// Preposition proclitics; free prepositions are tokens of their own.
enum class PrepClitic : uint8_t { none, bi, li, ka };

struct Enclitic {
  uint8_t length = 0;  // letters at the end of the form; 0 = none
  uint8_t person = 0;  // 1..3
  Gender gender = Gender::none;
  Number number = Number::none;
};

struct Analysis {
  Pos pos = Pos::x;
  Derivation derivation = Derivation::none;
  WordClass word_class = WordClass::none;
  Conj conj = Conj::none;
  PrepClitic prep = PrepClitic::none;
  bool future = false;           // sa- before an imperfective
  bool definite = false;         // al-
  bool known = false;            // from the lexicon, not guessed
  bool variant = false;          // the form misspells what the lexicon knows
  bool tanwin = false;           // by its ending an indefinite accusative
  Alef alef = Alef::unknown;     // of the first letter behind the proclitics, by the lexicon
  Alef inner = Alef::unknown;    // of the first other alef that bears a hamza or madda ...
  uint8_t inner_at = 0;          // ... and its letter, counted from the stem; 0 = none
  bool final_maqsura = false;    // by the lexicon the form's last letter is alef maqsura
  uint8_t proclitic_length = 0;  // letters before the stem (conj + prep + future + al-)
  Enclitic enclitic;
  Aspect aspect = Aspect::none;
  Voice voice = Voice::active;
  uint8_t person = 0;
  Gender gender = Gender::none;
  Number number = Number::none;
  std::string_view lemma;  // folded, undiacritised; points into the image or the form's cache
  float score = 0;         // log-likelihood-like; larger is likelier; comparable per form
  const morph::StemRow* stem = nullptr;  // the lexicon's entry in the image; null if guessed
};

// Immutable, shared by threads; the cache is per Analyser, so one Analyser per thread.
class Lexicon {
 public:
  static Result<Lexicon> open(const Image& image);  // keeps references into the image
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  Lexicon();
  std::unique_ptr<Impl> impl_;
};

class Analyser {
 public:
  explicit Analyser(const Lexicon& lexicon);
  ~Analyser();
  // All analyses of a folded word form, likeliest first; at least one (guessed) for any input.
  // The span stays valid as long as the Analyser lives; the cache is bounded (about 60,000 forms,
  // then it is dropped between documents by `trim`).
  std::span<const Analysis> analyse(std::string_view form);
  void trim();
  const Lexicon::Impl& lexicon() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A token's analyses with the chosen one. Punctuation and numbers get one fixed analysis.
struct Word {
  std::span<const Analysis> all;
  uint32_t chosen = 0;
  const Analysis& best() const { return all[chosen]; }
};

// Analyses every token and chooses by left and right neighbours. One Word per token.
std::vector<Word> analyse_words(const TextView& text, Analyser& analyser);

}  // namespace isnad
