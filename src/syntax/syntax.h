#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "entities/entities.h"
#include "morph/morph.h"
#include "numbers/numbers.h"
#include "record/record.h"
#include "syntax/government.h"
#include "text/text.h"

// Shallow syntax: noun phrases, clauses, and which phrase stands where around a predicate.

namespace isnad {

inline constexpr uint32_t kNone = UINT32_MAX;

// A noun phrase: head with its idafa chain, adjectives, title and name. Tokens [first, last).
struct Phrase {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t head = 0;    // token of the head noun or name
  uint32_t clause = 0;  // index in Syntax::clauses
  std::string prep;     // governing preposition as a folded key ("fy", "b", "mn qbl"); empty: none
  bool conj = false;    // begins with wa-
  bool comma_before = false;
  bool opens_clause = false;  // "and Brussels accuses": with the verb behind it
  int32_t coordinated = -1;   // first conjunct of its list, -1 if it is none or the first itself
  bool quoted = false;
  bool adverbial = false;  // says why or in what way, is neither subject nor object
  bool counts = false;  // only says how many: whom it counts stands behind it ("dozens of (min)")
  bool body = false;    // the head is a state, an organisation or an organ, no person or people
  // The word that a phrase with a preposition depends on: verb, noun or adjective of its clause;
  // kNone if none stands there or the phrase is a later conjunct of a list.
  uint32_t governor = kNone;
};

enum class ClauseKind : uint8_t { main, coordinate, that, relative, subordinate, conditional, hal };

struct Clause {
  uint32_t first = 0;  // first token
  uint32_t sentence = 0;
  ClauseKind kind = ClauseKind::main;
  int32_t parent = -1;      // clause that it hangs on, in the same sentence
  int32_t antecedent = -1;  // phrase that a relative clause describes
  uint32_t opener = kNone;  // token of the complementiser, relative pronoun or subordinator
  uint32_t verb = kNone;    // its finite verb
  int32_t topic = -1;       // first bare phrase before its verb, or of a clause without one
};

// What a verb tells of who undergoes the act, see data/syntax/voice.tsv.
enum class VoiceKind : uint8_t { none, told, undergoes, mutual };

// Words around "a letter in which he accused X", see data/syntax/utterances.tsv.
enum class UtteranceKind : uint8_t { none, text, talk, addresses, relays };

struct Syntax {
  std::vector<Phrase> phrases;      // in text order, not overlapping
  std::vector<Clause> clauses;      // in order of their first token
  std::vector<uint32_t> clause_of;  // token -> clause
  std::vector<int32_t> phrase_of;   // token -> phrase, -1 if none
  std::vector<bool> finite_verb;    // token is a finite verb (copulas and auxiliaries not)
  // By the words' preferences (syntax/government.h), token -> log-odds: of finite verbs, that they
  // have an object; of heads of bare phrases, that they are a subject rather than an object. 0 for
  // others.
  std::vector<float> leaning;
  std::vector<VoiceKind> voice;  // token -> of finite verbs, what data/syntax/voice.tsv says
  // "A letter in which he accused X": verb -> phrase that names the speaker.
  std::map<uint32_t, int32_t> speaker_of;
};

// Small word lists of syntax, from data/syntax/.
struct PrepositionRow {
  StrRef rest;  // further words of a compound preposition
  StrRef canonical;
};

enum class AdverbKind : uint8_t { none, manner, ground };
enum class AppositionKind : uint8_t { none, name, body };

// Word lists of data/syntax/: what a word is, by its surface (anaphors) or lemma.
struct WordKindRow {
  uint8_t kind;
  uint8_t pad[3];
};

class SyntaxReader {
 public:
  static Result<SyntaxReader> open(const Image& image);
  // `times` are no noun phrases here; `numbers` (with "more than", "about") open the phrase of what
  // they count.
  Syntax syntax(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                const std::vector<TimeExpression>& times,
                const std::vector<NumberMention>& numbers) const;

 private:
  const Image* image_ = nullptr;
  KeyTable<PrepositionRow> prepositions_;
  KeyTable<WordKindRow> voices_;
  KeyTable<WordKindRow> utterances_;
  Government government_;
};

// Fills syntax.speaker_of. REQUIRES: all else of `syntax` is filled.
void find_speakers(const TextView& text, const std::vector<Word>& words,
                   const EntityIndex& entities, const KeyTable<WordKindRow>& utterances,
                   Syntax& syntax);

// What stands around a verb.
struct VerbArguments {
  int32_t subject = -1;  // phrase; of "five of (min) the group" that of the group
  int32_t object = -1;   // phrase
  // Phrases with a preposition, nearest first; but of those with the same preposition the ones that
  // depend on the verb itself stand before the others, which depend on its arguments.
  std::vector<int32_t> complements;
  std::vector<int32_t> own;      // of the complements those that depend on the verb itself
  bool passive = false;          // the grammatical subject is the logical object: see `object`
  bool dropped_subject = false;  // no subject phrase: the discourse supplies it
  int32_t shared = -1;  // without a subject phrase: that of the verb beside which this one goes on
  bool object_pronoun = false;   // the verb carries an object pronoun
  uint32_t that_clause = kNone;  // clause that is its complement
};

// The complementiser whose pronoun is the verb's subject ("annaha ..."); kNone if there is none.
uint32_t subject_pronoun(const std::vector<Word>& words, const Syntax& syntax, uint32_t verb);

// REQUIRES: syntax.finite_verb[verb].
VerbArguments verb_arguments(const TextView& text, const std::vector<Word>& words,
                             const EntityIndex& entities, const Syntax& syntax, uint32_t verb);

// What stands around a verbal noun (or event noun).
struct NounArguments {
  uint32_t genitive_first = 0;  // tokens of its genitive inside the phrase; empty if first == last
  uint32_t genitive_last = 0;
  int32_t second = -1;  // phrase without preposition right after: the object of masdar + subject
  std::vector<int32_t> complements;  // as in VerbArguments
  std::vector<int32_t> own;
  bool pronoun = false;       // carries a possessive pronoun
  uint32_t governor = kNone;  // finite verb, participle or noun that governs it
  std::string governor_prep;  // preposition by which it is governed
};

NounArguments noun_arguments(const TextView& text, const std::vector<Word>& words,
                             const EntityIndex& entities, const Syntax& syntax, uint32_t noun);

// Brings complements into the order that VerbArguments states.
void prefer_own(const Syntax& syntax, const std::vector<int32_t>& own,
                std::vector<int32_t>& complements);

// Does the text write this verb form with a damma on its first letter (vocalised passive)?
bool vocalised_passive(const TextView& text, const Token& token, const Analysis& analysis);

}  // namespace isnad
