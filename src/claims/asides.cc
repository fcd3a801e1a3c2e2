// What stands between a cue and the words that it attributes, and cues in the middle of them.

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kAside = 26;       // tokens of an aside
constexpr uint32_t kSpeechWords = 5;  // a shorter quotation inside a phrase is a name

// Has the word, alone, a reading as an indefinite verbal noun?
bool may_be_masdar(const Word& word) {
  return std::any_of(word.all.begin(), word.all.end(), [](const Analysis& a) {
    return a.pos == Pos::noun && a.derivation == Derivation::masdar && a.known && !a.definite &&
           a.prep == PrepClitic::none && a.conj == Conj::none;
  });
}

}  // namespace

// Direct speech without marks: "he said we shall".
bool ClaimPass::first_person(uint32_t token) const {
  const Analysis& a = best(token);
  if (a.conj != Conj::none || text_.tokens[token].kind != TokenKind::word) return false;
  return (a.pos == Pos::verb || a.pos == Pos::pron) && a.person == 1 &&
         entities_.mention_at[token] < 0;
}

// An aside that describes the speaker opens behind this comma or dash: a relative clause, "and he
// is", a bare verb about an indefinite noun. Returns the mark that closes it if the content of the
// verb may stand right behind, else 0.
uint32_t ClaimPass::aside_end(uint32_t mark, uint32_t end, uint16_t takes,
                              const Sentence& s) const {
  const Token& t = text_.tokens[mark];
  const uint32_t n = mark + 1;
  if ((!t.is(kComma) && !t.is(kDash)) || n + 2 >= s.last) return 0;
  if (text_.tokens[n].kind != TokenKind::word) return 0;
  const Analysis& a = best(n);
  const bool pronoun = a.pos == Pos::pron && a.conj == Conj::wa && a.enclitic.length == 0;
  const bool bare_verb = is_predicate(n) && a.conj == Conj::none;
  const bool relayed = attribution_at(n, s) != nullptr;  // "- as the agency reported -"
  if (!pronoun && !bare_verb && !relayed && a.word_class != WordClass::relative) return 0;
  for (uint32_t k = n + 1; k + 1 < std::min(end, n + kAside); ++k) {
    const Token& c = text_.tokens[k];
    if (is_that(k) || c.is(kColon) || c.is(kSemicolon) || c.is(kStop)) return 0;
    if (!(t.is(kDash) ? c.is(kDash) : c.is(kComma))) continue;
    const Token& after = text_.tokens[k + 1];
    const uint16_t bit = after.kind == TokenKind::word ? preposition_bit(k + 1) : uint16_t{0};
    const bool told = is_that(k + 1) || after.is(kColon) || after.is(kQuoteOpen);
    if (told || (bit & (takes | kTakesLi | kTakesFi | kTakesIla))) return k;
    return 0;
  }
  return 0;
}

// A phrase between two commas right behind a cue, if its content follows: the second comma, else 0.
uint32_t ClaimPass::short_aside(uint32_t comma, uint32_t end, uint16_t takes) const {
  for (uint32_t k = comma + 1; k + 1 < std::min(end, comma + kAside / 2); ++k) {
    const Token& t = text_.tokens[k];
    if (t.kind == TokenKind::word && (is_predicate(k) || is_that(k))) return 0;
    if (t.is(kColon) || t.is(kSemicolon)) return 0;
    if (!t.is(kComma)) continue;
    const bool word = text_.tokens[k + 1].kind == TokenKind::word;
    return word && (is_that(k + 1) || (preposition_bit(k + 1) & takes)) ? k : 0;
  }
  return 0;
}

// Is what stands before the aside at `first` a noun alone, without a verb?
bool ClaimPass::topic_before_aside(uint32_t first, const Sentence& s) const {
  static constexpr uint32_t kTopic = 6;  // tokens
  const uint32_t from = skip_punctuation(s.first, first);
  if (first - from > kTopic) return false;
  for (uint32_t k = from; k < first; ++k) {
    if (is_predicate(k) || text_.tokens[k].is(kColon)) return false;
  }
  const WordClass opens = best(from).word_class;
  return opens != WordClass::preposition && best(from).prep == PrepClitic::none;
}

