// What stands at the head of a text or a sentence: a byline, "according to what X reported", a verb
// of saying that is spelt like a preposition.

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kColonReach = 8;  // tokens of a name before a colon

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
  Speaker speaker = subject_speaker(hit, Content{}, s, true);
  if (!speaker.valid()) return 0;
  std::vector<std::string> via;
  for (uint32_t k = hit.token + 1; k < std::min(s.last, hit.token + kReach); ++k) {
    const Token& t = text_.tokens[k];
    if (t.span.begin < speaker.span.end) continue;
    // "according to what the agency reported of an official"
    if ((hit.row->flags & kRelay) && via.empty() && (preposition_bit(k) & kTakesAn) &&
        k + 1 < s.last) {
      const Speaker told = phrase_speaker(k + 1, phrase_end(k + 1, s), true);
      if (told.valid()) {
        via = {speaker.source};
        speaker = told;
        continue;
      }
    }
    const bool begins = best(k).conj == Conj::fa || t.is(kComma) || is_that(k);
    if (!begins) continue;
    Content content;
    content.kind = ContentKind::that;
    content.opener = k;
    content.first = t.is(kComma) || is_that(k) ? k + 1 : k;
    if (content.first < s.last && is_that(content.first)) ++content.first;
    if (content.first >= s.last) return 0;
    close(content, s);
    const bool told =
        emit(speaker, connector, hit.token + 1, content, kCueFile, hit.row->line, via);
    return told ? content.last : 0;
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

// "Lavrov: ..." as a headline has it.
void ClaimPass::colon_headline(const Sentence& s) {
  uint32_t colon = s.first;
  while (colon < std::min(s.last, s.first + kColonReach) && !text_.tokens[colon].is(kColon)) {
    if (text_.tokens[colon].kind == TokenKind::punct && !text_.tokens[colon].is(kQuoteOpen) &&
        !text_.tokens[colon].is(kQuoteClose)) {
      return;
    }
    ++colon;
  }
  if (colon >= s.last || !text_.tokens[colon].is(kColon) || colon == s.first ||
      colon + 3 >= s.last || colon < byline_) {
    return;
  }
  // "Putin to 'the channel': ...": to whom he said it.
  uint32_t name_end = colon;
  for (uint32_t k = s.first + 1; k + 1 < colon && name_end == colon; ++k) {
    if (key(k) == preposition::kLi && text_.tokens[k + 1].is(kQuoteOpen)) name_end = k;
  }
  for (uint32_t k = s.first; k < name_end; ++k) {
    if (is_predicate(k) || best(k).word_class == WordClass::preposition) return;
  }
  const auto found = actors_.range(s.first, name_end);
  // "A spokesman of the opposition: ...", "The (ministry of) Defence, the Russian: ..."
  const SourceRow* noun = source_noun(s.first);
  const bool source =
      noun && noun->sort == SourceSort::text && impl_.image->str(noun->kind) == "sources";
  const bool titled = source || (noun && noun->sort == SourceSort::person &&
                                 noun->kind.length > 0 && best(s.first).number != Number::plur);
  const bool ministry = elided_ministry(s.first, name_end);
  if (!titled && !ministry &&
      (found.empty() || found[0].owner || found[0].code.starts_with("GEN:"))) {
    return;
  }
  const EntityMention* named = found.empty() ? nullptr : entities_.mention(found[0].token);
  bool we = false;  // "CAPITAL: we shall not"
  for (uint32_t k = colon + 1; k < std::min(s.last, colon + 4); ++k) we = we || first_person(k);
  if (!titled && !ministry && !we && named && (named->capital || !named->place.empty())) {
    return;  // a dateline
  }
  Speaker speaker = titled ? phrase_speaker(s.first, name_end, true) : from_participants(found);
  if ((titled || ministry) && speaker.valid()) {
    speaker.span = {text_.tokens[s.first].span.begin, text_.tokens[name_end - 1].span.end};
  }
  // The name must be all that stands there.
  const Span all{text_.tokens[s.first].span.begin, text_.tokens[name_end - 1].span.end};
  if (!speaker.valid() || speaker.span.length() * 2 < all.length()) return;
  // "COUNTRY: three killed in" names the place, "COUNTRY: we shall not leave" the speaker.
  if (actors_.is_state(speaker.source) && named && named->first == s.first &&
      named->last == name_end) {
    const uint32_t n = colon + 1;
    const WordClass opens = best(n).word_class;
    const bool verb = we || text_.tokens[n].is(kQuoteOpen) || is_predicate(n) ||
                      opens == WordClass::negation_present || opens == WordClass::negation_future ||
                      opens == WordClass::negation_past;
    if (!verb) return;
  }
  Content content;
  content.kind = ContentKind::quote;
  content.opener = colon;
  content.first = colon + 1;
  if (!text_.tokens[colon + 1].is(kQuoteOpen)) content.kind = ContentKind::that;
  close(content, s);
  emit(speaker, colon, colon + 1, content, kCueFile, 1);
}

}  // namespace isnad
