#include <algorithm>

#include "time/dates.h"

// Notes: what stands beside each other is one expression, and bare numbers find their meaning.

namespace isnad {

namespace {

constexpr uint32_t kMaxGap = 2;  // tokens between the parts of one expression

bool has_date(const TimeMatch& m) {
  return m.type == TimeType::date && m.value.find("REF") == std::string::npos &&
         m.value.find('/') == std::string::npos && (m.date.full() || m.weekday);
}
bool has_part(const TimeMatch& m) { return m.clock.part != 0 && !m.clock.any(); }
bool is_range(const TimeMatch& m) { return m.value.find('/') != std::string::npos; }
bool is_week(const TimeMatch& m) {
  return m.value.size() == 8 && m.value[5] == 'W' && m.value[0] != 'X' && !m.weekday;
}

// True if only commas and small words that link the parts of one time stand between the two.
bool beside(const TimeView& v, const TimeMatch& a, const TimeMatch& b) {
  if (b.first < a.last || b.first > a.last + kMaxGap || !v.inside(b.first, a.first)) return false;
  for (uint32_t k = a.last; k < b.first; ++k) {
    const bool link = v.punct(k, kComma) || v.punct(k, kDash) || v.key(k, "fy") || v.key(k, "mn") ||
                      v.hit(k, TimeWord::cue_hour, true) || v.hit(k, TimeWord::bound) ||
                      v.hit(k, TimeWord::dayname);
    if (!link) return false;
  }
  return true;
}

std::string day_of(const TimeMatch& m) { return m.value.substr(0, m.value.find('T')); }

// The clock or part of the day of a value: "T08:30", "TMO"; empty if it has none.
std::string clock_of(const TimeMatch& m) {
  if (m.clock.any() && !is_range(m)) return format_clock(m.clock.seconds, m.clock.parts);
  if (m.type == TimeType::date) return std::string(part_code(m.clock.part));
  const size_t t = m.value.find('T');
  return t == std::string::npos ? "" : m.value.substr(t);
}

// The two as one: the later tokens and what each of them knows.
TimeMatch united(const TimeMatch& a, const TimeMatch& b) {
  TimeMatch m = has_date(b) && !has_date(a) ? b : a;
  m.first = a.first;
  m.skip = a.skip;
  m.last = b.last;
  m.chosen = a.chosen || b.chosen;
  m.contradiction = a.contradiction || b.contradiction;
  return m;
}

void as_clock(TimeMatch& m) {
  m.type = TimeType::time;
  m.clock.seconds = m.bare * 3600;
  m.clock.parts = 1;
  m.bare = 0;
  m.value = format_clock(m.clock.seconds, 1);
}

// The next such day of a month, or the last where the verb before it tells of the past: notes and
// requests mean what is to come.
bool as_day(const TimeView& v, const TimeContext& c, TimeMatch& m) {
  const int day = m.bare;
  m.bare = 0;
  m.type = TimeType::date;
  m.chosen = true;
  if (!c.today.full()) {
    m.value = "XXXX-XX-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    return true;
  }
  const bool ahead = v.future_near(m.first) || !v.past_near(m.first);
  for (int step = 0; step < 3; ++step) {
    Date d = add_months(c.today, ahead ? step : -step);
    d.day = day;
    if (d.year < 1 || d.year > 9999 || !valid(d)) continue;
    const int32_t distance = days_of(d) - days_of(c.today);
    if (ahead ? distance < 0 : distance > 0) continue;
    m.date = d;
    m.value = format(d);
    return true;
  }
  return false;
}

// "Thursday the 21st": the nearest day on which both fit.
bool as_weekday_date(const TimeContext& c, TimeMatch& m, int day) {
  if (!c.today.full()) return false;
  const int32_t today = days_of(c.today);
  for (int distance = 0; distance < 200; ++distance) {
    for (const int32_t there : {today - distance, today + distance}) {
      if (date_of(there).day != day || weekday_of(there) != m.weekday) continue;
      m.date = date_of(there);
      m.value = format(m.date);
      return true;
    }
  }
  return false;
}

// A number beside a clock or a part of the day.
void settle_numbers(const TimeView& v, const TimeContext& c, std::vector<TimeMatch>& matches) {
  const auto touches_part = [&](size_t k) {
    return (k > 0 && has_part(matches[k - 1]) && beside(v, matches[k - 1], matches[k])) ||
           (k + 1 < matches.size() && has_part(matches[k + 1]) &&
            beside(v, matches[k], matches[k + 1]));
  };
  for (size_t k = 0; k < matches.size(); ++k) {
    TimeMatch& m = matches[k];
    if (!m.bare) continue;
    TimeMatch* before = k > 0 && beside(v, matches[k - 1], m) ? &matches[k - 1] : nullptr;
    if (before && before->weekday && !before->date.day && before->value.starts_with("XXXX")) {
      before = nullptr;
    }
    const bool hour = m.bare <= 24;
    const bool told_hour = hour && (m.bare_hour || touches_part(k));
    const bool after_date = before && has_date(*before) && !before->clock.any();
    if (!told_hour && after_date && before->weekday && as_weekday_date(c, *before, m.bare)) {
      before->last = m.last;
      m.bare = 0;
      m.value.clear();
    } else if (told_hour || (after_date && hour)) {
      as_clock(m);
    } else if (!as_day(v, c, m)) {
      m.value.clear();
    }
  }
  std::erase_if(matches, [](const TimeMatch& m) { return m.value.empty(); });
}

// One pass over neighbours: `join` gives their union where it knows one. Linear in the matches.
template <class Join>
void join_pass(std::vector<TimeMatch>& matches, Join join) {
  std::vector<TimeMatch> out;
  out.reserve(matches.size());
  for (TimeMatch& m : matches) {
    Match one;
    if (!out.empty()) one = join(out.back(), m);
    if (one) {
      out.back() = std::move(*one);
    } else {
      out.push_back(std::move(m));
    }
  }
  matches = std::move(out);
}

// An hour and its part of the day, in either order.
Match join_clock_and_part(const TimeMatch& a, const TimeMatch& b) {
  const bool forward = a.clock.any() && has_part(b);
  if (!forward && !(has_part(a) && b.clock.any())) return std::nullopt;
  const TimeMatch& clock = forward ? a : b;
  const TimeMatch& part = forward ? b : a;
  if (is_range(clock)) return std::nullopt;
  TimeMatch m = clock;
  m.first = a.first;
  m.skip = a.skip;
  m.last = b.last;
  settle_clock(m.clock, part.clock.part);
  m.value = day_of(clock) + format_clock(m.clock.seconds, m.clock.parts);
  if (part.date.full() || part.weekday) {
    m.date = part.date;
    m.weekday = part.weekday;
    m.value = day_of(part) + m.value;
  }
  return m;
}

// A day and its clock time or part of the day, in either order.
Match join_day_and_time(const TimeMatch& a, const TimeMatch& b) {
  const bool forward = has_date(a) && !a.clock.any() && b.type == TimeType::time && !b.date.year;
  const bool backward = has_date(b) && !b.clock.any() && a.type == TimeType::time && !a.date.year;
  if (!forward && !backward) return std::nullopt;
  const TimeMatch& day = forward ? a : b;
  const TimeMatch& time = forward ? b : a;
  TimeMatch m = united(a, b);
  m.type = TimeType::time;
  m.date = day.date;
  m.weekday = day.weekday;
  m.rule = day.rule;
  m.clock = time.clock;
  if (is_range(time)) {
    m.from = {day.date, time.from.seconds};
    m.to = {day.date, time.to.seconds};
    const size_t slash = time.value.find('/');
    std::string to_day = day_of(day);
    if (day.date.full() && time.to.seconds < time.from.seconds) {  // past midnight
      m.to.date = date_of(days_of(day.date) + 1);
      to_day = format(m.to.date);
    }
    m.value = day_of(day) + time.value.substr(0, slash + 1) + to_day + time.value.substr(slash + 1);
    if (!day.date.full()) m.from = m.to = {};
    return m;
  }
  if (time.clock.any() && day.clock.part) settle_clock(m.clock, day.clock.part);
  m.value = day_of(day) + clock_of(time.clock.any() ? m : time);
  return m;
}

// "next week Monday": the day of that week.
Match join_week_and_day(const TimeMatch& a, const TimeMatch& b) {
  const bool forward = is_week(a) && b.weekday;
  if (!forward && !(is_week(b) && a.weekday)) return std::nullopt;
  const TimeMatch& week = forward ? a : b;
  const TimeMatch& day = forward ? b : a;
  const Interval days = interval_of(week.value, "");
  const auto monday = parse_date(days.from);
  if (!monday) return std::nullopt;
  TimeMatch m = united(a, b);
  m.type = day.type;
  m.weekday = day.weekday;
  m.clock = day.clock;
  m.chosen = week.chosen;
  const std::string time = clock_of(day);
  if (day.to.any() && day.from.date.full() && day.from.seconds < 0) {
    // A range of weekdays inside the week.
    const int first = weekday_of(days_of(day.from.date));
    m.from = {date_of(days_of(*monday) + first - 1), -1};
    m.to = {date_of(days_of(m.from.date) + days_of(day.to.date) - days_of(day.from.date)), -1};
    m.value = format(m.from) + "/" + format(m.to);
    return m;
  }
  m.date = date_of(days_of(*monday) + day.weekday - 1);
  m.value = format(m.date) + time;
  return m;
}

// "every Monday at 4".
Match join_set_and_time(const TimeMatch& a, const TimeMatch& b) {
  const bool forward = a.type == TimeType::set && b.type == TimeType::time;
  if (!forward && !(b.type == TimeType::set && a.type == TimeType::time)) return std::nullopt;
  const TimeMatch& set = forward ? a : b;
  const TimeMatch& time = forward ? b : a;
  if (is_range(time) || time.date.year || set.value.find('T') != std::string::npos) {
    return std::nullopt;
  }
  TimeMatch m = united(a, b);
  m.type = TimeType::set;
  m.rule = set.rule;
  m.value = (set.value == "P1D" ? "" : set.value) + clock_of(time);
  return m;
}

// The token of "to" or "and" between two days; 0 if they are no range. `from`: the first token of
// the range, with "from" or "between".
uint32_t range_link(const TimeView& v, const TimeMatch& a, const TimeMatch& b, uint32_t& from) {
  from = a.first;
  // "from 7 July, until the fifth of August".
  const bool comma = v.punct(a.last, kComma) && v.hit(a.last + 1, TimeWord::until, true);
  const uint32_t link = comma ? a.last + 1 : a.last;
  if (!v.inside(b.first, a.first) || b.first < link || b.first > link + 1) return 0;
  bool between = false;
  if (a.first > 0 && v.inside(a.first - 1, a.first)) {
    between = v.hit(a.first - 1, TimeWord::between) != nullptr;
    if (between || v.key(a.first - 1, "mn")) from = a.first - 1;
  }
  if (b.first == link) {  // "and" as a letter of the second
    return between && b.skip > 0 && v.token(link).key[0] == 'w' ? link : 0;
  }
  const bool and_word = between && v.key(link, "w");
  const bool to = v.hit(link, TimeWord::until, true) || v.punct(link, kDash);
  return to || and_word ? link : 0;
}

bool is_month(const TimeMatch& m) {
  return m.type == TimeType::date && m.value.size() == 7 && m.date.year && m.date.month &&
         !m.date.day && m.mod == TimeMod::none;
}

// "between September and January", "from March to May 2013": the year of the second is that of the
// first, or the one after it.
Match join_months(const TimeView& v, const TimeMatch& a, const TimeMatch& b) {
  uint32_t from = 0;
  if (!is_month(a) || !is_month(b) || !range_link(v, a, b, from) || from == a.first) {
    return std::nullopt;
  }
  Date low = a.date;
  const Date high = b.date;
  if (a.chosen) low.year = high.year - (low.month >= high.month ? 1 : 0);
  if (low.year * 12 + low.month >= high.year * 12 + high.month) return std::nullopt;
  TimeMatch m = a;
  m.first = from;
  m.skip = 0;
  m.last = b.last;
  m.date = high;
  m.value = format(low) + "/" + format(high);
  return m;
}

// "from 2 to 22 October", "between Wednesday and Friday", "today until tomorrow".
Match join_range(const TimeView& v, const TimeMatch& a, const TimeMatch& b) {
  if (Match months = join_months(v, a, b)) return months;
  uint32_t from = 0;
  if (!range_link(v, a, b, from)) return std::nullopt;
  if (!has_date(a) || !has_date(b) || a.clock.any() || b.clock.any()) return std::nullopt;
  if (!a.date.full() || !b.date.full()) return std::nullopt;
  // "From 14 June to 15 July 2018".
  Date begin = a.date;
  if (a.chosen && b.stated) begin.year = b.date.year;
  int32_t low = days_of(valid(begin) ? begin : a.date);
  int32_t high = days_of(b.date);
  // "between yesterday and today" compares then and now.
  const bool then_and_now = v.hit(a.first, TimeWord::day) && v.hit(b.first, TimeWord::day);
  if (then_and_now && b.first == a.last) return std::nullopt;
  // The years or weeks were chosen one by one; a range does not go back, and from one weekday to
  // another is less than a week.
  if (b.weekday && b.chosen && a.weekday) {
    const int32_t ahead = (b.weekday - a.weekday + 6) % 7 + 1;
    high = low + ahead;
  }
  if (high < low && a.chosen) low = days_of({b.date.year - 1, a.date.month, a.date.day});
  if (high <= low) return std::nullopt;  // one day in two calendars
  TimeMatch m = a;
  m.first = from;
  if (from != a.first) m.skip = 0;
  m.last = b.last;
  m.from = {date_of(low), -1};
  m.to = {date_of(high), -1};
  m.date = m.to.date;
  m.value = format(m.from) + "/" + format(m.to);
  return m;
}

// "the end of Sunday" is its last minute.
void end_of_day(const TimeView& v, TimeMatch& m) {
  constexpr int32_t kLastMinute = 24 * 3600 - 60;
  if (!has_date(m) || m.clock.any() || m.clock.part) return;
  uint32_t first = m.first;
  if (first > 0 && v.inside(first - 1, m.first) && v.hit(first - 1, TimeWord::this_, true)) --first;
  const PhraseHit* part = v.hit_before(first, TimeWord::part);
  if (!part || static_cast<int>(part->value) != static_cast<int>(TimeMod::end)) return;
  m.first = first - 1;
  m.skip = part->skip;
  m.type = TimeType::time;
  m.clock.seconds = kLastMinute;
  m.clock.parts = 2;
  m.clock.settled = true;
  m.value += format_clock(kLastMinute, 2);
}

}  // namespace

void join_day_ranges(const TimeView& v, std::vector<TimeMatch>& matches) {
  join_pass(matches, [&](const TimeMatch& a, const TimeMatch& b) { return join_range(v, a, b); });
}

void join_matches(const TimeView& v, const TimeContext& c, std::vector<TimeMatch>& matches) {
  settle_numbers(v, c, matches);
  const auto neighbours = [&](Match (*join)(const TimeMatch&, const TimeMatch&)) {
    join_pass(matches, [&, join](const TimeMatch& a, const TimeMatch& b) {
      return beside(v, a, b) ? join(a, b) : Match();
    });
  };
  neighbours(join_clock_and_part);
  join_day_ranges(v, matches);
  neighbours(join_week_and_day);
  neighbours(join_day_and_time);
  neighbours(join_week_and_day);
  neighbours(join_clock_and_part);
  neighbours(join_set_and_time);
  for (TimeMatch& m : matches) end_of_day(v, m);
  for (TimeMatch& m : matches) {
    // A lead like "the morning of" is part of the value here.
    if (m.type == TimeType::date && m.clock.part && has_date(m) &&
        m.value.find('T') == std::string::npos) {
      m.type = TimeType::time;
      m.value += part_code(m.clock.part);
    }
    // An hour alone is one of today.
    if (m.type == TimeType::time && m.value[0] == 'T' && !is_range(m) && c.day_known()) {
      m.value = format(c.today) + m.value;
    }
  }
}

}  // namespace isnad
