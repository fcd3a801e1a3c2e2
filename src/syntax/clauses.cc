// Clauses: where one proposition ends and the next begins.

#include "syntax/clauses.h"

#include "syntax/phrases.h"

namespace isnad {

namespace {

bool opens_clause(WordClass c, ClauseKind* kind) {
  switch (c) {
    case WordClass::that_clause:
      *kind = ClauseKind::that;
      return true;
    case WordClass::relative:
      *kind = ClauseKind::relative;
      return true;
    case WordClass::subordinator:
      *kind = ClauseKind::subordinate;
      return true;
    case WordClass::conditional:
      *kind = ClauseKind::conditional;
      return true;
    default:
      return false;
  }
}

// An indefinite participle that names nobody: "mushiran", "muttahiman". Without vowels the active
// and the passive look alike.
bool is_hal(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
            uint32_t i) {
  const Analysis& a = words[i].best();
  return text.tokens[i].kind == TokenKind::word && entities.mention_at[i] < 0 &&
         entities.role_at[i] < 0 && !a.definite &&
         (a.derivation == Derivation::active_participle ||
          (a.derivation == Derivation::passive_participle && text.tokens[i].key.back() == 'A')) &&
         a.prep == PrepClitic::none;
}

// A relative clause without a relative pronoun describes indefinite nouns only.
bool indefinite(const std::vector<Word>& words, const EntityIndex& entities, const Syntax& syntax,
                int32_t phrase) {
  const Phrase& p = syntax.phrases[static_cast<size_t>(phrase)];
  for (uint32_t i = p.head; i < p.last; ++i) {
    const Analysis& a = words[i].best();
    if (entities.mention_at[i] >= 0 || a.definite || a.enclitic.length > 0) return false;
  }
  return true;
}

}  // namespace

void build_clauses(const TextView& text, const std::vector<Word>& words,
                   const EntityIndex& entities, Syntax& syntax) {
  const auto n = static_cast<uint32_t>(text.tokens.size());
  syntax.clause_of.assign(n, 0);
  syntax.finite_verb.assign(n, false);
  for (uint32_t i = 0; i < n; ++i) {
    syntax.finite_verb[i] = is_finite_verb(text, words, entities, i) && syntax.phrase_of[i] < 0;
  }
  auto open = [&](uint32_t first, ClauseKind kind, int32_t parent, uint32_t opener) {
    Clause c;
    c.first = first;
    c.sentence = text.tokens[first].sentence;
    c.kind = kind;
    c.parent = parent;
    c.opener = opener;
    syntax.clauses.push_back(c);
    return static_cast<int32_t>(syntax.clauses.size() - 1);
  };
  for (const Sentence& s : text.sentences) {
    int32_t current = open(s.first, ClauseKind::main, -1, kNone);
    int32_t parenthetical_parent = -1;  // clause to resume at the comma that closes a relative
    bool has_verb = false;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const Token& t = text.tokens[i];
      const Analysis& a = words[i].best();
      ClauseKind kind = ClauseKind::main;
      if (t.is(kSemicolon) || t.is(kStop) || t.is(kColon)) {
        syntax.clause_of[i] = static_cast<uint32_t>(current);
        if (i + 1 < s.last) {
          current = open(i + 1, ClauseKind::coordinate, current, kNone);
          has_verb = false;
        }
        parenthetical_parent = -1;
        continue;
      }
      if (t.is(kComma) && parenthetical_parent >= 0) {
        current = parenthetical_parent;
        parenthetical_parent = -1;
        syntax.clause_of[i] = static_cast<uint32_t>(current);
        continue;
      }
      const bool named = entities.mention_at[i] >= 0;
      // ", stressing that": a circumstantial participle after a comma goes back to the speaker's
      // clause, out of what was said.
      if (t.is(kComma) && i + 1 < s.last && !t.quoted && is_hal(text, words, entities, i + 1)) {
        int32_t up = current;
        while (up >= 0) {
          const ClauseKind k = syntax.clauses[static_cast<size_t>(up)].kind;
          if (k == ClauseKind::main || k == ClauseKind::coordinate) break;
          up = syntax.clauses[static_cast<size_t>(up)].parent;
        }
        syntax.clause_of[i] = static_cast<uint32_t>(current);
        current = open(i + 1, ClauseKind::hal, up >= 0 ? up : current, kNone);
        parenthetical_parent = -1;
        has_verb = false;
        continue;
      }
      if (!named && opens_clause(a.word_class, &kind) && syntax.phrase_of[i] < 0) {
        const bool after_comma = i > s.first && text.tokens[i - 1].is(kComma);
        const int32_t parent = current;
        current = open(i, kind, parent, i);
        has_verb = false;
        if (kind == ClauseKind::relative) {
          // The nearest phrase before it.
          for (uint32_t k = i; k-- > s.first;) {
            if (syntax.phrase_of[k] >= 0) {
              syntax.clauses[static_cast<size_t>(current)].antecedent = syntax.phrase_of[k];
              break;
            }
          }
          parenthetical_parent = after_comma ? parent : -1;
        }
      } else if (syntax.finite_verb[i] && a.conj != Conj::none) {
        // wa + verb goes on beside its clause; the subject may be the same.
        current = open(i, ClauseKind::coordinate, current, kNone);
        parenthetical_parent = -1;
        has_verb = true;
      } else if (syntax.finite_verb[i]) {
        // A second verb without any link: a circumstantial or asyndetic relative clause.
        if (has_verb) {
          const bool after_phrase = i > s.first && syntax.phrase_of[i - 1] >= 0 &&
                                    indefinite(words, entities, syntax, syntax.phrase_of[i - 1]);
          current =
              open(i, after_phrase ? ClauseKind::relative : ClauseKind::coordinate, current, kNone);
          if (after_phrase) {
            syntax.clauses[static_cast<size_t>(current)].antecedent = syntax.phrase_of[i - 1];
          }
        }
        has_verb = true;
      }
      syntax.clause_of[i] = static_cast<uint32_t>(current);
    }
  }
  for (Phrase& p : syntax.phrases) p.clause = syntax.clause_of[p.first];
}

}  // namespace isnad
