// What the reading of verbs and of verbal nouns share: whose part is meant, what a form shows.

#include "syntax/parts.h"

#include <algorithm>

#include "syntax/prepositions.h"

namespace isnad {

namespace {

constexpr char32_t kDamma = 0x064F;

char32_t raw(const TextView& text, uint32_t at) {
  return at < text.text.size() ? text.text[at] : 0;
}

}  // namespace

bool vocalised_passive(const TextView& text, const Token& token, const Analysis& analysis) {
  if (analysis.aspect != Aspect::perfective) return false;
  const uint32_t first = analysis.proclitic_length;
  if (first >= token.key.size()) return false;
  // Form I writes it on the first letter, the forms with a leading alef on the letter after it or
  // the next (u`tuqila).
  const bool leading_alef = token.key[first] == 'A';
  for (uint32_t letter = first; letter < first + (leading_alef ? 3u : 1u); ++letter) {
    if (letter >= token.key.size()) break;
    if (raw(text, text.folded.origin[token.folded_begin + letter] + 1) == kDamma) return true;
  }
  return false;
}

void prefer_own(const Syntax& syntax, const std::vector<int32_t>& own,
                std::vector<int32_t>& complements) {
  const auto is_own = [&](int32_t p) { return std::find(own.begin(), own.end(), p) != own.end(); };
  const auto same = [&](int32_t p, int32_t q) {
    return syntax.phrases[static_cast<size_t>(p)].prep ==
           syntax.phrases[static_cast<size_t>(q)].prep;
  };
  for (size_t i = 0; i < complements.size(); ++i) {
    if (is_own(complements[i])) continue;
    for (size_t k = i + 1; k < complements.size(); ++k) {
      if (!is_own(complements[k]) || !same(complements[i], complements[k])) continue;
      std::swap(complements[i], complements[k]);
      break;
    }
  }
}

uint32_t subject_pronoun(const std::vector<Word>& words, const Syntax& syntax, uint32_t verb) {
  const uint32_t clause = syntax.clause_of[verb];
  const Clause& c = syntax.clauses[clause];
  if (c.kind != ClauseKind::that || c.opener == kNone) return kNone;
  if (words[c.opener].best().enclitic.length == 0) return kNone;
  for (uint32_t i = c.opener + 1; i < verb; ++i) {
    if (syntax.clause_of[i] == clause && syntax.finite_verb[i]) return kNone;
  }
  return c.opener;
}

bool is_counted(const TextView& text, const std::vector<Word>& words, const Phrase& phrase) {
  uint32_t i = phrase.first;
  while (i < phrase.head && text.tokens[i].kind != TokenKind::number &&
         words[i].best().pos != Pos::num) {
    ++i;
  }
  return i < phrase.head;
}

bool may_be_name(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                 const Phrase& phrase) {
  constexpr uint32_t kQuotedName = 3;
  const bool quoted = phrase.first > 0 && text.tokens[phrase.first - 1].is(kQuoteOpen) &&
                      phrase.last < text.tokens.size() &&
                      text.tokens[phrase.last].is(kQuoteClose) &&
                      phrase.last - phrase.first <= kQuotedName;
  if (quoted) return true;
  for (uint32_t i = phrase.head; i < phrase.last; ++i) {
    if (words[i].best().pos == Pos::propn && entities.mention_at[i] < 0) return true;
  }
  return false;
}

bool says_which(const EntityIndex& entities, const Syntax& syntax, int32_t phrase) {
  if (phrase <= 0) return false;
  const Phrase& whose = syntax.phrases[static_cast<size_t>(phrase)];
  const Phrase& some = syntax.phrases[static_cast<size_t>(phrase) - 1];
  if (whose.prep != preposition::kFrom || some.last + 1 != whose.first || !some.prep.empty()) {
    return false;
  }
  const EntityMention* m = entities.mention(whose.head);
  if (!m) return entities.role_at[whose.head] >= 0 || entities.office_at[whose.head] >= 0;
  const EntityKind kind = entities.entities[m->entity].kind;
  return m->form == MentionForm::demonym ||
         (kind != EntityKind::state && kind != EntityKind::place);
}

}  // namespace isnad