// An attribution at tokens [first, last) inside the clause that it attributes: "which carries,
// according to X, ideas that". The whole clause, from its verb to its end, or none.
Content ClaimPass::around(uint32_t first, uint32_t last, const Sentence& s) const {
  Content c;
  if (first <= s.first + 1 || last + 3 >= s.last) return c;
  uint32_t next = last;
  // "according to a captain who spoke to us,"
  if (is_predicate(next) && best(next).conj == Conj::none) {
    while (next < std::min(s.last, last + 8) && !text_.tokens[next].is(kComma)) ++next;
    if (next + 3 >= s.last || !text_.tokens[next].is(kComma)) return c;
  }
  const bool comma_after = text_.tokens[next].is(kComma);
  const bool comma_before = text_.tokens[first - 1].is(kComma);
  if (comma_after) ++next;
  const Analysis& a = best(next);
  if (text_.tokens[next].kind != TokenKind::word || a.conj != Conj::none) return c;
  const SourceRow* who = source_noun(next);
  const bool several = a.number == Number::plur && !a.definite;
  const bool named = entities_.mention_at[next] >= 0 || entities_.office_at[next] >= 0;
  // "came, according to X, in answer to": an adverb of the verb before, where X is set off.
  const bool answer = resumes_voice(next, s) && a.word_class == WordClass::none &&
                      text_.tokens[next].key.ends_with('A');
  const bool adverb = answer || (may_be_masdar(words_[next]) && !hal_participle(next, s));
  const bool between = comma_before && comma_after && (adverb || !boundary(next, s, true));
  const bool noun =
      between && adverb
          ? !named
          : between && (a.pos == Pos::noun || a.pos == Pos::num) && !a.definite &&
                a.prep == PrepClitic::none && (several || !named) &&
                (a.word_class == WordClass::none || a.word_class == WordClass::quantifier) &&
                !(who && who->sort != SourceSort::text && !several);
  // "managed, according to X, to seize": the clause waits for its phrase.
  const bool phrase =
      between && a.word_class == WordClass::preposition && (preposition_bit(next) & kTakesMin);
  // "Baku, according to X, prepares": a topic and its verb.
  const bool topic = between && topic_before_aside(first, s) && is_predicate(next);
  const bool goes_on = !comma_before && !comma_after &&
                       (is_predicate(first - 1) || !(preposition_bit(next) & kTakesFi)) &&
                       (a.prep != PrepClitic::none || a.word_class == WordClass::preposition);
  const bool that = is_that(next) && best(next).enclitic.length == 0 && comma_before == comma_after;
  if (!noun && !phrase && !goes_on && !that && !topic) return c;
  uint32_t start = topic ? skip_punctuation(s.first, first) : first;
  for (uint32_t k = first; !topic && k-- > s.first && first - k < kAside;) {
    if (text_.tokens[k].is(kSemicolon) || text_.tokens[k].is(kStop)) break;
    const bool verb = is_predicate(k) && entities_.mention_at[k] < 0;
    if (verb || best(k).word_class == WordClass::copula) {
      start = k;
      break;
    }
  }
  if (start == first) return c;
  c.kind = ContentKind::that;
  c.opener = c.first = next;
  close(c, s);
  c.opener = c.first = start;
  return c;
}

// A point of a list: a paragraph behind a bullet or dash.
bool ClaimPass::is_item(const Sentence& s) const {
  if (!s.paragraph_start || s.first + 2 >= s.last) return false;
  const Token& t = text_.tokens[s.first];
  return t.is(kDash) || (t.kind == TokenKind::punct && text_.text[t.span.begin] == U'\u2022');
}

