#include "time/view.h"

// Times of day: "8:30", "half past three in the afternoon", "between 5 and 6", and parts of the
// day.

namespace isnad {

namespace {

constexpr int32_t kMinute = 60;
constexpr int32_t kHour = 3600;
constexpr int kNoonHour = 12;
constexpr int kLastHourOfNight = 4;       // "three at night" is 03:00, "eight at night" 20:00
constexpr int kFirstHourBeforeNoon = 10;  // "eleven at noon" is 11:00, "one at noon" 13:00

// A number as an hour, with how it was written.
struct Hour {
  uint32_t last = 0;
  Clock clock;
  uint8_t skip = 0;
  bool ordinal = false;  // "the eighth": without a noun it is an hour
  bool figures = false;  // H:MM
  bool bare = false;     // a lone number: needs a word that makes it an hour
};

bool close(const TimeView& v, uint32_t k) {
  return v.token(k).span.begin == v.token(k - 1).span.end;
}

// ":MM" at `at`: the minutes or seconds, -1 if none.
int two_figures(const TimeView& v, uint32_t at, char separator = kColon) {
  if (!v.punct(at, separator)) return -1;
  const auto n = v.number(at + 1);
  if (!n || !n->digits || !n->is_int(0, 59) || v.token(at + 1).key.size() != 2) return -1;
  return close(v, at + 1) ? n->as_int() : -1;
}

// H:MM or H:MM:SS in figures at `i`; `told`: a word says that it is a time, and H,MM will do.
std::optional<Hour> read_figures(const TimeView& v, uint32_t i, bool told) {
  const auto h = v.number(i);
  if (!h || !h->digits || !h->is_int(0, 24) || v.token(i).key.size() > 2) return std::nullopt;
  int minute = two_figures(v, i + 1);
  if (minute < 0 && told && close(v, i + 1)) minute = two_figures(v, i + 1, kComma);
  if (minute < 0 || (minute > 0 && h->as_int() == 24)) return std::nullopt;
  Hour out;
  out.clock.seconds = h->as_int() * kHour + minute * kMinute;
  out.clock.parts = 2;
  out.last = i + 3;
  out.figures = true;
  if (const int second = two_figures(v, out.last); second >= 0) {
    out.clock.seconds += second;
    out.clock.parts = 3;
    out.last += 2;
  }
  return out;
}

// "20.30" in one token: hours and minutes, if a word says that it is a time.
std::optional<Hour> read_dotted(const TimeView& v, uint32_t i) {
  if (v.token(i).kind != TokenKind::number) return std::nullopt;
  const std::string_view key = v.token(i).key;
  const size_t stop = key.find(kStop);
  if (stop == 0 || stop > 2 || key.size() != stop + 3) return std::nullopt;
  int values[] = {0, 0};
  for (size_t k = 0; k < key.size(); ++k) {
    if (k == stop) continue;
    if (key[k] < '0' || key[k] > '9') return std::nullopt;
    int& value = values[k > stop];
    value = value * 10 + (key[k] - '0');
  }
  if (values[0] > 23 || values[1] > 59) return std::nullopt;
  Hour out;
  out.clock.seconds = values[0] * kHour + values[1] * kMinute;
  out.clock.parts = 2;
  out.last = i + 1;
  out.bare = true;
  return out;
}

bool feminine(std::string_view key) { return key.ends_with('p'); }

// An hour in a word or a lone number.
std::optional<Hour> read_hour(const TimeView& v, uint32_t i, bool bare, bool note, bool told) {
  if (auto figures = read_figures(v, i, told)) return figures;
  if (auto dotted = read_dotted(v, i)) return dotted;
  const auto n = v.number(i);
  // "eight and forty" before "in the evening" is no 48.
  if (note && n && !n->digits && !n->ordinal && n->is_int(21, 59) && n->as_int() % 10 != 0) {
    Hour out;
    out.clock.seconds = n->as_int() % 10 * kHour + n->as_int() / 10 * 10 * kMinute;
    out.clock.parts = 2;
    out.last = n->last;
    out.skip = n->skip;
    out.bare = true;
    return out;
  }
  if (!n || !n->is_int(0, 24) || (bare && n->skip != 0)) return std::nullopt;
  const std::string_view key = v.token(i).key.substr(n->skip);
  const bool definite = key.starts_with("Al") || key.starts_with("l");
  Hour out;
  out.clock.seconds = n->as_int() * kHour;
  out.clock.parts = 1;
  out.last = n->last;
  out.skip = n->skip;
  out.ordinal = !n->digits && definite && feminine(key) && n->is_int(1, kNoonHour);
  if (!n->digits && !out.ordinal && n->ordinal) return std::nullopt;
  out.bare = !out.ordinal;
  return out;
}

// "and a half", "and 20 minutes", "less a quarter" behind an hour. `unit`: minutes in words need
// the word minute.
void read_minutes(const TimeView& v, uint32_t of, bool unit, Hour& h) {
  for (int round = 0; round < 2 && v.inside(h.last, of); ++round) {
    const bool minus = v.hit(h.last, TimeWord::minus, true) != nullptr;
    uint32_t at = minus ? h.last + 1 : h.last;
    if (!v.inside(at, of)) return;
    const PhraseHit* part = v.hit(at, TimeWord::and_half);
    int minutes = 0;
    if (part && part->conj == !minus && !part->prep) {
      minutes = static_cast<int>(part->value);
      at = part->last;
    } else {
      const bool alone = v.key(at, "w");
      if (alone) ++at;
      const auto n = v.number(at);
      if (!n || n->ordinal || !n->is_int(1, 59) || !v.inside(at, of)) return;
      if (!minus && !alone && !n->conj) return;
      const PhraseHit* word = v.hit(n->last, TimeWord::unit_one, true);
      if (!word) word = v.hit(n->last, TimeWord::unit_many, true);
      const bool named =
          word && static_cast<int>(word->value) == static_cast<int>(TimeUnit::minute);
      const bool half_day =
          v.hit(n->last, TimeWord::am, true) || v.hit(n->last, TimeWord::pm, true);
      if (!named && (n->digits || ((unit || minus) && !half_day))) return;
      minutes = n->as_int();
      at = named ? word->last : n->last;
    }
    h.clock.seconds += (minus ? -minutes : minutes) * kMinute;
    if (h.clock.seconds < 0) h.clock.seconds += 12 * kHour;
    h.clock.parts = 2;
    h.last = at;
  }
}

// "in the morning", "in the evening" behind an hour.
bool read_half_day(const TimeView& v, uint32_t of, bool note, Hour& h) {
  if (!v.inside(h.last, of)) return false;
  const PhraseHit* am = v.hit(h.last, TimeWord::am, true);
  const PhraseHit* word = am ? am : v.hit(h.last, TimeWord::pm, true);
  if (!word && h.figures) {
    word = v.hit(h.last, TimeWord::am_short, true);
    if (!word) word = v.hit(h.last, TimeWord::pm_short, true);
  }
  uint32_t last = word ? word->last : 0;
  auto part = word ? static_cast<int>(word->value) : 0;
  if (!word && note && v.key(h.last, "fy")) {
    word = v.hit(h.last + 1, TimeWord::daypart, true);
    if (!word || !word->definite || !v.inside(h.last + 1, of)) return false;
    last = word->last;
    part = static_cast<int>(word->value);
  }
  if (!word) return false;
  settle_clock(h.clock, part);
  h.last = last;
  return true;
}

// A whole clock time: hour, minutes, half of the day.
std::optional<Hour> read_clock(const TimeView& v, uint32_t i, bool note, bool bare, bool& named,
                               bool& half_day) {
  const PhraseHit* word = v.hit(i, TimeWord::clock, bare);
  named = word != nullptr;
  uint32_t at = word ? word->last : i;
  const PhraseHit* bound = word ? nullptr : v.hit(i, TimeWord::bound, bare);
  if (bound && v.hit(bound->last, TimeWord::clock, true)) return std::nullopt;
  const bool open = word && v.punct(at, kOpen);
  if (open) ++at;
  if (!v.inside(at, i)) return std::nullopt;
  auto h = read_hour(v, at, bare || word, note, named);
  if (!h) return std::nullopt;
  // "the hour 8" but not "the hours eight": a number word wants the article.
  if (word && !h->ordinal && !v.number(at)->digits) return std::nullopt;
  if (word) h->skip = word->skip;
  if (open && v.punct(h->last, kClose)) ++h->last;
  if (!h->figures && !open) read_minutes(v, i, !note, *h);
  half_day = read_half_day(v, i, note, *h);
  if (half_day && !h->figures) read_minutes(v, i, true, *h);
  return h;
}

// 340 or 1140 in figures before "in the morning".
std::optional<Hour> read_military(const TimeView& v, uint32_t i) {
  const std::string_view key = v.token(i).key;
  const auto n = v.number(i);
  if (!n || !n->digits || key.size() < 3 || key.size() > 4 || !n->is_int(100, 2459)) {
    return std::nullopt;
  }
  if (n->as_int() % 100 > 59) return std::nullopt;
  Hour h;
  h.clock.seconds = n->as_int() / 100 * kHour + n->as_int() % 100 * kMinute;
  h.clock.parts = 2;
  h.last = n->last;
  if (!read_half_day(v, i, true, h)) return std::nullopt;
  return h;
}

// "18:05" at the head of a line is when the line was written: an entry of a live page or the mark
// of an agency below its report.
bool is_stamp(const TimeView& v, uint32_t first, const Hour& h) {
  return h.figures && v.text().sentences[v.token(first).sentence].first == first;
}

TimeMatch clock_match(const TimeView& v, const TimeContext& c, uint32_t first, const Hour& h) {
  TimeMatch m = start_match(first, h.skip, h.last);
  m.type = TimeType::time;
  m.clock = h.clock;
  if (c.note()) {
    m.value = format_clock(h.clock.seconds, h.clock.parts);
    return m;
  }
  const Date day = c.told && c.told->full() && !is_stamp(v, first, h) ? *c.told : c.today;
  m.value = (day.full() ? format(day) : "") +
            format_clock(h.clock.seconds, std::max<int>(h.clock.parts, 2));
  return m;
}

// "from 5 to 6 in the evening", "1-3 in the afternoon".
Match match_clock_range(const TimeView& v, const TimeContext& c, uint32_t i) {
  const PhraseHit* between = v.hit(i, TimeWord::between, false);
  const bool from = v.key(i, "mn");
  const uint32_t at = between ? between->last : from ? i + 1 : i;
  if (!v.inside(at, i)) return std::nullopt;
  bool low_named = false;
  bool low_half = false;
  const auto low = read_clock(v, at, c.note(), between || from, low_named, low_half);
  if (!low || !v.inside(low->last, i)) return std::nullopt;
  uint32_t high_at = low->last;
  const bool dash = v.punct(high_at, kDash);
  const bool to = v.hit(high_at, TimeWord::until, true) != nullptr;
  const bool joined = between && v.key(high_at, "w");
  if (dash || to || joined) {
    ++high_at;
  } else if (!between) {
    return std::nullopt;
  }
  if (!v.inside(high_at, i)) return std::nullopt;
  bool high_named = false;
  bool high_half = false;
  auto high = read_clock(v, high_at, c.note(), dash || to || joined, high_named, high_half);
  if (!high) return std::nullopt;
  const bool clear = low_named || high_named || low_half || high_half ||
                     (low->figures && high->figures) || (low->ordinal && high->ordinal);
  const int32_t latest = std::max(low->clock.seconds, high->clock.seconds);
  if (!clear || latest > 24 * kHour) return std::nullopt;
  Clock first = low->clock;
  if (!first.settled && high->clock.settled) {
    Clock same = first;
    settle_clock(same, high->clock.part);
    if (same.seconds < high->clock.seconds) first = same;
  }
  TimeMatch m = start_match(i, between ? between->skip : from ? 0 : low->skip, high->last);
  m.type = TimeType::time;
  m.clock = high->clock;
  m.from.seconds = first.seconds;
  m.to.seconds = high->clock.seconds;
  const auto parts = [&](const Clock& k) { return c.note() ? k.parts : std::max<int>(k.parts, 2); };
  m.value = format_clock(first.seconds, parts(first)) + "/" +
            format_clock(high->clock.seconds, parts(high->clock));
  return m;
}

// "twenty minutes past five", "three minutes to eight".
Match match_minutes_around(const TimeView& v, const TimeContext& c, uint32_t i) {
  const auto n = v.number(i);
  if (!n || !n->is_int(1, 59) || !v.inside(n->last, i)) return std::nullopt;
  const PhraseHit* unit = v.hit(n->last, TimeWord::unit_one, true);
  if (!unit) unit = v.hit(n->last, TimeWord::unit_many, true);
  if (!unit || static_cast<int>(unit->value) != static_cast<int>(TimeUnit::minute)) {
    return std::nullopt;
  }
  const bool before = v.hit(unit->last, TimeWord::ago, true) != nullptr;
  const bool after = v.hit(unit->last, TimeWord::later, true) != nullptr;
  if ((!before && !after) || !v.inside(unit->last + 1, i)) return std::nullopt;
  bool named = false;
  bool half_day = false;
  auto h = read_clock(v, unit->last + 1, true, true, named, half_day);
  if (!h || (h->bare && !named && !half_day)) return std::nullopt;
  h->clock.seconds += (before ? -n->as_int() : n->as_int()) * kMinute;
  if (h->clock.seconds < 0) h->clock.seconds += 12 * kHour;
  h->clock.parts = 2;
  h->skip = n->skip;
  return clock_match(v, c, i, *h);
}

}  // namespace

void settle_clock(Clock& clock, int part) {
  if (clock.settled || part == 0) return;
  const int hour = clock.seconds / kHour;
  clock.part = static_cast<uint8_t>(part);
  clock.settled = true;
  switch (part) {
    case kMorning:
      if (hour == kNoonHour) clock.seconds -= 12 * kHour;
      return;
    case kNight:
      if (hour == kNoonHour) clock.seconds -= 12 * kHour;
      if (hour > kLastHourOfNight && hour < kNoonHour) clock.seconds += 12 * kHour;
      return;
    case kNoon:
      if (hour < kFirstHourBeforeNoon) clock.seconds += 12 * kHour;
      return;
    default:
      if (hour < kNoonHour) clock.seconds += 12 * kHour;
  }
}

Match match_clock(const TimeView& v, const TimeContext& c, uint32_t i) {
  // In news a range of hours says when something is done day by day (a curfew).
  const bool range = c.note() || v.key(i, "mn") || v.hit(i, TimeWord::between);
  if (Match m = range ? match_clock_range(v, c, i) : Match()) return m;
  if (c.note()) {
    if (Match m = match_minutes_around(v, c, i)) return m;
    if (const auto h = read_military(v, i)) return clock_match(v, c, i, *h);
  }
  bool named = false;
  bool half_day = false;
  const auto h = read_clock(v, i, c.note(), false, named, half_day);
  if (!h || h->clock.seconds > 24 * kHour) return std::nullopt;
  if (h->figures) {
    // Longer codes: 1:10:20:30.
    const bool longer = v.punct(h->last, kColon) || (i > 1 && !named && v.punct(i - 1, kColon) &&
                                                     v.token(i - 2).kind == TokenKind::number);
    if (longer) return std::nullopt;
  } else if (!named) {
    // Without the word "hour" a number must be told as one: by morning or evening, in news also by
    // a preposition before it ("8 were killed in the evening"), or "the eighth and a half".
    const bool cued = c.note() || h->skip != 0 || v.hit_before(i, TimeWord::in) ||
                      v.hit_before(i, TimeWord::cue_day) || v.hit_before(i, TimeWord::cue_hour);
    // "at six on (min) the evening of Friday": the part of the day follows with its day.
    const bool part = h->ordinal && v.key(h->last, "mn") && v.inside(h->last + 1, i) &&
                      v.hit(h->last + 1, TimeWord::daypart, true);
    const bool told = (half_day || part) && cued;
    const bool minutes = c.note() && h->clock.parts > 1 && h->ordinal;
    if (!told && !minutes) return std::nullopt;
  }
  return clock_match(v, c, i, *h);
}

Match match_day_part(const TimeView& v, const TimeContext& c, uint32_t i) {
  if (!c.note()) return std::nullopt;
  const PhraseHit* shown = v.hit(i, TimeWord::this_, false);
  const bool in = v.key(i, "fy");
  const uint32_t at = shown ? shown->last : in ? i + 1 : i;
  if (!v.inside(at, i)) return std::nullopt;
  if (const PhraseHit* lunch = v.hit(at, TimeWord::lunch, shown != nullptr)) {
    TimeMatch m = start_match(i, shown ? shown->skip : lunch->skip, lunch->last);
    m.type = TimeType::time;
    m.clock.part = kNoon;
    m.value = "T12";
    return m;
  }
  // Noon, midnight and the middle of the morning are moments.
  if (const PhraseHit* mid = v.hit(at, TimeWord::part);
      mid && static_cast<int>(mid->value) == static_cast<int>(TimeMod::mid)) {
    const uint32_t word_at = v.punct(mid->last, kDash) ? mid->last + 1 : mid->last;
    const PhraseHit* word =
        v.inside(word_at, i) ? v.hit(word_at, TimeWord::daypart, true) : nullptr;
    const PhraseHit* day = v.inside(word_at, i) ? v.hit(word_at, TimeWord::dayname, true) : nullptr;
    if ((!word || !word->definite) && (!day || !day->definite)) return std::nullopt;
    const int part = word ? static_cast<int>(word->value) : kNoon;
    constexpr int kMoments[] = {0, 10, 14, 18, 0, 14};
    TimeMatch m = start_match(i, mid->skip, word ? word->last : day->last);
    m.type = TimeType::time;
    m.clock.part = static_cast<uint8_t>(part);
    m.value = format_clock((word ? kMoments[part] : kNoonHour) * kHour, 1);
    return m;
  }
  const PhraseHit* after_noon = v.hit(at, TimeWord::pm, shown != nullptr);
  const PhraseHit* word = v.hit(at, TimeWord::daypart, shown != nullptr);
  if (after_noon && (!word || after_noon->last > word->last)) word = after_noon;
  if (!word) return std::nullopt;
  const bool phrase = word == after_noon && word->last > at + 1;
  if (!word->definite && !phrase) return std::nullopt;
  const bool night = v.token(at).key.ends_with("Allylp");  // tonight
  TimeMatch m = start_match(i, shown ? shown->skip : word->skip, word->last);
  m.type = TimeType::time;
  m.clock.part = static_cast<uint8_t>(static_cast<int>(word->value));
  if ((shown || night) && c.day_known()) {
    m.date = c.today;
    m.value = format(c.today);
  }
  m.value += m.clock.part == kNoon ? "T12" : std::string(part_code(m.clock.part));
  return m;
}

Match match_bare_number(const TimeView& v, const TimeContext& c, uint32_t i) {
  if (!c.note()) return std::nullopt;
  const auto n = v.number(i);
  if (!n || !n->is_int(1, 31)) return std::nullopt;
  const std::string_view key = v.token(i).key;
  const bool to_it = !n->digits && n->skip > 0 && key.substr(n->skip - 1).starts_with('l');
  const PhraseHit* cue = v.hit_before(i, TimeWord::cue_day);
  const PhraseHit* hour_cue = v.hit_before(i, TimeWord::cue_hour);
  const bool ordinal_hour = !n->digits && key.ends_with('p') && n->is_int(1, 12) && !to_it &&
                            v.token(i).key.starts_with("Al");
  const bool after_verb = ordinal_hour && i > 0 && v.inside(i - 1, i) && v.verb(i - 1);
  const bool after_day = !n->ordinal && v.hit_before(i, TimeWord::weekday) != nullptr;
  uint32_t next = n->last;
  if (v.punct(next, kComma)) ++next;
  const bool inside = v.inside(next, i);
  const bool before_part =
      inside && (v.hit(next, TimeWord::this_, true) || v.hit(next, TimeWord::daypart, true) ||
                 v.hit(next, TimeWord::lunch, true) || v.hit(next, TimeWord::part, true));
  if (!to_it && !cue && !hour_cue && !after_day && !before_part && !after_verb) return std::nullopt;
  // A noun behind it is what it counts.
  if (!before_part && v.inside(n->last, i) && v.token(n->last).kind == TokenKind::word) {
    const bool link = v.key(n->last, "fy") || v.key(n->last, "mn") || v.key(n->last, "Aw") ||
                      v.hit(n->last, TimeWord::until, true) || v.hit(n->last, TimeWord::clock) ||
                      v.hit(n->last, TimeWord::day, true) ||
                      v.hit(n->last, TimeWord::dayname, true);
    if (!link) return std::nullopt;
  }
  if (v.punct(n->last, kPercent) || v.punct(n->last, kDash) || v.punct(n->last, kSlash)) {
    return std::nullopt;
  }
  TimeMatch m = start_match(i, n->skip, n->last);
  m.bare = n->as_int();
  m.bare_hour = ordinal_hour || (n->is_int(0, 24) && (hour_cue || before_part));
  if (cue) m.rule = cue->text;
  if (hour_cue) m.rule = hour_cue->text;
  return m;
}

}  // namespace isnad
