// Which words a cue attributes: from its complementiser, quotation mark or preposition to where the
// outlet's own voice resumes.

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kVerbReach = 45;  // tokens between a verb and its content
constexpr uint32_t kParticipleReach = 14;
constexpr char32_t kAlefHamzaBelow = 0x0625;
constexpr uint32_t kQuoteWords = 5;  // a shorter quotation inside a phrase is a name

bool is_conjoined(const Analysis& a) { return a.conj != Conj::none; }

std::string_view next_word(std::string_view& rest) {
  const size_t space = rest.find(' ');
  const std::string_view word = rest.substr(0, space);
  rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
  return word;
}

}  // namespace

std::string_view ClaimPass::bare_key(uint32_t token) const {
  std::string_view k = key(token);
  // "And according to" may be taken for another word that begins with two waws.
  const bool doubled = k.size() > 3 && k.starts_with("ww");
  if ((is_conjoined(best(token)) && k.size() > 2) || doubled) k.remove_prefix(1);
  return k;
}

std::optional<CueHit> ClaimPass::cue_at(uint32_t token, char kind) const {
  if (text_.tokens[token].kind != TokenKind::word) return std::nullopt;
  const Word& w = words_[token];
  std::string lookup;
  std::string_view before;  // looked up, and no cue; analyses of one word share few lemmas
  // "Without revealing": a noun behind such a word.
  if (kind == 'v' && token > 0 && best(token - 1).word_class == WordClass::without) {
    return std::nullopt;
  }
  // "I think" inside a quotation may be spelt like "he thought".
  if (kind == 'v' && text_.tokens[token].quoted &&
      std::any_of(w.all.begin(), w.all.end(),
                  [](const Analysis& a) { return a.pos == Pos::verb && a.person == 1; })) {
    return std::nullopt;
  }
  for (size_t i = 0; i <= w.all.size(); ++i) {
    // The chosen analysis first, then the others.
    const size_t at = i == 0 ? w.chosen : i - 1;
    if (i > 0 && at == w.chosen) continue;
    const Analysis& a = w.all[at];
    if (kind == 'v' ? (a.pos != Pos::verb || a.aspect == Aspect::imperative || a.person == 1 ||
                       a.person == 2)
                    : (a.pos == Pos::verb || a.pos == Pos::propn)) {
      continue;
    }
    if (a.lemma.data() == before.data() && a.lemma.size() == before.size()) continue;
    before = a.lemma;
    lookup.assign(1, kind);
    lookup += ' ';
    lookup += a.lemma;
    const auto rows = impl_.cues.find(lookup);
    if (rows.empty()) continue;
    CueHit hit;
    hit.token = token;
    hit.row = &rows[0];
    hit.analysis = &a;
    hit.best = i == 0;
    return hit;
  }
  return std::nullopt;
}

bool ClaimPass::is_that(uint32_t token) const {
  if (text_.tokens[token].kind != TokenKind::word) return false;
  for (const Analysis& a : words_[token].all) {
    if (a.word_class == WordClass::that_clause && a.lemma == "An") return true;
  }
  return false;
}

bool ClaimPass::is_predicate(uint32_t token) const {
  if (token > 0 && best(token - 1).word_class == WordClass::without) return false;
  return syntax_.finite_verb[token] ||
         (best(token).pos == Pos::verb && entities_.mention_at[token] < 0);
}

uint16_t ClaimPass::preposition_bit(uint32_t token) const {
  const Analysis& a = best(token);
  if (a.word_class == WordClass::preposition && a.enclitic.length == 0) {
    if (a.lemma == preposition::kAbout) return kTakesAn;
    if (a.lemma == preposition::kTo) return kTakesIla;
    if (a.lemma == preposition::kOn) return kTakesAla;
    if (a.lemma == preposition::kIn) return kTakesFi;
    if (a.lemma == preposition::kFrom) return kTakesMin;
    return 0;
  }
  if (is_that(token)) return 0;
  if (a.prep == PrepClitic::bi) return kTakesBi;
  if (a.prep == PrepClitic::li) return kTakesLi;
  const int32_t p = syntax_.phrase_of[token];
  if (p >= 0 && syntax_.phrases[static_cast<size_t>(p)].first == token) {
    const std::string& prep = syntax_.phrases[static_cast<size_t>(p)].prep;
    if (prep == preposition::kBi) return kTakesBi;
    if (prep == preposition::kLi) return kTakesLi;
  }
  // bi- written alone before a quotation mark.
  if (key(token) == preposition::kBi) return kTakesBi;
  return 0;
}