// "The ministry issued a statement, its text follows:": all that stands behind is the issuer's.
// Returns one past the phrase.
uint32_t ClaimPass::whole_text(uint32_t token, const AttributionRow& row, const Sentence& s) {
  const uint32_t end = token + row.words;
  const auto own = static_cast<size_t>(&s - text_.sentences.data());
  // The text may follow a colon in the same sentence.
  uint32_t colon = end;
  while (colon < std::min(s.last, end + kAside / 2) && !text_.tokens[colon].is(kColon)) ++colon;
  const bool here = colon + 1 < s.last && text_.tokens[colon].is(kColon);
  if (!here && s.last > end + kAside / 2) return end;
  // Which text: the noun behind the phrase, else the last one before it.
  Speaker speaker;
  uint32_t text = kNone;
  for (uint32_t k = token; k < end; ++k) {
    const SourceRow* noun = source_noun(k);
    if (noun && noun->sort == SourceSort::text && k + 1 < end) text = k;
  }
  for (uint32_t k = end; k < (here ? colon : s.last) && text == kNone; ++k) {
    const SourceRow* noun = source_noun(k);
    if (noun && noun->sort == SourceSort::text) text = k;
  }
  for (uint32_t k = token; k-- > s.first && text == kNone;) {
    const SourceRow* noun = source_noun(k);
    if (noun && noun->sort == SourceSort::text) text = k;
  }
  if (text == kNone) return end;
  speaker = text_speaker(text, phrase_end(text, s), *source_noun(text));
  // "The ministry issued a statement": the subject of the verb that tells of it, here or just
  // before.
  for (size_t back = 0; back <= std::min<size_t>(own, 3); ++back) {
    if (!speaker.source.starts_with("GEN:")) break;
    const Sentence& told = text_.sentences[own - back];
    uint32_t named = kNone;
    for (uint32_t k = told.first; k < told.last; ++k) {
      if (best(k).lemma == best(text).lemma && (back > 0 || k < token || (k == text && k < end)))
        named = k;
    }
    if (named == kNone) continue;
    for (uint32_t k = named; k-- > told.first;) {
      if (!syntax_.finite_verb[k]) continue;
      Speaker issued = from_participants(actors_.subject(k));
      if (!issued.valid() || issued.source.starts_with("GEN:")) break;
      issued.span = speaker.span;
      speaker = issued;
      break;
    }
  }
  // A text of nobody known says no more of whose word it is than the document does.
  if (speaker.source.starts_with("GEN:")) speaker.sources.clear();
  Content content;
  content.kind = ContentKind::quote;
  if (here) {
    content.first = content.opener = colon + 1;
    content.last = s.last;
  }
  for (size_t k = own + 1; k < text_.sentences.size(); ++k) {
    const Sentence& next = text_.sentences[k];
    if (next.part == Part::furniture || next.part == Part::byline) break;
    if (next.first >= next.last) continue;
    if (content.first == 0) content.first = content.opener = next.first;
    content.last = next.last;
  }
  if (content.first == 0) return end;
  // Points of a list are so many claims.
  if (!here && is_item(text_.sentences[text_.tokens[content.first].sentence])) {
    for (size_t k = own + 1; k < text_.sentences.size(); ++k) {
      const Sentence& first = text_.sentences[k];
      if (!is_item(first)) break;
      Content point = content;
      point.first = point.opener = first.first + 1;
      point.last = first.last;
      while (k + 1 < text_.sentences.size() && !text_.sentences[k + 1].paragraph_start) {
        point.last = text_.sentences[++k].last;
      }
      emit(speaker, token, end, point, "claims/attributions.tsv", row.line);
    }
    return end;
  }
  emit(speaker, token, end, content, "claims/attributions.tsv", row.line);
  return end;
}

// What stands before an attribution at `before`: the quotation that ends there or the clause.
Content ClaimPass::backward(uint32_t before, const Sentence& s) const {
  Content c;
  uint32_t end = before;
  while (end > s.first && text_.tokens[end - 1].kind == TokenKind::punct &&
         !text_.tokens[end - 1].is(kQuoteClose) && !text_.tokens[end - 1].is(kClose)) {
    --end;
  }
  if (end <= s.first + 1) return c;
  if (text_.tokens[end - 1].is(kQuoteClose)) {
    uint32_t open = end - 1;
    while (open > s.first && !text_.tokens[open].is(kQuoteOpen)) --open;
    if (text_.tokens[open].is(kQuoteOpen) && speech_quote(open, end - 1, open)) {
      const bool speech = end - open > kSpeechWords || says_something(open, end - 1);
      if (speech) {
        c.kind = ContentKind::quote;
        c.opener = open;
        c.first = open + 1;
        c.last = end - 1;
        c.direct = true;
        return c;
      }
    }
  }
  uint32_t first = s.first;
  for (uint32_t k = end; k-- > s.first;) {
    if (text_.tokens[k].is(kSemicolon) && end - k > 4) {
      first = k + 1;
      break;
    }
  }
  first = skip_punctuation(first, end);
  if (end < first + 4) return c;
  c.kind = ContentKind::that;
  c.opener = first;
  c.first = first;
  c.last = end;
  return c;
}

}  // namespace isnad
