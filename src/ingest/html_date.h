#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace isnad {

struct PageDate {
  std::optional<std::string> edtf;
  bool refused = false;  // something was there, but no such date
  bool unsure = false;   // figures whose day and month could be the other way round
};

// A date as pages write it -> EDTF day, month or year: ISO 8601 with or without a zone (the day
// stays as written), RFC 822, figures (the day first, unless that is no date), names of months in
// Arabic and English (data/time/months.tsv), seconds or milliseconds since 1970. Nothing outside
// the years 1900 to 2100, nor days that do not exist.
PageDate page_date(std::string_view value);

// The first whole day (day, month, year) inside a line of text.
std::optional<std::string> find_page_date(std::string_view line);

}  // namespace isnad
