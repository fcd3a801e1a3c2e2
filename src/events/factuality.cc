// Actual, planned, denied, possible: negation, mood, operators, with their scope.

#include <algorithm>

#include "events/impl.h"

namespace isnad {

namespace {

constexpr int kMaxDepth = 3;
constexpr uint32_t kCommaReach = 8;    // ... if a comma parts them
constexpr uint32_t kOpenerReach = 10;  // tokens from "that" back to the verb, over a long subject

Factuality combine(Factuality outer, Factuality inner) {
  // A denial outside denies; doubt outside doubts what is said to be done or planned.
  if (outer == Factuality::denied && inner == Factuality::denied) return Factuality::actual;
  if (outer == Factuality::actual) return inner;
  if (inner == Factuality::actual) return outer;
  if (outer == Factuality::denied || inner == Factuality::denied) return Factuality::denied;
  if (outer == Factuality::possible) return outer;
  return inner;
}

class Scope {
 public:
  Scope(const EventReader::Impl& impl, const EventInput& in) : impl_(impl), in_(in) {}

  Factuality verb(uint32_t v, int depth) const;
  Factuality noun(uint32_t n, int depth) const;

 private:
  Factuality local(uint32_t v) const;
  bool to_come(const TimeExpression& x) const;
  bool ahead(uint32_t v) const;
  Factuality outside(uint32_t clause, int depth) const;
  Factuality report(uint32_t n, int depth) const;
  bool tells(uint32_t n) const;
  bool called_false(uint32_t n) const;
  Factuality governed(uint32_t governor, int depth) const;
  const Analysis& word(uint32_t i) const { return in_.words[i].best(); }

