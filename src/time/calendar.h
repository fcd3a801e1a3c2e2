#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "time/rows.h"

// Arithmetic of dates. A Date may lack its day, month or year (0).

namespace isnad {

struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  bool full() const { return year && month && day; }
  bool operator==(const Date&) const = default;
};

bool valid(const Date& d);       // REQUIRES: full
int32_t days_of(const Date& d);  // since 1970-01-01; REQUIRES: full
Date date_of(int32_t days);
int weekday_of(int32_t days);                // 1 Monday to 7 Sunday
Date add_months(Date d, int months);         // keeps year and month only
std::pair<int, int> iso_week(int32_t days);  // year and week

std::string format(const Date& d);      // 2024-08-10, XXXX-08-10, 2024-08, 2024, XXXX
std::string format_week(int32_t days);  // 2025-W30
std::optional<Date> parse_date(const std::string& edtf);  // first date of an EDTF value

class HijriCalendar {
 public:
  HijriCalendar() = default;
  explicit HijriCalendar(std::span<const HijriYear> years) : years_(years) {}
  // Days of a Hijri date; nullopt outside the table.
  std::optional<int32_t> days(int year, int month, int day) const;
  // First and last day of a Hijri month, or of the year where month is 0.
  std::optional<std::pair<int32_t, int32_t>> range(int year, int month) const;
  // The Hijri year in which the day falls; 0 outside the table.
  int year_of(int32_t days) const;

 private:
  const HijriYear* find(int year) const;
  std::span<const HijriYear> years_;
};

// The EDTF form of a TIMEX3 value that names a calendar date or range; nullopt otherwise.
std::optional<std::string> edtf_of_value(const std::string& value);

}  // namespace isnad