bool ClaimPass::negated_or_future(uint32_t verb, const Sentence& s) const {
  if (best(verb).future) return true;
  for (uint32_t k = verb; k-- > s.first && verb - k <= 2;) {
    switch (best(k).word_class) {
      case WordClass::negation_past:
      case WordClass::negation_future:
      case WordClass::negation_present:
      case WordClass::negation_verb:
      case WordClass::future:
      case WordClass::maybe:
        return !text_.tokens[k].quoted || text_.tokens[verb].quoted;
      case WordClass::that_clause:
        // an + imperfective: wished or expected speech.
        if (k + 1 == verb && best(verb).aspect == Aspect::imperfective &&
            best(k).enclitic.length == 0) {
          return true;
        }
        return false;
      default:
        break;
    }
    if (text_.tokens[k].kind != TokenKind::word) break;
  }
  return false;
}

uint32_t ClaimPass::quote_end(uint32_t open, const Sentence& s) const {
  for (uint32_t k = open + 1; k < s.last; ++k) {
    if (text_.tokens[k].is(kQuoteClose)) return k;
    if (text_.tokens[k].is(kQuoteOpen)) return k;  // unbalanced: the next pair begins
  }
  return s.last;
}

bool ClaimPass::says_something(uint32_t open, uint32_t close) const {
  for (uint32_t k = open + 1; k < close; ++k) {
    if (is_predicate(k) || first_person(k)) return true;
  }
  return false;
}

bool ClaimPass::speech_quote(uint32_t open, uint32_t close, uint32_t from) const {
  uint32_t n = 0;
  bool verb = false;
  for (uint32_t k = open + 1; k < close; ++k) {
    n += text_.tokens[k].kind != TokenKind::punct;
    verb = verb || is_predicate(k);
  }
  if (open == from || (open > 0 && text_.tokens[open - 1].is(kColon))) return n >= 2;
  if (open > 0 && (text_.tokens[open - 1].is(kComma) || is_that(open - 1))) {
    return n >= 3;
  }
  return n >= kQuoteWords || (n >= 3 && verb);
}

uint32_t ClaimPass::match_words(const KeyTable<WordsRow>& table, uint32_t token, const Sentence& s,
                                uint8_t* flag) const {
  if (text_.tokens[token].kind != TokenKind::word) return 0;
  uint32_t longest = 0;
  for (const std::string_view first : {key(token), bare_key(token)}) {
    for (const WordsRow& row : table.find(first)) {
      if (token + row.words > s.last || row.words <= longest) continue;
      std::string_view rest = impl_.image->str(row.rest);
      uint32_t k = token + 1;
      bool same = true;
      while (same && !rest.empty()) same = key(k++) == next_word(rest);
      if (!same) continue;
      longest = row.words;
      if (flag) *flag = row.flag;
    }
  }
  return longest;
}

const AttributionRow* ClaimPass::attribution_at(uint32_t token, const Sentence& s) const {
  if (text_.tokens[token].kind != TokenKind::word) return nullptr;
  const AttributionRow* found = nullptr;
  for (const std::string_view first : {key(token), bare_key(token)}) {
    for (const AttributionRow& row : impl_.attributions.find(first)) {
      if (token + row.words >= s.last || (found && row.words <= found->words)) continue;
      std::string_view rest = impl_.image->str(row.rest);
      uint32_t k = token + 1;
      bool same = true;
      while (same && !rest.empty()) {
        const std::string_view word = next_word(rest);
        same = key(k) == word ||
               (rest.empty() && key(k).starts_with(word) && best(k).enclitic.length > 0 &&
                key(k).size() == word.size() + best(k).enclitic.length);
        ++k;
      }
      if (!same) continue;
      const std::string_view clitic = impl_.image->str(row.clitic);
      if (!clitic.empty() && !key(k).starts_with(clitic)) continue;
      found = &row;
    }
  }
  return found;
}

