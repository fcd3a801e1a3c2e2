// Which phrases stand where around a verbal noun.

#include <algorithm>

#include "syntax/agreement.h"
#include "syntax/parts.h"
#include "syntax/prepositions.h"
#include "syntax/syntax.h"

namespace isnad {

namespace {

constexpr size_t kMaxComplements = 8;
constexpr uint32_t kReach = 45;  // tokens

constexpr size_t kRootLetters = 3;

bool is_time_word(const Analysis& a) { return a.pos == Pos::adv; }

// "The accusation (by) Bamako (of) Algeria", "its cutting the relations": behind a masdar whose
// genitive or pronoun acts, a bare phrase is its object. Not a title's name, an adjective, or the
// object of the clause's verb.
bool may_be_second(const TextView& text, const std::vector<Word>& words,
                   const EntityIndex& entities, const Syntax& syntax, uint32_t noun,
                   const Phrase& own, int32_t second) {
  const Analysis& n = words[noun].best();
  const Phrase& q = syntax.phrases[static_cast<size_t>(second)];
  const Analysis& h = words[q.head].best();
  if (q.conj || q.adverbial || is_time_word(h)) return false;
  // "..., accusing (it)": a participle's object.
  if (n.derivation == Derivation::active_participle ||
      n.derivation == Derivation::passive_participle) {
    return true;
  }
  // "The killing of 32 persons": a number opens a phrase of its own, the genitive of a bare masdar.
  bool counted = false;
  for (uint32_t i = q.first; i < q.head; ++i) {
    counted =
        counted || text.tokens[i].kind == TokenKind::number || words[i].best().pos == Pos::num;
  }
  if (own.last == noun + 1 && n.enclitic.length == 0 && !n.definite && counted) return true;
  // The lexicon does not know every masdar: "their support", and those of the bare root (qasf,
  // qatl).
  const bool root = n.pos == Pos::noun && n.lemma.size() == kRootLetters &&
                    n.number != Number::plur && entities.mention_at[noun] < 0 &&
                    entities.role_at[noun] < 0;
  const bool masdar = n.derivation == Derivation::masdar ||
                      (n.derivation == Derivation::none && (n.enclitic.length > 0 || root));
  if (!masdar || (h.pos == Pos::adj && h.definite)) return false;
  const bool named = entities.mention_at[q.head] >= 0;
  // "..., in support of (li-)", "..., stressing"; but "the signing by X of an accord".
  const auto next = static_cast<size_t>(second) + 1;
  const bool with_li = next < syntax.phrases.size() && syntax.phrases[next].first == q.last &&
                       syntax.phrases[next].prep == preposition::kLi;
  const bool aim = h.derivation == Derivation::masdar &&
                   (q.comma_before || with_li || n.derivation != Derivation::masdar);
  if (!named && q.first == q.head && text.tokens[q.head].key.back() == 'A' &&
      (aim || h.derivation == Derivation::active_participle)) {
    return false;
  }
  if (n.enclitic.length == 0) {
    bool acts = false;
    for (uint32_t i = noun + 1; i < own.last; ++i) {
      acts = acts || entities.mention_at[i] >= 0 || entities.role_at[i] >= 0 ||
             entities.office_at[i] >= 0;
    }
    if (!acts) return false;
    const EntityMention* m = entities.mention(q.head);
    if (m && entities.entities[m->entity].kind == EntityKind::person &&
        entities.mention_at[own.last - 1] < 0) {
      return false;
    }
  }
  const uint32_t verb = syntax.clauses[own.clause].verb;
  return verb == kNone || verb > noun || !own.prep.empty() ||
         verb_arguments(text, words, entities, syntax, verb).object != second;
}

}  // namespace

bool is_second_of_masdar(const TextView& text, const std::vector<Word>& words,
                         const EntityIndex& entities, const Syntax& syntax, int32_t phrase) {
  if (phrase <= 0) return false;
  const Phrase& p = syntax.phrases[static_cast<size_t>(phrase)];
  const Phrase& q = syntax.phrases[static_cast<size_t>(phrase) - 1];
  if (q.prep.empty() || q.last != p.first || !p.prep.empty()) return false;
  const Analysis& n = words[q.head].best();
  // "With his counterpart", "the minister of X": no act.
  if (n.enclitic.length > 0 || entities.role_at[q.head] >= 0 || entities.office_at[q.head] >= 0 ||
      n.derivation == Derivation::active_participle ||
      n.derivation == Derivation::passive_participle) {
    return false;
  }
  return q.last > q.head + 1 && may_be_second(text, words, entities, syntax, q.head, q, phrase);
}

NounArguments noun_arguments(const TextView& text, const std::vector<Word>& words,
                             const EntityIndex& entities, const Syntax& syntax, uint32_t noun) {
  NounArguments out;
  const Token& t = text.tokens[noun];
  const Sentence& s = text.sentences[t.sentence];
  const int32_t own = syntax.phrase_of[noun];
  const uint32_t clause = syntax.clause_of[noun];
  out.pronoun = words[noun].best().enclitic.length > 0;
  if (own < 0) return out;
  const Phrase& phrase = syntax.phrases[static_cast<size_t>(own)];
  out.genitive_first = noun + 1;
  out.genitive_last = std::max(phrase.last, noun + 1);

  // Right: complements up to the next verb or clause.
  const uint32_t end = std::min(s.last, noun + kReach);
  bool adjacent = true;
  uint32_t commas = 0;
  for (uint32_t i = phrase.last; i < end;) {
    if (syntax.clause_of[i] != clause || syntax.finite_verb[i]) {
      // A short description of the noun itself may stand between ("a visit called historic by"):
      // what follows it may belong to the noun.
      const Clause& inner = syntax.clauses[syntax.clause_of[i]];
      const bool describes = inner.kind == ClauseKind::relative && inner.opener == kNone &&
                             inner.antecedent == own && i < phrase.last + 12;
      if (!describes) break;
      adjacent = false;
      if (syntax.finite_verb[i]) {
        ++i;
        continue;
      }
    }
    if (text.tokens[i].is(kComma) && ++commas > 1) break;
    const int32_t p = syntax.phrase_of[i];
    if (p < 0) {
      const WordClass wc = words[i].best().word_class;
      const bool quote = text.tokens[i].is(kQuoteOpen) || text.tokens[i].is(kQuoteClose);
      if (wc != WordClass::preposition && !quote) adjacent = false;
      ++i;
      continue;
    }
    const Phrase& q = syntax.phrases[static_cast<size_t>(p)];
    i = std::max(q.last, i + 1);
    const bool beside = adjacent;
    adjacent = false;
    if (q.coordinated >= 0) continue;
    if (q.prep.empty()) {
      if (beside && commas == 0 && out.second < 0 &&
          may_be_second(text, words, entities, syntax, noun, phrase, p)) {
        out.second = p;
      } else if (commas > 0) {
        break;
      }
    } else if (out.complements.size() < kMaxComplements) {
      out.complements.push_back(p);
      if (q.governor == noun) out.own.push_back(p);
    }
  }
  prefer_own(syntax, out.own, out.complements);

  // Left: what governs it, the nearest verb, participle or noun before its phrase or in it.
  if (phrase.first < noun && phrase.head < noun) out.governor = phrase.head;
  // "After the signing by X of an accord".
  if (phrase.head == noun && is_second_of_masdar(text, words, entities, syntax, own)) {
    out.governor = syntax.phrases[static_cast<size_t>(own) - 1].head;
  }
  for (uint32_t i = phrase.first; out.governor == kNone && i-- > s.first;) {
    if (text.tokens[i].is(kStop) || text.tokens[i].is(kSemicolon)) break;
    if (syntax.finite_verb[i] || words[i].best().word_class == WordClass::passive_light) {
      out.governor = i;
      break;
    }
    const Analysis& a = words[i].best();
    if ((a.derivation == Derivation::active_participle ||
         a.derivation == Derivation::passive_participle) &&
        syntax.clauses[syntax.clause_of[i]].kind == ClauseKind::hal &&
        syntax.clauses[syntax.clause_of[i]].first == i && a.pos != Pos::propn && !a.definite &&
        entities.role_at[i] < 0 && t.span.begin - text.tokens[i].span.begin < 120) {
      out.governor = i;
      break;
    }
    if (!phrase.prep.empty() && syntax.phrase_of[i] >= 0) {
      const Phrase& q = syntax.phrases[static_cast<size_t>(syntax.phrase_of[i])];
      if (words[q.head].best().derivation == Derivation::masdar) {
        out.governor = q.head;
        break;
      }
      i = q.first;
      if (i == 0) break;
    }
  }
  out.governor_prep = phrase.prep;
  // "of providing shelter ... and negotiating with": a later masdar of a list hangs where the first
  // does, wherever the list was interrupted.
  if (phrase.conj && phrase.head == noun && words[noun].best().derivation == Derivation::masdar) {
    for (int32_t k = own; k-- > 0;) {
      const Phrase& q = syntax.phrases[static_cast<size_t>(k)];
      if (q.first < s.first) break;
      if (syntax.clause_of[q.first] != clause) continue;
      if (words[q.head].best().derivation != Derivation::masdar || q.conj || q.prep.empty())
        continue;
      const NounArguments first = noun_arguments(text, words, entities, syntax, q.head);
      out.governor = first.governor;
      out.governor_prep = first.governor_prep;
      break;
    }
  }
  return out;
}

}  // namespace isnad
