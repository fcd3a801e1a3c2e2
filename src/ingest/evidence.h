#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What proves where a document came from: the bytes as they came in, and how.

namespace isnad {

// Pairs of an HTTP response, in its order; names as it spells them.
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Evidence {
  std::string sha256;  // of the bytes, lower-case hex
  uint64_t size = 0;   // of the bytes
  // What the bytes are: text/html, text/plain, application/pdf ...; by what they look like, not by
  // what their sender says.
  std::string media_type;
  std::optional<std::string> url;      // where they were fetched
  std::optional<std::string> fetched;  // RFC 3339 UTC
  std::vector<std::pair<std::string, std::string>> headers;
  std::string raw;  // the bytes, only if they are to be kept
};

// The first value of the header of this name, without regard to case.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

}  // namespace isnad