  const EventReader::Impl& impl_;
  const EventInput& in_;
};

// Does the time lie after the day of publication, as far as both are told?
bool Scope::to_come(const TimeExpression& x) const {
  constexpr size_t kYear = 4;
  if (x.value == "FUTURE_REF") return true;  // "soon"
  if (!in_.published || !x.date || x.date->size() < kYear) return false;
  const size_t n = std::min({in_.published->size(), x.date->size(), x.date->find('/')});
  if (x.date->find_first_not_of("0123456789-") < n) return false;  // a season
  return x.date->compare(0, n, *in_.published, 0, n) > 0;
}

// "Visits Cairo next Thursday": the imperfective verb of a clause that names a day to come. A verb
// that says, asks or refuses does so now, whatever it speaks of.
bool Scope::ahead(uint32_t v) const {
  constexpr uint32_t kReach = 16;  // tokens
  const Analysis& a = word(v);
  if (a.aspect != Aspect::imperfective) return false;
  if (impl_.op(a.lemma, 0) && impl_.light.find(a.lemma).empty()) return false;
  const std::vector<TimeExpression>& times = in_.times;
  const uint32_t begin = in_.text.tokens[v].span.begin;
  const Sentence& s = in_.text.sentences[in_.text.tokens[v].sentence];
  // A time before the verb counts too: "on Sunday the minister visits".
  const uint32_t from = in_.text.tokens[std::max(s.first, v > kReach ? v - kReach : 0)].span.begin;
  auto x = std::lower_bound(times.begin(), times.end(), from,
                            [](const TimeExpression& t, uint32_t at) { return t.span.begin < at; });
  uint32_t i = std::max(s.first, v > kReach ? v - kReach : 0);
  for (; x != times.end(); ++x) {
    while (i < s.last && in_.text.tokens[i].span.end <= x->span.begin) ++i;
    if (i >= s.last || i > v + kReach) return false;
    // "Meets later yesterday": the day behind it says when.
    const auto next = x + 1;
    if (!x->date && next != times.end() && next->span.begin <= x->span.end + 2) continue;
    if (!to_come(*x) || in_.syntax.clause_of[i] != in_.syntax.clause_of[v]) continue;
    const uint32_t low = x->span.begin < begin ? i : v;
    const uint32_t high = x->span.begin < begin ? v : i;
    bool parted = false;
    for (uint32_t k = low + 1; k < high; ++k) {
      parted = parted || in_.syntax.finite_verb[k] || in_.text.tokens[k].is(kComma);
    }
    if (!parted) return true;
  }
  return false;
}

// Particles right before the verb.
Factuality Scope::local(uint32_t v) const {
  const Analysis& a = word(v);
  const uint32_t first = in_.text.sentences[in_.text.tokens[v].sentence].first;
  Factuality f = a.future || ahead(v) ? Factuality::planned : Factuality::actual;
  bool continuing = false;  // "la yazal": the negation belongs to the verb of continuing
  for (uint32_t k = 1; k <= 4 && v >= first + k; ++k) {
    const uint32_t i = v - k;
    if (in_.text.tokens[i].kind == TokenKind::punct) break;
    switch (word(i).word_class) {
      case WordClass::negation_past:
      case WordClass::negation_future:
      case WordClass::negation_present:
      case WordClass::negation_verb:
        return continuing ? f : combine(Factuality::denied, f);
      case WordClass::continuing:
        continuing = true;
        break;
      case WordClass::without:
        return combine(Factuality::denied, f);
      case WordClass::future:
        f = Factuality::planned;
        break;
      case WordClass::maybe:
        f = Factuality::possible;
        break;
      case WordClass::qad:
        if (a.aspect == Aspect::imperfective) f = Factuality::possible;
        break;
      default:
        if (in_.syntax.finite_verb[i]) return f;
        break;
    }
  }
  // kana + imperfective is past; sa- with kana is not future from today, but still not told as
  // done.
  return f;
}

// Is this a noun of what is told: "the reports", "the accusations"?
bool Scope::tells(uint32_t n) const {
  const OperatorRow* op = impl_.op(word(n).lemma, 1);
  if (!op) op = impl_.op(stem(in_.text.tokens[n], word(n)), 1);
  return op && op->told != 0 && !in_.syntax.finite_verb[n];
}

// "The reports of ... are false", "are not true", "there is no truth in the reports of".
bool Scope::called_false(uint32_t n) const {
  constexpr uint32_t kReach = 25;  // tokens
  const Sentence& s = in_.text.sentences[in_.text.tokens[n].sentence];
  const int32_t own = in_.syntax.phrase_of[n];
  if (own < 0) return false;
  const uint32_t first = in_.syntax.phrases[static_cast<size_t>(own)].first;
  for (uint32_t i = std::max(s.first + 2, first) - 2; i <= n && i + 1 < s.last; ++i) {
    const bool no = word(i).word_class == WordClass::negation_present;
    if (no && word(i + 1).pos == Pos::noun && tells(i + 1)) return true;
  }
  for (uint32_t i = n + 1; i < std::min(s.last, n + kReach); ++i) {
    if (in_.syntax.finite_verb[i] || in_.text.tokens[i].is(kStop)) break;
    if (in_.syntax.phrase_of[i] == own || word(i).definite) continue;
    if (const OperatorRow* op = impl_.op(word(i).lemma, 2)) {
      const bool untrue = word(i - 1).word_class == WordClass::exception;
      const auto told = untrue ? Factuality::actual : Factuality::denied;
      if (op->complement == static_cast<uint8_t>(told)) return true;
    }
  }
  return false;
}

// What is said of the report that tells something.
Factuality Scope::report(uint32_t n, int depth) const {
  if (depth >= kMaxDepth || !tells(n)) return Factuality::actual;
  return called_false(n) ? Factuality::denied : noun(n, depth);
}

// What the words that govern something say of it.
Factuality Scope::governed(uint32_t g, int depth) const {
  const Analysis& a = word(g);
  const bool verbal = in_.syntax.finite_verb[g];
  Factuality f = Factuality::actual;
  if (const OperatorRow* op = impl_.op(a.lemma, verbal ? 0 : 1); op && op->complement != 0xFF) {
    f = static_cast<Factuality>(op->complement);
  }
  if (depth >= kMaxDepth) return f;
  if (!verbal) return combine(report(g, depth + 1), f);
  // "The reports that told of": who denies them denies what they told.
  const Clause& clause = in_.syntax.clauses[in_.syntax.clause_of[g]];
  if (clause.kind == ClauseKind::relative && clause.antecedent >= 0) {
    const uint32_t head = in_.syntax.phrases[static_cast<size_t>(clause.antecedent)].head;
    if (report(head, depth + 1) == Factuality::denied) return Factuality::denied;
  }
  // The governor's own standing: "did not announce", "is expected to announce". That something is
  // not so of an act ("is not limited to") does not deny the act, unless the verb only carries it.
  const Factuality own = verb(g, depth + 1);
  const bool carries = !impl_.light.find(a.lemma).empty() || impl_.op(a.lemma, 0) != nullptr;
  if (own == Factuality::denied && !carries) return f;
  return combine(own, f);
}

// The clause's own standing: under an operator, in a condition, as a purpose.
Factuality Scope::outside(uint32_t clause, int depth) const {
  if (depth >= kMaxDepth) return Factuality::actual;
  const Clause& c = in_.syntax.clauses[clause];
  if (c.kind == ClauseKind::conditional) return Factuality::possible;
  if (c.kind != ClauseKind::that || c.opener == kNone) {
    if (c.kind == ClauseKind::coordinate && c.parent >= 0) {
      return outside(static_cast<uint32_t>(c.parent), depth + 1);
    }
    return Factuality::actual;
  }
  const uint32_t first = in_.text.sentences[c.sentence].first;
  // "min al-muqarrar an", "yumkin an", "atmaha an": the word that opens the view is close before.
  bool comma = false;
  for (uint32_t k = 1; k <= kOpenerReach && c.opener >= first + k; ++k) {
    const uint32_t i = c.opener - k;
    const Analysis& a = word(i);
    comma = comma || in_.text.tokens[i].is(kComma);
    if (in_.text.tokens[i].is(kStop) || (comma && k > kCommaReach)) break;
    for (uint8_t pos : {uint8_t{2}, uint8_t{1}}) {
      if (k > 4 || in_.syntax.finite_verb[i]) break;
      const OperatorRow* op = impl_.op(a.lemma, pos);
      if (!op && a.pos != Pos::verb) op = impl_.op(stem(in_.text.tokens[i], a), pos);
      if (op && op->complement != 0xFF) return static_cast<Factuality>(op->complement);
    }
    if (in_.syntax.finite_verb[i]) return governed(i, depth + 1);
  }
  return Factuality::actual;
}

Factuality Scope::verb(uint32_t v, int depth) const {
  return combine(outside(in_.syntax.clause_of[v], depth + 1), local(v));
}

Factuality Scope::noun(uint32_t n, int depth) const {
  Factuality f = Factuality::actual;
  const int32_t index = in_.syntax.phrase_of[n];
  if (index < 0) return f;
  const Phrase& phrase = in_.syntax.phrases[static_cast<size_t>(index)];
  // Adjectives in the phrase: expected, planned, alleged.
  for (uint32_t i = n + 1; i < phrase.last; ++i) {
    const Analysis& a = word(i);
    if (a.pos != Pos::adj && a.derivation == Derivation::none) continue;
    if (const OperatorRow* op = impl_.op(a.lemma, 2)) {
      f = combine(static_cast<Factuality>(op->complement), f);
    }
  }
  if (n > 0 && word(n - 1).word_class == WordClass::without) f = combine(Factuality::denied, f);
  const NounArguments args = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, n);
  // The chain of nouns before it in its phrase: "intention of", "failure of".
  for (uint32_t i = phrase.first; i < n; ++i) {
    if (const OperatorRow* op = impl_.op(word(i).lemma, 1); op && op->complement != 0xFF) {
      f = combine(static_cast<Factuality>(op->complement), f);
    }
    if (word(i).word_class == WordClass::without) f = combine(Factuality::denied, f);
  }
  // "The reports of (En) ...": right before it.
  const Phrase* before = index > 0 ? &phrase - 1 : nullptr;
  if (before && before->clause == phrase.clause && !phrase.prep.empty() &&
      before->last + 1 >= phrase.first && tells(before->head)) {
    f = combine(report(before->head, depth + 1), f);
  } else if (args.governor != kNone && args.governor < phrase.first) {
    f = combine(governed(args.governor, depth + 1), f);
  } else if (phrase.first <= n) {
    const uint32_t clause = in_.syntax.clause_of[n];
    f = combine(outside(clause, depth + 1), f);
  }
  return f;
}

}  // namespace

Factuality factuality_at(const EventReader::Impl& impl, const EventInput& in, uint32_t token,
                         bool verbal) {
  const Scope scope(impl, in);
  return verbal ? scope.verb(token, 0) : scope.noun(token, 0);
}

// A verb with "la", "lam", "lan", "ma" before it, but not "la yazal"; a noun behind "'adam".
bool negated_at(const EventInput& in, uint32_t token) {
  const uint32_t first = in.text.sentences[in.text.tokens[token].sentence].first;
  if (!in.syntax.finite_verb[token]) {
    return token > first && in.words[token - 1].best().word_class == WordClass::without;
  }
  for (uint32_t k = 1; k <= 3 && token >= first + k; ++k) {
    const uint32_t i = token - k;
    if (in.text.tokens[i].kind == TokenKind::punct) return false;
    switch (in.words[i].best().word_class) {
      case WordClass::negation_past:
      case WordClass::negation_future:
      case WordClass::negation_present:
      case WordClass::negation_verb:
        return true;
      case WordClass::continuing:
        return false;
      default:
        break;
    }
    if (in.syntax.finite_verb[i] && k > 1) return false;
  }
  return false;
}

}  // namespace isnad