// A participle of saying that stands as circumstance: indefinite accusative, beside a clause.
bool ClaimPass::hal_participle(uint32_t token, const Sentence& s) const {
  const auto hit = cue_at(token, 'p');
  if (!hit) return false;
  const Analysis& a = *hit->analysis;
  if (a.definite || a.prep != PrepClitic::none || a.enclitic.length > 0) return false;
  const std::string_view k = key(token);
  const bool feminine = k.back() == 'p';
  const bool plural = k.size() > 3 && k.ends_with("yn");
  const bool accusative = k.back() == 'A' || (a.lemma.size() == k.size() && k.back() == 'y');
  if (!feminine && !plural && !accusative) return false;
  if (token == s.first) {
    // "... relations. Stressing that": the circumstance of the sentence before.
    const Content c = forward(*hit, token + 1, s, true);
    return accusative && c.kind != ContentKind::none && c.opener <= token + 3;
  }
  const Token& before = text_.tokens[token - 1];
  // After a bare noun an adjective of it; hal then needs its content right behind.
  const bool after_mark = before.is(kComma) || before.is(kSemicolon) || before.is(kDash) ||
                          before.is(kQuoteClose) || before.is(kClose) || is_conjoined(a);
  const Content c = forward(*hit, token + 1, s, true);
  if (c.kind == ContentKind::none) return false;
  if (after_mark) return true;
  if (best(token - 1).word_class == WordClass::preposition) return false;  // "fired on protesters"
  // The last term of an idafa: "to disperse protesters against".
  const Analysis& b = best(token - 1);
  if (plural && (b.derivation == Derivation::masdar || b.prep != PrepClitic::none) && !b.definite &&
      b.enclitic.length == 0) {
    return false;
  }
  // A noun with its adjective: "a Sudanese proposal".
  if (c.kind == ContentKind::object) {
    const Analysis& n = best(token + 1);
    return accusative && !(n.pos == Pos::adj && !n.definite && key(token + 1).back() == 'A');
  }
  return accusative || c.kind == ContentKind::that || plural || c.opener <= token + 2;
}

