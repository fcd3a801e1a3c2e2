#include <cstdlib>

#include "time/dates.h"

// Dates that name a month, and years.

namespace isnad {

namespace {

struct YearTail {
  uint32_t last = 0;
  int year = 0;
  bool stated = false;  // a year or a word for it stands there
  bool hijri = false;
  Modifier modifier = Modifier::none;
};

// "the Hijri year 1437", "the new Hijri year 1437": the token behind such adjectives of a year.
uint32_t skip_year_kind(const TimeView& v, uint32_t at, uint32_t of) {
  for (;;) {
    const PhraseHit* kind = v.inside(at, of) ? v.hit(at, TimeWord::year_kind, true) : nullptr;
    if (!kind || !kind->definite) return at;
    at = kind->last;
  }
}

// "of last year", "of this year", "of the same year".
bool read_year_words(const TimeView& v, const TimeContext& c, uint32_t k, YearTail& tail) {
  const bool of = v.key(k, "mn") || v.key(k, "fy");
  uint32_t at = of ? k + 1 : k;
  const bool is_this = v.hit(at, TimeWord::this_, true) != nullptr;
  const PhraseHit* same = v.hit(at, TimeWord::same, true);
  if (same && same->value == 0) same = nullptr;
  if (is_this || same) ++at;
  const PhraseHit* unit = v.hit(at, TimeWord::unit_one);
  if (!unit || !unit->definite || unit->value != static_cast<double>(TimeUnit::year)) return false;
  const PhraseHit* behind = v.hit(unit->last, TimeWord::same, true);
  if (const PhraseHit* word = same ? same : behind; word && c.told && c.told->year) {
    tail.last = same ? unit->last : behind->last;
    tail.stated = true;
    tail.year = c.last_month ? c.last_month->year : c.told->year;
    return true;
  }
  const ModifierHit m = read_modifier(v, unit->last);
  if (!is_this && m.modifier == Modifier::none) return false;
  const int delta = delta_of(m.modifier);
  tail.last = m.last;
  tail.stated = true;
  tail.year = c.today.year ? c.today.year + delta : 0;
  return true;
}

YearTail read_year_tail(const TimeView& v, const TimeContext& c, uint32_t k, uint32_t of) {
  YearTail tail;
  tail.last = k;
  if (!v.inside(k, of)) return tail;
  const ModifierHit m = read_modifier(v, k);
  if (m.modifier != Modifier::none) {
    tail.modifier = m.modifier;
    tail.last = m.last;
    return tail;
  }
  if (read_year_words(v, c, k, tail)) return tail;
  uint32_t at = k;
  if (v.punct(at, kSlash) || v.punct(at, kDash) || v.punct(at, kComma) || v.punct(at, kStop)) ++at;
  if (v.key(at, "mn")) ++at;
  if (const PhraseHit* unit = v.hit(at, TimeWord::unit_one);
      unit && unit->value == static_cast<double>(TimeUnit::year)) {
    at = skip_year_kind(v, unit->last, of);
  }
  if (!v.inside(at, of)) return tail;
  if (const auto year = v.year_digits(at, 1300, 2099)) {
    tail.year = *year;
    tail.last = at + 1;
  } else if (const auto n = v.number(at); n && !n->digits && n->is_int(1300, 2099)) {
    tail.year = n->as_int();
    tail.last = n->last;
  } else {
    return tail;
  }
  tail.stated = true;
  tail.last = read_era(v, tail.last, of, tail.hijri);
  return tail;
}

struct MonthName {
  uint32_t last = 0;
  int month = 0;
  bool hijri = false;
  bool weak = false;
  bool doubled = false;  // both names of the month
  uint8_t skip = 0;
};

std::optional<MonthName> read_month(const TimeView& v, uint32_t i, bool bare) {
  const PhraseHit* h = v.hit(i, TimeWord::month, bare);
  if (!h || h->definite) return std::nullopt;
  MonthName m;
  const int code = static_cast<int>(h->value);
  m.month = code % 100;
  m.hijri = code % kWeak >= kHijri;
  m.weak = code >= kWeak;
  m.last = h->last;
  m.skip = h->skip;
  uint32_t at = m.last;
  const bool open = v.punct(at, kOpen);
  if (open || v.punct(at, kSlash) || v.punct(at, kDash) || v.punct(at, kComma)) ++at;
  if (!v.inside(at, i)) return m;
  const PhraseHit* other = v.hit(at, TimeWord::month, true);
  const bool score = m.weak && m.hijri && v.punct(at - 1, kDash);  // "nil - nil"
  if (other && !score && static_cast<int>(other->value) % kWeak == code % kWeak) {
    m.last = other->last;
    m.doubled = true;
    if (open && v.punct(m.last, kClose)) ++m.last;
  }
  return m;
}

struct DayPart {
  uint32_t next = 0;
  int day = 0;
  int to_day = 0;
  uint8_t skip = 0;
  bool dash = false;  // before the month
};

// "10", "the tenth of", "4 to 22", with the link to the month.
DayPart read_day(const TimeView& v, uint32_t i) {
  DayPart d;
  d.next = i;
  const auto n = v.number(i);
  if (!n || !n->is_int(1, 31)) return d;
  uint32_t at = n->last;
  int to = 0;
  const bool link = v.punct(at, kDash) || v.key(at, "w") || v.key(at, "Aly") || v.key(at, "Hty");
  if (const auto second = v.number(at + 1);
      link && second && second->digits && second->is_int(n->as_int() + 1, 31)) {
    to = second->as_int();
    at = second->last;
  } else if (const auto next = n->ordinal && !link ? v.number(at) : std::nullopt;
             next && next->ordinal && next->conj && next->value == n->value + 1) {
    to = next->as_int();  // "the seventh and eighth of July"
    at = next->last;
  }
  d.dash = v.punct(at, kDash);
  if (v.punct(at, kSlash) || d.dash || v.key(at, "mn") || v.punct(at, kStop)) ++at;
  const PhraseHit* unit = v.hit(at, TimeWord::unit_one, true);
  if (unit && unit->value == static_cast<double>(TimeUnit::month) && !unit->definite) {
    at = unit->last;
  }
  if (!v.inside(at, i)) return d;
  d.day = n->as_int();
  d.to_day = to;
  d.next = at;
  d.skip = n->skip;
  return d;
}

// "January 22", "January the twenty-second" (notes): the day behind the month. Returns the token
// behind it, else `k`.
uint32_t read_day_behind(const TimeView& v, uint32_t k, uint32_t of, DayPart& day) {
  uint32_t at = k;
  if (v.punct(at, kSlash) || v.punct(at, kDash)) ++at;
  const auto n = v.inside(at, of) ? v.number(at) : std::nullopt;
  if (!n || !n->is_int(1, 31) || n->skip != 0 || n->conj) return k;
  if (v.inside(n->last, of) && (v.punct(n->last, kColon) || v.counted_noun(n->last))) return k;
  if (v.hit(n->last, TimeWord::am, true) || v.hit(n->last, TimeWord::pm, true)) return k;
  day.day = n->as_int();
  return n->last;
}

// Weekday or "today" in front of a date: part of the same expression.
uint32_t skip_weekday(const TimeView& v, uint32_t i, bool bare, uint8_t& skip, int& weekday) {
  const PhraseHit* h = v.hit(i, TimeWord::day, bare);
  uint32_t at = i;
  if (h) {
    at = h->last;
    if (!bare) skip = h->skip;
    bare = true;
  }
  const PhraseHit* w = v.hit(at, TimeWord::weekday, bare);
  if (!w) return h ? at : i;
  if (!bare) skip = w->skip;
  weekday = static_cast<int>(w->value);
  at = w->last;
  if (v.punct(at, kComma)) ++at;
  return at;
}

// "the 29th of it", "the 3rd of the same month": the token behind, 0 if there is none.
uint32_t read_told_month(const TimeView& v, uint32_t k, uint32_t of) {
  if (!v.inside(k, of)) return 0;
  const auto told = v.number(of);
  const bool rank = told && told->ordinal;
  if (const PhraseHit* it = v.hit(k, TimeWord::of_it, true)) {
    // "three of it were sold" counts, "on the third of it" is a day.
    return rank || v.hit_before(of, TimeWord::in) || v.hit(of, TimeWord::dayname) ? it->last : 0;
  }
  if (!v.key(k, "mn") || !v.inside(k + 1, of)) return 0;
  const PhraseHit* before = v.hit(k + 1, TimeWord::same, true);
  const uint32_t at = before && before->value != 0 ? before->last : k + 1;
  const PhraseHit* unit = v.inside(at, of) ? v.hit(at, TimeWord::unit_one, true) : nullptr;
  if (!unit || !unit->definite || unit->value != static_cast<double>(TimeUnit::month)) return 0;
  if (at != k + 1) return unit->last;
  const PhraseHit* behind =
      v.inside(unit->last, of) ? v.hit(unit->last, TimeWord::same, true) : nullptr;
  return behind && behind->value == 0 ? behind->last : 0;
}

// "the tenth of this month", "from 4 to 22 of next month": the month counted from today.
Match day_of_month(const TimeView& v, const TimeContext& c, uint32_t i, uint32_t at, uint8_t skip) {
  const auto n = v.number(at);
  if (!n || !n->is_int(1, 31) || !v.inside(n->last, i)) return std::nullopt;
  uint32_t k = n->last;
  int to_day = 0;
  const PhraseHit* between = i > 0 ? v.hit_before(i, TimeWord::between) : nullptr;
  const bool link =
      v.punct(k, kDash) || v.hit(k, TimeWord::until, true) || (between && v.key(k, "w"));
  const bool pair = !link && v.key(k, "w");  // "the 8th and 9th of this month"
  const auto high = link || pair ? v.number(k + 1) : std::nullopt;
  if (high && high->is_int(n->as_int() + 1, pair ? n->as_int() + 1 : 31) && high->skip == 0) {
    to_day = high->as_int();
    k = high->last;
  }
  if (const uint32_t last = read_told_month(v, k, i); last && c.told && c.told->month) {
    const Date d = {c.told->year, c.told->month, n->as_int()};
    TimeMatch m = start_match(i, at == i ? n->skip : skip, last);
    if (!d.year || !valid(d) || !put_date(m, c, false, d, to_day)) return std::nullopt;
    return m;
  }
  const bool of = v.key(k, "mn") || (to_day && v.key(k, "fy"));
  if (of) ++k;
  if (!v.inside(k, i)) return std::nullopt;
  const bool shown = v.hit(k, TimeWord::this_, true) != nullptr;
  // "on the 12th this month" without "of" where figures tell the day and a word which month.
  const bool plain = !of && !shown && !to_day && n->digits;
  if (!of && !shown && !to_day && !plain) return std::nullopt;
  if (shown) ++k;
  const PhraseHit* unit = v.hit(k, TimeWord::unit_one, true);
  if (unit && (!unit->definite || unit->value != static_cast<double>(TimeUnit::month))) {
    return std::nullopt;
  }
  // "on the 3rd of the current": the month itself left out.
  const bool left_out = n->digits && !shown && (at != i || v.hit_before(i, TimeWord::in));
  if (!unit && !left_out) return std::nullopt;
  const ModifierHit mod = read_modifier(v, unit ? unit->last : k);
  if (!unit && mod.weak) return std::nullopt;
  // "on the fourth of the month" alone: this month.
  const bool current = of && unit && !to_day && (at != i || v.hit_before(i, TimeWord::in)) &&
                       !(v.inside(unit->last, i) && v.adjective(unit->last));
  if (!shown && !current && mod.modifier == Modifier::none) return std::nullopt;
  TimeMatch m = start_match(i, at == i ? n->skip : skip, mod.last);
  if (!c.today.month) {
    if (to_day) return std::nullopt;
    m.value = "XXXX-XX-" + std::string(n->value < 10 ? "0" : "") + std::to_string(n->as_int());
    return m;
  }
  const int delta = delta_of(mod.modifier);
  Date d = add_months(c.today, delta);
  d.day = n->as_int();
  if (!valid(d)) return m;  // the 31st of a month with 30 days: swallowed
  if (to_day && !valid({d.year, d.month, to_day})) return m;
  if (!put_date(m, c, false, d, to_day)) return std::nullopt;
  return m;
}

// "the new moon of Shaaban": its first day.
DayPart month_begun(const TimeView& v, const PhraseHit& first, uint32_t of) {
  DayPart d;
  d.next = first.last;
  d.day = 1;
  d.skip = first.skip;
  if (v.key(d.next, "mn") && v.inside(d.next + 1, of)) ++d.next;
  const PhraseHit* unit = v.hit(d.next, TimeWord::unit_one, true);
  if (unit && unit->value == static_cast<double>(TimeUnit::month) && v.inside(d.next, of)) {
    d.next = unit->last;
  }
  return d;
}

bool weak_month_stands(const TimeView& v, uint32_t i, const MonthName& name, const YearTail& tail) {
  if (!name.weak || name.doubled || tail.stated || tail.modifier != Modifier::none) return true;
  if (name.skip != 0 || i == 0 || !v.inside(i - 1, i)) return false;
  return v.hit_before(i, TimeWord::in) != nullptr || v.hit_before(i, TimeWord::part) != nullptr;
}

}  // namespace

Match match_month_date(const TimeView& v, const TimeContext& c, uint32_t i) {
  Lead lead = read_lead(v, i, true, true);
  uint8_t skip = lead.skip;
  int weekday = 0;
  const uint32_t after_weekday = skip_weekday(v, lead.next, lead.any, skip, weekday);
  bool any = lead.any || after_weekday != lead.next;
  uint32_t at = after_weekday;
  const PhraseHit* shown = v.hit(at, TimeWord::this_, any);
  if (shown && v.inside(shown->last, i) && v.hit(shown->last, TimeWord::month, true)) {
    if (!any) skip = shown->skip;
    any = true;
    at = shown->last;
  } else {
    shown = nullptr;
  }
  for (const TimeWord form : {TimeWord::unit_one, TimeWord::unit_two}) {
    const PhraseHit* unit = v.hit(at, form, any);
    if (!unit || unit->value != static_cast<double>(TimeUnit::month) || unit->definite) continue;
    if (form == TimeWord::unit_two && !v.hit(unit->last, TimeWord::month, true)) continue;
    if (!any) skip = unit->skip;
    any = true;
    at = unit->last;
    break;
  }
  if (!v.inside(at, i)) return std::nullopt;
  if (Match m = day_of_month(v, c, i, at, skip)) return m;
  DayPart day = read_day(v, at);
  if (const PhraseHit* first = v.hit(at, TimeWord::first_day, any)) day = month_begun(v, *first, i);
  // "the first of January" without "of": a day, while "the beginning of January" is a part.
  if (const auto first = lead.part && at == lead.next ? v.number(at - 1) : std::nullopt;
      first && first->ordinal && first->value == 1 && first->last == at &&
      v.hit(at, TimeWord::month, true)) {
    day.day = 1;
    day.skip = first->skip;
    lead.part = false;
  } else if (day.day) {
    if (!any) skip = day.skip;
    any = true;
  }
  const auto name = read_month(v, day.next, any);
  if (!name) return std::nullopt;
  if (!any) skip = name->skip;
  uint32_t name_last = name->last;
  // "January 22, 2023" in notes and English.
  const bool english = is_latin_byte(v.token(day.next).key[0]);
  if (!day.day && !lead.part && (c.note() || english)) {
    name_last = read_day_behind(v, name_last, i, day);
  }
  if (after_weekday != lead.next && !day.day) return std::nullopt;
  YearTail tail = read_year_tail(v, c, name_last, i);
  // "2 - nil": a month that is also a common word is none behind a dash.
  if (day.dash && name->weak && name->hijri && !tail.stated) return std::nullopt;
  // "6 October City": a date without a year right behind such a noun is its name.
  if (at == i && !tail.stated && tail.modifier == Modifier::none && !c.note()) {
    const bool in_name =
        !day.day && i > 0 && v.inside(i - 1, i) && v.token(i - 1).kind == TokenKind::number;
    const uint32_t name_at = in_name ? i - 1 : i;
    const bool listed = c.named_last > 0 && (i == c.named_last || i == c.named_last + 1) &&
                        (v.key(c.named_last, "w") || name->skip || day.skip);
    if ((day.day || in_name) && (listed || v.hit_before(name_at, TimeWord::named_by))) {
      TimeMatch m = start_match(i, skip, tail.last);
      m.named = true;
      return m;
    }
  }
  if (shown && !tail.stated && tail.modifier == Modifier::none) tail.modifier = Modifier::current;
  if (!day.day && !lead.part && !shown && at == i && !weak_month_stands(v, i, *name, tail)) {
    return std::nullopt;
  }
  TimeMatch m = start_match(i, skip, tail.last);
  m.clock.part = lead.day_part;
  m.weak = name->weak && !name->doubled && !day.day && !tail.stated;
  m.chosen = !tail.stated && tail.modifier == Modifier::none;
  m.stated = tail.stated;
  m.contradiction = (tail.modifier == Modifier::next && v.past_near(i)) ||
                    (tail.modifier == Modifier::last && v.future_near(i));
  Date d = {tail.year, name->month, day.day};
  bool hijri = name->hijri;
  if (!tail.stated) {
    if (hijri) {
      const auto year = choose_hijri_year(c, d.month, d.day, tail.modifier);
      if (!year) return std::nullopt;
      d.year = *year;
    } else {
      const bool by = lead.part && v.hit(i, TimeWord::part) && v.hit(i, TimeWord::part)->value == 0;
      d.year = choose_year(c, d.month, d.day, tail.modifier, by || v.future_near(i));
      if (c.line_year && tail.modifier == Modifier::none) d.year = c.line_year;
      // "War began on 1 August 1914, ... and on 3 September": a story goes on in its year.
      const bool story = c.last && c.last_sentence == v.token(i).sentence && c.last->month &&
                         c.last_stated && d.year && c.last->year < c.today.year;
      if (story && tail.modifier == Modifier::none && !c.note() &&
          (d.month > c.last->month || (d.month == c.last->month && d.day > c.last->day))) {
        d.year = c.last->year;
      }
    }
  } else if (hijri && d.year > 1500) {
    hijri = false;
    d = {d.year, 0, 0};
  } else if (hijri && d.year == 0) {
    return std::nullopt;
  }
  if (!put_date(m, c, hijri, d, day.to_day)) return std::nullopt;
  if (weekday && m.date.full() && weekday_of(days_of(m.date)) != weekday) {
    // "Friday the second of August": the second Friday, if the second is none (match_within).
    const auto rank = v.number(after_weekday);
    if (rank && rank->ordinal && rank->is_int(1, 5) && !day.to_day) return std::nullopt;
    m.contradiction = true;
    // The weekday tells which year is meant where none is told.
    for (const int year : {d.year - 1, d.year + 1}) {
      const Date other = {year, d.month, d.day};
      if (tail.stated || hijri || day.to_day || year < 1 || !valid(other)) continue;
      if (weekday_of(days_of(other)) != weekday) continue;
      m.contradiction = false;
      m.date = other;
      m.value = format(other);
      break;
    }
  }
  return m;
}

namespace {

// A list of years goes on: "2020 and 2021", "2014, 2015".
bool follows_year(const TimeView& v, uint32_t i) {
  if (i < 2) return false;
  const bool link = v.key(i - 1, "w") || v.punct(i - 1, kComma) || v.punct(i - 1, kDash) ||
                    v.punct(i - 1, kSlash) || v.key(i - 1, "Aw");
  return link && (v.year_digits(i - 2, 1900) ||
                  (v.hit(i - 2, TimeWord::era_ad, true) && i > 2 && v.year_digits(i - 3, 1900)));
}

// Three figures of a year before the thousandth ("the year 641").
std::optional<int> early_year(const TimeView& v, uint32_t at) {
  const auto n = v.number(at);
  if (!n || !n->digits || !n->is_int(100, 999) || v.token(at).key.size() != 3) return std::nullopt;
  if (v.token(at - 1).key.starts_with("Al") || v.counted_noun(n->last)) return std::nullopt;
  return n->as_int();
}

// Of such a year only the common era has a value here; others are swallowed.
TimeMatch old_year(const TimeView& v, uint32_t i, uint8_t skip, uint32_t at, int year) {
  bool hijri = false;
  TimeMatch m = start_match(i, skip, read_era(v, at + 1, i, hijri));
  const bool before =
      v.inside(m.last, i) && (v.hit(m.last, TimeWord::ago, true) || v.key(m.last, "q"));
  if (hijri || before) return m;
  m.date = {year, 0, 0};
  m.value = format(m.date);
  return m;
}

// "1914 - war breaks out": a list of what happened year by year.
bool opens_line(const TimeView& v, uint32_t i) {
  return v.text().sentences[v.token(i).sentence].first == i && v.inside(i + 2, i) &&
         (v.punct(i + 1, kDash) || v.punct(i + 1, kColon)) &&
         v.token(i + 2).kind == TokenKind::word;
}

bool bare_year_stands(const TimeView& v, uint32_t i) {
  const uint32_t next = i + 1;
  if (v.inside(next, i) && (v.counted_noun(next) || v.punct(next, kPercent))) return false;
  if (follows_year(v, i)) return true;
  if (v.inside(next, i) && v.hit(next, TimeWord::era_ad, true)) return true;
  if (opens_line(v, i)) return true;
  // A full stop on the wrong side of the year (mixed directions): "in .2021".
  if (i > 1 && v.punct(i - 1, kStop) && v.token(i - 1).span.end == v.token(i).span.begin &&
      v.hit_before(i - 1, TimeWord::in)) {
    return true;
  }
  if (i == 0 || !v.inside(i - 1, i)) return false;
  if (v.punct(i - 1, kOpen) && v.punct(next, kClose)) return true;
  return v.hit_before(i, TimeWord::in) || v.hit_before(i, TimeWord::part);
}

}  // namespace

Match match_year(const TimeView& v, const TimeContext& c, uint32_t i) {
  uint8_t skip = 0;
  uint32_t at = i;
  bool any = false;
  const PhraseHit* between = v.hit(i, TimeWord::between);
  if (between) {
    skip = between->skip;
    at = between->last;
    any = true;
  }
  const bool from = !any && (v.key(i, "mn") || v.key(i, "wmn"));
  if (from) {
    skip = v.key(i, "wmn") ? 1 : 0;
    at = i + 1;
    any = true;
  }
  const Lead lead = read_lead(v, at, false, true);
  if (!any) skip = lead.skip;
  any = any || lead.any;
  at = lead.next;
  bool unit_word = false;
  bool two = false;
  for (const TimeWord w : {TimeWord::unit_one, TimeWord::unit_two, TimeWord::unit_many}) {
    const PhraseHit* unit = v.hit(at, w, any);
    if (!unit || unit->value != static_cast<double>(TimeUnit::year)) continue;
    // "the years 1926 and 1927", but a number behind "years" alone may count something else.
    if (w == TimeWord::unit_many &&
        (!v.inside(unit->last, i) || !v.year_digits(unit->last, 1900))) {
      continue;
    }
    if (!any) skip = unit->skip;
    unit_word = true;
    two = w == TimeWord::unit_two;
    at = skip_year_kind(v, unit->last, i);
    break;
  }
  if (!v.inside(at, i)) return std::nullopt;
  if (const auto old = unit_word && !c.note() ? early_year(v, at) : std::nullopt) {
    return old_year(v, i, skip, at, *old);
  }
  const int earliest = unit_word || (at == i && opens_line(v, at)) ? 1000 : 1900;
  std::optional<int> year = v.year_digits(at, earliest);
  uint32_t last = at + 1;
  bool words = false;
  int upper = 0;
  if (!year && (unit_word || c.note())) {
    const auto n = v.number(at);
    // Without a word for the year a number in words is one in notes, and only a long one.
    const bool fits =
        n && !n->ordinal &&
        (unit_word ? n->is_int(c.note() ? 100 : 1300, 2099) && (c.note() || !n->digits)
                   : !n->digits && n->is_int(1300, 2099) && n->last > at + 2);
    if (fits) {
      year = n->as_int();
      last = n->last;
      words = !unit_word;
      upper = n->upper;
    }
  }
  if (!year) return std::nullopt;
  bool hijri = false;
  last = read_era(v, last, i, hijri);
  hijri = hijri || (unit_word && last == at + 1 && c.is_current_hijri(*year));
  // A range: between A and B, from A to B, A-B.
  const bool to = v.key(last, "Aly") || v.key(last, "Hty");
  const bool link =
      (between && v.key(last, "w")) || to || v.punct(last, kDash) || v.punct(last, kSlash);
  uint32_t high_at = last + 1;
  if (const PhraseHit* unit = v.hit(high_at, TimeWord::unit_one, true);
      to && unit && unit->value == static_cast<double>(TimeUnit::year)) {
    high_at = unit->last;
  }
  if (upper > *year && upper <= 2099 && (!v.inside(last, i) || !v.counted_noun(last))) {
    TimeMatch m = start_match(i, skip, last);
    m.value = std::to_string(*year) + "/" + std::to_string(upper);
    m.date = {upper, 0, 0};
    return m;
  }
  const auto high = v.year_digits(high_at, *year + 1);
  // "the two years 2014 and 2015" are one stretch.
  const bool both = two && v.key(last, "w") && high == *year + 1;
  if ((link || both) && high && v.inside(high_at, i) && !v.counted_noun(high_at + 1) && !hijri) {
    TimeMatch m = start_match(i, skip, high_at + 1);
    bool ignored = false;
    m.last = read_era(v, m.last, i, ignored);
    m.value = std::to_string(*year) + "/" + std::to_string(*high);
    if (!unit_word) m.rule = c.year_rule;
    m.date = {*high, 0, 0};
    return m;
  }
  if (between || from) return std::nullopt;
  if (words) {
    const bool noun = v.inside(last, i) && v.token(last).kind == TokenKind::word;
    if (noun || at == 0 || !v.hit_before(at, TimeWord::in)) return std::nullopt;
  } else if (!unit_word && !bare_year_stands(v, at)) {
    return std::nullopt;
  }
  TimeMatch m = start_match(i, skip, last);
  if (hijri) {
    if (!put_date(m, c, true, {*year, 0, 0}, 0)) return std::nullopt;
    return m;
  }
  m.date = {*year, 0, 0};
  m.value = format(m.date);
  if (!unit_word) m.rule = c.year_rule;
  return m;
}

}  // namespace isnad
