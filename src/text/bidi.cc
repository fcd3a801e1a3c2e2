#include "text/bidi.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/utf8.h"

namespace isnad {

namespace {

constexpr char32_t kFirstStrongIsolate = 0x2068;
constexpr char32_t kPopIsolate = 0x2069;
constexpr char32_t kReplacement = 0xFFFD;

}  // namespace

bool steers_line(char32_t c) {
  return c == 0xAD || c == 0x061C || c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

char32_t next_code_point(std::string_view s, size_t& i) {
  int32_t at = static_cast<int32_t>(i);
  UChar32 c = 0;
  const auto* bytes = reinterpret_cast<const uint8_t*>(s.data());
  U8_NEXT(bytes, at, static_cast<int32_t>(s.size()), c);
  i = static_cast<size_t>(at);
  return c < 0 ? kReplacement : static_cast<char32_t>(c);
}

std::string safe_line(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029 || c == 0x85) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      out += {'\\', 'x', kHex[c >> 4], kHex[c & 15]};
    } else if (!steers_line(c)) {
      append_utf8(out, c);
    }
  }
  return out;
}

bool has_rtl(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const UCharDirection d = u_charDirection(static_cast<UChar32>(next_code_point(text, i)));
    if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC) return true;
  }
  return false;
}

std::string isolated(std::string_view text) {
  std::string safe = safe_line(text);
  if (!has_rtl(safe)) return safe;
  std::string out;
  append_utf8(out, kFirstStrongIsolate);
  out += safe;
  append_utf8(out, kPopIsolate);
  return out;
}

}  // namespace isnad
