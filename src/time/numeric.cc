#include "time/dates.h"

// Dates in figures, in the orders of data/time/formats.tsv; the choice of years.

namespace isnad {

namespace {

constexpr int kNearFuture = 60;  // days ahead in which a date without a year is taken as coming

// Up to three groups of digits with what separates them.
struct Figures {
  struct Group {
    std::string_view digits;
    uint32_t last = 0;       // one past its token
    bool ends_token = true;  // nothing of its token stands behind it
    char separator = 0;      // behind it; 0: none
  };
  std::array<Group, 4> groups;  // a fourth is read only to see that it is there
  size_t count = 0;
};

Figures read_figures(const TimeView& v, uint32_t i) {
  Figures f;
  uint32_t at = i;
  while (f.count < f.groups.size() && v.inside(at, i) && v.token(at).kind == TokenKind::number) {
    std::string_view key = v.token(at).key;
    for (;;) {
      const size_t stop = key.find(kStop);
      Figures::Group& g = f.groups[f.count++];
      g.digits = key.substr(0, stop);
      g.last = at + 1;
      g.ends_token = stop == std::string_view::npos;
      if (g.ends_token) break;
      g.separator = kStop;
      key.remove_prefix(stop + 1);
      if (f.count == f.groups.size()) return f;
    }
    const uint32_t link = at + 1;
    if (!v.inside(link + 1, i) || v.token(link + 1).kind != TokenKind::number) break;
    const bool close = v.token(link).span.begin == v.token(at).span.end &&
                       v.token(link + 1).span.begin == v.token(link).span.end;
    char separator = 0;
    if (v.punct(link, kSlash) || v.punct(link, kDash) || v.punct(link, kComma)) {
      separator = v.token(link).key[0];
    } else if (v.punct(link, kStop) && close) {
      separator = kStop;
    }
    if (!separator) break;
    f.groups[f.count - 1].separator = separator;
    at = link + 1;
  }
  return f;
}

int figures_value(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return -1;
  int n = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

bool put_field(DateField field, std::string_view digits, Date& d) {
  const int value = figures_value(digits);
  switch (field) {
    case DateField::day:
      d.day = value;
      return value >= 1 && value <= 31 && digits.size() <= 2;
    case DateField::month:
      d.month = value;
      return value >= 1 && value <= 12 && digits.size() <= 2;
    case DateField::year:
      d.year = value;
      return digits.size() == 4 && ((value >= 1300 && value <= 1500) || value >= 1900) &&
             value <= 2099;
    case DateField::short_year:
      d.year = 2000 + value;
      return digits.size() == 2 && value >= 0;
    default:
      return false;
  }
}

// Reads the figures by one format; false if they do not fit.
bool read_format(const Figures& f, const DateFormat& format, Date& d, size_t& groups) {
  groups = 0;
  while (groups < format.fields.size() && format.fields[groups] != DateField::none) {
    if (groups >= f.count) return false;
    if (!put_field(format.fields[groups], f.groups[groups].digits, d)) return false;
    const char between = format.separators[groups];
    if (between && f.groups[groups].separator != between) return false;
    ++groups;
  }
  if (groups < 2 || !f.groups[groups - 1].ends_token) return false;
  // More figures behind: a longer code, not a date. A comma goes on with something else.
  const char behind = f.groups[groups - 1].separator;
  return behind == 0 || behind == kComma;
}

}  // namespace

uint32_t read_era(const TimeView& v, uint32_t k, uint32_t of, bool& hijri) {
  if (!v.inside(k, of)) return k;
  if (const PhraseHit* h = v.hit(k, TimeWord::era_ah, true)) {
    hijri = true;
    return h->last;
  }
  if (const PhraseHit* h = v.hit(k, TimeWord::era_ad, true)) return h->last;
  return k;
}

int choose_year(const TimeContext& c, int month, int day, Modifier modifier, bool future) {
  if (!c.today.year) return 0;
  if (modifier == Modifier::before_last || modifier == Modifier::after_next) {
    const bool past = modifier == Modifier::before_last;
    const int year = choose_year(c, month, day, past ? Modifier::last : Modifier::next, future);
    return year ? year + (past ? -1 : 1) : 0;
  }
  const int y = c.today.year;
  if (modifier == Modifier::current || !c.today.month) {
    return modifier == Modifier::last && !c.today.month ? 0 : y;
  }
  if (day && c.today.full() && valid({y, month, day})) {
    const int32_t today = days_of(c.today);
    const int32_t there = days_of({y, month, day});
    if (modifier == Modifier::last) return there < today ? y : y - 1;
    if (modifier == Modifier::next) return there > today ? y : y + 1;
    if (there <= today) {
      const bool next_is_near = future && valid({y + 1, month, day}) &&
                                days_of({y + 1, month, day}) - today <= 2 * kNearFuture;
      return next_is_near ? y + 1 : y;
    }
    return future || there - today <= kNearFuture ? y : y - 1;
  }
  const int ahead = month - c.today.month;
  if (modifier == Modifier::last) return ahead < 0 ? y : y - 1;
  if (modifier == Modifier::next) return ahead > 0 ? y : y + 1;
  if (ahead <= 0) return future && ahead <= -8 ? y + 1 : y;
  return future || ahead <= 1 ? y : y - 1;
}

std::optional<int> choose_hijri_year(const TimeContext& c, int month, int day, Modifier modifier) {
  if (!c.day_known()) return std::nullopt;
  if (modifier == Modifier::before_last || modifier == Modifier::after_next) {
    const bool past = modifier == Modifier::before_last;
    const auto near = choose_hijri_year(c, month, day, past ? Modifier::last : Modifier::next);
    return near ? std::optional(*near + (past ? -1 : 1)) : std::nullopt;
  }
  const int32_t today = days_of(c.today);
  const int year = c.hijri.year_of(today);
  const auto there = c.hijri.days(year, month, day ? day : 1);
  if (!there) return std::nullopt;
  if (modifier == Modifier::last && *there >= today) return year - 1;
  if (modifier == Modifier::next && *there <= today) return year + 1;
  if (modifier == Modifier::none && *there - today > kNearFuture) return year - 1;
  return year;
}

bool put_date(TimeMatch& m, const TimeContext& c, bool hijri, Date d, int to_day) {
  if (!hijri) {
    if (d.full() && !valid(d)) return false;
    m.date = d;
    m.value = format(d);
    if (to_day && d.day) {
      const Date to = {d.year, d.month, to_day};
      m.value += "/" + format(to);
    }
    return true;
  }
  m.hijri = true;
  if (d.day) {
    const auto days = c.hijri.days(d.year, d.month, d.day);
    if (!days) return false;
    m.date = date_of(*days);
    m.value = format(m.date);
    const auto to = c.hijri.days(d.year, d.month, to_day);
    if (to_day && to) m.value += "/" + format(date_of(*to));
    return true;
  }
  const auto range = c.hijri.range(d.year, d.month);
  if (!range) return false;
  m.value = format(date_of(range->first)) + "/" + format(date_of(range->second));
  return true;
}

Match match_numeric_date(const TimeView& v, const TimeContext& c, uint32_t i) {
  if (v.token(i).kind != TokenKind::number) return std::nullopt;
  const Figures figures = read_figures(v, i);
  if (figures.count < 2) return std::nullopt;
  for (const DateFormat& format : c.formats) {
    if (format.note && !c.note()) continue;
    Date d;
    size_t groups = 0;
    if (!read_format(figures, format, d, groups)) continue;
    uint32_t last = figures.groups[groups - 1].last;
    // "1-3 in the evening" are hours, "4/22 percent" and "6.9 billion" are no dates.
    if (format.note && v.inside(last, i) &&
        (v.hit(last, TimeWord::am, true) || v.hit(last, TimeWord::pm, true) ||
         v.punct(last, kPercent) || v.counted_noun(last) || v.counting_word(last))) {
      continue;
    }
    const bool hijri = d.year >= 1300 && d.year <= 1500;
    bool era_hijri = hijri;
    last = read_era(v, last, i, era_hijri);
    TimeMatch m = start_match(i, 0, last);
    m.rule = format.rule;
    if (!d.year) {
      d.year = choose_year(c, d.month, d.day, Modifier::none, v.future_near(i));
      m.chosen = true;
    }
    if (!put_date(m, c, hijri, d, 0)) continue;
    return m;
  }
  return std::nullopt;
}

}  // namespace isnad
