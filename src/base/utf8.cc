#include "base/utf8.h"

#include <simdjson.h>

namespace isnad {

namespace {

// Offset of the first byte that breaks UTF-8; only called when validation has failed.
size_t first_bad_byte(std::string_view s) {
  size_t i = 0;
  while (i < s.size()) {
    const auto c = static_cast<unsigned char>(s[i]);
    size_t n = c < 0x80                ? 1
               : c >= 0xC2 && c < 0xE0 ? 2
               : c >= 0xE0 && c < 0xF0 ? 3
               : c >= 0xF0 && c < 0xF5 ? 4
                                       : 0;
    if (n == 0 || i + n > s.size() || !simdjson::validate_utf8(s.data() + i, n)) return i;
    i += n;
  }
  return i;
}

}  // namespace

Result<std::u32string> decode_utf8(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  if (!simdjson::validate_utf8(bytes.data(), bytes.size())) {
    return fail(ErrorCode::bad_encoding,
                "not UTF-8 at byte " + std::to_string(first_bad_byte(bytes)));
  }
  std::u32string out;
  out.reserve(bytes.size() / 2 + 1);
  for (size_t i = 0; i < bytes.size();) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    auto cont = [&](size_t k) {
      return static_cast<char32_t>(static_cast<unsigned char>(bytes[i + k]) & 0x3F);
    };
    if (c < 0x80) {
      out.push_back(c);
      i += 1;
    } else if (c < 0xE0) {
      out.push_back((static_cast<char32_t>(c & 0x1F) << 6) | cont(1));
      i += 2;
    } else if (c < 0xF0) {
      out.push_back((static_cast<char32_t>(c & 0x0F) << 12) | (cont(1) << 6) | cont(2));
      i += 3;
    } else {
      out.push_back((static_cast<char32_t>(c & 0x07) << 18) | (cont(1) << 12) | (cont(2) << 6) |
                    cont(3));
      i += 4;
    }
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 2);
  for (char32_t c : text) append_utf8(out, c);
  return out;
}

}  // namespace isnad
