#include "time/dates.h"

// Expressions that a word or a name gives: decades, centuries, seasons, quarters, feasts,
// "recently".

namespace isnad {

namespace {

constexpr char32_t kAlefMadda = 0x0622;
constexpr int kThen = -2;  // value of words that point at the date told last

constexpr std::string_view kSeasonCodes[] = {"SP", "SU", "FA", "WI"};

// A year or "last year" after a season, a quarter or a feast: 0 if none, -1 if not resolvable.
struct YearAfter {
  int year = 0;
  bool any = false;
  uint32_t last = 0;
};
YearAfter year_after(const TimeView& v, const TimeContext& c, uint32_t k, uint32_t of) {
  YearAfter out;
  out.last = k;
  uint32_t at = k;
  if (v.key(at, "mn") || v.key(at, "fy")) ++at;
  if (!v.inside(at, of)) return out;
  if (const auto year = match_year(v, c, at); year && year->date.year) {
    return {year->date.year, true, year->last};
  }
  if (const auto year = v.year_digits(at, 1900)) return {*year, true, at + 1};
  if (const auto n = v.number(at); n && !n->digits && !n->ordinal && n->is_int(1300, 2099)) {
    return {n->as_int(), true, n->last};
  }
  if (const auto period = match_period(v, c, at); period && period->value.size() == 4) {
    return {period->date.year, true, period->last};
  }
  const ModifierHit mod = read_modifier(v, at);
  if (mod.modifier == Modifier::none || at != k) return out;
  const int delta = delta_of(mod.modifier);
  return {c.today.year ? c.today.year + delta : 0, true, mod.last};
}

Match match_season(const TimeView& v, const TimeContext& c, uint32_t i) {
  const PhraseHit* shown = v.hit(i, TimeWord::this_);
  const PhraseHit* h = v.hit(shown ? shown->last : i, TimeWord::season, shown != nullptr);
  if (!h || !v.inside(h->last - 1, i) || (shown && !h->definite)) return std::nullopt;
  YearAfter year = year_after(v, c, h->last, i);
  if (shown && !year.any) year = {c.today.year, true, h->last};
  if (!year.any && !c.note()) return std::nullopt;
  TimeMatch m = start_match(i, shown ? shown->skip : h->skip, year.any ? year.last : h->last);
  const int season = static_cast<int>(h->value);
  int y = year.year;
  // "last summer" is this year's once it is over.
  if (h->definite && y && c.today.month && y == c.today.year - 1 &&
      c.today.month > 3 * season + 2) {
    y = c.today.year;
  }
  m.value = (y ? std::to_string(y) : "XXXX") + "-" + std::string(kSeasonCodes[season - 1]);
  m.date = {y, 0, 0};
  return m;
}

Match match_century(const TimeView& v, uint32_t i) {
  const PhraseHit* h = v.hit(i, TimeWord::unit_one);
  if (!h || !h->definite || static_cast<int>(h->value) != static_cast<int>(TimeUnit::century)) {
    return std::nullopt;
  }
  const auto n = v.number(h->last);
  // "The twentieth" is written like twenty.
  if (!n || !n->is_int(n->ordinal ? 1 : 11, 21) || !v.inside(h->last, i)) return std::nullopt;
  TimeMatch m = start_match(i, h->skip, n->last);
  bool hijri = false;
  m.last = read_era(v, m.last, i, hijri);
  const bool before = v.inside(m.last, i) && v.hit(m.last, TimeWord::ago, true);
  if (hijri || before) return m;  // its hundred years are no hundred of ours: swallowed
  const std::string century = std::to_string(n->as_int() - 1);
  m.value = (century.size() < 2 ? "0" : "") + century + "XX";
  return m;
}

// "the second half of the last century": the century and which part of it.
Match match_part_of_century(const TimeView& v, const TimeContext& c, const PhraseHit& part,
                            uint32_t i, uint32_t at, int n, int parts) {
  if (v.key(at, "mn")) ++at;
  if (!v.inside(at, i)) return std::nullopt;
  Match century = match_century(v, at);
  if (!century) century = match_period(v, c, at);
  if (!century || !century->value.ends_with("XX") || century->value.size() != 4) {
    return std::nullopt;
  }
  TimeMatch m = start_match(i, part.skip, century->last);
  m.value = century->value;
  m.mod = n == 1 ? TimeMod::start : n == parts ? TimeMod::end : TimeMod::mid;
  return m;
}

Match match_quarter(const TimeView& v, const TimeContext& c, uint32_t i) {
  const PhraseHit* h = v.hit(i, TimeWord::quarter);
  const bool half = !h;
  if (!h) h = v.hit(i, TimeWord::half_year);
  if (!h || !h->definite) return std::nullopt;
  const auto n = v.number(h->last);
  if (!n || !n->ordinal || !n->is_int(1, half ? 2 : 4)) return std::nullopt;
  if (Match m = match_part_of_century(v, c, *h, i, n->last, n->as_int(), half ? 2 : 4)) return m;
  YearAfter year = year_after(v, c, n->last, i);
  // "in the second quarter": the last one that has begun; a half may be one of a match.
  if (!year.any && h->value != 0 && c.today.month && !v.key(n->last, "mn")) {
    const int begins = (half ? 6 : 3) * (n->as_int() - 1) + 1;
    const bool begun = begins <= c.today.month || v.future_near(i);
    year = {begun ? c.today.year : c.today.year - 1, true, n->last};
  }
  if (!year.any) return std::nullopt;
  TimeMatch m = start_match(i, h->skip, year.last);
  const std::string y = year.year ? std::to_string(year.year) : "XXXX";
  m.value = y + (half ? "-H" : "-Q") + std::to_string(n->as_int());
  return m;
}

// "the second day of the feast", "the feast's day": its month and day in the Hijri calendar; the
// day of the nearest such year.
Match match_feast(const TimeView& v, const TimeContext& c, uint32_t i) {
  uint32_t at = i;
  int rank = 1;
  uint8_t skip = 0;
  if (const auto n = v.number(i); n && n->ordinal && n->is_int(1, 4)) {
    const PhraseHit* days = v.hit(n->last, TimeWord::unit_many, true);
    if (!days || days->definite || days->value != static_cast<double>(TimeUnit::day)) {
      return std::nullopt;
    }
    rank = n->as_int();
    skip = n->skip;
    at = days->last;
  } else {
    const Lead lead = read_lead(v, i, true, false);
    if (!lead.dayname) return std::nullopt;
    skip = lead.skip;
    at = lead.next;
  }
  const PhraseHit* feast = v.inside(at, i) ? v.hit(at, TimeWord::feast, true) : nullptr;
  if (!feast) return std::nullopt;
  TimeMatch m = start_match(i, skip, feast->last);
  m.chosen = true;
  const int month = static_cast<int>(feast->value) / 100;
  const int day = static_cast<int>(feast->value) % 100 + rank - 1;
  const YearAfter told = year_after(v, c, feast->last, i);
  const auto year = choose_hijri_year(c, month, day, Modifier::none);
  if (!year || told.any || !put_date(m, c, true, {*year, month, day}, 0)) return std::nullopt;
  return m;
}

// "the tenth anniversary of", "the 45th anniversary": how long ago it was.
Match match_anniversary(const TimeView& v, uint32_t i) {
  const PhraseHit* h = v.hit(i, TimeWord::anniversary);
  if (!h || !v.inside(h->last, i)) return std::nullopt;
  uint32_t at = h->last;
  const PhraseHit* yearly = v.hit(at, TimeWord::yearly, true);
  if (yearly && v.inside(yearly->last, i)) at = yearly->last;
  if (v.key(at, "Al") || v.key(at, "AlA")) ++at;  // the article before figures
  const auto n = v.inside(at, i) ? v.number(at) : std::nullopt;
  if (!n || !n->is_int(1, 2000) || n->skip != 0 || !(n->ordinal || n->digits)) return std::nullopt;
  if (v.inside(n->last, i)) {
    // "the memory of 50 years", "of 30 June", "the tenth after the hundredth".
    for (const TimeWord other :
         {TimeWord::month, TimeWord::unit_one, TimeWord::unit_many, TimeWord::later}) {
      if (v.hit(n->last, other, true)) return std::nullopt;
    }
  }
  TimeMatch m = start_match(i, h->skip, n->last);
  m.type = TimeType::duration;
  m.value = "P" + std::to_string(n->as_int()) + "Y";
  return m;
}

}  // namespace

Match match_named(const TimeView& v, const TimeContext& c, uint32_t i) {
  const Lead lead = read_lead(v, i, false, true);
  if (const PhraseHit* h = v.hit(lead.next, TimeWord::decade, lead.any);
      h && v.inside(lead.next, i)) {
    TimeMatch m = start_match(i, lead.any ? lead.skip : h->skip, h->last);
    // "a young man in his twenties": an age.
    const bool of_person = i > 0 && v.key(i - 1, "fy") && v.hit_before(i - 1, TimeWord::person);
    if (of_person || (v.inside(h->last, i) && v.hit(h->last, TimeWord::of_life, true))) return m;
    m.value = std::to_string(190 + static_cast<int>(h->value) / 10) + "X";
    const PhraseHit* century = v.hit(h->last, TimeWord::unit_one, true);
    if (century && static_cast<int>(century->value) == static_cast<int>(TimeUnit::century)) {
      const ModifierHit mod = read_modifier(v, century->last);
      if (mod.modifier != Modifier::none) m.last = mod.last;
      // "the eighties of the nineteenth century"
      const auto rank = v.inside(century->last, i) ? v.number(century->last) : std::nullopt;
      if (rank && rank->is_int(11, 21) && rank->skip == 0) {
        m.last = rank->last;
        m.value = std::to_string((rank->as_int() - 1) * 10 + static_cast<int>(h->value) / 10) + "X";
      }
    }
    return m;
  }
  if (const PhraseHit* h = v.hit(i, TimeWord::holiday)) {
    const int code = static_cast<int>(h->value);
    const YearAfter year = year_after(v, c, h->last, i);
    TimeMatch m = start_match(i, h->skip, year.any ? year.last : h->last);
    m.date = {year.any ? year.year : c.today.year, code / 100, code % 100};
    m.value = format(m.date);
    return m;
  }
  // A name like Alain is folded to "now"; no article begins with alef madda.
  const bool name =
      v.token(i).key.starts_with("Al") && v.text().text[v.token(i).span.begin] == kAlefMadda;
  if (const PhraseHit* h = v.hit(i, TimeWord::ref); h && !h->definite && !name) {
    TimeMatch m = start_match(i, h->skip, h->last);
    m.value = h->value < 0 ? "PAST_REF" : h->value > 0 ? "FUTURE_REF" : "PRESENT_REF";
    // "He said later that" looks back, "will say later" ahead.
    if (h->value > 0 && v.hit(i, TimeWord::later_in) && v.past_near(i)) m.value = "PAST_REF";
    // What is told of today is not "then".
    if (h->value == kThen && c.told && (c.note() || format(*c.told) != format(c.today))) {
      m.value = format(*c.told);
    }
    const std::string_view next = v.inside(h->last, i) ? v.token(h->last).key : "";
    if (next == "nfsh" || next == "*Ath") m.value.clear();  // "at the same time"
    // An accusative adjective ("a former agreement") looks like the adverb.
    const bool one_word = h->last == i + 1 && v.token(i).key.ends_with('A');
    const std::string_view before = i > 0 && v.inside(i - 1, i) ? v.token(i - 1).key : "";
    if (one_word && before.ends_with('A') && !before.ends_with("hA")) m.value.clear();
    return m;
  }
  if (auto m = match_feast(v, c, i)) return m;
  if (auto m = match_anniversary(v, i)) return m;
  if (auto m = match_season(v, c, i)) return m;
  if (auto m = match_quarter(v, c, i)) return m;
  return match_century(v, i);
}

}  // namespace isnad
