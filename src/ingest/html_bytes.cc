#include "ingest/html_bytes.h"

#include "base/utf8.h"

namespace isnad {

std::u32string decode_tolerant(std::string_view utf8, bool* broken) {
  if (auto whole = decode_utf8(utf8)) return std::move(*whole);
  if (broken) *broken = true;
  std::u32string out;
  for (size_t i = 0; i < utf8.size();) {
    const auto b = static_cast<unsigned char>(utf8[i]);
    const size_t n = b < 0x80 ? 1 : b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC2 ? 2 : 1;
    const auto piece = decode_utf8(utf8.substr(i, n));
    if (piece) out += *piece;
    i += piece ? n : 1;
  }
  return out;
}

}  // namespace isnad
