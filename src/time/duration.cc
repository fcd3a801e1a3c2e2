#include <cmath>

#include "time/view.h"

// Counted units: durations (for ten years) and days counted from another (three days ago).

namespace isnad {

namespace {

struct Count {
  uint32_t last = 0;
  double value = 0;  // negative: not said how many
  TimeUnit unit = TimeUnit::day;
  uint8_t skip = 0;
  bool bare_plural = false;
  bool bare_one = false;
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

// A counted unit at `i`. `bare` as in TimeView::hit.
std::optional<Count> read_count(const TimeView& v, uint32_t i, bool bare) {
  Count out;
  const bool open = v.punct(i, kOpen);
  const auto n = v.number(open ? i + 1 : i);
  if (n && !n->ordinal && !(bare && n->skip != 0)) {
    uint32_t at = n->last;
    if (open && !v.punct(at, kClose)) return std::nullopt;
    if (open || v.punct(at, kClose)) {
      if (!open) return std::nullopt;
      ++at;
    }
    if (!v.inside(at, i)) return std::nullopt;
    const PhraseHit* unit = v.hit(at, TimeWord::unit_one, true);
    if (!unit) unit = v.hit(at, TimeWord::unit_many, true);
    if (unit && !unit->definite && unit_of(*unit) < TimeUnit::quarter) {
      out.value = n->value;
      out.unit = unit_of(*unit);
      out.last = unit->last;
      out.skip = n->skip;
      read_half(v, i, out);
      return out;
    }
  }
  const PhraseHit* two = v.hit(i, TimeWord::unit_two, bare);
  if (two && !two->definite && unit_of(*two) < TimeUnit::quarter) {
    out.value = 2;
    out.unit = unit_of(*two);
    out.last = two->last;
    out.skip = two->skip;
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
  out.value = one ? 1 : -1;
  out.bare_plural = !one;
  const auto single = v.number(out.last);
  if (one && single && !single->digits && !single->ordinal && single->value == 1 &&
      v.inside(out.last, i)) {
    out.last = single->last;
    return out;
  }
  out.bare_one = one != nullptr;
  if (out.bare_one) read_half(v, i, out);
  return out;
}

std::string amount(double value) {
  if (value == std::floor(value)) return std::to_string(static_cast<long long>(value));
  std::string s = std::to_string(value);
  while (s.back() == '0') s.pop_back();
  return s;
}

std::string duration_value(const Count& count) {
  static constexpr std::string_view kLetters[] = {"S", "M", "H", "D", "D", "W", "M", "Y", "Y", "Y"};
  const auto index = static_cast<size_t>(count.unit);
  double value = count.value;
  if (count.unit == TimeUnit::decade) value *= 10;
  if (count.unit == TimeUnit::century) value *= 100;
  const std::string prefix = count.unit <= TimeUnit::hour ? "PT" : "P";
  return prefix + (count.value < 0 ? "X" : amount(value)) + std::string(kLetters[index]);
}

// The date `sign` times the count away from `base`; empty value if it cannot be told.
void put_distance(TimeMatch& m, const Date& base, const Count& count, int sign) {
  const int n = sign * static_cast<int>(count.value);
  switch (count.unit) {
    case TimeUnit::second:
    case TimeUnit::minute:
    case TimeUnit::hour:
      if (base.full() && std::abs(n) < 24) {
        m.date = base;
        m.value = format(base);
      } else {
        m.value = "XXXX-XX-XX";
      }
      return;
    case TimeUnit::day:
    case TimeUnit::night:
      if (base.full()) m.date = date_of(days_of(base) + n);
      m.value = base.full() ? format(m.date) : "XXXX-XX-XX";
      return;
    case TimeUnit::week:
      if (base.full()) {
        m.value = format_week(days_of(base) + 7 * n);
      } else {
        m.value = "XXXX-WXX";
      }
      return;
    case TimeUnit::month:
      if (base.year && base.month) m.date = add_months(base, n);
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

}  // namespace

Match match_duration(const TimeView& v, const TimeContext& c, uint32_t i) {
  const PhraseHit* ago = v.hit(i, TimeWord::ago);
  const PhraseHit* later = v.hit(i, TimeWord::later);
  const PhraseHit* since = v.hit(i, TimeWord::since);
  const PhraseHit* lead = ago ? ago : later ? later : since ? since : v.hit(i, TimeWord::for_);
  uint32_t at = lead ? lead->last : i;
  if (!v.inside(at, i)) return std::nullopt;
  bool bare = lead != nullptr;
  uint32_t bound_at = at;
  uint8_t bound_skip = 0;
  const PhraseHit* bound = v.hit(at, TimeWord::bound, false);
  if (bound) {
    bound_skip = bound->skip;
    at = bound->last;
    bare = true;
    if (!v.inside(at, i)) return std::nullopt;
  }
  const auto count = read_count(v, at, bare);
  if (!count) return std::nullopt;
  const bool several = count->bare_plural;
  const uint32_t last = count->last;
  const bool before_day = v.inside(last, i) && (v.hit(last, TimeWord::weekday, true) ||
                                                v.hit(last, TimeWord::day, true));
  if (lead && count->bare_one && before_day) return std::nullopt;
  if ((ago || later) && !several) {
    TimeMatch m = start_match(i, lead->skip, last);
    const bool of = v.key(last, "mn");
    if (const PhraseHit* now = v.hit(last + 1, TimeWord::ref, true);
        later && of && now && now->value == 0) {  // "three days from now"
      m.last = now->last;
      put_distance(m, c.today, *count, 1);
      return m;
    }
    const Date base = ago ? c.today : c.last.value_or(Date{});
    if (later && (of || !reaches(base, count->unit))) {
      m.type = TimeType::duration;
      m.value = duration_value(*count);
      return m;
    }
    put_distance(m, base, *count, ago ? -1 : 1);
    return m;
  }
  if (ago && several) {
    TimeMatch m = start_match(i, lead->skip, last);
    m.value = "PAST_REF";
    return m;
  }
  if (!lead && (several || count->bare_one)) return std::nullopt;
  if (lead && !since && !later && count->bare_one && v.year_digits(last, 1000)) {
    return std::nullopt;
  }
  if (count->bare_one && (v.year_digits(last, 1000) || v.hit(last, TimeWord::month, true))) {
    return std::nullopt;
  }
  const uint32_t first = bound ? bound_at : at;
  TimeMatch m = start_match(first, bound ? bound_skip : count->skip, last);
  m.type = TimeType::duration;
  if (!lead && is_age(v, first, *count)) return m;  // swallowed
  m.value = duration_value(*count);
  return m;
}

Match match_set(const TimeView& v, const TimeContext&, uint32_t i) {
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
  if (const PhraseHit* h = v.hit(at, TimeWord::weekday, true)) {
    m.last = h->last;
    m.value = "XXXX-WXX-" + std::to_string(static_cast<int>(h->value));
    return m;
  }
  const auto count = read_count(v, at, true);
  if (!count || count->value < 0) return std::nullopt;
  m.last = count->last;
  m.value = duration_value(*count);
  return m;
}

}  // namespace isnad
