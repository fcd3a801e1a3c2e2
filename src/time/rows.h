#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/image.h"

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
  rest,
  few,
  whole,
  weekend,
  minus,
  later_in,
  anniversary,
  after_next,
  am_short,
  pm_short,
  cue_day,
  cue_hour,
  lunch,
  throughout,
  last_n,
  yearly,
  no_point,
  before_last,
  named_by,
  same,
  of_it,
  several,
  person,
  first_day,
  year_kind,
  calls,
  feast,
  scheduled,
  // From tables of their own:
  month,
  weekday,
  weekday_plain,
  unit_one,
  unit_two,
  unit_many
};

// Names of the classes that words.tsv may use, in the order of the enumeration.
inline constexpr std::array<std::string_view, 66> kTimeWordNames = {
    "last",          "next",        "current",     "this",       "part",     "daypart",
    "day",           "dayname",     "ref",         "ago",        "later",    "since",
    "for",           "between",     "until",       "in",         "era_ad",   "era_ah",
    "corresponding", "clock",       "am",          "pm",         "and_half", "every",
    "set_D",         "set_W",       "set_M",       "set_Y",      "season",   "quarter",
    "half_year",     "age",         "of_life",     "not_after",  "bound",    "decade",
    "holiday",       "future_hint", "rest",        "few",        "whole",    "weekend",
    "minus",         "later_in",    "anniversary", "after_next", "am_short", "pm_short",
    "cue_day",       "cue_hour",    "lunch",       "throughout", "last_n",   "yearly",
    "no_point",      "before_last", "named_by",    "same",       "of_it",    "several",
    "person",        "first_day",   "year_kind",   "calls",      "feast",    "scheduled"};

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

// How a word narrows or bounds an expression; the names are TIMEX3's. Values of the classes `part`
// (start, mid, end) and `bound`.
enum class TimeMod : uint8_t {
  none,
  start,
  mid,
  end,
  approx,
  more_than,
  less_than,
  equal_or_more,
  equal_or_less
};
inline constexpr std::array<std::string_view, 9> kTimeModNames = {
    "",          "START",     "MID",           "END",          "APPROX",
    "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"};

// A way to write a date in figures (data/time/formats.tsv): its figures in order with what stands
// between and after them.
enum class DateField : uint8_t { none, day, month, year, short_year, hour, minute };
struct DateFormat {
  std::array<DateField, 4> fields;  // up to three
  std::array<char, 4> separators;   // behind each field but the last; 0: none
  uint32_t note;                    // 1: in the genre `note` alone
  StrRef rule;
};

// Value of a month row: month + kHijri (Hijri calendar) + kWeak (also a common word).
inline constexpr int kHijri = 100;
inline constexpr int kWeak = 1000;

// One year of the table "time.hijri": first days of its months, in days since 1970-01-01.
struct HijriYear {
  int32_t year;
  std::array<int32_t, 12> first;
};

}  // namespace isnad
