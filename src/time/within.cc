#include "time/dates.h"

// What lies within a longer period: "the third week of May", "the first Friday of July", "the rest
// of the month", "later this year", weekends.

namespace isnad {

namespace {

TimeUnit unit_of(const PhraseHit& h) { return static_cast<TimeUnit>(static_cast<int>(h.value)); }

// A month or year at `at`, perhaps behind "of" or "in".
struct Scope {
  Date date;  // year, and month or 0
  uint32_t last = 0;
};
std::optional<Scope> read_scope(const TimeView& v, const TimeContext& c, uint32_t at, uint32_t of) {
  if (v.key(at, "mn") || v.key(at, "fy")) ++at;
  if (!v.inside(at, of)) return std::nullopt;
  for (const Rule rule : {match_month_date, match_year, match_period}) {
    const Match m = rule(v, c, at);
    if (!m || m->mod != TimeMod::none || v.hit(at, TimeWord::part)) continue;
    const bool month = m->value.size() == 7 && m->date.year && m->date.month && !m->date.day;
    const bool year = m->value.size() == 4 && m->date.year && !m->date.month;
    if (month || year) return Scope{m->date, m->last};
  }
  if (const auto year = v.year_digits(at, 1900)) return Scope{{*year, 0, 0}, at + 1};
  const auto n = v.number(at);
  if (n && !n->digits && !n->ordinal && n->is_int(1300, 2099)) {
    return Scope{{n->as_int(), 0, 0}, n->last};
  }
  return std::nullopt;
}

// The Monday of the n-th week: of a year by ISO 8601, of a month the weeks whose Monday lies in it.
// n = 0 is the last one.
std::optional<int32_t> monday_of(const Date& scope, int n) {
  if (scope.month) {
    const int32_t first = days_of({scope.year, scope.month, 1});
    const int32_t monday = first + (8 - weekday_of(first)) % 7;
    const int32_t end = first + last_day_of(scope.year, scope.month);
    if (n > 0)
      return monday + 7 * (n - 1) < end ? std::optional(monday + 7 * (n - 1)) : std::nullopt;
    return monday + (end - 1 - monday) / 7 * 7;
  }
  const int32_t jan4 = days_of({scope.year, 1, 4});
  const int32_t first = jan4 - weekday_of(jan4) + 1;
  const int32_t next_jan4 = days_of({scope.year + 1, 1, 4});
  const int32_t end = next_jan4 - weekday_of(next_jan4) + 1;
  if (n == 0) return end - 7;
  return first + 7 * (n - 1) < end ? std::optional(first + 7 * (n - 1)) : std::nullopt;
}

// "the third" or "the last" behind a noun; 0 for the last, -1 if none.
int read_rank(const TimeView& v, uint32_t at, int highest, uint32_t& last) {
  if (const auto n = v.number(at); n && n->ordinal && n->skip == 0 && n->is_int(1, highest)) {
    last = n->last;
    return n->as_int();
  }
  const PhraseHit* h = v.hit(at, TimeWord::last, true);
  if (h && h->definite && h->value != 0) {
    last = h->last;
    return 0;
  }
  return -1;
}

// "the third week of May".
Match match_week_of(const TimeView& v, const TimeContext& c, uint32_t i) {
  constexpr int kWeeks = 53;
  const PhraseHit* unit = v.hit(i, TimeWord::unit_one);
  if (!unit || unit_of(*unit) != TimeUnit::week || !v.inside(unit->last, i)) return std::nullopt;
  if (!unit->definite) {  // "the week of 16 September"
    const Match day = match_month_date(v, c, unit->last);
    if (!day || !day->date.full() || day->value.size() != 10) return std::nullopt;
    TimeMatch m = start_match(i, unit->skip, day->last);
    m.chosen = day->chosen;
    m.value = format_week(days_of(day->date));
    return m;
  }
  uint32_t at = 0;
  const int rank = read_rank(v, unit->last, kWeeks, at);
  if (rank < 0 || !v.inside(at, i)) return std::nullopt;
  const auto scope = read_scope(v, c, at, i);
  if (!scope) return std::nullopt;
  const auto monday = monday_of(scope->date, rank);
  if (!monday) return std::nullopt;
  TimeMatch m = start_match(i, unit->skip, scope->last);
  m.value = format_week(*monday);
  return m;
}

// The n-th such weekday of a month (0: the last one); a day that does not exist is nothing.
std::optional<Date> weekday_in(const Date& month, int weekday, int n) {
  const int32_t first = days_of({month.year, month.month, 1});
  const int32_t end = first + last_day_of(month.year, month.month);
  int32_t day = first + (weekday - weekday_of(first) + 7) % 7;
  if (n == 0) {
    day += (end - 1 - day) / 7 * 7;
  } else {
    day += 7 * (n - 1);
  }
  return day < end ? std::optional(date_of(day)) : std::nullopt;
}

// "the first Friday of July" in both orders of words.
Match match_weekday_of(const TimeView& v, const TimeContext& c, uint32_t i) {
  constexpr int kWeeks = 5;
  int rank = -1;
  const PhraseHit* weekday = nullptr;
  uint8_t skip = 0;
  uint32_t at = 0;
  if (const auto n = v.number(i); n && n->ordinal && n->is_int(1, kWeeks)) {
    rank = n->as_int();
    at = n->last;
    skip = n->skip;
  } else if (const PhraseHit* h = v.hit(i, TimeWord::last_n)) {
    rank = 0;
    at = h->last;
    skip = h->skip;
  }
  if (rank >= 0) {
    if (const PhraseHit* day = v.hit(at, TimeWord::dayname, true)) at = day->last;
    if (!v.inside(at, i)) return std::nullopt;
    weekday = v.hit(at, TimeWord::weekday_plain, true);
    if (!weekday) return std::nullopt;
    at = weekday->last;
  } else {
    const Lead lead = read_lead(v, i, true, false);
    if (!v.inside(lead.next, i)) return std::nullopt;
    weekday = v.hit(lead.next, TimeWord::weekday, lead.any);
    if (!weekday || !v.inside(weekday->last, i)) return std::nullopt;
    skip = lead.any ? lead.skip : weekday->skip;
    rank = read_rank(v, weekday->last, kWeeks, at);
    if (rank < 0) return std::nullopt;
  }
  std::optional<Scope> scope = v.inside(at, i) ? read_scope(v, c, at, i) : std::nullopt;
  if (scope && !scope->date.month) scope.reset();
  // In a note the month may be left out: it is this one.
  if (!scope && c.note() && rank > 0 && c.today.month) scope = Scope{c.today, at};
  if (!scope) return std::nullopt;
  TimeMatch m = start_match(i, skip, scope->last);
  const auto day = weekday_in(scope->date, static_cast<int>(weekday->value), rank);
  if (!day) return m;  // the fifth Friday of a month with four: swallowed
  m.weekday = static_cast<int>(weekday->value);
  m.date = *day;
  m.value = format(*day);
  return m;
}

Match match_weekend(const TimeView& v, const TimeContext& c, uint32_t i) {
  const PhraseHit* shown = v.hit(i, TimeWord::this_);
  const uint32_t at = shown ? shown->last : i;
  const PhraseHit* word =
      v.inside(at, i) ? v.hit(at, TimeWord::weekend, shown != nullptr) : nullptr;
  if (!word) return std::nullopt;
  const ModifierHit mod = v.inside(word->last, i) ? read_modifier(v, word->last) : ModifierHit{};
  const uint32_t last = mod.modifier == Modifier::none ? word->last : mod.last;
  TimeMatch m = start_match(i, shown ? shown->skip : word->skip, last);
  m.chosen = mod.modifier == Modifier::none && !shown;
  m.value = c.day_known() ? format_week(days_of(c.today) + 7 * delta_of(mod.modifier)) : "XXXX-WXX";
  m.value += "-WE";
  return m;
}

// "the rest of the week": from today to its last day.
Match match_rest(const TimeView& v, const TimeContext& c, uint32_t i) {
  const PhraseHit* rest = v.hit(i, TimeWord::rest);
  if (!rest || rest->definite || !v.inside(rest->last, i) || !c.day_known()) return std::nullopt;
  uint32_t at = rest->last;
  if (const PhraseHit* shown = v.hit(at, TimeWord::this_, true)) at = shown->last;
  const PhraseHit* unit = v.inside(at, i) ? v.hit(at, TimeWord::unit_one, true) : nullptr;
  if (!unit || !unit->definite) return std::nullopt;
  Date to;
  const int32_t today = days_of(c.today);
  switch (unit_of(*unit)) {
    case TimeUnit::week:
      to = date_of(today - weekday_of(today) + 7);
      break;
    case TimeUnit::month:
      to = {c.today.year, c.today.month, last_day_of(c.today.year, c.today.month)};
      break;
    case TimeUnit::year:
      to = {c.today.year, 12, 31};
      break;
    default:
      return std::nullopt;
  }
  uint32_t last = unit->last;
  if (v.inside(last, i)) {
    const ModifierHit mod = read_modifier(v, last);
    if (mod.modifier == Modifier::last || mod.modifier == Modifier::next) return std::nullopt;
    if (mod.modifier == Modifier::current) last = mod.last;
  }
  TimeMatch m = start_match(i, rest->skip, last);
  m.from = {c.today, -1};
  m.to = {to, -1};
  m.date = c.today;
  m.value = format(c.today) + "/" + format(to);
  return m;
}

// "later this month": its end.
Match match_later_in(const TimeView& v, const TimeContext& c, uint32_t i) {
  const PhraseHit* later = v.hit(i, TimeWord::later_in);
  if (!later || !v.inside(later->last, i)) return std::nullopt;
  uint32_t at = later->last;
  if (v.key(at, "mn") || v.key(at, "fy")) ++at;
  if (!v.inside(at, i) || (!v.hit(at, TimeWord::this_, true) && !v.hit(at, TimeWord::unit_one))) {
    return std::nullopt;
  }
  Match m = match_period(v, c, at);
  if (!m || m->type != TimeType::date || m->value.find("REF") != std::string::npos) {
    return std::nullopt;
  }
  if (m->value.size() != 4 && m->value.size() != 7 && m->value.size() != 8) return std::nullopt;
  m->first = i;
  m->skip = later->skip;
  m->mod = TimeMod::end;
  return m;
}

}  // namespace

Match match_within(const TimeView& v, const TimeContext& c, uint32_t i) {
  for (const Rule rule :
       {match_week_of, match_weekday_of, match_weekend, match_rest, match_later_in}) {
    if (Match m = rule(v, c, i)) return m;
  }
  return std::nullopt;
}

}  // namespace isnad
