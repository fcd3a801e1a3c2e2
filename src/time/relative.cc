#include "time/view.h"

// Weekdays, days counted from today, and periods with a modifier (last week, this year).

namespace isnad {

namespace {

// "of last week" after a weekday: the Monday of that week; `last` moves behind it.
std::optional<int32_t> week_after(const TimeView& v, const TimeContext& c, uint32_t of,
                                  uint32_t& last) {
  if (!v.inside(last, of)) return std::nullopt;
  const uint32_t at = v.key(last, "mn") ? last + 1 : last;
  const PhraseHit* unit = v.hit(at, TimeWord::unit_one, true);
  if (!unit || !unit->definite || !v.inside(unit->last, of)) return std::nullopt;
  if (static_cast<int>(unit->value) != static_cast<int>(TimeUnit::week)) return std::nullopt;
  const ModifierHit mod = read_modifier(v, unit->last);
  if (mod.modifier == Modifier::none) return std::nullopt;
  last = mod.last;
  const int delta = 7 * delta_of(mod.modifier);
  const int32_t today = days_of(c.today);
  return today - weekday_of(today) + 1 + delta;
}

// The day that a weekday means.
int32_t weekday_day(int32_t today, int weekday, Modifier modifier, bool ahead) {
  const int32_t back = (weekday_of(today) - weekday + 7) % 7;  // to the last one, 0 if today
  if (modifier == Modifier::last) return today - (back == 0 ? 7 : back);
  if (modifier == Modifier::next) return today - back + 7;
  if (modifier == Modifier::after_next) return today - back + 14;
  if (modifier == Modifier::before_last) return today - (back == 0 ? 7 : back) - 7;
  if (ahead) return back == 0 ? today : today - back + 7;
  return today - back;
}

// "Thursday/Friday night", "the night of Thursday to Friday": the first counts.
uint32_t skip_second_day(const TimeView& v, uint32_t at, const PhraseHit& first, bool night) {
  const bool joined = v.hit(at, TimeWord::weekday, true) != nullptr;
  const uint32_t next = joined ? at : at + 1;
  const PhraseHit* second = v.hit(next, TimeWord::weekday, true);
  if (!second || !v.inside(next, at)) return at;
  if (v.punct(at, kSlash)) return second->last;
  const bool link = joined || v.punct(at, kDash) || v.hit(at, TimeWord::until, true);
  const bool follows = static_cast<int>(second->value) == static_cast<int>(first.value) % 7 + 1;
  return night && link && follows ? second->last : at;
}

bool is_proper_name(const TimeView& v, uint32_t i) {
  return v.hit_before(i, TimeWord::not_after) != nullptr;
}

}  // namespace

Match match_weekday(const TimeView& v, const TimeContext& c, uint32_t i) {
  const Lead lead = read_lead(v, i, true, false);
  uint8_t skip = lead.skip;
  bool any = lead.any;
  uint32_t at = lead.next;
  Modifier modifier = Modifier::none;
  bool tomorrow = false;
  std::optional<int> told;  // days from today, where "today" or "yesterday" stands beside it
  if (const PhraseHit* day = v.hit(at, TimeWord::day, any)) {
    told = static_cast<int>(day->value);
    if (!any) skip = day->skip;
    any = true;
    at = day->last;
    tomorrow = day->value > 0;
    if (v.punct(at, kComma)) ++at;
  }
  if (!v.inside(at, i)) return std::nullopt;
  const PhraseHit* w = v.hit(at, TimeWord::weekday, any);
  if (!w || is_proper_name(v, i)) return std::nullopt;
  if (!any) skip = w->skip;
  uint32_t last = w->last;
  last = skip_second_day(v, last, *w, lead.day_part == kNight);
  const ModifierHit m = read_modifier(v, last);
  if (m.modifier != Modifier::none && v.inside(last, i)) {
    modifier = m.modifier;
    last = m.last;
  }
  TimeMatch out = start_match(i, skip, last);
  out.weekday = static_cast<int>(w->value);
  out.clock.part = lead.day_part;
  out.chosen = modifier == Modifier::none;
  if (!c.day_known()) {
    out.value = "XXXX-WXX-" + std::to_string(out.weekday);
    return out;
  }
  if (modifier == Modifier::none) {
    if (const auto monday = week_after(v, c, i, out.last)) {
      out.chosen = false;
      out.date = date_of(*monday + out.weekday - 1);
      out.value = format(out.date);
      return out;
    }
  }
  // "Last Friday" of a text that tells what was yesterday, a Friday, is the one before.
  if (modifier == Modifier::last && c.tells_yesterday &&
      weekday_of(days_of(c.today) - 1) == out.weekday) {
    modifier = Modifier::before_last;
  }
  // "The truce begins on Sunday" of a paper of Monday tells of the day before it.
  const Ahead looks = v.ahead_near(i);
  const bool yesterday = weekday_of(days_of(c.today) - 1) == out.weekday;
  const bool ahead = tomorrow || looks == Ahead::yes || (looks == Ahead::scheduled && !yesterday);
  const int32_t today = days_of(c.today);
  const int32_t there = weekday_day(today, out.weekday, modifier, ahead);
  out.contradiction = told && there != today + *told;
  out.date = date_of(there);
  out.value = format(out.date);
  return out;
}

namespace {

// "the same day", "that very month": the one told last; nothing if none was.
Match same_period(const TimeContext& c, TimeMatch m, TimeUnit unit) {
  const Date told = c.told.value_or(Date{});
  if ((unit == TimeUnit::day || unit == TimeUnit::night) && told.full()) {
    m.date = told;
  } else if (unit == TimeUnit::month && told.year && told.month) {
    m.date = {told.year, told.month, 0};
  } else if (unit == TimeUnit::year && told.year) {
    m.date = {told.year, 0, 0};
  }
  if (m.date.year) m.value = format(m.date);
  if (unit == TimeUnit::week && told.full()) m.value = format_week(days_of(told));
  m.chosen = true;
  return m;
}

// "Hadramout Today - special": a paper called so, at the head of its line.
bool is_paper(const TimeView& v, const PhraseHit& today, uint32_t i) {
  const uint32_t first = v.text().sentences[v.token(i).sentence].first;
  return i == first + 1 && v.punct(today.last, kDash) && !v.verb(first);
}

}  // namespace

Match match_deictic(const TimeView& v, const TimeContext& c, uint32_t i) {
  const Lead lead = read_lead(v, i, true, false);
  const PhraseHit* day = v.hit(lead.next, TimeWord::day, lead.any);
  if (!day || !v.inside(lead.next, i)) return std::nullopt;
  const int delta = static_cast<int>(day->value);
  TimeMatch m = start_match(i, lead.any ? lead.skip : day->skip, day->last);
  m.clock.part = lead.day_part;
  if (delta == 0) {
    // "the second day", "the national day", newspapers called Today.
    const auto n = v.number(day->last);
    const std::string_view next =
        v.inside(day->last, i) ? v.token(day->last).key : std::string_view();
    const bool described = next.starts_with("Al") && v.adjective(day->last);
    const bool shown = i > 0 && (v.key(i - 1, "*lk") || v.hit_before(i, TimeWord::same) != nullptr);
    // A paper called so in a line of names.
    const Part part = v.text().sentences[v.token(i).sentence].part;
    if (!lead.any && (part == Part::byline || is_paper(v, *day, i))) return m;
    // "in the evening of the same day".
    const PhraseHit* same =
        v.inside(day->last, i) ? v.hit(day->last, TimeWord::same, true) : nullptr;
    if (same && same->value == 0 && lead.any) {
      m.last = same->last;
      return same_period(c, m, TimeUnit::day);
    }
    if ((n && n->ordinal) || described || is_proper_name(v, i) || shown) {
      return m;  // swallowed
    }
  }
  if (c.day_known()) {
    m.date = date_of(days_of(c.today) + delta);
    m.value = format(m.date);
  } else if (c.today_weekday) {
    m.weekday = (c.today_weekday - 1 + delta + 7) % 7 + 1;
    m.value = "XXXX-WXX-" + std::to_string(m.weekday);
  } else if (delta == 0) {
    m.value = lead.any ? "XXXX-XX-XX" : "PRESENT_REF";
  } else {
    m.value = "XXXX-XX-XX";
  }
  return m;
}

namespace {

// Value of "last week", "this year" for a whole period, `delta` periods from today.
bool put_period(TimeMatch& m, const TimeContext& c, TimeUnit unit, int delta) {
  switch (unit) {
    case TimeUnit::day:
    case TimeUnit::night:
      if (!c.day_known()) {
        m.value = "XXXX-XX-XX";
        return true;
      }
      m.date = date_of(days_of(c.today) + delta);
      m.value = format(m.date);
      return true;
    case TimeUnit::week:
      m.value = c.day_known() ? format_week(days_of(c.today) + 7 * delta) : "XXXX-WXX";
      return true;
    case TimeUnit::month:
      if (c.today.month) {
        m.date = add_months(c.today, delta);
        m.value = format(m.date);
      } else {
        m.value = "XXXX-XX";
      }
      return true;
    case TimeUnit::year:
      if (c.today.year) m.date = {c.today.year + delta, 0, 0};
      m.value = format(m.date);
      return true;
    case TimeUnit::decade:
      m.value = c.today.year ? std::to_string(c.today.year / 10 + delta) + "X" : "XXXX";
      return true;
    case TimeUnit::century:
      m.value = c.today.year ? std::to_string(c.today.year / 100 + delta) + "XX" : "XXXX";
      return true;
    default:
      return false;
  }
}

// "the general secretary of the time": year's word is an adjective after a definite noun.
bool general_not_year(const TimeView& v, uint32_t at) {
  if (at == 0 || !v.inside(at - 1, at)) return false;
  std::string_view k = v.token(at - 1).key;
  while (k.size() > 4 && (k[0] == 'w' || k[0] == 'f' || k[0] == 'b' || k[0] == 'k')) {
    k.remove_prefix(1);
  }
  return k.starts_with("Al") || k.starts_with("ll");
}

}  // namespace

Match match_period(const TimeView& v, const TimeContext& c, uint32_t i) {
  const Lead lead = read_lead(v, i, false, true);
  uint8_t skip = lead.skip;
  bool any = lead.any;
  uint32_t at = lead.next;
  const PhraseHit* shown = v.hit(at, TimeWord::this_, any);
  const PhraseHit* same = shown ? nullptr : v.hit(at, TimeWord::same, any);
  if (same && same->value == 0) same = nullptr;
  if (const PhraseHit* word = shown ? shown : same) {
    if (!any) skip = word->skip;
    any = true;
    at = word->last;
  }
  const uint32_t unit_at = at;
  const PhraseHit* one = v.hit(at, TimeWord::unit_one, any);
  const PhraseHit* two = v.hit(at, TimeWord::unit_two, any);
  const PhraseHit* many = v.hit(at, TimeWord::unit_many, any);
  const PhraseHit* unit = one ? one : two ? two : many;
  if (!unit || !unit->definite || !v.inside(at, i)) return std::nullopt;
  if (!any) skip = unit->skip;
  at = unit->last;
  // "the current fiscal year".
  if (const PhraseHit* fiscal = v.hit(at, TimeWord::year_kind, true);
      one && fiscal && fiscal->definite && fiscal->value != 0 && v.inside(at, i) &&
      unit->value == static_cast<double>(TimeUnit::year)) {
    at = fiscal->last;
  }
  double count = two ? 2 : 0;
  const PhraseHit* few = many && !one && v.inside(at, i) ? v.hit(at, TimeWord::few, true) : nullptr;
  if (few) {
    at = few->last;
  } else if (many && !one) {
    const auto n = v.number(at);
    if (v.year_digits(at, 1900) && unit->value == static_cast<double>(TimeUnit::year)) {
      return std::nullopt;  // "the years 1926 and 1927"
    }
    if (n && !n->ordinal && !n->conj && v.inside(at, i)) {
      count = n->value;
      at = n->last;
    }
  }
  const ModifierHit mod = v.inside(at, i) ? read_modifier(v, at) : ModifierHit{};
  if (mod.modifier != Modifier::none) at = mod.last;
  TimeMatch m = start_match(i, skip, at);
  const auto kind = static_cast<TimeUnit>(static_cast<int>(unit->value));
  const bool bare = mod.modifier == Modifier::none;
  if (const PhraseHit* behind = v.hit(at, TimeWord::same, true);
      one && bare && !same && v.inside(at, i) && behind && behind->value == 0) {
    same = behind;
    m.last = behind->last;
  }
  if (same) return one && kind <= TimeUnit::year ? Match(same_period(c, m, kind)) : std::nullopt;
  // "the third century", "the second week": a rank tells which, not today.
  if (const auto rank = v.number(at); one && bare && !shown && rank && rank->skip == 0 &&
                                      (rank->ordinal || kind == TimeUnit::century) &&
                                      v.inside(at, i)) {
    return std::nullopt;
  }
  if (one && kind != TimeUnit::stretch) {
    const bool alone = c.note() && kind == TimeUnit::week;
    if (bare && !shown && !lead.part && !alone) return std::nullopt;
    if (kind == TimeUnit::day && !shown && (bare || !c.note())) {
      return bare ? std::nullopt : Match(m);  // "the following day": swallowed
    }
    if (kind <= TimeUnit::hour && !bare && c.note()) {
      return anchored_duration(c, m, kind, 1, mod.modifier);
    }
    if (kind == TimeUnit::year && !shown && !lead.any && (mod.weak || bare) &&
        general_not_year(v, unit_at)) {
      return std::nullopt;
    }
    if (!put_period(m, c, kind, delta_of(mod.modifier))) return std::nullopt;
    m.chosen = lead.part && bare && !shown;
    if (kind == TimeUnit::night) m.clock.part = kNight;
    return m;
  }
  if (count > 0 && kind <= TimeUnit::century) {
    if (bare && two) return std::nullopt;
    return anchored_duration(c, m, kind, count, mod.modifier);
  }
  if (bare) return std::nullopt;
  m.value = mod.modifier == Modifier::last   ? "PAST_REF"
            : mod.modifier == Modifier::next ? "FUTURE_REF"
                                             : "PRESENT_REF";
  if (few && kind <= TimeUnit::century) {
    const Match days = anchored_duration(c, m, kind, few->value, mod.modifier);
    m.from = days->from;
    m.to = days->to;
  }
  return m;
}

}  // namespace isnad
