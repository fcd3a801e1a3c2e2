#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "story/fingerprint.h"

// Rows of numbers as the bytes of one column: 32-bit numbers, little end first, so that a case file
// can move between machines.

namespace isnad {

inline void pack(uint32_t n, std::string& out) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(n >> shift);
}

inline uint32_t unpack(std::string_view bytes, size_t at) {
  const auto byte = [&](size_t i) { return uint32_t{static_cast<unsigned char>(bytes[at + i])}; };
  return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;  // one load
}

inline std::string bytes_of(const std::vector<Print>& prints) {
  std::string out;
  out.reserve(prints.size() * 8);
  for (const Print& p : prints) {
    pack(p.hash, out);
    pack(p.word, out);
  }
  return out;
}

inline std::string bytes_of(const std::vector<Term>& terms) {
  std::string out;
  out.reserve(terms.size() * 8);
  for (const Term& t : terms) {
    pack(t.hash, out);
    pack(t.count, out);
  }
  return out;
}

// A column that somebody cut short loses its last row and no more.
inline std::vector<Print> prints_from(std::string_view bytes) {
  std::vector<Print> out;
  for (size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    out.push_back({unpack(bytes, at), unpack(bytes, at + 4)});
  }
  return out;
}

inline std::vector<Term> terms_from(std::string_view bytes) {
  std::vector<Term> out;
  for (size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    out.push_back({unpack(bytes, at), static_cast<uint16_t>(unpack(bytes, at + 4))});
  }
  return out;
}

}  // namespace isnad
