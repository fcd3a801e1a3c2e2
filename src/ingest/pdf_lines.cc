#include "ingest/pdf_lines.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/utf8.h"

namespace isnad {

namespace {

// Lines at each end of a page among which heads and feet are sought.
constexpr size_t kEdge = 2;

bool is_space(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0; }
bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9);
}
bool is_presentation_form(char32_t c) {
  return (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE);
}
bool is_direction(char32_t c) {
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}
bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x061F || c == 0x06D4 || c == 0x2026;
}
// What may follow the mark that ends a sentence.
bool closes(char32_t c) {
  return c == '"' || c == ')' || c == ']' || c == 0xBB || c == 0x201D || c == 0x2019;
}

std::u32string letters_of(char32_t form, const icu::Normalizer2* nfkc) {
  icu::UnicodeString one;
  one.append(static_cast<UChar32>(form));
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString plain = nfkc->normalize(one, status);
  std::string utf8;
  if (U_SUCCESS(status)) plain.toUTF8String(utf8);
  auto out = decode_utf8(utf8);
  return out && !out->empty() ? *out : std::u32string(1, form);
}

// Characters as they are written, spaces single and none at the ends.
std::u32string clean(std::u32string_view line, const icu::Normalizer2* nfkc) {
  std::u32string out;
  for (const char32_t c : line) {
    if (is_direction(c) || (c < 0x20 && c != '\t')) continue;
    if (is_space(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (nfkc && is_presentation_form(c)) {
      out += letters_of(c, nfkc);
    } else {
      out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

using Lines = std::vector<std::u32string>;

Lines lines_of(std::u32string_view page, const icu::Normalizer2* nfkc) {
  Lines out;
  for (size_t at = 0; at <= page.size();) {
    const size_t end = std::min(page.find_first_of(U"\n\f", at), page.size());
    out.push_back(clean(page.substr(at, end - at), nfkc));
    at = end + 1;
  }
  while (!out.empty() && out.back().empty()) out.pop_back();
  while (!out.empty() && out.front().empty()) out.erase(out.begin());
  return out;
}

// Without its numbers, which differ from page to page.
std::u32string shape(const std::u32string& line) {
  std::u32string out;
  for (const char32_t c : line) {
    if (!is_digit(c)) out += c;
  }
  return out;
}

bool is_page_number(const std::u32string& line) {
  size_t digits = 0;
  for (const char32_t c : line) {
    if (is_digit(c)) {
      ++digits;
    } else if (c != ' ' && c != '-' && c != '/' && c != '|' && c != 0x2013) {
      return false;
    }
  }
  return digits > 0 && digits <= 8;
}

// The n-th line with words from the begin or end of a page.
std::optional<size_t> edge_line(const Lines& lines, size_t n, bool from_end) {
  for (size_t i = 0; i < lines.size(); ++i) {
    const size_t at = from_end ? lines.size() - 1 - i : i;
    if (lines[at].empty()) continue;
    if (n-- == 0) return at;
  }
  return std::nullopt;
}

void drop_edges(std::vector<Lines>& pages) {
  std::map<std::u32string, size_t> seen;
  const auto each_edge = [&](const auto& visit) {
    for (Lines& page : pages) {
      std::vector<size_t> at;
      for (const bool from_end : {false, true}) {
        for (size_t n = 0; n < kEdge; ++n) {
          if (const auto line = edge_line(page, n, from_end)) at.push_back(*line);
        }
      }
      std::sort(at.begin(), at.end());
      at.erase(std::unique(at.begin(), at.end()), at.end());
      for (auto it = at.rbegin(); it != at.rend(); ++it) visit(page, *it);
    }
  };
  each_edge([&](Lines& page, size_t at) { ++seen[shape(page[at])]; });
  each_edge([&](Lines& page, size_t at) {
    const size_t times = seen[shape(page[at])];
    const bool repeated = times >= 2 && times * 2 > pages.size();
    if (repeated || is_page_number(page[at])) {
      page.erase(page.begin() + static_cast<ptrdiff_t>(at));
    }
  });
}

// How long the lines of running text are: nine in ten are not longer.
size_t full_width(const std::vector<Lines>& pages) {
  std::vector<size_t> widths;
  for (const Lines& page : pages) {
    for (const auto& line : page) {
      if (!line.empty()) widths.push_back(line.size());
    }
  }
  if (widths.empty()) return 0;
  const size_t at = widths.size() * 9 / 10;
  std::nth_element(widths.begin(), widths.begin() + static_cast<ptrdiff_t>(at), widths.end());
  return widths[at];
}

bool goes_on(const std::u32string& line, size_t width) {
  size_t end = line.size();
  while (end > 0 && closes(line[end - 1])) --end;
  const bool sentence = end > 0 && ends_sentence(line[end - 1]);
  // A full line may end with a sentence and go on; a short one does so only in the middle of one.
  return sentence ? line.size() * 100 >= width * 90 : line.size() * 100 >= width * 60;
}

}  // namespace

std::u32string pdf_text(const std::vector<std::u32string>& pages) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) nfkc = nullptr;
  std::vector<Lines> all;
  for (const auto& page : pages) all.push_back(lines_of(page, nfkc));
  drop_edges(all);
  const size_t width = full_width(all);
  std::u32string out;
  bool open = false;  // the paragraph in progress goes on
  for (const Lines& page : all) {
    for (const std::u32string& line : page) {
      if (line.empty()) {
        open = false;
        continue;
      }
      if (open && !out.empty()) {
        const bool divided = out.back() == 0xAD || (out.back() == '-' && out.size() > 1 &&
                                                    ((out[out.size() - 2] | 32) >= 'a') &&
                                                    ((out[out.size() - 2] | 32) <= 'z'));
        if (divided) {
          out.pop_back();
        } else {
          out += ' ';
        }
      } else if (!out.empty()) {
        out += '\n';
      }
      out += line;
      open = goes_on(line, width);
    }
  }
  if (!out.empty()) out += '\n';
  return out;
}

}  // namespace isnad
