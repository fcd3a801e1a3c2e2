#include "ingest/decode.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/utf8.h"

namespace isnad {

namespace {

Result<std::u32string> convert(std::string_view bytes, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset, &status);
  if (U_FAILURE(status)) return fail(ErrorCode::unsupported, std::string("no charset ") + charset);
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter, status);
  ucnv_close(converter);
  if (U_FAILURE(status)) return fail(ErrorCode::bad_encoding, std::string("not ") + charset);
  std::string utf8;
  text.toUTF8String(utf8);
  return decode_utf8(utf8);
}

bool blank(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0xFEFF;
  });
}

// Windows-1256 turns any bytes into something; believe it only if most of it is Arabic letters.
bool reads_as_arabic(std::u32string_view text) {
  size_t arabic = 0;
  size_t other = 0;
  for (char32_t c : text) {
    if (c >= 0x0621 && c <= 0x063A)
      ++arabic;
    else if (c >= 0x0641 && c <= 0x064A)
      ++arabic;
    else if (c >= 0x0640 && c <= 0x0652)
      continue;  // tatweel and vowels
    else if (c > 0x7F && c != 0x060C && c != 0x061B && c != 0x061F && c != 0xA0)
      ++other;
  }
  return arabic >= 8 && arabic > other * 4;
}

}  // namespace

Result<Decoded> decode_text(std::string_view bytes, const std::string& where) {
  if (bytes.empty()) return fail(ErrorCode::empty, where + ": empty, there is no text in it");
  Decoded out;
  const bool utf16 =
      bytes.size() >= 2 && (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF");
  if (utf16) {
    auto text = convert(bytes, "UTF-16");
    if (!text) return fail(ErrorCode::bad_encoding, where + ": broken UTF-16");
    out.text = std::move(*text);
    out.note = "decoded from UTF-16";
  } else if (bytes.find('\0') != std::string_view::npos) {
    return fail(ErrorCode::binary, where + ": a binary file, not a text");
  } else if (auto text = decode_utf8(bytes)) {
    out.text = std::move(*text);
  } else {
    auto legacy = convert(bytes, "windows-1256");
    if (!legacy || !reads_as_arabic(*legacy)) {
      return fail(ErrorCode::bad_encoding, where + ": " + text.error().message +
                                               ", nor is it windows-1256; convert it to UTF-8");
    }
    out.text = std::move(*legacy);
    out.note = "decoded from windows-1256";
  }
  if (blank(out.text)) return fail(ErrorCode::empty, where + ": nothing but white space");
  return out;
}

}  // namespace isnad
