#include "serve/request_head.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace isnad {

namespace {

// As many digits as cannot overflow.
constexpr size_t kMostDigits = 15;

tl::unexpected<HeadFault> refused(std::string_view what, int status = 400) {
  return tl::unexpected<HeadFault>(HeadFault{status, what});
}

bool is_token(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) {
    return is_ascii_alnum(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < ' ' || byte == 0x7F;
}

bool is_number(std::string_view s) {
  return !s.empty() && s.size() <= kMostDigits && std::all_of(s.begin(), s.end(), is_ascii_digit);
}

bool is_request_line(std::string_view line) {
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first == std::string_view::npos || last <= first + 1) return false;
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  // Anything else than a path would name a host once more, perhaps another one than Host does.
  return is_token(line.substr(0, first)) && target.starts_with('/') &&
         target.find(' ') == std::string_view::npos &&
         std::none_of(line.begin(), line.end(), is_control) &&
         (version == "HTTP/1.1" || version == "HTTP/1.0");
}

}  // namespace

size_t head_size(std::string_view received) {
  for (size_t at = received.find('\n'); at != std::string_view::npos;
       at = received.find('\n', at + 1)) {
    const std::string_view rest = received.substr(at + 1);
    if (rest.starts_with('\n')) return at + 2;
    if (rest.starts_with("\r\n")) return at + 3;
  }
  return 0;
}

tl::expected<RequestHead, HeadFault> read_head(std::string_view head) {
  RequestHead out;
  size_t lengths = 0;
  size_t hosts = 0;
  bool coded = false;
  for (bool first = true; !head.empty(); first = false) {
    const size_t end = head.find('\n');
    if (end == std::string_view::npos || end == 0 || head[end - 1] != '\r') {
      return refused("each line of a request ends in CR LF");
    }
    const std::string_view line = head.substr(0, end - 1);
    head.remove_prefix(end + 1);
    if (first) {
      if (!is_request_line(line)) return refused("the request line is none of HTTP/1.1");
      continue;
    }
    if (line.empty()) {
      if (!head.empty()) return refused("there is something behind the empty line");
      break;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
      return refused("a header has no name; a line that goes on and a blank before : are refused");
    }
    const std::string_view value = trimmed(line.substr(colon + 1), " \t");
    if (std::any_of(value.begin(), value.end(),
                    [](char c) { return c != '\t' && is_control(c); })) {
      return refused("a header holds a control character");
    }
    const std::string name = to_ascii_lower(line.substr(0, colon));
    if (name == "host") ++hosts;
    if (name == "transfer-encoding") coded = true;
    if (name == "content-length") {
      ++lengths;
      if (!is_number(value)) return refused("Content-Length is no number");
      std::from_chars(value.data(), value.data() + value.size(), out.body);
    }
  }
  if (lengths > 1 || hosts > 1) return refused("Content-Length and Host may stand once");
  if (coded && lengths > 0) return refused("Content-Length and Transfer-Encoding contradict");
  if (coded) return refused("send the body with its Content-Length, not in chunks", 411);
  return out;
}

}  // namespace isnad
