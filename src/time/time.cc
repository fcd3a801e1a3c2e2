#include "time/time.h"

#include <algorithm>

#include "time/view.h"

namespace isnad {

struct TimeReader::Impl {
  PhraseTable words;
  PhraseTable units;
  HijriCalendar hijri;
};

namespace {

// In order of preference; the longest match at a token wins.
constexpr Rule kRules[] = {match_numeric_date, match_month_date, match_weekday,  match_deictic,
                           match_year,         match_period,     match_duration, match_clock,
                           match_set,          match_named};

Match best_match(const TimeView& v, const TimeContext& c, uint32_t i) {
  Match best;
  for (const Rule rule : kRules) {
    Match m = rule(v, c, i);
    if (m && (!best || m->last > best->last || (m->last == best->last && m->first < best->first))) {
      best = std::move(m);
    }
  }
  return best;
}

// "Today Monday": the weekday named beside "today" anywhere in the text fixes what today is.
void name_today(const TimeView& v, TimeContext& c) {
  for (uint32_t i = 0; i + 1 < v.size(); ++i) {
    const PhraseHit* day = v.hit(i, TimeWord::day);
    if (!day || day->value != 0 || !v.inside(day->last, i)) continue;
    const PhraseHit* w = v.hit(day->last, TimeWord::weekday, true);
    if (!w) continue;
    c.today_weekday = static_cast<int>(w->value);
    return;
  }
}

// A weekday right before a full date is that date: "on Sunday (26/7/2015)".
void settle_weekdays(const TimeView& v, std::vector<TimeMatch>& matches) {
  constexpr uint32_t kGap = 3;
  for (size_t k = 0; k + 1 < matches.size(); ++k) {
    TimeMatch& m = matches[k];
    const TimeMatch& next = matches[k + 1];
    if (!m.weekday || !next.date.full() || next.weekday || next.first > m.last + kGap) continue;
    if (!v.inside(next.first, m.first)) continue;
    if (weekday_of(days_of(next.date)) != m.weekday) continue;
    const bool linked = next.first == m.last || v.punct(m.last, kOpen) || v.punct(m.last, kComma) ||
                        v.punct(m.last, kDash) || v.hit(m.last, TimeWord::corresponding);
    if (!linked) continue;
    m.date = next.date;
    m.value = next.value;
  }
}

TimeExpression expression(const TextView& text, const TimeMatch& m) {
  TimeExpression t;
  const Token& first = text.tokens[m.first];
  t.span = {text.part_of(first, m.skip, first.key.size()).begin, text.tokens[m.last - 1].span.end};
  t.type = m.type;
  t.value = m.value;
  if (m.type != TimeType::duration && m.type != TimeType::set) t.date = edtf_of_value(m.value);
  return t;
}

}  // namespace

TimeReader::TimeReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TimeReader::~TimeReader() = default;
TimeReader::TimeReader(TimeReader&&) noexcept = default;

Result<TimeReader> TimeReader::open(const Image& image) {
  auto impl = std::make_unique<Impl>();
  impl->words = PhraseTable::open(image, "time.words");
  impl->units = PhraseTable::open(image, "num.units");
  impl->hijri = HijriCalendar(image.rows<HijriYear>("time.hijri"));
  return TimeReader(std::move(impl));
}

std::vector<TimeExpression> TimeReader::times(const TextView& text, const std::vector<Word>& words,
                                              const std::vector<NumberMention>& numbers,
                                              const Anchor& anchor) const {
  const TimeView v(text, words, numbers, impl_->words, impl_->units);
  TimeContext c;
  c.hijri = impl_->hijri;
  if (anchor.published) c.today = parse_date(*anchor.published).value_or(Date{});
  name_today(v, c);
  TimeContext today = c;  // what "today" and "yesterday" count from
  if (c.day_known() && c.today_weekday) {
    const int32_t days = days_of(c.today);
    const int back = (weekday_of(days) - c.today_weekday + 7) % 7;
    if (back <= 2) today.today = date_of(days - back);
  }
  std::vector<TimeMatch> matches;
  for (uint32_t i = 0; i < v.size();) {
    const Sentence& sentence = text.sentences[v.token(i).sentence];
    if (sentence.paragraph_start && sentence.first == i) c.last.reset();
    Match m = best_match(v, c, i);
    if (!m) {
      ++i;
      continue;
    }
    // Days counted from today follow the day that the text itself calls today.
    for (const Rule rule : {match_deictic, match_period}) {
      const Match day = rule(v, today, i);
      if (!day || day->last != m->last || day->first != m->first) continue;
      if (m->value.empty() || m->weekday || !day->date.full()) continue;
      m->value = day->value;
      m->date = day->date;
    }
    if (m->date.year) c.last = c.told = m->date;
    i = std::max(i + 1, m->last);
    if (!m->value.empty()) matches.push_back(std::move(*m));
  }
  settle_weekdays(v, matches);
  std::vector<TimeExpression> out;
  out.reserve(matches.size());
  for (const TimeMatch& m : matches) out.push_back(expression(text, m));
  return out;
}

std::optional<PublishedInText> TimeReader::published(
    const TextView& text, const std::vector<Word>& words,
    const std::vector<NumberMention>& numbers) const {
  constexpr uint32_t kHeadTokens = 60;
  constexpr uint32_t kHeadSentences = 6;
  constexpr uint32_t kLineTokens = 14;  // longer lines are sentences
  const TimeView v(text, words, numbers, impl_->words, impl_->units);
  TimeContext c;
  c.hijri = impl_->hijri;
  uint32_t seen = 0;
  for (uint32_t s = 0; s < text.sentences.size() && seen < kHeadSentences; ++s) {
    const Sentence& line = text.sentences[s];
    if (line.first >= kHeadTokens) break;
    if (line.part != Part::headline && line.part != Part::summary) ++seen;
    if (line.last - line.first > kLineTokens) continue;
    for (uint32_t i = line.first; i < line.last; ++i) {
      Match m = match_numeric_date(v, c, i);
      if (!m) m = match_month_date(v, c, i);
      if (!m || !m->date.full()) continue;
      // A line of several other words besides the date may be a headline about that date: a
      // preposition right before the date tells it, unless the line is known to be page furniture
      // ("published on ...").
      const bool told = line.part != Part::furniture && i > line.first &&
                        (v.hit_before(i, TimeWord::in) || m->skip != 0);
      const uint32_t rest = (line.last - line.first) - (m->last - m->first);
      if (told || (m->skip != 0 && rest > 0) || rest > 10) continue;
      return PublishedInText{m->value, expression(text, *m).span};
    }
  }
  return std::nullopt;
}

}  // namespace isnad
