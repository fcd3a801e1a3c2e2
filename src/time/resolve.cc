#include "time/resolve.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace isnad {

namespace {

constexpr int kLastYear = 9999;  // of EDTF's four digits
constexpr int32_t kHour = 3600;
constexpr int32_t kDay = 24 * kHour;

bool digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view s) {
  int n = 0;
  for (const char c : s) n = n * 10 + (c - '0');
  return n;
}

struct Days {
  Date from;
  Date to;
};

std::optional<Days> week_days(std::string_view value, std::string_view mod) {
  // 2016-W45, 2016-W45-WE
  if (value.size() < 8 || value[5] != 'W' || !digits(value.substr(6, 2))) return std::nullopt;
  const int32_t jan4 = days_of({number(value.substr(0, 4)), 1, 4});
  const int32_t monday = jan4 - weekday_of(jan4) + 1 + 7 * (number(value.substr(6, 2)) - 1);
  int first = 0;
  int last = 6;
  if (value.substr(8) == "-WE") {
    first = 5;
  } else if (value.size() != 8) {
    return std::nullopt;
  } else if (mod == "START") {
    last = 2;
  } else if (mod == "END") {
    first = 3;
  } else if (mod == "MID") {
    first = 1;
    last = 4;
  }
  const Days days = {date_of(monday + first), date_of(monday + last)};
  return days.to.year <= kLastYear ? std::optional(days) : std::nullopt;
}

std::optional<Days> year_days(int year, std::string_view mod) {
  const int first = mod == "END" ? 7 : mod == "MID" ? 4 : 1;
  const int last = mod == "START" ? 6 : mod == "MID" ? 9 : 12;
  return Days{{year, first, 1}, {year, last, last_day_of(year, last)}};
}

std::optional<Days> month_days(int year, int month, std::string_view mod) {
  const int end = last_day_of(year, month);
  const int first = mod == "END" ? 16 : mod == "MID" ? 10 : 1;
  const int last = mod == "START" ? 15 : mod == "MID" ? 20 : end;
  return Days{{year, month, first}, {year, month, last}};
}

std::optional<Days> days_in(std::string_view value, std::string_view mod) {
  if (value.size() == 4 && digits(value.substr(0, 2)) && value[3] == 'X') {
    const bool century = value[2] == 'X';
    if (!century && !digits(value.substr(2, 1))) return std::nullopt;
    const int first = century ? number(value.substr(0, 2)) * 100 : number(value.substr(0, 3)) * 10;
    return Days{{first, 1, 1}, {first + (century ? 99 : 9), 12, 31}};
  }
  if (value.size() < 4 || !digits(value.substr(0, 4))) return std::nullopt;
  const int year = number(value.substr(0, 4));
  if (year < 1) return std::nullopt;
  if (value.size() == 4) return year_days(year, mod);
  if (value.size() < 7 || value[4] != '-') return std::nullopt;
  const char kind = value[5];
  if (kind == 'W' && value.size() >= 8) return week_days(value, mod);
  if ((kind == 'Q' || kind == 'H') && value.size() == 7) {
    const int months = kind == 'Q' ? 3 : 6;
    const int last = months * (value[6] - '0');
    if (last < months || last > 12) return std::nullopt;
    return Days{{year, last - months + 1, 1}, {year, last, last_day_of(year, last)}};
  }
  if (!digits(value.substr(5, 2))) return std::nullopt;
  const int month = number(value.substr(5, 2));
  if (month < 1 || month > 12) return std::nullopt;
  if (value.size() == 7) return month_days(year, month, mod);
  if (value.size() != 10 || !digits(value.substr(8, 2))) return std::nullopt;
  const Date day = {year, month, number(value.substr(8, 2))};
  if (!valid(day)) return std::nullopt;
  return Days{day, day};
}

struct PartOfDay {
  std::string_view code;
  int from;
  int to;
};
constexpr std::array<PartOfDay, 4> kParts = {
    {{"TMO", 8, 12}, {"TAF", 12, 16}, {"TEV", 16, 20}, {"TNI", 20, 24}}};

}  // namespace

int last_day_of(int year, int month) {
  for (int day = 31; day > 28; --day) {
    if (valid({year, month, day})) return day;
  }
  return 28;
}

Date plus_months(const Date& d, int months) {
  Date out = add_months(d, months);
  out.day = std::min(d.day, last_day_of(out.year, out.month));
  return out;
}

Moment shifted(const Moment& m, int64_t seconds) {
  const int64_t all = int64_t{days_of(m.date)} * kDay + std::max(m.seconds, 0) + seconds;
  const int64_t day = all >= 0 ? all / kDay : (all - kDay + 1) / kDay;
  return {date_of(static_cast<int32_t>(day)), static_cast<int32_t>(all - day * kDay)};
}

std::string format_clock(int32_t seconds, int parts) {
  char buffer[24];
  const int hour = seconds / kHour;
  const int minute = seconds / 60 % 60;
  if (parts <= 1) {
    std::snprintf(buffer, sizeof buffer, "T%02d", hour);
  } else if (parts == 2) {
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d", hour, minute);
  } else {
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d", hour, minute, seconds % 60);
  }
  return buffer;
}

std::string format(const Moment& m) {
  std::string out = m.date.year ? format(m.date) : "";
  if (m.seconds >= 0) out += format_clock(m.seconds, m.seconds % 60 ? 3 : 2);
  return out;
}

std::optional<Moment> parse_moment(std::string_view s) {
  Moment m;
  const size_t t = s.find('T');
  const std::string_view day = s.substr(0, t);
  if (!day.empty()) {
    const auto read = days_in(day, "");
    if (!read || day.size() != 10) return std::nullopt;
    m.date = read->from;
  }
  if (t == std::string_view::npos) return m.any() ? std::optional(m) : std::nullopt;
  std::string_view clock = s.substr(t + 1);
  constexpr std::array<int32_t, 3> kUnits = {kHour, 60, 1};
  m.seconds = 0;
  for (size_t i = 0; i < kUnits.size(); ++i) {
    if (clock.size() < 2 || !digits(clock.substr(0, 2))) return std::nullopt;
    const int value = number(clock.substr(0, 2));
    if (value > (i == 0 ? 24 : 59)) return std::nullopt;
    m.seconds += value * kUnits[i];
    clock.remove_prefix(2);
    if (clock.empty()) return m.seconds <= kDay ? std::optional(m) : std::nullopt;
    if (clock[0] != ':') return std::nullopt;
    clock.remove_prefix(1);
  }
  return std::nullopt;
}

Interval interval_of(const std::string& value, std::string_view mod) {
  if (const size_t slash = value.find('/'); slash != std::string::npos) {
    const Interval low = interval_of(value.substr(0, slash), mod);
    const Interval high = interval_of(value.substr(slash + 1), mod);
    if (low.from.empty() || high.to.empty()) return {};
    return {low.from, high.to};
  }
  if (value.empty() || value[0] == 'P') return {};
  const size_t t = value.find('T');
  if (t == std::string::npos) {
    const auto days = days_in(value, mod);
    return days ? Interval{format(days->from), format(days->to)} : Interval{};
  }
  const std::string day = value.substr(0, t);
  if (!day.empty() && (day.size() != 10 || !days_in(day, ""))) return {};
  for (const PartOfDay& part : kParts) {
    if (value.compare(t, std::string::npos, part.code) == 0) {
      return {day + format_clock(part.from * kHour, 2), day + format_clock(part.to * kHour, 2)};
    }
  }
  const auto moment = parse_moment(value);
  if (!moment) return {};
  return {format(*moment), format(*moment)};
}

}  // namespace isnad
