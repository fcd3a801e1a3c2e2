#include "serve/mcp_json.h"

#include <cstring>
#include <nlohmann/json.hpp>

namespace isnad {

namespace {

using Json = nlohmann::ordered_json;

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
}

// Length in bytes of the hidden character at the beginning of `s`; 0 where there is none.
size_t hidden_at(std::string_view s) {
  const auto is = [&](const char* bytes) { return s.substr(0, std::strlen(bytes)) == bytes; };
  if (is("\xD8\x9C")) return 2;  // U+061C
  if (is("\xE2\x80")) {
    const unsigned char last = s.size() > 2 ? static_cast<unsigned char>(s[2]) : 0;
    // U+200E, U+200F; U+202A to U+202E
    return last == 0x8E || last == 0x8F || (last >= 0xAA && last <= 0xAE) ? 3 : 0;
  }
  if (is("\xE2\x81")) {
    const unsigned char last = s.size() > 2 ? static_cast<unsigned char>(s[2]) : 0;
    return last >= 0xA6 && last <= 0xA9 ? 3 : 0;  // U+2066 to U+2069
  }
  if (is("\xF3\xA0\x80") || is("\xF3\xA0\x81")) return s.size() > 3 ? 4 : 0;  // U+E0000 to U+E007F
  return 0;
}

}  // namespace

std::string json_line(const Json& message) {
  std::string out = message.dump(-1, ' ', false, Json::error_handler_t::replace);
  replace_all(out, "\xE2\x80\xA8", "\\u2028");
  replace_all(out, "\xE2\x80\xA9", "\\u2029");
  replace_all(out, "\xC2\x85", "\\u0085");
  return out + '\n';
}

std::string without_hidden(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    if (const size_t n = hidden_at(utf8)) {
      utf8.remove_prefix(n);
      continue;
    }
    out += utf8.front();
    utf8.remove_prefix(1);
  }
  return out;
}

void strip_hidden(Json& value) {
  if (value.is_string()) {
    value = without_hidden(value.get_ref<const std::string&>());
  } else if (value.is_array()) {
    for (Json& v : value) strip_hidden(v);
  } else if (value.is_object()) {
    Json out = Json::object();
    for (auto& [key, v] : value.items()) {
      strip_hidden(v);
      out[without_hidden(key)] = std::move(v);
    }
    value = std::move(out);
  }
}

}  // namespace isnad
