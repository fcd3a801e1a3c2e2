#pragma once
// What the targets share that read a text.

#include "base/span.h"
#include "base/utf8.h"
#include "fuzz.h"

namespace isnad::fuzz {

// What is no UTF-8 is taken as one letter a byte (Arabic block), so that every mutation is a text.
inline std::u32string text_of(std::string_view bytes) {
  if (auto text = decode_utf8(bytes)) return *text;
  std::u32string text;
  for (const char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    text += b < 0x80 ? char32_t{b} : char32_t{0x0600u + (b & 0x7Fu)};
  }
  return text;
}

inline void inside(const Span& s, size_t length) {
  require(s.begin <= s.end && s.end <= length, "spans lie in the text");
}

}  // namespace isnad::fuzz
