#include "cli/bidi.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace isnad {

namespace {

constexpr char32_t kEllipsis = 0x2026;

bool has_no_width(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return c != 0xAD;
    default:
      return false;
  }
}

}  // namespace

size_t display_width(std::string_view safe) {
  size_t width = 0;
  for (size_t i = 0; i < safe.size();) width += has_no_width(next_code_point(safe, i)) ? 0 : 1;
  return width;
}

std::string cut_to_width(std::string_view safe, size_t width) {
  if (display_width(safe) <= width) return std::string(safe);
  std::string out;
  size_t used = 0;
  for (size_t i = 0; i < safe.size();) {
    const char32_t c = next_code_point(safe, i);
    const size_t w = has_no_width(c) ? 0 : 1;
    if (used + w + 1 > width) break;
    used += w;
    append_utf8(out, c);
  }
  append_utf8(out, kEllipsis);
  return out;
}

}  // namespace isnad
