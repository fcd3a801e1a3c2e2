// Lines of pages as they were printed (a form feed ends a page) -> paragraphs.

#include "ingest/pdf_lines.h"

#include "fuzz_text.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::vector<std::u32string> pages(1);
  for (const char32_t c : fuzz::text_of(fuzz::view(data, size))) {
    if (c == '\f') {
      pages.emplace_back();
    } else {
      pages.back() += c;
    }
  }
  const std::u32string text = pdf_text(pages);
  for (const char32_t c : text) {
    fuzz::require(c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF), "scalar values");
    fuzz::require(c >= 0x20 || c == '\n', "no controls but ends of lines");
    fuzz::require(c < 0x202A || c > 0x202E, "nothing turns the direction");
  }
  return 0;
}
