// How sure the text is of a relation: what stands before its word and what governs it.

#include "relations/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kParticles = 2;  // tokens before a verb
constexpr uint32_t kOpenerReach = 4;
constexpr int kGovernors = 4;

}  // namespace

std::optional<Factuality> PatternMatcher::operator_at(uint32_t token, uint8_t pos) const {
  for (const OperatorRow& r : impl_.operators.find(best(token).lemma)) {
    if (r.pos == pos && r.complement != 0xFF) return static_cast<Factuality>(r.complement);
  }
  return std::nullopt;
}

// Particles right before the verb.
std::optional<Factuality> PatternMatcher::particles(uint32_t verb) const {
  const uint32_t first = sentence_of(verb).first;
  if (best(verb).future) return Factuality::planned;
  for (uint32_t k = 1; k <= kParticles && verb >= first + k; ++k) {
    if (in_.text.tokens[verb - k].kind == TokenKind::punct) break;
    switch (best(verb - k).word_class) {
      case WordClass::negation_past:
      case WordClass::negation_future:
      case WordClass::negation_present:
      case WordClass::negation_verb:
        return Factuality::denied;
      case WordClass::future:
        return Factuality::planned;
      case WordClass::maybe:
        return Factuality::possible;
      case WordClass::qad:
        if (k == 1 && best(verb).aspect == Aspect::imperfective) return Factuality::possible;
        break;
      default:
        break;
    }
  }
  return std::nullopt;
}

// "Setting up a base", "sending soldiers": it is to come unless the text says that it is done; who
// denies an accord on it denies it.
Factuality PatternMatcher::of_making(uint32_t making) const {
  if (in_.syntax.finite_verb[making]) return particles(making).value_or(Factuality::actual);
  const uint32_t first = sentence_of(making).first;
  Factuality told = Factuality::planned;
  const int32_t phrase = in_.syntax.phrase_of[making];
  if (phrase >= 0) {
    const std::string& prep = in_.syntax.phrases[static_cast<size_t>(phrase)].prep;
    const auto& list = impl_.lasting_preps;
    if (std::find(list.begin(), list.end(), prep) != list.end()) told = Factuality::actual;
  }
  uint32_t at = making;
  for (int depth = 0; depth < kGovernors; ++depth) {
    const NounArguments n = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, at);
    uint32_t g = n.governor;
    // The head of a genitive: "the signing of (an accord)".
    if (g == kNone && at > first && best(at - 1).pos == Pos::noun &&
        in_.syntax.phrase_of[at - 1] == in_.syntax.phrase_of[at]) {
      g = at - 1;
    }
    // "There are no (laysa) plans to send them".
    for (uint32_t k = 1; k <= kOpenerReach && at >= first + k; ++k) {
      if (in_.text.tokens[at - k].kind == TokenKind::punct) break;
      if (best(at - k).word_class == WordClass::negation_verb) return Factuality::denied;
    }
    if (g == kNone || g >= at + kOpenerReach) break;
    const bool verb = in_.syntax.finite_verb[g];
    const auto f = operator_at(g, verb ? 0 : 1);
    if (f == Factuality::denied || (verb && particles(g) == Factuality::denied)) {
      return Factuality::denied;
    }
    if (depth == 0 && has_word(g, g + 1, impl_.done_words)) told = Factuality::actual;
    if (f == Factuality::possible) told = Factuality::possible;
    if (verb || g == at) break;
    at = g;
  }
  return told;
}

// `lasting`: of a state that the word names, not of its beginning or end.
Factuality PatternMatcher::factuality(const Trigger& t, bool lasting) const {
  const uint32_t first = sentence_of(t.token).first;
  const Clause& c = in_.syntax.clauses[in_.syntax.clause_of[t.token]];
  if (t.verbal) {
    if (auto f = particles(t.token)) return *f;
  } else {
    if (t.token > first && (best(t.token - 1).word_class == WordClass::without ||
                            best(t.token - 1).word_class == WordClass::negation_present)) {
      return Factuality::denied;
    }
    if (t.noun.governor != kNone) {
      const uint32_t g = t.noun.governor;
      const bool verb = in_.syntax.finite_verb[g];
      if (lasting) {
        // Whoever did not attack the base, or wants an end of the war, does not doubt that it is.
        if (has_word(g, g + 1, impl_.denial_words)) return Factuality::denied;
        if (has_word(g, g + 1, impl_.chance_words)) return Factuality::possible;
        if (!verb && has_word(g, g + 1, impl_.making_words)) return of_making(g);
        if (verb && has_word(g, g + 1, impl_.being_words)) {
          if (auto f = particles(g)) return *f;
        }
      } else {
        if (verb && particles(g) == Factuality::denied) return Factuality::denied;
        if (auto f = operator_at(g, verb ? 0 : 1)) return *f;
      }
    }
    // "laysat udwan fi": negated copula before the noun in its clause.
    for (uint32_t k = 1; k <= kOpenerReach && t.token >= first + k; ++k) {
      const uint32_t i = t.token - k;
      if (in_.text.tokens[i].kind == TokenKind::punct) break;
      if (best(i).word_class == WordClass::negation_verb) return Factuality::denied;
    }
  }
  if (c.kind == ClauseKind::conditional) return Factuality::possible;
  // "Does not want its forces in X to be hit": they are there.
  if (lasting && !t.verbal && t.noun.governor != kNone && in_.syntax.finite_verb[t.noun.governor] &&
      !has_word(t.noun.governor, t.noun.governor + 1, impl_.being_words)) {
    return Factuality::actual;
  }
  if (c.kind == ClauseKind::that && c.opener != kNone) {
    for (uint32_t k = 1; k <= kOpenerReach && c.opener >= first + k; ++k) {
      const uint32_t i = c.opener - k;
      if (in_.syntax.finite_verb[i]) return operator_at(i, 0).value_or(Factuality::actual);
      if (auto f = operator_at(i, 1)) return *f;
    }
  }
  return Factuality::actual;
}

}  // namespace isnad
