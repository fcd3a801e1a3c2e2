#include "fetch/robots.h"

#include <fmt/format.h>
#include <string.h>  // memmem: the search takes linear time whatever a site writes

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace isnad {

namespace {

// RFC 9309, 2.2.1: letters, "_" and "-"; what follows is a version.
std::string_view product(std::string_view agent) {
  size_t n = 0;
  while (n < agent.size() && (is_ascii_alpha(agent[n]) || agent[n] == '_' || agent[n] == '-')) {
    ++n;
  }
  return agent.substr(0, n);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f') return ascii_lower(c) - 'a' + 10;
  return -1;
}

bool is_unreserved(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// RFC 9309, 2.2.2: what is compared is encoded alike on both sides.
std::string encoded(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (size_t i = 0; i < path.size(); ++i) {
    auto c = static_cast<unsigned char>(path[i]);
    const bool escape = c == '%' && i + 2 < path.size() && hex_value(path[i + 1]) >= 0 &&
                        hex_value(path[i + 2]) >= 0;
    if (escape) {
      c = static_cast<unsigned char>(hex_value(path[i + 1]) * 16 + hex_value(path[i + 2]));
      i += 2;
    }
    if (escape ? is_unreserved(c) : c > 0x20 && c < 0x7F && c != '%') {
      out.push_back(static_cast<char>(c));
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", c);
    }
  }
  return out;
}

bool fits(std::string_view pattern, std::string_view path) {
  const bool anchored = !pattern.empty() && pattern.back() == '$';
  if (anchored) pattern.remove_suffix(1);
  size_t at = 0;
  bool first = true;
  while (true) {
    const size_t star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    const bool last = star == std::string_view::npos;
    if (first) {
      if (path.substr(0, piece.size()) != piece) return false;
      at = piece.size();
      if (last) return !anchored || at == path.size();
    } else if (last && anchored) {
      return path.size() >= at + piece.size() && path.substr(path.size() - piece.size()) == piece;
    } else if (!piece.empty()) {
      const void* found = memmem(path.data() + at, path.size() - at, piece.data(), piece.size());
      if (!found) return false;
      at = static_cast<size_t>(static_cast<const char*>(found) - path.data()) + piece.size();
    }
    if (last) return true;
    first = false;
    pattern.remove_prefix(star + 1);
  }
}

std::optional<uint32_t> seconds_of(std::string_view value) {
  double seconds = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (read.ec != std::errc() || !(seconds >= 0) || seconds > 1e6) return std::nullopt;
  const auto whole = static_cast<uint32_t>(seconds);
  return whole + (whole < seconds ? 1 : 0);
}

}  // namespace

void Robots::add(bool allow, std::string_view pattern) {
  if (pattern.empty()) return;  // "Disallow:" alone forbids nothing
  std::string whole = encoded(pattern);
  if (whole[0] != '/' && whole[0] != '*') whole.insert(0, 1, '/');
  rules_.push_back({allow, std::move(whole)});
}

Robots Robots::parse(std::string_view bytes, std::string_view agent) {
  if (bytes.size() > kMaxRobotsBytes) {
    bytes = bytes.substr(0, kMaxRobotsBytes);
    bytes = bytes.substr(0, bytes.find_last_of("\r\n") + 1);
  }
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  Robots named;
  Robots anybody;
  bool any_named = false;
  bool for_us = false;
  bool for_all = false;
  bool in_rules = true;  // the next user-agent line begins a group
  while (!bytes.empty()) {
    const size_t end = bytes.find_first_of("\r\n");
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    line = line.substr(0, line.find('#'));
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view key = trimmed(line.substr(0, colon), " \t");
    const std::string_view value = trimmed(line.substr(colon + 1), " \t");
    if (equal_ascii_nocase(key, "user-agent")) {
      if (in_rules) for_us = for_all = in_rules = false;
      if (value == "*") {
        for_all = true;
      } else if (equal_ascii_nocase(product(value), agent)) {
        for_us = any_named = true;
      }
    } else if (equal_ascii_nocase(key, "allow") || equal_ascii_nocase(key, "disallow")) {
      in_rules = true;
      if (for_us) named.add(equal_ascii_nocase(key, "allow"), value);
      if (for_all) anybody.add(equal_ascii_nocase(key, "allow"), value);
    } else if (equal_ascii_nocase(key, "crawl-delay")) {
      // Other records must not change where groups end (RFC 9309, 2.2.4).
      if (for_us && !named.delay_s_) named.delay_s_ = seconds_of(value);
      if (for_all && !anybody.delay_s_) anybody.delay_s_ = seconds_of(value);
    }
  }
  return any_named ? named : anybody;
}

bool Robots::allows(std::string_view path) const {
  const std::string wanted = encoded(path);
  if (wanted == "/robots.txt") return true;
  size_t best = 0;
  bool allowed = true;
  for (const Rule& r : rules_) {
    const size_t length = r.pattern.size();
    if (length < best || (length == best && allowed)) continue;
    if (!fits(r.pattern, wanted)) continue;
    best = length;
    allowed = r.allow;
  }
  return allowed;
}

std::string Robots::rules() const {
  std::string out;
  if (delay_s_) out += fmt::format("delay {}\n", *delay_s_);
  for (const Rule& r : rules_) out += (r.allow ? "allow " : "disallow ") + r.pattern + "\n";
  return out;
}

Robots Robots::from_rules(std::string_view rules) {
  Robots out;
  while (!rules.empty()) {
    const std::string_view line = rules.substr(0, rules.find('\n'));
    rules.remove_prefix(std::min(rules.size(), line.size() + 1));
    const size_t blank = line.find(' ');
    if (blank == std::string_view::npos) continue;
    const std::string_view key = line.substr(0, blank);
    const std::string_view value = line.substr(blank + 1);
    if (key == "delay") out.delay_s_ = seconds_of(value);
    if (key == "allow" || key == "disallow") out.add(key == "allow", value);
  }
  return out;
}

}  // namespace isnad
