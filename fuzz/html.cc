// The bytes of an HTML page -> text and metadata (src/ingest/page.h).

#include "base/utf8.h"
#include "fuzz.h"
#include "ingest/ingest.h"
#include "ingest/page.h"

using namespace isnad;

namespace {

void require_line(const std::optional<std::string>& value) {
  if (!value) return;
  const auto text = decode_utf8(*value);
  fuzz::require(text.has_value() && !text->empty(), "metadata is UTF-8 and not empty");
  for (const char32_t c : *text) {
    fuzz::require(c >= 0x20 && !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069),
                  "metadata has no controls");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // The first byte chooses a charset of the header.
  static const char* const charsets[] = {"", "utf-8", "windows-1256", "iso-8859-6", "utf-16", "x"};
  PageHints hints;
  if (size > 0 && data[0] < sizeof charsets / sizeof *charsets) {
    if (*charsets[data[0]] != '\0') hints.charset = charsets[data[0]];
    hints.url = "https://example.net/a/b?c";
    ++data;
    --size;
  }
  const auto page = read_page(fuzz::view(data, size), hints, "input");
  if (!page) {
    fuzz::require(!page.error().message.empty(), "an error has a message");
    return 0;
  }
  fuzz::require(!page->text.empty(), "a page has a text");
  for (const char32_t c : page->text) {
    fuzz::require(c == '\n' || (c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c <= 0x10FFFF),
                  "only scalar values without controls");
  }
  for (const auto* field : {&page->title, &page->author, &page->outlet, &page->url, &page->lang}) {
    require_line(*field);
  }
  if (page->published) {
    fuzz::require(is_edtf_day_month_or_year(*page->published), "published is a date");
  }
  if (page->url) fuzz::require(page->url->rfind("http", 0) == 0, "an address is absolute");
  return 0;
}
