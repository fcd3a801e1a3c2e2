#pragma once
#include <array>
#include <cstdint>
#include <string_view>

// Classes of rows of the image's table "time.words", shared with tools/compile/times.cc.

namespace isnad {

enum class TimeWord : uint32_t {
  last,
  next,
  current,
  this_,
  part,
  daypart,
  day,
  dayname,
  ref,
  ago,
  later,
  since,
  for_,
  between,
  until,
  in,
  era_ad,
  era_ah,
  corresponding,
  clock,
  am,
  pm,
  and_half,
  every,
  set_d,
  set_w,
  set_m,
  set_y,
  season,
  quarter,
  half_year,
  age,
  of_life,
  not_after,
  bound,
  decade,
  holiday,
  future_hint,
  // From tables of their own:
  month,
  weekday,
  unit_one,
  unit_two,
  unit_many
};

// Names of the classes that words.tsv may use, in the order of the enumeration.
inline constexpr std::array<std::string_view, 38> kTimeWordNames = {
    "last",    "next",     "current",    "this",   "part",          "daypart",   "day",
    "dayname", "ref",      "ago",        "later",  "since",         "for",       "between",
    "until",   "in",       "era_ad",     "era_ah", "corresponding", "clock",     "am",
    "pm",      "and_half", "every",      "set_D",  "set_W",         "set_M",     "set_Y",
    "season",  "quarter",  "half_year",  "age",    "of_life",       "not_after", "bound",
    "decade",  "holiday",  "future_hint"};

enum class TimeUnit : uint8_t {
  second,
  minute,
  hour,
  day,
  night,
  week,
  month,
  year,
  decade,
  century,
  quarter,
  stretch
};
inline constexpr std::array<std::string_view, 12> kTimeUnitNames = {
    "TS", "TM", "TH", "D", "N", "W", "M", "Y", "DE", "CE", "Q", "X"};

// Value of a month row: month + kHijri (Hijri calendar) + kWeak (also a common word).
inline constexpr int kHijri = 100;
inline constexpr int kWeak = 1000;

// One year of the table "time.hijri": first days of its months, in days since 1970-01-01.
struct HijriYear {
  int32_t year;
  std::array<int32_t, 12> first;
};

}  // namespace isnad
