#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad {

struct Decoded {
  std::u32string text;
  std::string note;  // empty for UTF-8
};

// Bytes of a text file -> code points: UTF-8, UTF-16 with a byte order mark, else windows-1256 if
// that reads as Arabic. Errors: empty, binary, bad_encoding. `where` begins the messages.
Result<Decoded> decode_text(std::string_view bytes, const std::string& where);

}  // namespace isnad
