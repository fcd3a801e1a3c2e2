#pragma once
// Private to the syntax stage: noun phrases.

#include <span>

#include "entities/gazetteer.h"
#include "syntax/syntax.h"

namespace isnad {

bool is_nominal(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                uint32_t token);
bool is_finite_verb(const TextView& text, const std::vector<Word>& words,
                    const EntityIndex& entities, uint32_t token);

class PhraseBuilder {
 public:
  PhraseBuilder(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                const Image& image, const KeyTable<PrepositionRow>& prepositions)
      : text_(text),
        words_(words),
        entities_(entities),
        image_(image),
        prepositions_(prepositions),
        adverbials_(KeyTable<WordKindRow>::open(image, "syn.adverbials")),
        appositions_(KeyTable<WordKindRow>::open(image, "syn.apposition")),
        partitives_(KeyTable<WordKindRow>::open(image, "syn.partitives")),
        place_nouns_(KeyTable<WordKindRow>::open(image, "syn.place_nouns")),
        lex_(image.rows<LexRow>("ent.lex")),
        names_(KeyTable<NameRow>::open(image, "ent.names")) {}

  // Fills syntax.phrases and phrase_of. Tokens of `times` belong to no phrase.
  void build(const std::vector<TimeExpression>& times, const std::vector<NumberMention>& numbers,
             Syntax& syntax);

 private:
  // Reads a preposition (word or compound) at `token`; returns one past it, or `token` if none.
  uint32_t preposition(uint32_t token, std::string& canonical) const;
  uint32_t phrase_end(uint32_t first, uint32_t* head) const;
  bool continues(uint32_t first, uint32_t head, uint32_t prev, uint32_t next, bool* closed) const;
  bool can_govern_genitive(uint32_t token) const;
  // May a bare name stand in apposition to the definite noun that goes from `first` to `prev`?
  bool takes_name(uint32_t first, uint32_t prev, EntityKind kind) const;
  // "Al-Sa'udiyya" behind a noun that it would agree with: Saudi, not Saudi Arabia.
  bool may_be_nisba(uint32_t first, uint32_t prev, uint32_t name) const;
  bool is_attributive(uint32_t first, uint32_t token) const;
  bool names_body(uint32_t head) const;
  bool only_counts(uint32_t head, uint32_t last) const;
  bool other_case(uint32_t first, uint32_t prev, uint32_t next) const;
  bool other_party(uint32_t first, uint32_t prev, uint32_t next) const;
  AdverbKind adverbial(uint32_t token) const;
  bool masdar_as_verb(uint32_t prev, uint32_t next) const;

  bool opens_clause(const Phrase& p, const Phrase& q, const Phrase& topic) const;
  bool leaves_topic(const Phrase& p, const Phrase& q, const Phrase& topic) const;
  void mark_times(const std::vector<TimeExpression>& times);

  std::vector<uint32_t> number_end_;  // token that opens a number -> one past it, else 0
  std::vector<bool> in_time_;         // token belongs to an expression of time
  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Image& image_;
  const KeyTable<PrepositionRow>& prepositions_;
  KeyTable<WordKindRow> adverbials_;
  KeyTable<WordKindRow> appositions_;  // data/syntax/apposition.tsv
  KeyTable<WordKindRow> partitives_;
  KeyTable<WordKindRow> place_nouns_;
  std::span<const LexRow> lex_;
  KeyTable<NameRow> names_;
};

}  // namespace isnad
