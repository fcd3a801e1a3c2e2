#include "ingest/html_date.h"

#include <chrono>
#include <cstdio>
#include <map>
#include <vector>

#include "base/tsv.h"
#include "ingest/html_bytes.h"
#include "ingest/html_words.h"
#include "text/fold.h"

namespace isnad {

// Generated: tools/embed/embed.cmake.
std::string_view embedded_months();

namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

std::optional<std::string> day(int64_t y, int64_t m, int64_t d) {
  if (y < kFirstYear || y > kLastYear || m < 1 || m > 12 || d < 1 || d > 31) return {};
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(y)),
                                         std::chrono::month(static_cast<unsigned>(m)),
                                         std::chrono::day(static_cast<unsigned>(d))};
  if (!date.ok()) return {};
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", static_cast<int>(y), static_cast<int>(m),
                static_cast<int>(d));
  return std::string(out);
}

// Names of Gregorian months, folded, longest first by the map's users.
const std::map<std::string, int>& month_names() {
  static const std::map<std::string, int> names = [] {
    std::map<std::string, int> out;
    for (const auto& row : embedded_rows(embedded_months())) {
      if (row.size() < 3 || row[0] != "gregorian") continue;
      int month = 0;
      for (const char c : row[1]) month = month * 10 + (c - '0');
      for (size_t i = 2; i < row.size(); ++i) {
        for (const std::string& form : split_list(row[i])) out[fold_key(form)] = month;
      }
    }
    return out;
  }();
  return names;
}

struct Piece {
  int64_t number = -1;  // or
  int month = 0;        // or a word, if both are unset
  size_t digits = 0;
  char before = ' ';  // the mark that stands right before it
};

bool letter(char c) { return is_arabic_letter_byte(c) || is_latin_byte(c); }

// Numbers, months and other words of a folded line, at most `most`.
std::vector<Piece> pieces_of(std::string_view folded, size_t most) {
  std::vector<Piece> out;
  char before = ' ';
  for (size_t i = 0; i < folded.size() && out.size() < most;) {
    const char c = folded[i];
    Piece piece;
    piece.before = before;
    if (is_ascii_digit(c)) {
      int64_t v = 0;
      const size_t begin = i;
      for (; i < folded.size() && is_ascii_digit(folded[i]); ++i) {
        if (i - begin < 15) v = v * 10 + (folded[i] - '0');
      }
      piece.number = v;
      piece.digits = i - begin;
      out.push_back(piece);
      before = ' ';
    } else if (letter(c)) {
      size_t end = i;
      while (end < folded.size() && letter(folded[end])) ++end;
      // Names of two words before those of one.
      size_t two = end;
      if (two < folded.size() && folded[two] == ' ') {
        ++two;
        while (two < folded.size() && letter(folded[two])) ++two;
      }
      const auto& names = month_names();
      auto it = names.find(std::string(folded.substr(i, two - i)));
      if (it != names.end()) {
        end = two;
      } else {
        it = names.find(std::string(folded.substr(i, end - i)));
      }
      if (it != names.end()) piece.month = it->second;
      i = end;
      out.push_back(piece);
      before = ' ';
    } else {
      if (c != ' ') before = c;
      ++i;
    }
  }
  return out;
}

bool year_like(const Piece& p) {
  return p.digits == 4 && p.number >= kFirstYear && p.number <= kLastYear;
}
bool day_like(const Piece& p) { return p.digits >= 1 && p.digits <= 2; }

