#include "ingest/url.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "ingest/libcurl.h"

namespace isnad {

namespace {

constexpr size_t kMaxUrl = 8192;  // servers refuse longer ones

struct FreeUrl {
  void operator()(CURLU* u) const { curl().curl_url_cleanup(u); }
};
using Handle = std::unique_ptr<CURLU, FreeUrl>;

std::string unwrapped(std::string_view s) {
  std::string out;
  for (const char c : s) {
    // Browsers drop line breaks and tabs inside a URL: feeds wrap them.
    if (c != '\n' && c != '\r' && c != '\t') out.push_back(c);
  }
  const size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

std::string part(CURLU* u, CURLUPart what, unsigned flags = 0) {
  char* value = nullptr;
  if (curl().curl_url_get(u, what, &value, flags) != CURLUE_OK || !value) return {};
  std::string out = value;
  curl().curl_free(value);
  return out;
}

bool set(CURLU* u, const std::string& url) {
  constexpr unsigned kFlags = CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_NON_SUPPORT_SCHEME;
  return curl().curl_url_set(u, CURLUPART_URL, url.c_str(), kFlags) == CURLUE_OK;
}

// The name of a host as the DNS has it (UTS 46); empty for what is no name. libcurl 7.88 can do it
// too (CURLU_PUNYCODE), but leaks then.
std::string ascii_host(const std::string& host) {
  if (std::all_of(host.begin(), host.end(), [](unsigned char c) { return c < 0x80; })) return host;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(
      UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI, status));
  std::string out;
  if (U_FAILURE(status)) return out;
  icu::IDNAInfo info;
  icu::StringByteSink<std::string> sink(&out);
  idna->nameToASCII_UTF8(host, sink, info, status);
  return U_FAILURE(status) || info.hasErrors() ? std::string() : out;
}

std::optional<HttpUrl> parts(CURLU* u) {
  HttpUrl out;
  out.scheme = part(u, CURLUPART_SCHEME);
  if (out.scheme != "http" && out.scheme != "https") return std::nullopt;
  if (!part(u, CURLUPART_USER).empty() || !part(u, CURLUPART_PASSWORD).empty()) return std::nullopt;
  curl().curl_url_set(u, CURLUPART_FRAGMENT, nullptr, 0);
  out.host = ascii_host(part(u, CURLUPART_HOST));
  std::transform(out.host.begin(), out.host.end(), out.host.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  // libcurl has decoded %31 in it; what is a percent sign still would be decoded by the next
  // reader.
  if (out.host.empty() || out.host.find('%') != std::string::npos ||
      curl().curl_url_set(u, CURLUPART_HOST, out.host.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  const std::string port = part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (std::from_chars(port.data(), port.data() + port.size(), out.port).ec != std::errc()) {
    return std::nullopt;
  }
  out.path = part(u, CURLUPART_PATH);
  if (out.path.empty()) out.path = "/";
  const std::string query = part(u, CURLUPART_QUERY);
  if (!query.empty()) out.path += "?" + query;
  out.text = part(u, CURLUPART_URL);
  if (out.text.empty() || out.text.size() > kMaxUrl) return std::nullopt;
  return out;
}

}  // namespace

std::optional<HttpUrl> parse_http_url(std::string_view url) { return resolve_http_url({}, url); }

std::optional<HttpUrl> resolve_http_url(std::string_view base, std::string_view reference) {
  if (base.size() > kMaxUrl || reference.size() > kMaxUrl) return std::nullopt;
  if (reference.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string wanted = unwrapped(reference);
  if (wanted.empty()) return std::nullopt;
  const Handle u(curl().curl_url());
  if (!u) return std::nullopt;
  if (!base.empty() && !set(u.get(), unwrapped(base))) {
    // A broken base says nothing about an absolute reference.
    return resolve_http_url({}, reference);
  }
  if (!set(u.get(), wanted)) return std::nullopt;
  // The host may become a number by decoding, and numbers are IPv4 addresses ("4%31" is 41, which
  // is 0.0.0.41): what is asked for is read again, as whoever is asked for it will read it.
  const auto once = parts(u.get());
  if (!once || !set(u.get(), once->text)) return std::nullopt;
  return parts(u.get());
}

}  // namespace isnad
