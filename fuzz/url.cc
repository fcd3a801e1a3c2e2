// Two lines -> a URL, and the second as a reference within the first.

#include "ingest/url.h"

#include <algorithm>

#include "fuzz.h"
#include "ingest/feed_date.h"
#include "ingest/ingest.h"

using namespace isnad;

namespace {

void check(const std::optional<HttpUrl>& url) {
  if (!url) return;
  fuzz::require(url->scheme == "http" || url->scheme == "https", "of the web");
  fuzz::require(!url->host.empty(), "a host");
  fuzz::require(
      std::none_of(url->host.begin(), url->host.end(), [](char c) { return c >= 'A' && c <= 'Z'; }),
      "a host in lower case");
  fuzz::require(url->path.starts_with('/'), "a path begins with /");
  fuzz::require(std::none_of(url->text.begin(), url->text.end(),
                             [](unsigned char c) { return c <= 0x20 || c >= 0x7F; }),
                "what is asked for is printable ASCII");
  fuzz::require(url->text.find('#') == std::string::npos, "no fragment");
  const auto again = parse_http_url(url->text);
  fuzz::require(again.has_value(), "what is asked for is a URL");
  fuzz::require(again->origin() == url->origin(), "of the same site");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  const std::string_view first = bytes.substr(0, bytes.find('\n'));
  const std::string_view second = bytes.substr(std::min(first.size() + 1, size));
  check(parse_http_url(first));
  check(resolve_http_url(first, second));
  if (const auto day = feed_day(first)) {
    fuzz::require(is_edtf_day_month_or_year(*day), "a day of a feed is a date");
  }
  return 0;
}
