#include "ingest/labels.h"

#include <vector>

#include "base/utf8.h"

namespace isnad {

namespace {

constexpr size_t kMaxLabel = 1024;

bool steers(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029;
}

}  // namespace

std::string printable_name(std::string_view text) {
  std::string out;
  // Invalid UTF-8 is decoded byte by byte: each bad one becomes a mark of its own.
  for (size_t at = 0; at < text.size() && out.size() < kMaxLabel;) {
    const auto first = static_cast<unsigned char>(text[at]);
    const size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const auto point = decode_utf8(text.substr(at, length));
    // A byte order mark decodes to nothing.
    const bool good = point && point->size() == 1 && !steers((*point)[0]);
    append_utf8(out, good ? (*point)[0] : 0xFFFD);
    at += point ? length : 1;
  }
  return out;
}

std::string member_label(std::string_view name) {
  std::vector<std::string> parts(1);
  for (const char c : printable_name(name)) {
    if (c == '/' || c == '\\') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  std::string out;
  for (const std::string& part : parts) {
    const bool drive = part.size() == 2 && part[1] == ':';
    if (part.empty() || part == "." || part == ".." || drive) continue;
    if (!out.empty()) out += '/';
    out += part;
  }
  return out.empty() ? "unnamed" : out;
}

}  // namespace isnad
