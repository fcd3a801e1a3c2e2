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
  if (listed == AppositionKind::name || place_nouns_.contains(a.lemma)) {
    // "The Arab states called on Israel": several take several names.
    if (a.number != Number::plur) return true;
    const EntityMention* m = entities_.mention(prev + 1);
    return m && m->last < words_.size() && entities_.mention(m->last) &&
           words_[m->last].best().conj != Conj::none;
  }
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

// "The gunmen (musallahun) killed the civilians (madaniyyin)": a plural in another case is the
// next argument, whatever else it looks like.
bool PhraseBuilder::other_case(uint32_t first, uint32_t prev, uint32_t next) const {
  const auto ends = [&](uint32_t i, std::string_view ending) {
    const std::string_view key = text_.tokens[i].key;
    const Analysis& a = words_[i].best();
    return key.size() > 4 && key.substr(key.size() - 2) == ending && a.enclitic.length == 0 &&
           (a.number == Number::plur || a.number == Number::dual) && a.pos != Pos::verb &&
           a.prep == PrepClitic::none;
  };
  // "Gunmen killed (wn) a judge (-an)".
  const Analysis& a = words_[next].best();
  const bool tanwin = text_.tokens[next].key.size() > 3 && text_.tokens[next].key.back() == 'A' &&
                      a.known && !a.definite && a.number == Number::sing &&
                      a.enclitic.length == 0 && !a.lemma.empty() && a.lemma.back() != 'A';
  if (!tanwin && !ends(next, "yn")) return false;
  for (uint32_t i = first; i <= prev; ++i) {
    if (ends(i, "wn") && entities_.mention_at[i] < 0) return true;
  }
  return false;
}

// Is this the name of a state, organisation or band, or an organ that is no person?
bool PhraseBuilder::names_body(uint32_t head) const {
  if (const EntityMention* m = entities_.mention(head)) {
    const EntityKind kind = entities_.entities[m->entity].kind;
    return m->form != MentionForm::demonym && kind != EntityKind::person;
  }
  const Hit* role = entities_.role(head);
  if (!role) return false;
  const LexRow& row = lex_[role->lex];
  return static_cast<LexKind>(row.kind) == LexKind::organ &&
         static_cast<OrganSort>(row.rank) != OrganSort::person;
}

// "Five of them", "a large number of", "the dozens of": no noun but the one that counts.
bool PhraseBuilder::only_counts(uint32_t head, uint32_t last) const {
  const Analysis& a = words_[head].best();
  if (entities_.mention_at[head] >= 0 || entities_.role_at[head] >= 0) return false;
  if (text_.tokens[head].kind != TokenKind::number && a.pos != Pos::num &&
      a.word_class != WordClass::quantifier && !partitives_.contains(a.lemma)) {
    return false;
  }
  for (uint32_t i = head + 1; i < last; ++i) {
    if (entities_.mention_at[i] >= 0 || words_[i].best().pos != Pos::adj) return false;
  }
  return true;
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
