#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace isnad {

// The days that a date covers, both ends included, as YYYY-MM-DD (so that text order is time
// order). An open end is 0000-01-01 or 9999-12-31.
struct DayRange {
  std::string first;
  std::string last;
};

// The days of an EDTF date: a day, month, year, season (2024-21 to 24), quarter (33 to 36), digits
// left open (202X, 2024-XX), qualified (~ ? %), or a range of those ("2020/2023", "2020/",
// "../2023"). Nothing for what is no date.
std::optional<DayRange> edtf_days(std::string_view edtf);

}  // namespace isnad
