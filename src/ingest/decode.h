#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad {

struct Decoded {
  std::u32string text;
  std::string note;  // empty for UTF-8
};

// Bytes of a text file -> code points: UTF-8, UTF-16 with or without a byte order mark, else
// windows-1256 or ISO-8859-6, whichever reads as Arabic. Nothing is replaced: bytes that are no
// text are an error. Errors: empty, binary, bad_encoding. `where` begins the messages.
Result<Decoded> decode_text(std::string_view bytes, const std::string& where);

}  // namespace isnad
