#include <algorithm>
#include <array>
#include <cmath>

#include "time/view.h"

// Counted units: durations (for ten years) and days counted from another (three days ago).

namespace isnad {

namespace {

// Units of an amount in the order in which TIMEX3 writes them.
enum Slot : uint8_t { kYears, kMonths, kWeeks, kDays, kHours, kMinutes, kSeconds, kSlots };

Slot slot_of(TimeUnit unit) {
  constexpr Slot kSlot[] = {kSeconds, kMinutes, kHours, kDays,  kDays,
                            kWeeks,   kMonths,  kYears, kYears, kYears};
  return kSlot[static_cast<size_t>(unit)];
}

struct Count {
  uint32_t last = 0;
  double value = 0;  // negative: not said how many
  TimeUnit unit = TimeUnit::day;
  uint8_t skip = 0;
  bool bare_plural = false;
  bool bare_one = false;
  bool conj = false;                    // begins with "and"
  bool few = false;                     // "a few": value is a guess
  std::array<double, kSlots> amount{};  // of all units of a compound ("a year and two months")
  int units = 1;
};

TimeUnit unit_of(const PhraseHit& h) { return static_cast<TimeUnit>(static_cast<int>(h.value)); }

// "and a half".
void read_half(const TimeView& v, uint32_t of, Count& count) {
  const PhraseHit* half = v.hit(count.last, TimeWord::and_half);
  if (!half || !half->conj || half->prep || !v.inside(count.last, of)) return;
  count.value += half->value / 60;
  count.last = half->last;
  const PhraseHit* again = v.hit(count.last, TimeWord::unit_one, true);
  if (again && again->definite && unit_of(*again) == count.unit) count.last = again->last;
}

// "half an hour", "a quarter of an hour".
std::optional<Count> read_fraction(const TimeView& v, uint32_t i, bool bare) {
  const PhraseHit* part = v.hit(i, TimeWord::and_half, bare);
  if (!part || part->conj || part->definite || v.token(i).key.starts_with("Al"))
    return std::nullopt;
  const PhraseHit* unit =
      v.inside(part->last, i) ? v.hit(part->last, TimeWord::unit_one, true) : nullptr;
  if (!unit || unit_of(*unit) >= TimeUnit::quarter) return std::nullopt;
  if (unit->definite && unit_of(*unit) > TimeUnit::hour) return std::nullopt;
  if (v.inside(unit->last, i) && v.year_digits(unit->last, 1000)) return std::nullopt;
  Count out;
  out.value = part->value / 60;
  out.unit = unit_of(*unit);
  out.last = unit->last;
  out.skip = part->skip;
  return out;
}

// A counted unit at `i`. `bare` as in TimeView::hit.
std::optional<Count> read_one_count(const TimeView& v, uint32_t i, bool bare, bool note) {
  Count out;
  if (auto fraction = read_fraction(v, i, bare)) return fraction;
  const bool open = v.punct(i, kOpen);
  const auto n = v.number(open ? i + 1 : i);
  // "One" follows its noun: in "one (wahida) year (am) 1979" it ends what was before.
  const bool one_before = n && !n->digits && n->value == 1 && !note;
  const bool vague = !note && v.hit(i, TimeWord::several) != nullptr;
  if (n && !n->ordinal && !one_before && !vague && !(bare && n->skip != 0)) {
    uint32_t at = n->last;
    if (open && !v.punct(at, kClose)) return std::nullopt;
    if (open || v.punct(at, kClose)) {
      if (!open) return std::nullopt;
      ++at;
    }
    if (!v.inside(at, i)) return std::nullopt;
    const PhraseHit* unit = v.hit(at, TimeWord::unit_one, true);
    if (!unit) unit = v.hit(at, TimeWord::unit_many, true);
    const bool definite = unit && unit->definite;
    // "the last 3 of the decades" as notes write it.
    const bool many = unit && unit->kind == static_cast<uint32_t>(TimeWord::unit_many);
    if (unit && (!definite || (note && many)) && unit_of(*unit) < TimeUnit::quarter) {
      out.value = n->value;
      out.unit = unit_of(*unit);
      out.last = unit->last;
      out.skip = n->skip;
      out.conj = n->conj;
      read_half(v, i, out);
      return out;
    }
  }
  // "several days": nobody says how many; a note's "a few" is a number of data/numbers.
  if (const PhraseHit* several = v.hit(i, TimeWord::several, bare);
      several && !several->definite && v.inside(several->last, i)) {
    const PhraseHit* unit = v.hit(several->last, TimeWord::unit_many, true);
    if (unit && !unit->definite && unit_of(*unit) < TimeUnit::quarter && !(note && n)) {
      out.unit = unit_of(*unit);
      out.last = unit->last;
      out.skip = several->skip;
      out.conj = several->conj;
      out.value = -1;
      out.bare_plural = true;
      return out;
    }
  }
  const PhraseHit* two = v.hit(i, TimeWord::unit_two, bare);
  // A dual without its nun waits for names ("the months of July and August") or is an adjective
  // ("monthly"): no amount.
  if (two && !v.token(two->last - 1).key.ends_with('n')) two = nullptr;
  if (two && !two->definite && unit_of(*two) < TimeUnit::quarter) {
    out.value = 2;
    out.unit = unit_of(*two);
    out.last = two->last;
    out.skip = two->skip;
    out.conj = two->conj;
    // "the years 2020 and 2021", "the months of Rajab and Shaaban": names, not a count.
    if (v.year_digits(out.last, 1900) || v.hit(out.last, TimeWord::month, true)) {
      return std::nullopt;
    }
    read_half(v, i, out);
    return out;
  }
  const PhraseHit* many = v.hit(i, TimeWord::unit_many, bare);
  const PhraseHit* one = v.hit(i, TimeWord::unit_one, bare);
  const PhraseHit* unit = one ? one : many;
  if (!unit || unit->definite || unit_of(*unit) >= TimeUnit::quarter) return std::nullopt;
  out.unit = unit_of(*unit);
  out.last = unit->last;
  out.skip = unit->skip;
  out.conj = unit->conj;
  out.value = one ? 1 : -1;
  out.bare_plural = !one;
  const auto single = v.number(out.last);
  if (one && single && !single->digits && !single->ordinal && single->value == 1 &&
      v.inside(out.last, i)) {
    out.last = single->last;
    return out;
  }
  if (const PhraseHit* whole = v.hit(out.last, TimeWord::whole, true);
      one && whole && !whole->definite && v.inside(out.last, i)) {
    out.last = whole->last;
    return out;
  }
  out.bare_one = one != nullptr;
  if (out.bare_one) read_half(v, i, out);
  return out;
}

void add_to(std::array<double, kSlots>& amount, const Count& count) {
  double value = count.value;
  if (count.unit == TimeUnit::decade) value *= 10;
  if (count.unit == TimeUnit::century) value = std::floor(value * 100);  // a third of it: 33 years
  amount[slot_of(count.unit)] += value;
}

// A counted unit or several of different size: "a year and two months and three days".
std::optional<Count> read_count(const TimeView& v, uint32_t i, bool bare, bool note) {
  auto count = read_one_count(v, i, bare, note);
  if (!count || count->value < 0) return count;
  add_to(count->amount, *count);
  if (count->bare_one && v.year_digits(count->last, 1000)) return count;
  if (i > 0 && v.hit_before(i, TimeWord::between)) return count;  // two ends of a range
  for (uint32_t at = count->last; v.inside(at, i); at = count->last) {
    const bool word = v.key(at, "w");
    const bool comma = note && v.punct(at, kComma);
    if (word || comma) ++at;
    if (!v.inside(at, i)) break;
    const auto next = read_one_count(v, at, word || comma, note);
    const bool joined = next && (word || comma || next->conj || (note && !next->bare_one));
    if (!joined || next->value < 0 || count->amount[slot_of(next->unit)] != 0) break;
    if (!word && !comma && next->conj != (next->skip == 1)) break;
    if (next->unit == TimeUnit::night || next->unit >= TimeUnit::decade) break;
    if (v.year_digits(next->last, 1000) || v.hit(next->last, TimeWord::month, true)) break;
    add_to(count->amount, *next);
    count->last = next->last;
    ++count->units;
    count->bare_one = false;
  }
  return count;
}

std::string number_text(double value) {
  if (value == std::floor(value)) return std::to_string(static_cast<long long>(value));
  std::string s = std::to_string(value);
  while (s.back() == '0') s.pop_back();
  return s;
}

std::string duration_value(const Count& count) {
  static constexpr char kLetters[] = {'Y', 'M', 'W', 'D', 'H', 'M', 'S'};
  if (count.value < 0) {
    const Slot slot = slot_of(count.unit);
    return std::string(slot >= kHours ? "PTX" : "PX") + kLetters[slot];
  }
  std::string out = "P";
  bool clock = false;
  for (size_t slot = 0; slot < kSlots; ++slot) {
    if (count.amount[slot] == 0) continue;
    if (slot >= kHours && !clock) out += 'T';
    clock = clock || slot >= kHours;
    out += number_text(count.amount[slot]) + kLetters[slot];
  }
  return out;
}

constexpr double kMaxYears = 9999;  // amounts that leave the calendar are counted no further

// The moment `sign` times the amount away from today; none if today is not known.
Moment counted_from(const TimeContext& c, const Date& base, const Count& count, int sign) {
  const auto& n = count.amount;
  const double months = n[kYears] * 12 + n[kMonths];
  const double days = n[kWeeks] * 7 + n[kDays];
  const double seconds = n[kHours] * 3600 + n[kMinutes] * 60 + n[kSeconds];
  const bool bounded =
      months <= kMaxYears * 12 && days <= kMaxYears * 366 && seconds <= kMaxYears * 366 * 86400;
  if (!base.full() || count.value < 0 || !bounded) return {};
  const int whole = sign * static_cast<int>(std::floor(months));
  if (base.year * 12 + whole < 12 || base.year * 12 + whole > 12 * kMaxYears) return {};
  Moment m = {plus_months(base, whole), seconds > 0 ? std::max(c.now, 0) : -1};
  const bool clock = m.seconds >= 0;
  m = shifted(m, sign * static_cast<int64_t>(days * 86400 + seconds));
  if (m.date.year < 1 || m.date.year > kMaxYears) return {};
  if (!clock) m.seconds = -1;
  return m;
}

// The date `sign` times the count away from `base`; open (XXXX) if it cannot be told.
void put_distance(TimeMatch& m, const TimeContext& c, const Date& base, const Count& count,
                  int sign) {
  const int n = sign * static_cast<int>(std::min(count.value, kMaxYears));
  m.relation = true;
  m.counted = counted_from(c, base, count, sign);
  if (count.units > 1 && m.counted.any()) {
    m.date = m.counted.date;
    m.value = format(m.counted);
    if (m.counted.seconds >= 0) m.type = TimeType::time;
    return;
  }
  switch (count.unit) {
    case TimeUnit::second:
    case TimeUnit::minute:
    case TimeUnit::hour:
      if (c.note() && m.counted.any()) {
        m.date = m.counted.date;
        m.value = format(m.counted);
        m.type = TimeType::time;
      } else if (base.full() && std::abs(n) < 24) {
        m.date = base;
        m.value = format(base);
      } else {
        m.value = "XXXX-XX-XX";
      }
      return;
    case TimeUnit::day:
    case TimeUnit::night:
      if (m.counted.any()) m.date = m.counted.date;
      m.value = m.date.year ? format(m.date) : "XXXX-XX-XX";
      return;
    case TimeUnit::week:
      m.value = m.counted.any() ? format_week(days_of(m.counted.date)) : "XXXX-WXX";
      return;
    case TimeUnit::month:
      if (base.year && base.month) m.date = add_months(base, n);
      if (m.date.year < 1) m.date = {};
      m.value = m.date.year ? format(m.date) : "XXXX-XX";
      return;
    default: {
      const int years = count.unit == TimeUnit::decade    ? 10 * n
                        : count.unit == TimeUnit::century ? 100 * n
                                                          : n;
      if (base.year && base.year + years > 0) m.date = {base.year + years, 0, 0};
      m.value = format(m.date);
      return;
    }
  }
}

bool reaches(const Date& base, TimeUnit unit) {
  if (unit < TimeUnit::month) return base.full();
  if (unit == TimeUnit::month) return base.year && base.month;
  return base.year != 0;
}

// The age of a person: in brackets or beside a word for age.
bool is_age(const TimeView& v, uint32_t i, const Count& count) {
  if (count.unit != TimeUnit::year) return false;
  if (v.inside(count.last, i) &&
      (v.punct(count.last, kClose) || v.hit(count.last, TimeWord::of_life, true))) {
    return true;
  }
  if (i > 0 && v.punct(i - 1, kOpen)) return true;
  for (uint32_t back = 1; back <= 2 && back <= i && v.inside(i - back, i); ++back) {
    if (v.hit(i - back, TimeWord::age)) return true;
  }
  return false;
}

// First and last day of `count` units before or after today; calendar decades and centuries.
void put_anchored(TimeMatch& m, const TimeContext& c, const Count& count, Modifier modifier) {
  if (!c.today.full() || count.value <= 0 || count.units > 1) return;
  const bool past = modifier == Modifier::last;
  if (!past && modifier != Modifier::next) return;
  const auto& n = count.amount;
  if (count.unit == TimeUnit::decade || count.unit == TimeUnit::century) {
    const int length = count.unit == TimeUnit::decade ? 10 : 100;
    const int here = c.today.year / length;
    const int many = static_cast<int>(std::min(count.value, 90.0));
    const int first = (past ? here - many : here + 1) * length;
    if (first < 1) return;
    m.from = {{first, 1, 1}, -1};
    m.to = {{first + many * length - 1, 12, 31}, -1};
    return;
  }
  if (n[kHours] + n[kMinutes] + n[kSeconds] > 0) {
    const Moment now = {c.today, std::max(c.now, 0)};
    const Moment other = counted_from(c, c.today, count, past ? -1 : 1);
    if (!other.any()) return;
    m.from = past ? other : now;
    m.to = past ? now : other;
    return;
  }
  const Date start = past ? c.today : date_of(days_of(c.today) + 1);
  const Moment other = counted_from(c, start, count, past ? -1 : 1);
  if (!other.any()) return;
  m.from = {past ? other.date : start, -1};
  m.to = {date_of(days_of(past ? start : other.date) - 1), -1};
}

// "throughout the day", "all the week": the length of the named unit.
Match match_throughout(const TimeView& v, uint32_t i) {
  const PhraseHit* all = v.hit(i, TimeWord::throughout);
  if (!all || !v.inside(all->last, i)) return std::nullopt;
  const PhraseHit* unit = v.hit(all->last, TimeWord::unit_one, true);
  if (!unit || !unit->definite || unit_of(*unit) >= TimeUnit::quarter) return std::nullopt;
  if (v.inside(unit->last, i)) {
    // "throughout the last year", "the nineteenth century", "the school year": not any year.
    const auto rank = v.number(unit->last);
    const bool described = v.token(unit->last).key.starts_with("Al") && v.adjective(unit->last);
    if (described || (rank && rank->ordinal)) return std::nullopt;
    if (read_modifier(v, unit->last).modifier != Modifier::none) return std::nullopt;
  }
  Count count;
  count.value = 1;
  count.unit = unit_of(*unit);
  add_to(count.amount, count);
  TimeMatch m = start_match(all->last, 0, unit->last);
  m.type = TimeType::duration;
  m.value = duration_value(count);
  return m;
}

// "for the third day", "for the second year in a row": how long it has lasted.
Match match_nth(const TimeView& v, uint32_t i) {
  const PhraseHit* unit = v.hit(i, TimeWord::unit_one);
  if (!unit || !unit->definite || !unit->prep || unit->last != i + 1) return std::nullopt;
  const TimeUnit kind = unit_of(*unit);
  if (kind < TimeUnit::day || kind > TimeUnit::year) return std::nullopt;
  const std::string_view key = v.token(i).key;
  const bool to_it = key.starts_with("ll") || key.starts_with("wll") || key.starts_with("fll");
  const auto rank = to_it && v.inside(unit->last, i) ? v.number(unit->last) : std::nullopt;
  if (!rank || !rank->ordinal || rank->digits || rank->skip != 0 || !rank->is_int(2, 1000)) {
    return std::nullopt;
  }
  // "for the second day of the month" is a date.
  if (v.key(rank->last, "mn") && v.inside(rank->last, i)) return std::nullopt;
  Count count;
  count.value = rank->value;
  count.unit = kind;
  add_to(count.amount, count);
  // The preposition is written into the article.
  TimeMatch m = start_match(i, unit->conj ? 1 : 0, rank->last);
  m.type = TimeType::duration;
  m.value = duration_value(count);
  return m;
}

// "about the year 421".
bool early_year_behind(const TimeView& v, const Count& count) {
  const auto n = v.number(count.last);
  return count.unit == TimeUnit::year && n && n->digits && n->is_int(1, 999);
}

// "a week" as the accusative of an amount ("gave them a week"), without a number before it.
bool lone_amount(const TimeView& v, uint32_t i, const Count& count) {
  if (!count.bare_one || count.skip != 0 || count.last != i + 1) return false;
  if ((count.unit == TimeUnit::week || count.unit == TimeUnit::month) &&
      v.token(i).key.ends_with('A')) {
    return i == 0 || !v.inside(i - 1, i) || v.token(i - 1).kind != TokenKind::number;
  }
  return false;
}

// What an amount before or after is counted from is told behind it ("hours before the deadline",
// "two days before the visit"), but not in "a year before today".
bool has_point(const TimeView& v, uint32_t last, uint32_t of, bool ago) {
  if (!v.inside(last + 1, of) || (!v.key(last, "mn") && !v.key(last, "Ely"))) return false;
  if (v.hit(last + 1, TimeWord::no_point, true)) return false;
  return !(ago && v.hit(last + 1, TimeWord::day, true));
}

// "from now" behind an amount.
const PhraseHit* from_now(const TimeView& v, uint32_t at, uint32_t of) {
  if (!v.key(at, "mn") || !v.inside(at + 1, of)) return nullptr;
  const PhraseHit* now = v.hit(at + 1, TimeWord::ref, true);
  return now && now->value == 0 ? now : nullptr;
}

}  // namespace

Match match_duration(const TimeView& v, const TimeContext& c, uint32_t i) {
  if (Match m = match_throughout(v, i)) return m;
  if (Match m = match_nth(v, i)) return m;
  const PhraseHit* ago = v.hit(i, TimeWord::ago);
  const PhraseHit* later = v.hit(i, TimeWord::later);
  const PhraseHit* since = v.hit(i, TimeWord::since);
  const PhraseHit* lasting = v.hit(i, TimeWord::for_);
  if (!lasting) lasting = v.hit(i, TimeWord::throughout);
  const PhraseHit* last_n = v.hit(i, TimeWord::last_n);
  const PhraseHit* lead = ago ? ago : later ? later : since ? since : lasting ? lasting : last_n;
  uint32_t at = lead ? lead->last : i;
  if (!v.inside(at, i)) return std::nullopt;
  bool bare = lead != nullptr;
  uint32_t bound_at = at;
  uint8_t bound_skip = 0;
  TimeMod mod = TimeMod::none;
  const PhraseHit* bound = v.hit(at, TimeWord::bound, false);
  if (bound) {
    bound_skip = bound->skip;
    at = bound->last;
    bare = true;
    mod = static_cast<TimeMod>(static_cast<int>(bound->value));
    if (!v.inside(at, i)) return std::nullopt;
  }
  const auto count = read_count(v, at, bare, c.note());
  if (!count) return std::nullopt;
  const bool several = count->bare_plural;
  const uint32_t last = count->last;
  const bool before_day = v.inside(last, i) && (v.hit(last, TimeWord::weekday, true) ||
                                                v.hit(last, TimeWord::day, true));
  if (lead && count->bare_one && before_day) return std::nullopt;
  // "before the day 25 July", "until the month of July": the date is what is meant.
  const bool before_date =
      v.inside(last, i) && (v.hit(last, TimeWord::month, true) || v.year_digits(last, 1000) ||
                            early_year_behind(v, *count) || match_numeric_date(v, c, last) ||
                            (v.number(last) && match_month_date(v, c, last)));
  if ((lead || bound) && count->bare_one && before_date) return std::nullopt;
  const PhraseHit* now = v.inside(last, i) ? from_now(v, last, i) : nullptr;
  if ((ago || later) && !several) {
    TimeMatch m = start_match(i, lead->skip, last);
    m.mod = mod;
    if (now) {  // "three days from now", "a century before now"
      m.last = now->last;
      put_distance(m, c, c.today, *count, ago ? -1 : 1);
      return m;
    }
    const bool of = v.key(last, "mn");
    const Date base = ago || (c.note() && !c.last) ? c.today : c.last.value_or(Date{});
    // "two months before the conference" hangs on the conference, "before today" on the anchor.
    const bool other = has_point(v, last, i, ago != nullptr);
    if (other || (later && (of || !reaches(base, count->unit)))) {
      m.type = TimeType::duration;
      m.value = duration_value(*count);
      return m;
    }
    put_distance(m, c, base, *count, ago ? -1 : 1);
    return m;
  }
  // "During the years of the war": named, not counted.
  if (several && !ago && count->last == at + 1 && v.inside(last, i) && !v.adjective(last) &&
      v.token(last).key.starts_with("Al") && v.token(last).key.size() > 3) {
    return std::nullopt;
  }
  if (ago && several) {
    TimeMatch m = start_match(i, lead->skip, last);
    m.value = "PAST_REF";
    if (has_point(v, last, i, true)) {
      m.type = TimeType::duration;
      m.value = duration_value(*count);
    }
    return m;
  }
  const ModifierHit modifier = v.inside(last, i) ? read_modifier(v, last) : ModifierHit{};
  const bool anchored =
      modifier.modifier != Modifier::none && !modifier.weak && !several && !count->bare_one;
  const bool recent = last_n && last_n == lead && !several && !count->bare_one;
  if (last_n && last_n == lead && !recent) return std::nullopt;
  const bool alone = lone_amount(v, i, *count) || (bound && count->bare_one);
  if (!lead && (several || count->bare_one) && !(now && !several) && !alone) return std::nullopt;
  if (lead && !since && !later && count->bare_one && v.year_digits(last, 1000)) {
    return std::nullopt;
  }
  if (count->bare_one && (v.year_digits(last, 1000) || v.hit(last, TimeWord::month, true))) {
    return std::nullopt;
  }
  const uint32_t first = recent ? i : bound ? bound_at : at;
  TimeMatch m = start_match(first, recent ? lead->skip : bound ? bound_skip : count->skip, last);
  m.type = TimeType::duration;
  m.mod = mod;
  if (!lead && is_age(v, first, *count)) return m;  // swallowed
  if (now && !since) {
    // Whether "two days from now" looks back or ahead is the verb's to say.
    m.type = TimeType::date;
    m.last = now->last;
    put_distance(m, c, c.today, *count, v.past_near(first) ? -1 : 1);
    return m;
  }
  m.value = duration_value(*count);
  if (since) {
    m.counted = counted_from(c, c.today, *count, -1);
    if (now) m.last = now->last;
  }
  if (anchored || recent) {
    if (anchored) m.last = modifier.last;
    put_anchored(m, c, *count, recent ? Modifier::last : modifier.modifier);
  }
  return m;
}

Match anchored_duration(const TimeContext& c, const TimeMatch& start, TimeUnit unit, double value,
                        Modifier modifier) {
  Count count;
  count.value = value;
  count.unit = unit;
  add_to(count.amount, count);
  TimeMatch m = start;
  m.type = TimeType::duration;
  m.value = duration_value(count);
  put_anchored(m, c, count, modifier);
  return m;
}

Match match_set(const TimeView& v, const TimeContext& c, uint32_t i) {
  const struct {
    TimeWord word;
    std::string_view value;
  } adverbs[] = {{TimeWord::set_d, "P1D"},
                 {TimeWord::set_w, "P1W"},
                 {TimeWord::set_m, "P1M"},
                 {TimeWord::set_y, "P1Y"}};
  for (const auto& adverb : adverbs) {
    if (const PhraseHit* h = v.hit(i, adverb.word, true)) {
      TimeMatch m = start_match(i, h->skip, h->last);
      m.type = TimeType::set;
      m.value = adverb.value;
      return m;
    }
  }
  const PhraseHit* every = v.hit(i, TimeWord::every);
  if (!every || !v.inside(every->last, i)) return std::nullopt;
  TimeMatch m = start_match(i, every->skip, 0);
  m.type = TimeType::set;
  uint32_t at = every->last;
  if (const PhraseHit* h = v.hit(at, TimeWord::dayname, true); h && !h->definite) {
    if (v.hit(h->last, TimeWord::weekday, true)) at = h->last;
  }
  const PhraseHit* weekday = v.hit(at, TimeWord::weekday, true);
  // "every Monday" without the article: "every day Monday".
  const PhraseHit* plain = v.hit(at, TimeWord::weekday_plain, true);
  const PhraseHit* day = v.hit(at, TimeWord::dayname, true);
  if (!plain && day && v.inside(day->last, at)) {
    plain = v.hit(day->last, TimeWord::weekday_plain, true);
  }
  if (weekday || plain) {
    const PhraseHit* h = weekday ? weekday : plain;
    m.last = h->last;
    m.value = "XXXX-WXX-" + std::to_string(static_cast<int>(h->value));
    return m;
  }
  const auto count = read_count(v, at, true, c.note());
  if (!count || count->value < 0) return std::nullopt;
  m.last = count->last;
  m.value = duration_value(*count);
  return m;
}

}  // namespace isnad
