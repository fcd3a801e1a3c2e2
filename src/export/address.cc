#include "export/address.h"

#include <algorithm>

#include "ingest/url.h"
#include "text/bidi.h"

namespace isnad {

bool is_web_address(std::string_view s) {
  if (!s.starts_with("http://") && !s.starts_with("https://")) return false;
  const bool plain = std::all_of(s.begin(), s.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F &&
           std::string_view("<>\"\\^`{|}").find(c) == std::string_view::npos;
  });
  return plain && safe_line(s) == s;
}

std::optional<std::string> web_uri(std::string_view s) {
  if (!is_web_address(s)) return std::nullopt;
  const auto url = parse_http_url(s);
  return url ? std::optional(url->text) : std::nullopt;
}

}  // namespace isnad
