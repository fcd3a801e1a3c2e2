// Surnames that are nationality words: al-Sudani, al-Masri.

#include <algorithm>

#include "entities/impl.h"

namespace isnad {

// Stands the definite nationality word where an adjective has no noun: behind a verb, a particle or
// a preposition, and not before a name of its own?
bool EntityPass::may_be_surname(uint32_t token) const {
  const Analysis& a = words_[token].best();
  if (a.conj != Conj::none || !has_article(text_.tokens[token].key)) return false;
  if (a.gender == Gender::fem || a.number == Number::plur || a.number == Number::dual) return false;
  if (same_sentence(token, token + 1)) {
    const int32_t next = out_.mention_at[token + 1];
    const bool named =
        next >= 0 &&
        out_.entities[out_.mentions[static_cast<size_t>(next)].entity].kind == EntityKind::person;
    if (named) return false;
  }
  if (token == 0 || !same_sentence(token - 1, token)) return true;
  const Token& left = text_.tokens[token - 1];
  const Analysis& b = words_[token - 1].best();
  if (left.kind == TokenKind::punct) return !left.is(kComma);
  return left.kind == TokenKind::word && out_.mention_at[token - 1] < 0 &&
         (b.pos == Pos::verb || b.pos == Pos::adp || b.pos == Pos::sconj);
}

// "Prime minister Mohammed Shia al-Sudani ... al-Sudani said": the surname alone is his who was
// named with it before.
void EntityPass::find_nisba_surnames() {
  for (EntityMention& m : out_.mentions) {
    if (m.form != MentionForm::demonym || m.last != m.first + 1 ||
        out_.mention_at[m.first] != static_cast<int32_t>(&m - out_.mentions.data()) ||
        !may_be_surname(m.first)) {
      continue;
    }
    const uint32_t bearer = named_before(text_.tokens[m.first].key, m.first);
    if (bearer == UINT32_MAX || out_.entities[bearer].kind != EntityKind::person) continue;
    m.entity = bearer;
    m.form = MentionForm::name;
  }
}

}  // namespace isnad
