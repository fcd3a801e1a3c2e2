#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// URLs of the web, by libcurl's parser (RFC 3986 with what browsers forgive).

namespace isnad {

struct HttpUrl {
  std::string text;    // the whole, as it is asked for: encoded, without fragment
  std::string scheme;  // "http" or "https"
  std::string host;    // lower case ASCII (xn--... for others); an IPv6 address in its brackets
  uint16_t port = 0;
  std::string path;  // path and query, begins with "/"

  // What robots.txt and politeness go by: "https://example.org:443".
  std::string origin() const { return scheme + "://" + host + ":" + std::to_string(port); }
};

// An http or https URL; letters beyond ASCII and spaces in it are encoded, blanks around it
// dropped. Nothing for any other scheme, for what is no URL, and for one with a user name or
// password.
std::optional<HttpUrl> parse_http_url(std::string_view url);

// What `reference` means where `base` is the URL of the text around it. With an empty base only an
// absolute one means anything.
std::optional<HttpUrl> resolve_http_url(std::string_view base, std::string_view reference);

}  // namespace isnad
