#include "ingest/decode.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/charset.h"

namespace isnad {

namespace {

bool blank(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0xFEFF;
  });
}

Result<std::u32string> convert(std::string_view bytes, const std::string& charset) {
  auto utf8 = convert_to_utf8(bytes, charset, Strictness::strict);
  if (!utf8) return tl::unexpected(utf8.error());
  return decode_utf8(*utf8);
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
  } else if (const auto wide = detect_utf16(bytes)) {
    auto text = convert(bytes, *wide);
    if (!text) return fail(ErrorCode::bad_encoding, where + ": broken " + *wide);
    out.text = std::move(*text);
    out.note = "decoded from " + *wide;
  } else if (bytes.find('\0') != std::string_view::npos) {
    return fail(ErrorCode::binary, where + ": a binary file, not a text");
  } else if (auto text = decode_utf8(bytes)) {
    out.text = std::move(*text);
  } else {
    const auto charset = detect_arabic_charset(bytes);
    auto legacy = convert(bytes, charset.value_or("windows-1256"));
    if (!charset || !legacy) {
      return fail(ErrorCode::bad_encoding, where + ": " + text.error().message +
                                               ", nor is it windows-1256 or ISO-8859-6; convert "
                                               "it to UTF-8");
    }
    out.text = std::move(*legacy);
    out.note = "decoded from " + *charset;
  }
  if (blank(out.text)) return fail(ErrorCode::empty, where + ": nothing but white space");
  return out;
}

}  // namespace isnad
