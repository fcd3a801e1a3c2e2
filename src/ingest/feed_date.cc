#include "ingest/feed_date.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <vector>

#include "base/ascii.h"

namespace isnad {

namespace {

constexpr unsigned kFirstYear = 1900;
constexpr unsigned kLastYear = 2199;

struct DateToken {
  std::string_view text;
  bool number = false;
  unsigned value = 0;
};

// Numbers of up to eight digits and words of letters, the first sixteen.
std::vector<DateToken> tokens(std::string_view s) {
  std::vector<DateToken> out;
  for (size_t i = 0; i < s.size() && out.size() < 16;) {
    if (!is_ascii_digit(s[i]) && !is_ascii_alpha(s[i])) {
      ++i;
      continue;
    }
    const bool number = is_ascii_digit(s[i]);
    size_t end = i;
    while (end < s.size() && (number ? is_ascii_digit(s[end]) : is_ascii_alpha(s[end]))) ++end;
    DateToken t{s.substr(i, end - i), number, 0};
    for (size_t k = i; number && k < std::min(end, i + 9); ++k) {
      t.value = t.value * 10 + static_cast<unsigned>(s[k] - '0');
    }
    out.push_back(t);
    i = end;
  }
  return out;
}

// 1 to 12 for an English month or its first three letters or more, as RFC 822 has them.
unsigned month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  for (unsigned m = 0; m < kMonths.size(); ++m) {
    bool same = word.size() <= kMonths[m].size();
    for (size_t i = 0; same && i < word.size(); ++i) same = (word[i] | 32) == kMonths[m][i];
    if (same) return m + 1;
  }
  return 0;
}

std::optional<std::string> edtf(unsigned year, unsigned month, unsigned day) {
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  if (month == 0) return fmt::format("{:04}", year);
  if (month > 12 || day > 31) return std::nullopt;  // std::chrono keeps eight bits of each
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  const std::chrono::year_month_day ymd{std::chrono::year(static_cast<int>(year)),
                                        std::chrono::month(month), std::chrono::day(day)};
  if (!ymd.ok()) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

// RFC 2822, section 4.3.
std::optional<unsigned> year_of(const DateToken& t) {
  if (!t.number) return std::nullopt;
  switch (t.text.size()) {
    case 2:
      return t.value + (t.value < 50 ? 2000 : 1900);
    case 3:
      return t.value + 1900;
    case 4:
      return t.value;
    default:
      return std::nullopt;
  }
}

std::optional<unsigned> day_of(const DateToken& t) {
  if (!t.number || t.text.size() > 2 || t.value == 0) return std::nullopt;
  return t.value;
}

std::optional<std::string> iso(std::string_view s, const std::vector<DateToken>& t) {
  if (t.empty() || !t[0].number) return std::nullopt;
  if (t[0].text.size() == 8) {
    return t[0].value % 100 == 0
               ? std::nullopt
               : edtf(t[0].value / 10000, t[0].value / 100 % 100, t[0].value % 100);
  }
  if (t[0].text.size() != 4) return std::nullopt;
  if (t.size() == 1) return edtf(t[0].value, 0, 0);
  const size_t after = static_cast<size_t>(t[0].text.data() - s.data()) + 4;
  const char mark = after < s.size() ? s[after] : ' ';
  if ((mark != '-' && mark != '/') || !day_of(t[1])) return std::nullopt;
  if (t.size() == 2) return edtf(t[0].value, t[1].value, 0);
  const auto day = day_of(t[2]);
  return day ? edtf(t[0].value, t[1].value, *day) : std::nullopt;
}

}  // namespace

std::optional<std::string> feed_day(std::string_view text) {
  const std::vector<DateToken> t = tokens(text.substr(0, 200));
  if (auto day = iso(text, t)) return day;
  for (size_t i = 0; i < t.size(); ++i) {
    const unsigned month = t[i].number ? 0 : month_of(t[i].text);
    if (month == 0) continue;
    if (i > 0 && i + 1 < t.size()) {  // 4 Apr 2025
      const auto day = day_of(t[i - 1]);
      const auto year = year_of(t[i + 1]);
      if (day && year) return edtf(*year, month, *day);
    }
    if (i + 2 < t.size()) {  // April 4, 2025; Apr 4 10:00:00 GMT 2025 has its year at the end
      const auto day = day_of(t[i + 1]);
      if (!day) continue;
      if (t[i + 2].number && t[i + 2].text.size() == 4) return edtf(t[i + 2].value, month, *day);
      const DateToken& last = t.back();
      if (last.number && last.text.size() == 4) return edtf(last.value, month, *day);
    }
  }
  return std::nullopt;
}

}  // namespace isnad
