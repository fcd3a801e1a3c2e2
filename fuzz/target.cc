// The target of a request and its headers -> path, parameters, who may ask.

#include <algorithm>

#include "fuzz.h"
#include "serve/guard.h"
#include "serve/params.h"
#include "serve/uri.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  const std::string_view first = bytes.substr(0, bytes.find('\n'));
  const std::string second(bytes.substr(std::min(first.size() + 1, size)));
  const std::string_view path = first.substr(0, first.find('?'));
  const std::string_view query = first.substr(std::min(path.size() + 1, first.size()));

  if (const auto segments = path_segments(path)) {
    std::string again;
    for (const std::string& s : *segments) {
      fuzz::require(!s.empty(), "no segment is empty");
      again += '/' + percent_encoded(s);
    }
    fuzz::require(path_segments(again) == segments, "a path survives encoding");
  }
  if (const auto given = query_parameters(query)) {
    std::string again;
    for (const auto& [name, value] : *given) {
      if (!again.empty()) again += '&';
      again += percent_encoded(name) + '=' + percent_encoded(value);
    }
    fuzz::require(query_parameters(again) == given, "parameters survive encoding");
    Params params(*given);
    Filter f;
    read_filter(params, {"AGREE", "ASSAULT"}, f);
    read_page(params, f);
    params.flag("single");
    const auto ok = params.check();
    if (ok) {
      fuzz::require(f.limit >= 1 && f.limit <= kMostRows && f.offset <= kMostOffset, "a page");
      fuzz::require(!f.type || *f.type == "AGREE" || *f.type == "ASSAULT", "a type of the list");
      for (const auto& [name, value] : *given) {
        fuzz::require(wrong_text(value).empty(), "every value is text");
      }
    } else {
      fuzz::require(!ok.error().error.message.empty(), "a fault has a message");
    }
  }

  const ListenAddress here = parse_listen("127.0.0.1:8080").value();
  const Guard guard(here, {"news.example.org"}, "0123456789abcdef");
  fuzz::require(!guard.knows_token(second) || second.ends_with("0123456789abcdef"), "the token");
  if (guard.knows_host(second)) {
    fuzz::require(second.size() < 64, "a name that it knows");
  }
  guard.knows_origin(second);
  if (const auto listen = parse_listen(second)) {
    fuzz::require(listen->port >= 0 && listen->port <= 65535, "a port");
    fuzz::require(!listen->host.empty(), "a host");
  }
  return 0;
}
