#include "time/calendar.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace isnad {

namespace chr = std::chrono;

namespace {

chr::year_month_day ymd_of(const Date& d) {
  return chr::year_month_day{chr::year{d.year}, chr::month{static_cast<unsigned>(d.month)},
                             chr::day{static_cast<unsigned>(d.day)}};
}

std::string digits(int value, int width) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%0*d", width, value);
  return buffer;
}

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool valid(const Date& d) { return d.full() && ymd_of(d).ok(); }

int32_t days_of(const Date& d) {
  return static_cast<int32_t>(chr::sys_days(ymd_of(d)).time_since_epoch().count());
}

Date date_of(int32_t days) {
  const chr::year_month_day ymd{chr::sys_days{chr::days{days}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

int weekday_of(int32_t days) {
  return static_cast<int>(chr::weekday(chr::sys_days{chr::days{days}}).iso_encoding());
}

Date add_months(Date d, int months) {
  const int index = d.year * 12 + (d.month - 1) + months;
  return {index / 12, index % 12 + 1, 0};
}

std::pair<int, int> iso_week(int32_t days) {
  const int32_t thursday = days - weekday_of(days) + 4;
  const int year = date_of(thursday).year;
  return {year, (thursday - days_of({year, 1, 1})) / 7 + 1};
}

std::string format(const Date& d) {
  std::string out = d.year ? digits(d.year, 4) : "XXXX";
  if (d.month) out += "-" + digits(d.month, 2);
  if (d.month && d.day) out += "-" + digits(d.day, 2);
  return out;
}

std::string format_week(int32_t days) {
  const auto [year, week] = iso_week(days);
  return digits(year, 4) + "-W" + digits(week, 2);
}

std::optional<Date> parse_date(const std::string& edtf) {
  const std::string s = edtf.substr(0, edtf.find('/'));
  Date d;
  if (s.size() < 4 || !all_digits(s.substr(0, 4))) return std::nullopt;
  d.year = std::atoi(s.substr(0, 4).c_str());
  if (s.size() >= 7 && all_digits(s.substr(5, 2))) d.month = std::atoi(s.substr(5, 2).c_str());
  if (d.month > 12) d.month = 0;
  if (d.month && s.size() >= 10 && all_digits(s.substr(8, 2))) {
    d.day = std::atoi(s.substr(8, 2).c_str());
    if (!valid(d)) d.day = 0;
  }
  return d;
}

const HijriYear* HijriCalendar::find(int year) const {
  if (years_.empty() || year < years_.front().year) return nullptr;
  const auto index = static_cast<size_t>(year - years_.front().year);
  return index < years_.size() && years_[index].year == year ? &years_[index] : nullptr;
}

std::optional<std::pair<int32_t, int32_t>> HijriCalendar::range(int year, int month) const {
  const HijriYear* y = find(year);
  const HijriYear* after = find(year + 1);
  if (!y || !after || month < 0 || month > 12) return std::nullopt;
  if (month == 0) return std::pair{y->first[0], after->first[0] - 1};
  const auto index = static_cast<size_t>(month - 1);
  return std::pair{y->first[index], (month == 12 ? after->first[0] : y->first[index + 1]) - 1};
}

std::optional<int32_t> HijriCalendar::days(int year, int month, int day) const {
  const auto r = range(year, month);
  // Local sightings may give a month a 30th day that the table does not; it is let through.
  if (!r || month == 0 || day < 1 || day > 30) return std::nullopt;
  return r->first + day - 1;
}

int HijriCalendar::year_of(int32_t days) const {
  for (const HijriYear& y : years_) {
    const auto r = range(y.year, 0);
    if (r && days >= r->first && days <= r->second) return y.year;
  }
  return 0;
}

std::optional<std::string> edtf_of_value(const std::string& value) {
  if (value.empty() || value[0] == 'P' || value.find("REF") != std::string::npos) {
    return std::nullopt;
  }
  if (const size_t slash = value.find('/'); slash != std::string::npos) {
    const auto from = edtf_of_value(value.substr(0, slash));
    const auto to = edtf_of_value(value.substr(slash + 1));
    if (!from || !to) return std::nullopt;
    const std::string first = from->substr(0, from->find('/'));
    const std::string last = to->substr(to->find('/') + 1);
    return first == last ? first : first + "/" + last;
  }
  if (!all_digits(value.substr(0, 3)) || value.size() < 4) return std::nullopt;
  if (value.size() == 4) {
    if (value[3] == 'X' || all_digits(value)) return value;
    return std::nullopt;
  }
  if (!all_digits(value.substr(0, 4))) return std::nullopt;
  const std::string year = value.substr(0, 4);
  const bool weekend = value.size() == 11 && value.ends_with("-WE");
  if ((value.size() == 8 || weekend) && value[5] == 'W') {
    const int32_t jan4 = days_of({std::atoi(year.c_str()), 1, 4});
    const int32_t monday =
        jan4 - weekday_of(jan4) + 1 + 7 * (std::atoi(value.substr(6, 2).c_str()) - 1);
    if (date_of(monday).year < 1 || date_of(monday + 6).year > 9999) return std::nullopt;
    return format(date_of(monday + (weekend ? 5 : 0))) + "/" + format(date_of(monday + 6));
  }
  static constexpr std::string_view kSeasons[] = {"SP", "SU", "FA", "WI"};
  for (int i = 0; i < 4; ++i) {
    if (value.substr(5) == kSeasons[i]) return year + "-" + std::to_string(21 + i);
  }
  if (value.size() == 7 && value[5] == 'Q') {
    const int quarter = value[6] - '0';
    return format(Date{std::atoi(year.c_str()), 3 * quarter - 2, 0}) + "/" +
           format(Date{std::atoi(year.c_str()), 3 * quarter, 0});
  }
  const std::string date = value.substr(0, value.find('T'));
  if (date.find('X') != std::string::npos) return std::nullopt;
  const bool shaped = (date.size() == 7 || date.size() == 10) && all_digits(date.substr(5, 2));
  if (!shaped) return std::nullopt;
  return date;
}

}  // namespace isnad
