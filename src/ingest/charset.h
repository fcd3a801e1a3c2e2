#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

// Bytes -> UTF-8 by a named or guessed charset. ICU converts.

namespace isnad {

enum class Strictness {
  strict,  // any byte that the charset does not have is an error
  lenient  // it becomes U+FFFD
};

// Converts from any charset that ICU knows. Errors: unsupported (no such charset), bad_encoding.
Result<std::string> convert_to_utf8(std::string_view bytes, const std::string& charset,
                                    Strictness strictness);

// "UTF-16LE" or "UTF-16BE" if the bytes are plainly one of these without a byte order mark: Arabic
// or Latin text whose every second byte is the same few values.
std::optional<std::string> detect_utf16(std::string_view bytes);

// "windows-1256" or "ISO-8859-6" if the bytes read as Arabic in it, by the words of
// data/ingest/charsets.tsv and by its letters; nothing if in neither.
std::optional<std::string> detect_arabic_charset(std::string_view bytes);

struct DecodedPage {
  std::string utf8;
  std::string note;  // empty for clean UTF-8
};

// A page's bytes: byte order mark, UTF-8 where it is valid, then the header's charset, the one of
// its <meta>, and what its letters look like; a declared charset that is plainly wrong loses to the
// letters. What cannot be decoded becomes U+FFFD, with a note. Errors: empty, binary.
Result<DecodedPage> decode_page(std::string_view bytes, const std::optional<std::string>& header,
                                const std::string& where);

}  // namespace isnad