// Looks for the content behind a cue. `from` is the first token that may belong to it.
Content ClaimPass::forward(const CueHit& hit, uint32_t from, const Sentence& s,
                           bool participle) const {
  // "Knew from sources that": from whom it came is no content.
  const uint16_t from_whom = (hit.row->flags & kRelay) ? kTakesMin : uint16_t{0};
  const auto takes = static_cast<uint16_t>(hit.row->takes & ~from_whom);
  const uint32_t reach = participle ? kParticipleReach : kVerbReach;
  const uint32_t end = std::min(s.last, from + reach);
  Content prep;
  Content object;
  if (takes & kTakesObject) object = object_of(hit, s, participle);
  const bool patient = (hit.row->flags & kPatient) != 0;
  bool verb_between = false;
  bool main_between = false;
  bool inna_only = false;  // behind a main verb only "inna" can still be the content of "said"
  bool comma = false;
  bool resumed = false;   // "..., while"
  bool anothers = false;  // "..., while X described it": what follows is somebody else's
  uint32_t behind_aside = 0;
  for (uint32_t j = from; j < end; ++j) {
    const Token& t = text_.tokens[j];
    if (t.is(kColon) && (takes & (kTakesQuote | kTakesThat)) && j + 1 < s.last) {
      if (t.quoted || main_between) break;
      Content c;
      c.kind = ContentKind::quote;
      c.opener = j;
      c.first = is_that(j + 1) && j + 2 < s.last ? j + 2 : j + 1;  // 'added "X": that ...'
      return c;
    }
    if (t.is(kQuoteOpen)) {
      const uint32_t close = quote_end(j, s);
      // 'Added "Abu Kharsha": that ...': who speaks stands between the marks.
      constexpr uint32_t kLongestName = 4;
      if (close + 1 < s.last && text_.tokens[close + 1].is(kColon) &&
          close <= j + kLongestName + 1) {
        j = close;
        continue;
      }
      // "Said 'the Observatory' that it": who speaks stands between the marks.
      if (close + 1 < s.last && is_that(close + 1) && (j == from || !comma) &&
          !says_something(j, close) && (takes & kTakesThat)) {
        j = close;
        continue;
      }
      const bool announced = j == from || text_.tokens[j - 1].is(kComma) ||
                             text_.tokens[j - 1].is(kColon) || is_that(j - 1);
      const bool inside = (object.kind != ContentKind::none && object.first < j) ||
                          (prep.kind != ContentKind::none && prep.first <= j);
      const bool spoken = patient ? !inside : announced || !inside;
      if ((takes & kTakesQuote) && !main_between && !anothers && spoken &&
          speech_quote(j, close, from) && (!verb_between || says_something(j, close)) &&
          (prep.kind == ContentKind::none || prep.first + 2 < j)) {
        Content c;
        c.kind = ContentKind::quote;
        c.opener = j;
        c.first = j + 1;
        return c;
      }
      j = close;
      continue;
    }
    if (t.is(kStop) && j > from && key(j - 1).size() == 1) continue;  // an abbreviated title
    if (t.is(kSemicolon) || t.is(kStop) || t.is(kQuestion) || t.is(kExclaim)) break;
    if (t.is(kOpen) && j > from) {  // "in a statement (of which the agency got a copy):"
      uint32_t close = j;
      while (close < end && !text_.tokens[close].is(kClose)) ++close;
      if (close < end) j = close;
      continue;
    }
    if (t.is(kComma) || t.is(kDash)) {
      // "stressed, during his meeting with his counterpart, the need"
      if (!participle && j > from && prep.kind == ContentKind::none && t.is(kComma) &&
          j + 1 < end && best(j + 1).word_class == WordClass::preposition) {
        if (const uint32_t close = short_aside(j, end, takes); close > j) {
          behind_aside = close + 1;
          j = close;
          continue;
        }
      }
      if (j == from && t.is(kComma)) {
        // "pointing, in his closing speech, to"
        const uint32_t close = short_aside(j, end, takes);
        if (close > j) {
          j = close;
          continue;
        }
      }
      if (participle && j > from) break;
      if (const uint32_t aside = aside_end(j, end, takes, s); aside > j) {
        j = aside - 1;  // the comma that closes it is read next
        if (aside < s.last && text_.tokens[aside].is(kComma)) ++j;
        continue;
      }
      comma = comma || t.is(kComma);
      resumed = resumed || (j + 1 < end && resumes_voice(j + 1, s));
      continue;
    }
    if (t.kind != TokenKind::word) continue;
    if ((takes & kTakesQuote) && !verb_between && !comma && prep.kind == ContentKind::none &&
        first_person(j) && (j == from || best(j).pos == Pos::pron)) {
      Content c;
      c.kind = ContentKind::that;
      c.opener = c.first = j;
      return c;
    }
    // "..., and that": goes on with what was said before, and opens nobody's speech.
    if (is_that(j) && j > from && best(j).conj == Conj::wa) break;
    if (is_that(j) && anothers) break;  // "..., while X described it as"
    if (is_that(j) && (takes & kTakesThat)) {
      const uint16_t before = j > from ? preposition_bit(j - 1) : 0;
      const bool foreign_prep = j > from && best(j - 1).word_class == WordClass::preposition &&
                                best(j - 1).enclitic.length == 0 && !(before & takes);
      const bool nested =
          verb_between && (object.kind != ContentKind::none || prep.kind != ContentKind::none);
      const bool inside_only =
          prep.kind != ContentKind::none && (preposition_bit(prep.opener) & kTakesFi) != 0;
      // "pointed in his speech to the role ... that": the preposition came first and governs.
      const bool governed =
          prep.kind != ContentKind::none && prep.opener + 1 < j &&
          (comma || j > prep.opener + 8 ||
           !(preposition_bit(prep.opener) & (kTakesAla | kTakesBi | kTakesLi | kTakesFi)));
      // "reported through the lawyer ... that": the same preposition before "that" is the verb's
      // own.
      const bool own_prep = prep.kind != ContentKind::none &&
                            ((key(j).front() == 'b' && (takes & kTakesBi)) ||
                             (j > from && (before & takes & preposition_bit(prep.opener)) != 0 &&
                              j > prep.opener + 1));
      if (inna_only && text_.text[t.span.begin] != kAlefHamzaBelow) break;
      if (!foreign_prep && !nested && (!governed || own_prep || inside_only)) {
        Content c;
        c.kind = ContentKind::that;
        c.opener = j;
        c.first = j + 1;
        return c;
      }
      break;
    }
    // "the spokesman in the name of": inside the title of whoever speaks.
    const OfficeMention* title = entities_.office(j);
    const bool in_title = title && title->first < j && title->first >= from;
    const uint16_t bit = in_title ? uint16_t{0} : preposition_bit(j);
    const SourceRow* governor = bit && j > from ? source_noun(j - 1) : nullptr;
    if ((bit & takes & kTakesPrep) && prep.kind == ContentKind::none && !verb_between &&
        !(governor && (governor->governs & bit)) &&
        (j == behind_aside || !(comma && !participle && j > from + 8))) {
      prep.kind = ContentKind::prep;
      prep.opener = j;
      prep.first = bit == kTakesBi || bit == kTakesLi ? j : j + 1;
      if (key(j).size() == 1 && prep.first == j) prep.first = j + 1;
    }
    if (!participle && j > from && hal_participle(j, s)) break;  // it has its own content
    if (is_predicate(j) && entities_.mention_at[j] < 0) {
      const ClauseKind kind = syntax_.clauses[syntax_.clause_of[j]].kind;
      const bool conjoined = is_conjoined(best(j));
      if (conjoined || participle) break;
      verb_between = true;
      anothers = anothers || (resumed && cue_at(j, 'v'));
      // "a poll that the institute made": what describes the speaker needs no relative pronoun.
      const bool describes =
          !comma && (best(j).enclitic.length > 0 ||
                     (j + 1 < end && best(j + 1).word_class == WordClass::preposition &&
                      best(j + 1).enclitic.length > 0));
      // A main verb ends the search, the verb of a relative clause about the speaker does not.
      if (kind != ClauseKind::relative && kind != ClauseKind::subordinate && !describes) {
        if (!(hit.row->takes & kTakesThat) || hit.analysis->lemma != "qAl") break;
        inna_only = main_between = true;
      }
    }
    if (j > from && attribution_at(j, s) && attribution_at(j, s)->use != PhraseUse::relay &&
        attribution_at(j, s)->use != PhraseUse::mouth) {
      if (takes & kTakesThat) continue;
      break;
    }
  }
  if (patient && hit.analysis->enclitic.length == 0 && object.kind != ContentKind::none) {
    object.patient = true;
    return object;
  }
  if (prep.kind != ContentKind::none && prep.first < s.last) {
    // "The company, a giant of its field, revealed about": its preposition decides.
    const bool about = (preposition_bit(prep.opener) & kTakesAn) != 0;
    if (object.kind != ContentKind::none && object.first < prep.first && (takes & kTakesObject) &&
        !about) {
      return object;
    }
    return prep;
  }
  if (patient && hit.analysis->enclitic.length > 0) {
    // "described it, who is the head of, as": the clause behind bi- first, whatever describes the
    // speaker.
    for (uint32_t j = from; j < end && text_.tokens[from].kind == TokenKind::word; ++j) {
      if (text_.tokens[j].is(kSemicolon) || text_.tokens[j].is(kColon)) break;
      if (is_predicate(j) && syntax_.clauses[syntax_.clause_of[j]].kind != ClauseKind::relative) {
        break;
      }
      if (!is_that(j)) continue;
      if (key(j).front() != 'b') break;
      Content c;
      c.kind = ContentKind::prep;
      c.first = c.opener = j;
      return c;
    }
    // "accused it of": the content is what stands behind bi-.
    for (uint32_t j = from; j < std::min(s.last, from + 8); ++j) {
      if (preposition_bit(j) & kTakesBi || is_that(j)) {
        Content c;
        c.kind = ContentKind::prep;
        c.first = c.opener = j;
        return c;
      }
      if (is_predicate(j)) break;
    }
  }
  return object;
}

