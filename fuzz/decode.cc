// Bytes of a text file -> code points (UTF-8, UTF-16, windows-1256).

#include "ingest/decode.h"

#include "base/utf8.h"
#include "fuzz.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto decoded = decode_text(fuzz::view(data, size), "input");
  if (!decoded) {
    fuzz::require(!decoded.error().message.empty(), "an error has a message");
    return 0;
  }
  for (const char32_t c : decoded->text) {
    fuzz::require(c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF), "only scalar values");
  }
  const auto again = decode_utf8(encode_utf8(decoded->text));
  fuzz::require(again.has_value(), "what was decoded can be written as UTF-8");
  const bool marked = !decoded->text.empty() && decoded->text[0] == 0xFEFF;
  fuzz::require(marked || *again == decoded->text, "UTF-8 round trip");
  return 0;
}
