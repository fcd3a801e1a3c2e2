// Compressed bytes, HTTP bodies and UTF-16 -> bytes.

#include "ingest/layers.h"

#include "base/utf8.h"
#include "fuzz.h"
#include "ingest/http.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  constexpr size_t kLimit = size_t{1} << 20;
  for (const char* encoding : {"gzip", "deflate", "br", "zstd"}) {
    const auto out = decode_content(bytes, encoding, kLimit);
    fuzz::require(!out || out->size() <= kLimit, "no more than the limit");
  }
  for (const bool gzip : {true, false}) {
    Budget budget;
    budget.raw = size;
    auto source = memory_source(bytes);
    const auto layer = gzip ? gunzip(std::move(source), "input", budget)
                            : unzstd(std::move(source), "input", budget);
    (void)read_all(*layer, kLimit, "input");
  }
  const auto utf16 = utf16_to_utf8(memory_source(bytes));
  const auto text = read_all(*utf16, kLimit, "input");
  fuzz::require(text.has_value() && decode_utf8(*text).has_value(), "UTF-16 becomes UTF-8");
  if (const auto response = parse_http(bytes)) {
    fuzz::require(unchunked(response->body).size() <= response->body.size(), "no longer than sent");
  }
  return 0;
}
