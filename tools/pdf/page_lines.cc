#include "pdf/page_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace isnad_pdf {

namespace {

// In parts of the height of a glyph. Gaps inside words are under 0.04, spaces over 0.15.
constexpr double kSpace = 0.10;
// A line that stands so far under the one before begins a paragraph.
constexpr double kSetOff = 0.75;

bool is_arabic(char32_t c) {
  return (c >= 0x0590 && c <= 0x08FF && !(c >= 0x0660 && c <= 0x066C) &&
          !(c >= 0x06F0 && c <= 0x06F9)) ||
         (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}
bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9);
}
bool is_left_to_right(char32_t c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         (c >= 0xC0 && c <= 0x058F);
}
// Stands inside a number or an address without ending it.
bool joins(char32_t c) {
  return c == '.' || c == ',' || c == ':' || c == '/' || c == '-' || c == '@' || c == '_' ||
         c == '%' || c == 0x066B || c == 0x066C;
}
bool is_alef(char32_t c) { return c == 0x0622 || c == 0x0623 || c == 0x0625 || c == 0x0627; }
constexpr char32_t kLam = 0x0644;

char32_t mirrored(char32_t c) {
  constexpr char32_t kPairs[] = U"()[]{}<>\u00AB\u00BB";
  for (size_t i = 0; kPairs[i]; ++i) {
    if (kPairs[i] == c) return kPairs[i ^ 1];
  }
  return c;
}

// Lam and alef of one glyph share its width in equal parts, and stand in the order in which they
// are read.
bool shares_glyph(const Glyph& a, const Glyph& b) {
  if (a.letter != kLam || !is_alef(b.letter)) return false;
  const double width = a.right - a.left;
  return std::abs(width - (b.right - b.left)) < 1e-6 * width &&
         std::abs(b.left - a.right) < 1e-6 * width;
}

struct Line {
  std::vector<Glyph> glyphs;
  double top = 0;
  double bottom = 0;
};

std::vector<Line> group(const std::vector<Box>& boxes) {
  std::vector<Line> lines;
  for (const Box& box : boxes) {
    if (box.empty()) continue;
    const double middle = (box.front().top + box.front().bottom) / 2;
    Line* line = lines.empty() ? nullptr : &lines.back();
    if (!line || middle < line->top || middle > line->bottom) {
      lines.emplace_back();
      line = &lines.back();
      line->top = box.front().top;
      line->bottom = box.front().bottom;
    }
    line->glyphs.insert(line->glyphs.end(), box.begin(), box.end());
  }
  return lines;
}

// Does the page's font set lam and alef so that a ligature cannot be told from the article? Then
// none is assumed.
bool equal_widths(const std::vector<Line>& lines) {
  size_t pairs = 0;
  size_t equal = 0;
  for (const Line& line : lines) {
    for (size_t i = 0; i + 1 < line.glyphs.size(); ++i) {
      if (line.glyphs[i].letter != kLam || !is_alef(line.glyphs[i + 1].letter)) continue;
      ++pairs;
      if (shares_glyph(line.glyphs[i], line.glyphs[i + 1])) ++equal;
    }
  }
  return pairs >= 8 && equal * 10 > pairs * 9;
}

// As the letters stand from left to right, ligatures turned so that all can be turned together.
std::u32string as_seen(const Line& line, bool ligatures) {
  const double height = std::max(1.0, line.bottom - line.top);
  std::u32string out;
  for (size_t i = 0; i < line.glyphs.size(); ++i) {
    const Glyph& g = line.glyphs[i];
    if (i > 0 && g.left - line.glyphs[i - 1].right > kSpace * height && !out.empty() &&
        out.back() != ' ') {
      out += U' ';
    }
    if (ligatures && i + 1 < line.glyphs.size() && shares_glyph(g, line.glyphs[i + 1])) {
      out += line.glyphs[i + 1].letter;
      out += g.letter;
      ++i;
    } else {
      out += g.letter == 0xA0 ? U' ' : g.letter;
    }
  }
  return out;
}

// As it is read: from the right, but numbers and Latin words from the left.
std::u32string as_read(std::u32string text) {
  size_t right = 0;
  size_t left = 0;
  for (const char32_t c : text) {
    if (is_arabic(c)) ++right;
    if (is_left_to_right(c) && !is_digit(c)) ++left;
  }
  if (right == 0 || left > right * 2) return text;
  std::reverse(text.begin(), text.end());
  for (char32_t& c : text) c = mirrored(c);
  for (size_t i = 0; i < text.size();) {
    if (!is_left_to_right(text[i])) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    for (size_t at = end; at < text.size(); ++at) {
      if (is_left_to_right(text[at])) {
        end = at + 1;
      } else if (!joins(text[at]) && text[at] != ' ') {
        break;
      } else if (text[at] == ' ' && is_digit(text[at - 1])) {
        break;  // numbers beside each other are read from the right
      }
    }
    std::reverse(text.begin() + static_cast<std::ptrdiff_t>(i),
                 text.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
  return text;
}

}  // namespace

std::u32string lines_of(const std::vector<Box>& boxes) {
  std::vector<Line> lines = group(boxes);
  for (Line& line : lines) {
    std::stable_sort(line.glyphs.begin(), line.glyphs.end(), [](const Glyph& a, const Glyph& b) {
      return a.left + a.right < b.left + b.right;
    });
  }
  const bool ligatures = !equal_widths(lines);
  std::u32string out;
  for (size_t i = 0; i < lines.size(); ++i) {
    const double height = lines[i].bottom - lines[i].top;
    const double gap = i > 0 ? lines[i].top - lines[i - 1].bottom : 0;
    if (gap > kSetOff * height || gap < -2 * height) out += U'\n';
    out += as_read(as_seen(lines[i], ligatures));
    out += U'\n';
  }
  return out;
}

}  // namespace isnad_pdf
