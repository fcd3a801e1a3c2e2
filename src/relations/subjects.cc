// Whom a participle, a copula or a list behind a word is said of, and which region "the region" is.

#include <algorithm>

#include "relations/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kOwnerReach = 7;       // tokens
constexpr std::string_view kHas = "ldy";  // with, at: what somebody has

constexpr uint32_t kAmongReach = 14;  // tokens
constexpr uint32_t kAmongGap = 3;
constexpr uint32_t kRegionReach = 60;  // tokens
constexpr uint32_t kFarReach = 20000;
constexpr ptrdiff_t kRegionTimes = 3;

}  // namespace

// "Leaders of the movement, among them X and Y": the names behind such a word.
std::vector<Party> PatternMatcher::among(const Trigger& t, const std::string& kinds) const {
  const uint32_t end = std::min(sentence_of(t.token).last, t.last + kAmongReach);
  for (uint32_t i = t.last; i < end; ++i) {
    const std::string_view word = in_.text.tokens[i].key;
    const auto& list = impl_.among_words;
    if (std::find(list.begin(), list.end(), word) == list.end()) continue;
    return run_of_names(i + 1, kAmongGap, false, kinds);
  }
  return {};
}

// Who has what the word says: "France has (li-) 300 soldiers in X", "X, which has (laha) soldiers
// in Y". Nothing but number words and the like may stand between the preposition and the word.
std::vector<Party> PatternMatcher::owner(const Trigger& t, const std::string& kinds) const {
  if (t.verbal) return {};
  const uint32_t first = sentence_of(t.token).first;
  uint32_t from = t.token;
  if (t.phrase >= 0) from = in_.syntax.phrases[static_cast<size_t>(t.phrase)].first;
  for (uint32_t i = from; i-- > first && from - i <= kOwnerReach;) {
    const Token& token = in_.text.tokens[i];
    const Analysis& a = best(i);
    if (in_.syntax.finite_verb[i] || token.kind == TokenKind::punct) return {};
    const int32_t index = in_.syntax.phrase_of[i];
    const Phrase* q = index >= 0 ? &in_.syntax.phrases[static_cast<size_t>(index)] : nullptr;
    // "which has (laha, ladayha)": the noun that the relative clause describes.
    const bool has = a.lemma == preposition::kLi || a.lemma == kHas;
    if (has && a.enclitic.length > 0) {
      const Clause& c = in_.syntax.clauses[in_.syntax.clause_of[i]];
      if (c.kind != ClauseKind::relative || c.antecedent < 0) return {};
      return phrase_parties(c.antecedent, kinds);
    }
    if (!q || (q->prep != preposition::kLi && q->prep != kHas)) continue;
    // "Gave X 300 soldiers": X is the receiver.
    for (uint32_t k = first; k < q->first; ++k) {
      if (in_.syntax.finite_verb[k] && in_.syntax.clause_of[k] == in_.syntax.clause_of[i] &&
          best(k).word_class != WordClass::copula) {
        return {};
      }
    }
    return mentions(q->first, q->last, kinds, false);
  }
  return {};
}

// Where the phrase begins that a participle describes: its own, or the one right before it.
uint32_t PatternMatcher::described_first(const Trigger& t) const {
  const uint32_t first = sentence_of(t.token).first;
  if (t.phrase >= 0) {
    const Phrase& q = in_.syntax.phrases[static_cast<size_t>(t.phrase)];
    if (q.first < t.token) return q.first;
  }
  if (t.token == first || in_.syntax.phrase_of[t.token - 1] < 0) return t.token;
  return in_.syntax.phrases[static_cast<size_t>(in_.syntax.phrase_of[t.token - 1])].first;
}

// "(1,500 Russian soldiers) stationed in X", "its soldiers stationed in X": whose they are.
std::vector<Party> PatternMatcher::described(const Trigger& t, const std::string& kinds) const {
  const uint32_t from = described_first(t);
  for (const bool demonyms : {true, false}) {
    auto found = mentions(from, t.token, kinds, demonyms);
    if (!found.empty()) {
      found.resize(1);
      return found;
    }
  }
  for (uint32_t i = from; i < t.token; ++i) {
    if (best(i).enclitic.length == 0 || best(i).pos != Pos::noun) continue;
    std::vector<Party> out;
    keep(out, in_.actors.pronoun(i), kinds);
    return out;
  }
  return {};
}