// "4 April 2025", "April 4, 2025", "4 <month>/<month> 2025", "2025/4/4", "4/4/2025", from piece i.
std::optional<std::string> date_at(const std::vector<Piece>& p, size_t i) {
  auto has = [&](size_t k) { return k < p.size(); };
  if (has(i + 2) && day_like(p[i]) && p[i + 1].month != 0) {
    size_t k = i + 2;
    if (p[k].month != 0 && has(k + 1)) ++k;  // the same month by its other name
    if (year_like(p[k])) return day(p[k].number, p[i + 1].month, p[i].number);
  }
  if (has(i + 2) && p[i].month != 0 && day_like(p[i + 1]) && year_like(p[i + 2])) {
    return day(p[i + 2].number, p[i].month, p[i + 1].number);
  }
  if (has(i + 2) && year_like(p[i]) && p[i + 1].month != 0 && day_like(p[i + 2])) {
    return day(p[i].number, p[i + 1].month, p[i + 2].number);
  }
  auto mark = [&](size_t k) {
    return p[k].before == '/' || p[k].before == '-' || p[k].before == '.';
  };
  if (!has(i + 2) || !mark(i + 1) || !mark(i + 2)) return {};
  if (year_like(p[i]) && day_like(p[i + 1]) && day_like(p[i + 2])) {
    return day(p[i].number, p[i + 1].number, p[i + 2].number);
  }
  if (day_like(p[i]) && day_like(p[i + 1]) && year_like(p[i + 2])) {
    if (auto d = day(p[i + 2].number, p[i + 1].number, p[i].number)) return d;
    return day(p[i + 2].number, p[i].number, p[i + 1].number);
  }
  return {};
}

std::optional<std::string> first_date(const std::vector<Piece>& pieces, bool* unsure = nullptr) {
  for (size_t i = 0; i < pieces.size(); ++i) {
    const auto d = date_at(pieces, i);
    if (!d) continue;
    if (unsure) {
      *unsure = day_like(pieces[i]) && pieces[i + 1].month == 0 && pieces[i].number <= 12 &&
                pieces[i + 1].number <= 12 && pieces[i].number != pieces[i + 1].number;
    }
    return d;
  }
  return {};
}

std::optional<std::string> of_seconds(int64_t seconds) {
  const std::chrono::sys_seconds t{std::chrono::seconds(seconds)};
  const std::chrono::year_month_day d{std::chrono::floor<std::chrono::days>(t)};
  return day(static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
             static_cast<unsigned>(d.day()));
}

int64_t number(std::string_view s) {
  int64_t v = 0;
  for (const char c : s) v = v * 10 + (c - '0');
  return v;
}

bool digits(std::string_view s) {
  for (const char c : s) {
    if (!is_ascii_digit(c)) return false;
  }
  return !s.empty();
}

}  // namespace

PageDate page_date(std::string_view value) {
  PageDate out;
  while (!value.empty() && is_ascii_space(value.front())) value.remove_prefix(1);
  while (!value.empty() && is_ascii_space(value.back())) value.remove_suffix(1);
  if (value.empty()) return out;
  value = value.substr(0, 200);
  out.edtf = [&]() -> std::optional<std::string> {
    if (digits(value)) {
      const int64_t v = number(value.substr(0, 14));
      if (value.size() == 10) return of_seconds(v);
      if (value.size() == 13) return of_seconds(v / 1000);
      if (value.size() == 8 || value.size() == 14) {
        return day(number(value.substr(0, 4)), number(value.substr(4, 2)),
                   number(value.substr(6, 2)));
      }
      if (value.size() == 4 && v >= kFirstYear && v <= kLastYear) return std::string(value);
      return {};
    }
    // 20250404T101500Z
    if (value.size() > 8 && digits(value.substr(0, 8)) && value[8] == 'T') {
      return day(number(value.substr(0, 4)), number(value.substr(4, 2)),
                 number(value.substr(6, 2)));
    }
    const std::vector<Piece> pieces = pieces_of(fold_key(value), 24);
    if (auto d = first_date(pieces, &out.unsure)) return d;
    // A month without a day: 2025-04
    if (value.size() == 7 && digits(value.substr(0, 4)) && value[4] == '-' &&
        digits(value.substr(5))) {
      if (day(number(value.substr(0, 4)), number(value.substr(5)), 1)) return std::string(value);
    }
    return {};
  }();
  out.refused = !out.edtf;
  return out;
}

std::optional<std::string> find_page_date(std::string_view line) {
  return first_date(pieces_of(fold_key(line), 60));
}

}  // namespace isnad
