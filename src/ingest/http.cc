#include "ingest/http.h"

#include <algorithm>

#include "base/ascii.h"

namespace isnad {

namespace {

constexpr size_t kMaxHeaders = 200;

// One chunk's size; nothing where the line is none.
std::optional<size_t> chunk_size(std::string_view line) {
  line = trimmed(line.substr(0, line.find(';')));
  if (line.empty() || line.size() > 8) return std::nullopt;
  size_t n = 0;
  for (const char c : line) {
    const char l = static_cast<char>(c | 32);
    if (!is_ascii_digit(c) && (l < 'a' || l > 'f')) return std::nullopt;
    n = n * 16 + static_cast<size_t>(is_ascii_digit(c) ? c - '0' : l - 'a' + 10);
  }
  return n;
}

}  // namespace

Result<HttpResponse> parse_http(std::string_view bytes) {
  HttpResponse out;
  const size_t line_end = bytes.find('\n');
  const std::string_view status = bytes.substr(0, line_end);
  const size_t space = status.find(' ');
  if (!status.starts_with("HTTP/") || space == std::string_view::npos ||
      status.size() < space + 4 || !is_ascii_digit(status[space + 1]) ||
      !is_ascii_digit(status[space + 2]) || !is_ascii_digit(status[space + 3])) {
    return fail(ErrorCode::bad_format, "no HTTP response");
  }
  out.status =
      (status[space + 1] - '0') * 100 + (status[space + 2] - '0') * 10 + (status[space + 3] - '0');
  size_t at = line_end == std::string_view::npos ? bytes.size() : line_end + 1;
  while (at < bytes.size()) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    at = std::min(end + 1, bytes.size());
    if (trimmed(line).empty()) break;
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || out.headers.size() >= kMaxHeaders) continue;
    out.headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  }
  out.body = bytes.substr(at);
  return out;
}

std::string unchunked(std::string_view body) {
  std::string out;
  for (size_t at = 0; at < body.size();) {
    const size_t end = body.find('\n', at);
    if (end == std::string_view::npos) return at == 0 ? std::string(body) : out;
    const auto size = chunk_size(body.substr(at, end - at));
    if (!size) return at == 0 ? std::string(body) : out;
    if (*size == 0) break;
    out += body.substr(end + 1, *size);  // the last one may be cut off
    if (body.size() - end - 1 <= *size) break;
    at = end + 1 + *size;
    if (body.substr(at).starts_with("\r\n")) {
      at += 2;
    } else if (body[at] == '\n') {
      ++at;
    }
  }
  return out;
}

MediaType parse_media_type(std::string_view value) {
  MediaType out;
  size_t at = std::min(value.find(';'), value.size());
  out.type = to_ascii_lower(trimmed(value.substr(0, at)));
  while (at < value.size()) {
    const size_t end = std::min(value.find(';', at + 1), value.size());
    const std::string_view parameter = trimmed(value.substr(at + 1, end - at - 1));
    at = end;
    const size_t equals = parameter.find('=');
    if (equals == std::string_view::npos ||
        to_ascii_lower(trimmed(parameter.substr(0, equals))) != "charset") {
      continue;
    }
    std::string_view charset = trimmed(parameter.substr(equals + 1));
    if (charset.size() >= 2 && (charset.front() == '"' || charset.front() == '\'')) {
      charset = charset.substr(1, charset.size() - 2);
    }
    if (!charset.empty()) out.charset = charset;
  }
  return out;
}

}  // namespace isnad
