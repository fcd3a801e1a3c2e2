#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/evidence.h"

// HTTP responses as archives keep them (RFC 9112).

namespace isnad {

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string_view body;  // of the parsed bytes, as it was sent
};

// Error bad_format: no status line. Lenient with line ends; a header without a colon is left out,
// and what exceeds 200 headers.
Result<HttpResponse> parse_http(std::string_view bytes);

// A body without its transfer coding "chunked"; the body itself where it is not chunked, as in
// archives whose crawler took the coding off and kept the header.
std::string unchunked(std::string_view body);

struct MediaType {
  std::string type;                    // "text/html"; lower case, empty if there is none
  std::optional<std::string> charset;  // without quotes
};
// Of a Content-Type.
MediaType parse_media_type(std::string_view value);

}  // namespace isnad
