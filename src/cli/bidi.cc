#include "cli/bidi.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/utf8.h"

namespace isnad {

namespace {

constexpr char32_t kEllipsis = 0x2026;
constexpr char32_t kReplacement = 0xFFFD;

// The next code point of possibly broken UTF-8.
char32_t next(std::string_view s, size_t& i) {
  int32_t at = static_cast<int32_t>(i);
  UChar32 c = 0;
  const auto* bytes = reinterpret_cast<const uint8_t*>(s.data());
  U8_NEXT(bytes, at, static_cast<int32_t>(s.size()), c);
  i = static_cast<size_t>(at);
  return c < 0 ? kReplacement : static_cast<char32_t>(c);
}

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
  for (size_t i = 0; i < safe.size();) width += has_no_width(next(safe, i)) ? 0 : 1;
  return width;
}

std::string cut_to_width(std::string_view safe, size_t width) {
  if (display_width(safe) <= width) return std::string(safe);
  std::string out;
  size_t used = 0;
  for (size_t i = 0; i < safe.size();) {
    const char32_t c = next(safe, i);
    const size_t w = has_no_width(c) ? 0 : 1;
    if (used + w + 1 > width) break;
    used += w;
    append_utf8(out, c);
  }
  append_utf8(out, kEllipsis);
  return out;
}

}  // namespace isnad