uint32_t ClaimPass::skip_punctuation(uint32_t token, uint32_t end) const {
  while (token < end && text_.tokens[token].kind == TokenKind::punct &&
         !text_.tokens[token].is(kQuoteOpen) && !text_.tokens[token].is(kOpen)) {
    ++token;
  }
  return token;
}

// REQUIRES: kind and first are set. Finds the end; strips quotation marks around the whole.
void ClaimPass::close(Content& c, const Sentence& s) const {
  c.first = skip_punctuation(c.first, s.last);
  if (c.first >= s.last) {
    c.last = c.first;
    return;
  }
  // A quotation: its inside, if it is the whole content.
  uint32_t open = UINT32_MAX;
  if (text_.tokens[c.first].is(kQuoteOpen)) {
    open = c.first;
  } else if (c.first > 0 && text_.tokens[c.first - 1].is(kQuoteOpen)) {
    open = c.first - 1;
  }
  if (open != UINT32_MAX) {
    const uint32_t end = quote_end(open, s);
    bool whole = c.kind == ContentKind::quote || end + 1 >= s.last;
    if (!whole && end < s.last) {
      const Token& after = text_.tokens[end + 1];
      whole = after.kind == TokenKind::punct || boundary(end + 1, s, true);
    }
    const uint32_t words = end - open - 1;
    if (c.kind == ContentKind::object && words < 4) whole = false;
    if (whole) {
      c.first = open + 1;
      c.last = end;
      c.direct = true;
      return;
    }
  }
  const bool phrase_content = c.kind == ContentKind::prep || c.kind == ContentKind::object;
  uint32_t hold = c.first + 3;  // no cut before this token
  for (uint32_t k = c.first + 1; c.patient && k < std::min(s.last, c.first + 25); ++k) {
    if (is_that(k) || (preposition_bit(k) & kTakesBi)) {
      hold = std::max(hold, k);
      break;
    }
    if (is_predicate(k)) break;
  }
  uint32_t end = s.last;
  for (uint32_t j = c.first + 1; j < s.last; ++j) {
    const Token& t = text_.tokens[j];
    if (t.is(kQuoteOpen)) {
      const uint32_t q = quote_end(j, s);
      if (q < s.last) j = q;
      continue;
    }
    if (t.quoted && t.kind == TokenKind::word && open == UINT32_MAX) continue;
    if (t.is(kComma) || t.is(kSemicolon) || t.is(kDash)) {
      const bool relative =
          t.is(kComma) && j + 1 < s.last && best(j + 1).word_class == WordClass::relative;
      if (phrase_content && j > hold && !relative) {
        end = j;
        break;
      }
      if (boundary(j + 1, s, true)) {
        end = j;
        break;
      }
      continue;
    }
    if (phrase_content && (t.is(kStop) || t.is(kColon))) {
      end = j;
      break;
    }
    if (t.kind == TokenKind::word && (j > c.first + 1 || phrase_content) && boundary(j, s, false)) {
      end = j;
      break;
    }
    if (phrase_content && j > c.first + 2 && syntax_.finite_verb[j] && is_conjoined(best(j))) {
      end = j;
      break;
    }
  }
  while (end > c.first) {
    const Token& t = text_.tokens[end - 1];
    if (t.kind != TokenKind::punct || t.is(kClose)) break;
    if (t.is(kQuoteClose)) {
      bool opened = false;
      for (uint32_t k = c.first; k + 1 < end; ++k)
        opened = opened || text_.tokens[k].is(kQuoteOpen);
      if (opened) break;
    }
    --end;
  }
  c.last = end;
}

}  // namespace isnad
