// Which names and nouns go on with a phrase that could end: what stands behind a definite noun may
// be its apposition or the next argument of the verb ("the capital Paris", "the government accused
// Iran").

#include <algorithm>

#include "syntax/phrases.h"

namespace isnad {

bool PhraseBuilder::takes_name(uint32_t first, uint32_t prev, EntityKind kind) const {
  // The noun that the adjectives before the name describe.
  uint32_t noun = prev;
  const auto describes = [&](uint32_t i) {
    const EntityMention* m = entities_.mention(i);
    return m ? m->form == MentionForm::demonym || may_be_nisba(first, i - 1, i)
             : words_[i].best().pos == Pos::adj;
  };
  while (noun > first && describes(noun)) --noun;
  const Analysis& a = words_[noun].best();
  const auto rows = appositions_.find(a.lemma);
  const auto listed =
      rows.empty() ? AppositionKind::none : static_cast<AppositionKind>(rows[0].kind);
  if (listed == AppositionKind::name || place_nouns_.contains(a.lemma)) return true;
  if (kind != EntityKind::person || listed == AppositionKind::body) return false;
  const Hit* role = entities_.role(noun);
  if (!role) return a.number != Number::plur;
  if (role->flags & kPlural) return false;
  const LexRow& row = lex_[role->lex];
  return static_cast<LexKind>(row.kind) != LexKind::organ ||
         static_cast<OrganSort>(row.rank) == OrganSort::person;
}

bool PhraseBuilder::may_be_nisba(uint32_t first, uint32_t prev, uint32_t name) const {
  const std::string_view key = text_.tokens[name].key;
  if (prev < first || key.substr(0, 2) != "Al" || key.back() != 'p') return false;
  const Analysis& p = words_[prev].best();
  const bool agrees =
      p.definite && p.pos != Pos::verb && (p.gender == Gender::fem || p.number == Number::plur);
  if (!agrees) return false;
  const auto rows = names_.find(key.substr(2));
  return std::any_of(rows.begin(), rows.end(), [](const NameRow& r) {
    return r.words == 1 && static_cast<NameForm>(r.form) == NameForm::demonym;
  });
}

// An indefinite adjective behind its indefinite noun: what follows is no genitive of it.
bool PhraseBuilder::is_attributive(uint32_t first, uint32_t token) const {
  const Analysis& a = words_[token].best();
  if (token <= first || a.pos != Pos::adj || !a.known || a.definite) return false;
  const Analysis& noun = words_[token - 1].best();
  if (entities_.mention(token - 1) || noun.definite || noun.enclitic.length > 0) return false;
  if (noun.pos != Pos::noun && noun.pos != Pos::adj) return false;
  return noun.number == Number::plur ? a.gender == Gender::fem || a.number == Number::plur
                                     : noun.gender == a.gender;
}

}  // namespace isnad
