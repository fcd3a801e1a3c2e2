#include "time/view.h"

#include <algorithm>

#include "numbers/words.h"

namespace isnad {

namespace {
constexpr uint32_t kFutureWindow = 16;  // tokens looked back for a sign of the future
constexpr size_t kLongestParticle = 3;  // letters of what rules ask for by its letters ("wmn")
}  // namespace

TimeView::TimeView(const TextView& text, const std::vector<Word>& words,
                   const std::vector<NumberMention>& numbers, const PhraseTable& table,
                   const PhraseTable& units)
    : text_(&text), words_(&words), numbers_(&numbers), units_(&units) {
  const auto n = static_cast<uint32_t>(text.tokens.size());
  hits_.resize(n);
  number_at_.assign(n, -1);
  for (uint32_t i = 0; i < n; ++i) hits_[i] = table.find(text, i);
  for (size_t k = 0; k < numbers.size(); ++k) {
    if (numbers[k].first < n) number_at_[numbers[k].first] = static_cast<int32_t>(k);
  }
}

const PhraseHit* TimeView::hit(uint32_t i, TimeWord c, bool bare) const {
  if (i >= size()) return nullptr;
  for (const PhraseHit& h : hits_[i]) {
    if (h.kind == static_cast<uint32_t>(c) && !(bare && h.skip != 0)) return &h;
  }
  return nullptr;
}

const PhraseHit* TimeView::hit_before(uint32_t i, TimeWord c) const {
  for (uint32_t back = 1; back <= 4 && back <= i; ++back) {
    if (!inside(i - back, i)) return nullptr;
    for (const PhraseHit& h : hits_[i - back]) {
      if (h.kind == static_cast<uint32_t>(c) && h.last == i) return &h;
    }
  }
  return nullptr;
}

bool TimeView::inert(uint32_t i) const {
  const Token& t = token(i);
  return t.kind == TokenKind::word && t.key.size() > kLongestParticle && hits_[i].empty() &&
         number_at_[i] < 0;
}

std::optional<TimeNumber> TimeView::number(uint32_t i) const {
  if (i >= size()) return std::nullopt;
  TimeNumber n;
  if (token(i).kind == TokenKind::number) {
    const auto value = digits_value(token(i).key);
    if (!value) return std::nullopt;
    n.value = *value;
    n.last = i + 1;
    n.digits = true;
    return n;
  }
  if (number_at_[i] < 0) return std::nullopt;
  const NumberMention& m = (*numbers_)[static_cast<size_t>(number_at_[i])];
  n.value = m.value;
  n.last = m.last;
  n.ordinal = m.ordinal;
  if (m.upper && *m.upper < 1e6) n.upper = static_cast<int>(*m.upper);
  const std::string_view k = token(i).key;
  const Span whole = token(i).span;
  while (n.skip < k.size() && text_->part_of(token(i), n.skip, k.size()).begin < m.span.begin) {
    ++n.skip;
  }
  n.conj = m.span.begin > whole.begin && (k[0] == 'w' || k[0] == 'f');
  return n;
}

std::optional<int> TimeView::year_digits(uint32_t i, int from, int to) const {
  if (i >= size() || token(i).kind != TokenKind::number || token(i).key.size() != 4) {
    return std::nullopt;
  }
  const auto value = digits_value(token(i).key);
  if (!value || *value != static_cast<int>(*value)) return std::nullopt;
  const int year = static_cast<int>(*value);
  if (year < from || year > to) return std::nullopt;
  return year;
}

bool TimeView::counting_word(uint32_t i) const {
  if (i >= words_->size() || (*words_)[i].all.empty()) return false;
  const Analysis& a = (*words_)[i].best();
  return token(i).kind == TokenKind::word && a.pos == Pos::num && !a.definite;
}

bool TimeView::counted_noun(uint32_t i) const {
  if (i >= size()) return false;
  const auto hits = units_->find(*text_, i);
  return !hits.empty() && hits[0].skip == 0 && !hits[0].definite;
}

Ahead TimeView::ahead_near(uint32_t i) const {
  bool to = false;  // "to" stands between: "called for a strike on Thursday"
  for (uint32_t back = 1; back <= kFutureWindow && back <= i && inside(i - back, i); ++back) {
    const uint32_t k = i - back;
    const bool figures = k > 0 && token(k - 1).kind == TokenKind::number &&
                         token(k + 1).kind == TokenKind::number;  // "21,30"
    if ((token(k).is(kComma) && !figures) || token(k).is(kSemicolon)) return Ahead::no;
    if (to && hit(k, TimeWord::calls)) return Ahead::yes;
    to = to || (back > 1 && key(k, "Aly"));
    if (const PhraseHit* h = hit(k, TimeWord::future_hint)) {
      const bool until = token(k).key == "Aly" || token(k).key == "Hty" || h->value != 0;
      if (until && denied_before(k)) return Ahead::no;  // "had not answered until Friday"
      if (!until || h->last == i) return Ahead::yes;
    }
    if (hit(k, TimeWord::scheduled)) return Ahead::scheduled;
    if (k < words_->size() && !(*words_)[k].all.empty()) {
      const Analysis& a = (*words_)[k].best();
      if (a.pos == Pos::verb) return a.future || wished(k) ? Ahead::yes : Ahead::no;
    }
  }
  return Ahead::no;
}

// What did not happen stands before token `i`: "had not".
bool TimeView::denied_before(uint32_t i) const {
  for (uint32_t back = 1; back <= kFutureWindow && back <= i && inside(i - back, i); ++back) {
    const std::string_view k = token(i - back).key;
    if (k == "lm" || k == "wlm" || k == "flm") return true;
  }
  return false;
}

// The imperfective verb at `i` tells what may be or shall be: "may meet", "that it holds", but not
// "before it held".
bool TimeView::wished(uint32_t i) const {
  const Analysis& a = (*words_)[i].best();
  if (a.aspect != Aspect::imperfective || i == 0 || !inside(i - 1, i)) return false;
  if (key(i - 1, "qd")) return true;
  if (!key(i - 1, "An") || i < 2 || !inside(i - 2, i)) return false;
  for (const TimeWord point : {TimeWord::ago, TimeWord::later, TimeWord::until, TimeWord::since}) {
    if (hit(i - 2, point)) return false;
  }
  const Analysis* before = (*words_)[i - 2].all.empty() ? nullptr : &(*words_)[i - 2].best();
  // "was able to cross on Sunday" tells what was.
  return !before || before->pos != Pos::verb || before->aspect != Aspect::perfective;
}

bool TimeView::past_near(uint32_t i) const {
  for (uint32_t back = 1; back <= kFutureWindow && back <= i && inside(i - back, i); ++back) {
    const uint32_t k = i - back;
    if (hit(k, TimeWord::future_hint) && token(k).key != "Aly" && token(k).key != "Hty")
      return false;
    if (k >= words_->size() || (*words_)[k].all.empty()) continue;
    const Analysis& a = (*words_)[k].best();
    if (a.pos == Pos::verb) return a.aspect == Aspect::perfective;
  }
  return false;
}

bool TimeView::adjective(uint32_t i) const {
  return i < words_->size() && !(*words_)[i].all.empty() && (*words_)[i].best().pos == Pos::adj;
}

bool TimeView::verb(uint32_t i) const {
  return i < words_->size() && !(*words_)[i].all.empty() && (*words_)[i].best().pos == Pos::verb;
}

TimeMatch start_match(uint32_t first, uint8_t skip, uint32_t last) {
  TimeMatch m;
  m.first = first;
  m.skip = skip;
  m.last = last;
  return m;
}

Lead read_lead(const TimeView& v, uint32_t i, bool days, bool parts) {
  Lead lead;
  lead.next = i;
  for (;;) {
    const bool bare = lead.any;
    const PhraseHit* h = nullptr;
    if (days && (h = v.hit(lead.next, TimeWord::dayname, bare)) && !h->definite) {
      lead.dayname = true;
    } else if (days && (h = v.hit(lead.next, TimeWord::daypart, bare)) && !h->definite) {
      lead.daypart = true;
      lead.day_part = static_cast<uint8_t>(static_cast<int>(h->value));
    } else if (parts && (h = v.hit(lead.next, TimeWord::part, bare)) && !h->definite) {
      lead.part = true;
    } else {
      return lead;
    }
    if (!lead.any) lead.skip = h->skip;
    lead.any = true;
    lead.next = h->last;
  }
}

std::string_view part_code(int part) {
  constexpr std::string_view kCodes[] = {"", "TMO", "TAF", "TEV", "TNI", "TAF"};
  return kCodes[part];
}

int delta_of(Modifier m) {
  switch (m) {
    case Modifier::last:
      return -1;
    case Modifier::next:
      return 1;
    case Modifier::after_next:
      return 2;
    case Modifier::before_last:
      return -2;
    default:
      return 0;
  }
}

ModifierHit read_modifier(const TimeView& v, uint32_t i) {
  const struct {
    TimeWord word;
    Modifier modifier;
  } kinds[] = {{TimeWord::last, Modifier::last},
               {TimeWord::next, Modifier::next},
               {TimeWord::current, Modifier::current}};
  for (const auto& kind : kinds) {
    const PhraseHit* h = v.hit(i, kind.word, true);
    if (h && h->definite) return {kind.modifier, h->value != 0, h->last};
  }
  if (const PhraseHit* h = v.hit(i, TimeWord::after_next, true)) {
    return {Modifier::after_next, false, h->last};
  }
  if (const PhraseHit* h = v.hit(i, TimeWord::before_last, true)) {
    return {Modifier::before_last, false, h->last};
  }
  return {Modifier::none, false, i};
}

}  // namespace isnad
