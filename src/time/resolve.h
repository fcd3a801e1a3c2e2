#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "time/calendar.h"

// From a TIMEX3 value to the days or moments that it means.

namespace isnad {

// A day with or without a time of day.
struct Moment {
  Date date;
  int32_t seconds = -1;  // of the day; -1: none stated
  bool any() const { return date.year != 0 || seconds >= 0; }
};

// 2016-11-07, 2016-11-07T16:12, 2016-11-07T16:12:30, T16:12; seconds only where they are not 0.
std::string format(const Moment& m);
// "T08", "T08:30", "T08:30:15"; `parts` is 1 for hours alone, 2 with minutes, 3 with seconds.
std::string format_clock(int32_t seconds, int parts);
// Reads what format gives, also "2016-11-07T16"; nullopt for anything else.
std::optional<Moment> parse_moment(std::string_view s);
// The moment `seconds` later (or earlier). REQUIRES: m.date.full().
Moment shifted(const Moment& m, int64_t seconds);
// The day `months` later, at most the last day of its month. REQUIRES: d.full().
Date plus_months(const Date& d, int months);
int last_day_of(int year, int month);

// First and last day of what a value names, or the moments between which it lies; empty where the
// value leaves the year or day open (XXXX) or is no time (durations, sets, references, seasons,
// whose days nobody agrees on).
//
// `mod` narrows a year, month or week as the Recognizers specification does: START is its first
// half (January to June, days 1 to 15, Monday to Wednesday), END its second (from Thursday in a
// week), MID April to September, days 10 to 20, Tuesday to Friday. Weeks are ISO 8601; a weekend
// (WE) is Saturday and Sunday. Parts of the day: MO 08 to 12, AF 12 to 16, EV 16 to 20, NI 20 to
// 24 hours.
struct Interval {
  std::string from;
  std::string to;
};
Interval interval_of(const std::string& value, std::string_view mod);

}  // namespace isnad
