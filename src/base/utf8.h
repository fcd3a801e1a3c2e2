#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad {

// Decodes strict UTF-8 (no surrogates, no overlong forms). A leading byte order mark is dropped.
// Error bad_encoding names the byte offset of the first bad sequence.
Result<std::u32string> decode_utf8(std::string_view bytes);

// Encodes code points as UTF-8. REQUIRES: only scalar values (as decode_utf8 gives).
std::string encode_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t c);

}  // namespace isnad
