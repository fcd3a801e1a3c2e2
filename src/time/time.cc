#include "time/time.h"

#include <algorithm>
#include <span>

#include "time/view.h"

namespace isnad {

struct TimeReader::Impl {
  const Image* image = nullptr;
  PhraseTable words;
  PhraseTable units;
  HijriCalendar hijri;
  std::span<const DateFormat> formats;
  StrRef year_rule;
  StrRef clock_rule;
  StrRef day_rule;
  TimeContext context(const Anchor& anchor) const;
};

namespace {

// The rules in order of preference; the longest match at a token wins. Each with the classes of
// words that may define its expressions, the first that is there naming the rule in data/.
struct RuleOf {
  Rule read;
  std::span<const TimeWord> defining;
};
constexpr TimeWord kMonthWords[] = {TimeWord::month, TimeWord::unit_one};
constexpr TimeWord kWeekdayWords[] = {TimeWord::weekday};
constexpr TimeWord kDayWords[] = {TimeWord::day};
constexpr TimeWord kUnitWords[] = {TimeWord::unit_one, TimeWord::unit_two, TimeWord::unit_many};
constexpr TimeWord kWithinWords[] = {TimeWord::weekend, TimeWord::weekday, TimeWord::weekday_plain,
                                     TimeWord::unit_one};
constexpr TimeWord kClockWords[] = {TimeWord::clock,   TimeWord::am,       TimeWord::pm,
                                    TimeWord::daypart, TimeWord::am_short, TimeWord::pm_short};
constexpr TimeWord kSetWords[] = {TimeWord::every, TimeWord::set_d, TimeWord::set_w,
                                  TimeWord::set_m, TimeWord::set_y};
constexpr TimeWord kNamedWords[] = {TimeWord::decade, TimeWord::holiday, TimeWord::anniversary,
                                    TimeWord::season, TimeWord::quarter, TimeWord::half_year,
                                    TimeWord::ref,    TimeWord::unit_one};
constexpr TimeWord kDayPartWords[] = {TimeWord::daypart, TimeWord::lunch, TimeWord::pm,
                                      TimeWord::part};
constexpr TimeWord kBareWords[] = {TimeWord::cue_day, TimeWord::cue_hour, TimeWord::daypart};
constexpr RuleOf kRules[] = {{match_numeric_date, {}},       {match_month_date, kMonthWords},
                             {match_weekday, kWeekdayWords}, {match_deictic, kDayWords},
                             {match_year, kUnitWords},       {match_period, kUnitWords},
                             {match_within, kWithinWords},   {match_duration, kUnitWords},
                             {match_clock, kClockWords},     {match_set, kSetWords},
                             {match_named, kNamedWords},     {match_day_part, kDayPartWords},
                             {match_bare_number, kBareWords}};

// The data line of the word that defines what `rule` matched.
StrRef defining_row(const TimeView& v, const TimeMatch& m, const RuleOf& rule) {
  for (const TimeWord word : rule.defining) {
    for (uint32_t i = m.first; i < m.last; ++i) {
      const PhraseHit* h = v.hit(i, word);
      if (h && h->last <= m.last) return h->text;
    }
  }
  return {};
}

bool takes_part(const RuleOf& rule) {
  return rule.read == match_month_date || rule.read == match_year || rule.read == match_period ||
         rule.read == match_named;
}

// "The beginning of Shawwal" is a part of two months of ours: named by the month in which it lies.
void narrow_hijri(TimeMatch& m) {
  const size_t slash = m.value.find('/');
  const auto first = parse_date(m.value.substr(0, slash));
  const auto last = slash == std::string::npos ? first : parse_date(m.value.substr(slash + 1));
  if (!first || !last || !first->full() || !last->full() || days_of(*last) <= days_of(*first))
    return;
  const int32_t from = days_of(*first);
  const int32_t length = days_of(*last) - from;
  int32_t low = from;
  int32_t high = from + length;
  if (m.mod == TimeMod::start) {
    high = from + length / 2;
  } else if (m.mod == TimeMod::end) {
    low = from + length - length / 2;
  } else if (m.mod == TimeMod::mid) {
    low = from + length / 3;
    high = from + length - length / 3;
  } else {
    return;
  }
  m.from = {date_of(low), -1};
  m.to = {date_of(high), -1};
  const int32_t named = m.mod == TimeMod::start ? low
                        : m.mod == TimeMod::end ? high
                                                : (low + high) / 2;
  m.date = date_of(named);
  m.date.day = 0;
  m.value = format(m.date);
}

Match best_match(const TimeView& v, const TimeContext& c, uint32_t i) {
  Match best;
  const RuleOf* by = nullptr;
  for (const RuleOf& rule : kRules) {
    Match m = rule.read(v, c, i);
    if (m && (!best || m->last > best->last || (m->last == best->last && m->first < best->first))) {
      best = std::move(m);
      by = &rule;
    }
  }
  if (!best) return best;
  if (best->rule.length == 0) best->rule = defining_row(v, *best, *by);
  if (best->rule.length == 0) best->rule = best->clock.any() ? c.clock_rule : c.day_rule;
  const PhraseHit* part = takes_part(*by) ? v.hit(best->first, TimeWord::part) : nullptr;
  if (part && !part->definite && part->last < best->last && best->mod == TimeMod::none) {
    best->mod = static_cast<TimeMod>(static_cast<int>(part->value));
    if (best->hijri) narrow_hijri(*best);
  }
  return best;
}

// "Today Monday", "yesterday (Sunday)": the weekday named beside such a word anywhere in the text
// fixes what today is; "today" before all others.
void name_today(const TimeView& v, TimeContext& c) {
  bool named = false;
  for (uint32_t i = 0; i + 1 < v.size(); ++i) {
    const PhraseHit* day = v.hit(i, TimeWord::day);
    if (!day) continue;
    c.tells_yesterday = c.tells_yesterday || day->value == -1;
    const uint32_t at = v.punct(day->last, kOpen) ? day->last + 1 : day->last;
    const PhraseHit* w = v.inside(at, i) ? v.hit(at, TimeWord::weekday, true) : nullptr;
    if (!w || named || (day->value != 0 && (c.today_weekday || c.note()))) continue;
    const int delta = static_cast<int>(day->value);
    c.today_weekday = (static_cast<int>(w->value) - delta + 13) % 7 + 1;
    named = delta == 0;
  }
}

// A weekday right before a full date is that date: "on Sunday (26/7/2015)".
void settle_weekdays(const TimeView& v, std::vector<TimeMatch>& matches) {
  constexpr uint32_t kGap = 3;
  for (size_t k = 0; k + 1 < matches.size(); ++k) {
    TimeMatch& m = matches[k];
    TimeMatch& next = matches[k + 1];
    // "the day after tomorrow (Wednesday)".
    if (!m.weekday && m.date.full() && next.weekday && next.first == m.last + 1 &&
        v.punct(m.last, kOpen) && weekday_of(days_of(m.date)) == next.weekday) {
      next.date = m.date;
      next.value = format(m.date);
      next.chosen = false;
    }
    if (!m.weekday || !next.date.full() || next.weekday || next.first > m.last + kGap) continue;
    if (!v.inside(next.first, m.first)) continue;
    const bool linked = next.first == m.last || v.punct(m.last, kOpen) || v.punct(m.last, kComma) ||
                        v.punct(m.last, kSemicolon) || v.punct(m.last, kDash) ||
                        v.hit(m.last, TimeWord::corresponding);
    if (!linked) continue;
    if (weekday_of(days_of(next.date)) != m.weekday) {
      m.contradiction = next.contradiction = true;
      continue;
    }
    m.date = next.date;
    m.value = next.value;
    m.chosen = false;
  }
}

// "At ten on Sunday morning": the hour is of the day that stands right behind it.
void settle_clocks(const TimeView& v, const TimeContext& c, std::vector<TimeMatch>& matches) {
  if (c.note()) return;
  for (size_t k = 0; k + 1 < matches.size(); ++k) {
    TimeMatch& m = matches[k];
    const TimeMatch& next = matches[k + 1];
    const bool linked = next.first == m.last || (next.first == m.last + 1 && v.key(m.last, "mn"));
    const bool range = m.value.find('/') != std::string::npos;
    if (!m.clock.any() || m.date.year || range || !linked || !v.inside(next.first, m.first))
      continue;
    if (next.clock.any() || !next.date.full()) continue;
    settle_clock(m.clock, next.clock.part);
    m.value = format(next.date) + format_clock(m.clock.seconds, std::max<int>(m.clock.parts, 2));
  }
}

// "The last two days", "the last ten years": from when to when, as fine as the unit counted.
std::optional<std::string> stretch_of(const TimeMatch& m) {
  if (!m.from.date.full() || !m.to.date.full()) return std::nullopt;
  Date from = m.from.date;
  Date to = m.to.date;
  if (m.value.ends_with('Y')) {
    from = {from.year, 0, 0};
    to = {to.year, 0, 0};
  } else if (m.value.ends_with('M') && m.value.find('T') == std::string::npos) {
    from.day = to.day = 0;
  }
  return format(from) + "/" + format(to);
}

TimeExpression expression(const TextView& text, const TimeMatch& m) {
  TimeExpression t;
  const Token& first = text.tokens[m.first];
  t.span = {text.part_of(first, m.skip, first.key.size()).begin, text.tokens[m.last - 1].span.end};
  t.type = m.type;
  t.value = m.value;
  if (m.type != TimeType::duration && m.type != TimeType::set) t.date = edtf_of_value(m.value);
  if (m.type == TimeType::duration) t.date = stretch_of(m);
  if (m.hijri) t.calendar = "islamic-umalqura";
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
  impl->image = &image;
  impl->hijri = HijriCalendar(image.rows<HijriYear>("time.hijri"));
  impl->formats = image.rows<DateFormat>("time.formats");
  for (const DateFormat& format : impl->formats) {
    if (format.fields[0] == DateField::hour) impl->clock_rule = format.rule;
    if (format.fields[1] != DateField::none) continue;
    if (format.fields[0] == DateField::year) impl->year_rule = format.rule;
    if (format.fields[0] == DateField::day) impl->day_rule = format.rule;
  }
  return TimeReader(std::move(impl));
}

namespace {

// All matches of the text in order.
std::vector<TimeMatch> all_matches(const TimeView& v, TimeContext& c) {
  name_today(v, c);
  TimeContext today = c;  // what "today" and "yesterday" count from
  if (c.day_known() && c.today_weekday) {
    const int32_t days = days_of(c.today);
    const int back = (weekday_of(days) - c.today_weekday + 7) % 7;
    if (back <= 2) today.today = date_of(days - back);
    // A paper is dated a day or two after what it tells; a note's reader gave the day itself.
    if (!c.note()) c.today = today.today;
  }
  std::vector<TimeMatch> matches;
  for (uint32_t i = 0; i < v.size();) {
    const Sentence& sentence = v.text().sentences[v.token(i).sentence];
    if (sentence.paragraph_start && sentence.first == i) {
      c.last.reset();
      c.last_month.reset();
    }
    if (sentence.first == i) c.line_year = 0;
    Match m = v.inert(i) ? Match() : best_match(v, c, i);
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
    if (m->date.year) {
      c.last = c.told = m->date;
      c.last_sentence = v.token(i).sentence;
      c.last_stated = m->stated;
      if (m->date.month) c.last_month = m->date;
    }
    if (m->named) c.named_last = m->last;
    const bool opens = sentence.first == i && m->last == i + 1 && m->value.size() == 4;
    if (opens && m->date.year) c.line_year = m->date.year;
    i = std::max(i + 1, m->last);
    if (!m->value.empty() || m->bare) matches.push_back(std::move(*m));
  }
  settle_weekdays(v, matches);
  settle_clocks(v, c, matches);
  join_day_ranges(v, matches);
  return matches;
}

// The preposition before an expression, by its class.
std::string_view link_of(const TimeView& v, const TimeMatch& m) {
  constexpr std::pair<TimeWord, std::string_view> kLinks[] = {{TimeWord::since, "since"},
                                                              {TimeWord::until, "until"},
                                                              {TimeWord::ago, "before"},
                                                              {TimeWord::later, "after"},
                                                              {TimeWord::for_, "during"}};
  if (m.skip != 0) return "";
  for (const auto& [word, name] : kLinks) {
    if (v.hit_before(m.first, word)) return name;
  }
  return "";
}

// A rank, not a probability: what was told outright comes first, what was chosen and what
// contradicts itself last.
double confidence_of(const TimeMatch& m) {
  double out = 0.95;
  if (m.value.find("REF") != std::string::npos || m.value.find('X') != std::string::npos) {
    out = 0.7;
  } else if (m.chosen) {
    out = 0.85;
  }
  if (m.weak) out -= 0.1;
  if (m.contradiction) out -= 0.35;
  return out;
}

TimeReading reading(const TimeView& v, const Image& image, TimeMatch& m) {
  TimeReading r;
  r.time = expression(v.text(), m);
  r.rule = image.str(m.rule);
  r.mod = kTimeModNames[static_cast<size_t>(m.mod)];
  r.link = link_of(v, m);
  if (m.from.any()) {
    r.from = format(m.from);
    r.to = format(m.to);
  } else if (m.type != TimeType::set && m.type != TimeType::duration) {
    Interval interval = interval_of(m.value, r.mod);
    r.from = std::move(interval.from);
    r.to = std::move(interval.to);
  }
  if (m.counted.any()) r.counted = format(m.counted);
  r.confidence = confidence_of(m);
  return r;
}

}  // namespace

bool is_anchor(const std::string& edtf) {
  const size_t t = edtf.find('T');
  if (t != std::string::npos) return t == 10 && parse_moment(edtf).has_value();
  const auto date = parse_date(edtf);
  return date && date->year && format(*date) == edtf;
}

TimeContext TimeReader::Impl::context(const Anchor& anchor) const {
  TimeContext c;
  c.hijri = hijri;
  c.formats = formats;
  c.year_rule = year_rule;
  c.clock_rule = clock_rule;
  c.day_rule = day_rule;
  if (!anchor.published) return c;
  c.today = parse_date(*anchor.published).value_or(Date{});
  if (const auto moment = parse_moment(*anchor.published)) c.now = moment->seconds;
  return c;
}

std::vector<TimeExpression> TimeReader::times(const TextView& text, const std::vector<Word>& words,
                                              const std::vector<NumberMention>& numbers,
                                              const Anchor& anchor) const {
  const TimeView v(text, words, numbers, impl_->words, impl_->units);
  TimeContext c = impl_->context(anchor);
  std::vector<TimeExpression> out;
  for (const TimeMatch& m : all_matches(v, c)) out.push_back(expression(text, m));
  return out;
}

std::vector<TimeReading> TimeReader::read(const TextView& text, const std::vector<Word>& words,
                                          const std::vector<NumberMention>& numbers,
                                          const Anchor& anchor, TimeGenre genre) const {
  const TimeView v(text, words, numbers, impl_->words, impl_->units);
  TimeContext c = impl_->context(anchor);
  c.genre = genre;
  std::vector<TimeMatch> matches = all_matches(v, c);
  if (genre == TimeGenre::note) join_matches(v, c, matches);
  std::vector<TimeReading> out;
  for (TimeMatch& m : matches) {
    if (!m.value.empty()) out.push_back(reading(v, *impl_->image, m));
  }
  return out;
}

namespace {

// Bars and bullets part the cells of a page's line; folded they are symbols like any other.
bool is_bar(const TextView& text, const Token& t) {
  constexpr std::u32string_view kBars = U"|\u2022\u00B7";
  return t.kind == TokenKind::punct && kBars.find(text.text[t.span.begin]) != kBars.npos;
}

// Tokens of the line or, where bars part it, of the cell with token `i`.
uint32_t cell_size(const TextView& text, const Sentence& line, uint32_t i) {
  uint32_t first = i;
  uint32_t last = i;
  while (first > line.first && !is_bar(text, text.tokens[first - 1])) --first;
  while (last < line.last && !is_bar(text, text.tokens[last])) ++last;
  return last - first;
}

}  // namespace

std::optional<PublishedInText> TimeReader::published(
    const TextView& text, const std::vector<Word>& words,
    const std::vector<NumberMention>& numbers) const {
  constexpr uint32_t kHeadTokens = 60;
  constexpr uint32_t kHeadSentences = 6;
  constexpr uint32_t kLineTokens = 14;  // longer lines are sentences
  constexpr uint32_t kDatelineTokens = 8;
  constexpr char kBracket = '(';
  const TimeView v(text, words, numbers, impl_->words, impl_->units);
  TimeContext c = impl_->context(Anchor{});
  uint32_t seen = 0;
  for (uint32_t s = 0; s < text.sentences.size() && seen < kHeadSentences; ++s) {
    const Sentence& line = text.sentences[s];
    if (line.first >= kHeadTokens) break;
    if (line.part != Part::headline && line.part != Part::summary) ++seen;
    // "National desk | published on 16 June 2023 | last update 14:02" is no sentence.
    const bool barred =
        std::any_of(text.tokens.begin() + line.first, text.tokens.begin() + line.last,
                    [&](const Token& t) { return is_bar(text, t); });
    const bool aside = barred || line.part == Part::furniture || line.part == Part::byline;
    if (line.last - line.first > (aside ? 2 * kLineTokens : kLineTokens)) continue;
    for (uint32_t i = line.first; i < line.last; ++i) {
      Match m = match_numeric_date(v, c, i);
      if (!m) m = match_month_date(v, c, i);
      if (!m || !m->date.full()) continue;
      // A line of several other words besides the date may be a headline about that date: a
      // preposition right before the date tells it, unless the line is known to be page furniture
      // ("published on ...").
      const bool told = !aside && line.part != Part::dateline && i > line.first &&
                        (v.hit_before(i, TimeWord::in) || m->skip != 0);
      // "Algiers, on 12/01/2023" alone on a line.
      const bool alone = line.part != Part::headline && m->last == line.last && i <= line.first + 2;
      const uint32_t rest = cell_size(text, line, i) - (m->last - m->first);
      if ((told && !alone) || (!barred && m->skip != 0 && rest > 0) || rest > 10) continue;
      return PublishedInText{m->value, expression(text, *m).span};
    }
  }
  // "Niamey, 13 February 2024 (APS) - ...": a dateline before the first words of the lead.
  const auto full_date = [&](uint32_t i) {
    Match m = match_numeric_date(v, c, i);
    if (!m) m = match_month_date(v, c, i);
    if (m && !m->date.full()) m.reset();
    return m;
  };
  const auto lead = std::find_if(
      text.sentences.begin(), text.sentences.end(),
      [](const Sentence& x) { return x.part == Part::body || x.part == Part::dateline; });
  if (lead != text.sentences.end()) {
    for (uint32_t i = lead->first; i < std::min(lead->last, lead->first + kDatelineTokens); ++i) {
      const Match m = full_date(i);
      if (!m || m->skip != 0 || (i > lead->first && v.hit_before(i, TimeWord::in))) continue;
      // What closes a dateline stands close behind: a dash or slash, or the agency in brackets.
      for (uint32_t k = m->last; k < std::min(lead->last, m->last + 5); ++k) {
        const Token& t = text.tokens[k];
        if (!t.is(kDash) && !t.is(kColon) && !t.is(kBracket) && !t.is(kSlash)) continue;
        return PublishedInText{m->value, expression(text, *m).span};
      }
    }
  }
  // A last line that is a date and little else.
  for (size_t back = 1; back <= 2 && back < text.sentences.size(); ++back) {
    const Sentence& line = text.sentences[text.sentences.size() - back];
    if (line.last - line.first > kLineTokens) break;
    for (uint32_t i = line.first; i < line.last; ++i) {
      const Match m = full_date(i);
      if (!m || m->skip != 0 || line.last - line.first > m->last - m->first + 4) continue;
      return PublishedInText{m->value, expression(text, *m).span};
    }
  }
  return std::nullopt;
}

}  // namespace isnad
