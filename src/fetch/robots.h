#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// robots.txt by RFC 9309.

namespace isnad {

// The rules of one site for one crawler. A plain value.
class Robots {
 public:
  Robots() = default;  // allows everything

  // `agent` is the product token ("isnad"). Bytes after the first 500 KiB are not read, nor is a
  // line that they cut. All groups that name the agent count together, else all groups of "*".
  static Robots parse(std::string_view bytes, std::string_view agent);
  // What rules() of one gave.
  static Robots from_rules(std::string_view rules);

  // May the URL with this path and query (it begins with "/") be asked for? The longest pattern
  // that fits decides, "allow" among equals; "*" stands for anything, "$" at the end for the end.
  bool allows(std::string_view path) const;

  // Seconds between requests that the site asks for (Crawl-delay, which is no part of the RFC).
  std::optional<uint32_t> delay_s() const { return delay_s_; }

  // The same as ASCII lines, to be kept.
  std::string rules() const;

 private:
  struct Rule {
    bool allow = false;
    std::string pattern;  // percent-encoded alike
  };
  void add(bool allow, std::string_view pattern);
  std::vector<Rule> rules_;
  std::optional<uint32_t> delay_s_;
};

inline constexpr size_t kMaxRobotsBytes = size_t{500} << 10;  // RFC 9309, 2.5

}  // namespace isnad
