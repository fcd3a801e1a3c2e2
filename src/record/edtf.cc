#include "record/edtf.h"

#include <algorithm>

namespace isnad {

namespace {

constexpr std::string_view kFirstDay = "0000-01-01";
constexpr std::string_view kLastDay = "9999-12-31";

struct Bounds {
  int low;
  int high;
};

// The numbers that a field of digits and X can stand for, none of them above `most`. A field of a
// month or day stands for no 0 either.
std::optional<Bounds> digits(std::string_view s, int most = 9999) {
  Bounds b{0, 0};
  for (const char c : s) {
    if (c != 'X' && (c < '0' || c > '9')) return std::nullopt;
    b.low = b.low * 10 + (c == 'X' ? 0 : c - '0');
    b.high = b.high * 10 + (c == 'X' ? 9 : c - '0');
  }
  if (s.size() == 2) b.low = std::max(b.low, 1);
  b.high = std::min(b.high, most);
  if (b.low > b.high) return std::nullopt;
  return b;
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// REQUIRES: at most four digits, and two of the others. Dates are read by the ten thousand.
std::string day(int year, int month, int d) {
  std::string out = "0000-00-00";
  const auto put = [&](size_t last, int n) {
    for (; n > 0; n /= 10) out[last--] = static_cast<char>('0' + n % 10);
  };
  put(3, year);
  put(6, month);
  put(9, d);
  return out;
}

// The months of the second field: a month, a season (winter ends in the next year and is cut at its
// own), a quarter.
std::optional<Bounds> months(std::string_view field) {
  if (field == "XX") return Bounds{1, 12};
  const std::optional<Bounds> m = digits(field, 99);
  if (!m) return std::nullopt;
  if (m->low >= 21 && m->high <= 24) {
    constexpr Bounds kSeasons[] = {{3, 5}, {6, 8}, {9, 11}, {12, 12}};
    return kSeasons[m->low - 21];
  }
  if (m->low >= 33 && m->high <= 36) {
    const int first = (m->low - 33) * 3 + 1;
    return Bounds{first, first + 2};
  }
  return digits(field, 12);
}

// From the first to the last day that exists with such a year, month and day: "202X-02-29" is
// 2020-02-29 to 2028-02-29.
std::optional<DayRange> existing_days(Bounds year, Bounds month, Bounds d) {
  DayRange range;
  for (int y = year.low; y <= year.high && range.first.empty(); ++y) {
    for (int m = month.low; m <= month.high && range.first.empty(); ++m) {
      if (days_in_month(y, m) >= d.low) range.first = day(y, m, d.low);
    }
  }
  if (range.first.empty()) return std::nullopt;
  for (int y = year.high; range.last.empty(); --y) {
    for (int m = month.high; m >= month.low && range.last.empty(); --m) {
      const int most = std::min(d.high, days_in_month(y, m));
      if (most >= d.low) range.last = day(y, m, most);
    }
  }
  return range;
}

std::optional<DayRange> point(std::string_view s) {
  while (!s.empty() && std::string_view("~?%").find(s.back()) != std::string_view::npos) {
    s.remove_suffix(1);
  }
  if (s.size() != 4 && s.size() != 7 && s.size() != 10) return std::nullopt;
  if ((s.size() > 4 && s[4] != '-') || (s.size() > 7 && s[7] != '-')) return std::nullopt;
  const std::optional<Bounds> year = digits(s.substr(0, 4));
  if (!year) return std::nullopt;
  if (s.size() == 4) return DayRange{day(year->low, 1, 1), day(year->high, 12, 31)};
  if (s.size() == 7) {
    const std::optional<Bounds> month = months(s.substr(5, 2));
    if (!month) return std::nullopt;
    const int last = days_in_month(year->high, month->high);
    return DayRange{day(year->low, month->low, 1), day(year->high, month->high, last)};
  }
  const std::optional<Bounds> month_number = digits(s.substr(5, 2), 12);
  const std::optional<Bounds> d = digits(s.substr(8), 31);
  if (!month_number || !d) return std::nullopt;
  return existing_days(*year, *month_number, *d);
}

}  // namespace

std::optional<DayRange> edtf_days(std::string_view edtf) {
  const size_t slash = edtf.find('/');
  if (slash == std::string_view::npos) return point(edtf);
  const auto open = [](std::string_view s) { return s.empty() || s == ".."; };
  const std::string_view from = edtf.substr(0, slash);
  const std::string_view to = edtf.substr(slash + 1);
  if (open(from) && open(to)) return std::nullopt;
  DayRange range{std::string(kFirstDay), std::string(kLastDay)};
  if (!open(from)) {
    const std::optional<DayRange> p = point(from);
    if (!p) return std::nullopt;
    range.first = p->first;
  }
  if (!open(to)) {
    const std::optional<DayRange> p = point(to);
    if (!p) return std::nullopt;
    range.last = p->last;
  }
  if (range.last < range.first) return std::nullopt;
  return range;
}

}  // namespace isnad
