// What stands at the head of a text or a sentence: a byline, "according to what X reported", a verb
// of saying that is spelt like a preposition.

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr std::string_view kCueFile = "claims/cues.tsv";

}  // namespace

// "NAME- PAPER- TOWN: ...": a byline on the line of the text that it opens.
uint32_t ClaimPass::byline_end() const {
  static constexpr uint32_t kReach = 14;
  for (const Sentence& s : text_.sentences) {
    if (s.part != Part::body) continue;
    bool dash = false;
    for (uint32_t k = s.first; k < std::min(s.last, s.first + kReach); ++k) {
      const Token& t = text_.tokens[k];
      if (t.is(kColon)) return dash ? k + 1 : 0;
      dash = dash || (t.is(kDash) && k > s.first);
      if (t.kind == TokenKind::punct && !t.is(kDash) && !t.is(kComma) && !t.is(kQuoteOpen) &&
          !t.is(kQuoteClose)) {
        return 0;
      }
      if (is_predicate(k) || is_that(k)) return 0;
    }
    return 0;
  }
  return 0;
}

// "And the director made clear (bayyana) that": spelt like "between", but what stands behind it is
// one, and a clause follows.
bool ClaimPass::mistaken_preposition(const CueHit& hit, const Content& content,
                                     const Sentence& s) const {
  static constexpr uint32_t kReach = 16;
  const uint32_t v = hit.token;
  if (v != s.first || best(v).word_class != WordClass::preposition) return false;
  if (hit.analysis->aspect != Aspect::perfective || best(v).enclitic.length > 0) return false;
  if (content.kind != ContentKind::that || content.opener > v + kReach || content.opener <= v + 1) {
    return false;
  }
  for (uint32_t k = v + 1; k < content.opener; ++k) {
    if (best(k).conj != Conj::none || is_predicate(k)) return false;
  }
  return true;
}

// "According to what the paper reported, the delegation arrived": at the head of the sentence the
// words of whoever is named follow behind a comma, fa- or a complementiser.
uint32_t ClaimPass::opening_attribution(const CueHit& hit, uint32_t connector, const Sentence& s) {
  static constexpr uint32_t kReach = 18;
  const Speaker speaker = subject_speaker(hit, Content{}, s, true);
  if (!speaker.valid()) return 0;
  for (uint32_t k = hit.token + 1; k < std::min(s.last, hit.token + kReach); ++k) {
    const Token& t = text_.tokens[k];
    if (t.span.begin < speaker.span.end) continue;
    const bool begins = best(k).conj == Conj::fa || t.is(kComma) || is_that(k);
    if (!begins) continue;
    Content content;
    content.kind = ContentKind::that;
    content.opener = k;
    content.first = t.is(kComma) || is_that(k) ? k + 1 : k;
    if (content.first < s.last && is_that(content.first)) ++content.first;
    if (content.first >= s.last) return 0;
    close(content, s);
    return emit(speaker, connector, hit.token + 1, content, kCueFile, hit.row->line) ? content.last
                                                                                     : 0;
  }
  return 0;
}

// "In the face of those who warned that ..., the minister said that": a verb of saying with its
// subject right behind it and a clause opens the main clause, if none has come before it.
bool ClaimPass::opens_clause(const CueHit& verb, const Sentence& s) const {
  const uint32_t v = verb.token;
  if (v + 1 >= s.last || !best(s.first).known || negated_or_future(v, s)) return false;
  const int32_t p = syntax_.phrase_of[v + 1];
  if (p < 0 || !syntax_.phrases[static_cast<size_t>(p)].prep.empty()) return false;
  const Phrase& subject = syntax_.phrases[static_cast<size_t>(p)];
  if (subject.first != v + 1) return false;
  for (uint32_t k = s.first; k < v; ++k) {
    if (!syntax_.finite_verb[k]) continue;
    const ClauseKind kind = syntax_.clauses[syntax_.clause_of[k]].kind;
    if (kind == ClauseKind::main || kind == ClauseKind::coordinate) return false;
  }
  const Content c = forward(verb, v + 1, s, false);
  return c.kind == ContentKind::that || c.kind == ContentKind::quote;
}

}  // namespace isnad
