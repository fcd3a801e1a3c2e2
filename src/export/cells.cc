#include "export/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace isnad {

namespace {

// Length of the UTF-8 sequence that begins with this byte.
size_t sequence(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// Marks, embeddings, overrides and isolates of direction, the byte order mark, tags; and the space
// without width and the soft hyphen, which no spelling needs.
bool steers(std::string_view s) {
  for (const std::string_view one : {"\xD8\x9C", "\xEF\xBB\xBF", "\xC2\xAD", "\xE1\xA0\x8E"}) {
    if (s == one) return true;
  }
  if (s.size() == 3 && s[0] == '\xE2' && s[1] == '\x80') {
    const auto c = static_cast<unsigned char>(s[2]);
    return c == 0x8B || c == 0x8E || c == 0x8F ||
           (c >= 0xAA && c <= 0xAE);  // U+200B, E, F, 202A to E
  }
  if (s.size() == 3 && s[0] == '\xE2' && s[1] == '\x81') {
    const auto c = static_cast<unsigned char>(s[2]);
    return c >= 0xA0 && c <= 0xAF;  // U+2060 to U+206F
  }
  const std::string_view tag = s.substr(0, 3);  // U+E0000 to U+E007F
  return s.size() == 4 && (tag == "\xF3\xA0\x80" || tag == "\xF3\xA0\x81");
}

bool breaks(std::string_view s) {
  const auto lead = static_cast<unsigned char>(s[0]);
  if (lead < 0x20 || lead == 0x7F) return true;
  if (lead == 0xC2 && s.size() > 1) return static_cast<unsigned char>(s[1]) < 0xA0;  // C1 controls
  return s == "\xE2\x80\xA8" || s == "\xE2\x80\xA9";  // U+2028, U+2029
}

void append_quoted(const std::string& cell, std::string& out) {
  if (cell.find_first_of("\",\n\r") == std::string::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

bool is_number(std::string_view s) {
  size_t i = s.starts_with('-') || s.starts_with('+') ? 1 : 0;
  const size_t digits = i;
  while (i < s.size() && s[i] >= '0' && s[i] <= '9') ++i;
  if (i == digits) return false;
  if (i == s.size()) return true;
  if (s[i] != '.') return false;
  const size_t point = ++i;
  while (i < s.size() && s[i] >= '0' && s[i] <= '9') ++i;
  return i > point && i == s.size();
}

// Blanks and joiners, which programs may take away before they look at a cell: U+00A0, U+2000 to
// U+200A, U+200C, U+200D, U+3000.
bool is_blank(std::string_view s) {
  if (s == " " || s == "\xC2\xA0" || s == "\xE3\x80\x80") return true;
  if (s.size() != 3 || s[0] != '\xE2' || s[1] != '\x80') return false;
  const auto c = static_cast<unsigned char>(s[2]);
  return c <= 0x8A || c == 0x8C || c == 0x8D;
}

bool is_formula(std::string_view s) {
  if (is_number(s)) return false;
  while (!s.empty()) {
    const size_t n = std::min(sequence(static_cast<unsigned char>(s[0])), s.size());
    if (!is_blank(s.substr(0, n))) break;
    s.remove_prefix(n);
  }
  if (s.empty()) return false;
  if (std::string_view("=+-@").find(s[0]) != std::string_view::npos) return true;
  // U+FF1D, U+FF0B, U+FF0D, U+FF20, and the small U+FE66, U+FE62, U+FE63, U+FE6B.
  for (const std::string_view wide :
       {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0", "\xEF\xB9\xA6",
        "\xEF\xB9\xA2", "\xEF\xB9\xA3", "\xEF\xB9\xAB"}) {
    if (s.starts_with(wide)) return true;
  }
  return false;
}

std::string table_cell(std::string_view text) {
  std::string cell = plain_cell(text);
  if (is_formula(cell)) cell.insert(0, "'");
  return cell;
}

}  // namespace

std::string plain_cell(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t n = std::min(sequence(static_cast<unsigned char>(text[i])), text.size() - i);
    const std::string_view c = text.substr(i, n);
    i += n;
    if (breaks(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (!steers(c)) {
      out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

void append_csv_row(const std::vector<std::string>& cells, std::string& out) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    append_quoted(table_cell(cells[i]), out);
  }
  out += '\n';
}

void append_tab_row(const std::vector<std::string>& cells, std::string& out) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += '\t';
    out += table_cell(cells[i]);
  }
  out += '\n';
}

std::string list_of(const std::vector<std::string>& items, std::string_view separator) {
  std::string out;
  for (const std::string& item : items) {
    if (item.empty()) continue;
    if (!out.empty()) out += separator;
    out += item;
  }
  return out;
}

std::string number_cell(double value) { return fmt::format("{}", value); }

double confidence_value(double confidence) {
  // Through the text, so that it rounds as records do.
  const double c = confidence >= 0 ? std::min(confidence, 1.0) : 0.0;  // NaN is 0
  return std::strtod(fmt::format("{:.2f}", c).c_str(), nullptr);
}

}  // namespace isnad