// "The X brigade (belonging to Y)": the name nearest to the participle in the phrase that it
// describes, never one of a phrase before ("X shelled sites belonging to Y").
std::vector<Party> PatternMatcher::bearer(const Trigger& t, const std::string& kinds) const {
  uint32_t from = described_first(t);
  if (from == t.token && from > sentence_of(from).first + 1 &&
      in_.text.tokens[from - 1].kind == TokenKind::punct) {
    const int32_t before = in_.syntax.phrase_of[from - 2];  // "the X brigade, belonging to Y"
    if (before >= 0) from = in_.syntax.phrases[static_cast<size_t>(before)].first;
  }
  std::vector<Party> found = mentions(from, t.token, kinds, false);
  if (found.size() > 1) found.erase(found.begin(), found.end() - 1);
  return found;
}

// "The region": the one that the text named last, if it stands near or is named again and again:
// else the word means some stretch of land that has no name here. "That region" always does.
std::optional<Party> PatternMatcher::region_meant(int32_t phrase) const {
  const Phrase& q = in_.syntax.phrases[static_cast<size_t>(phrase)];
  const uint32_t i = q.head;
  const Analysis& a = best(i);
  const bool bare = q.last == i + 1 && a.definite && a.enclitic.length == 0 &&
                    a.number == Number::sing && has_word(i, i + 1, impl_.region_words);
  if (!bare || (i > 0 && best(i - 1).word_class == WordClass::demonstrative)) return std::nullopt;
  for (size_t k = in_.entities.mentions_before(i); k-- > 0;) {
    const EntityMention& m = in_.entities.mentions[k];
    if (i - m.first > kFarReach) break;
    const Entity& e = in_.entities.entities[m.entity];
    if (e.kind != EntityKind::place || !impl_.is_region(e.id)) continue;
    const auto again = [&](const EntityMention& other) { return other.entity == m.entity; };
    const auto& all = in_.entities.mentions;
    if (i - m.first > kRegionReach && std::count_if(all.begin(), all.end(), again) < kRegionTimes) {
      return std::nullopt;
    }
    return Party{e.id, in_.text.tokens[i].span, i, true};
  }
  return std::nullopt;
}

// "The tension between the two": of several states in the sentence so far the two named last; where
// it names less than two, the pair of the quarrel told last. The pair that the text names most are
// often partners: "the ties of A and B tell of the break with C, as the tension between the two
// grows". Empty if `told` may stand.
std::vector<Party> PatternMatcher::quarrel(const Party& told) const {
  std::vector<std::string> met;  // latest first
  for (size_t k = in_.entities.mentions_before(told.token); k-- > 0;) {
    const EntityMention& m = in_.entities.mentions[k];
    if (m.first < sentence_of(told.token).first) break;
    std::string code = in_.actors.named(m).code;
    if (!impl_.gazetteer.is_state(code)) continue;
    if (std::find(met.begin(), met.end(), code) == met.end()) met.push_back(std::move(code));
  }
  if (met.size() == 2 || (met.size() < 2 && quarrel_.first.empty())) return {};
  Party first = told, second = told;
  first.code = met.size() > 2 ? met[1] : quarrel_.first;
  second.code = met.size() > 2 ? met[0] : quarrel_.second;
  return {std::move(first), std::move(second)};
}

// Subject of a copula, which the syntax does not give: the pronoun of "that" right before it, the
// bare phrase right behind it, or what the clause is about.
std::vector<Party> PatternMatcher::theme(const Trigger& t, const std::string& kinds) const {
  const Sentence& s = sentence_of(t.token);
  std::vector<Party> out;
  if (t.token > s.first && best(t.token - 1).enclitic.length > 0) {
    keep(out, in_.actors.pronoun(t.token - 1), kinds);
    return out;
  }
  const int32_t next = t.last < s.last ? in_.syntax.phrase_of[t.last] : -1;
  if (next >= 0 && in_.syntax.phrases[static_cast<size_t>(next)].prep.empty()) {
    return phrase_parties(next, kinds);
  }
  return topic(t, kinds);
}

}  // namespace isnad
