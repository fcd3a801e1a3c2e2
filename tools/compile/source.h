#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A data file with places in it, and faults shown the way compilers show them.

namespace isnad::compile {

// Line and column from 1; columns count code points. A place of length 0 is a point.
struct Place {
  uint32_t line = 1;
  uint32_t column = 1;
  uint32_t length = 0;  // code points on that line
};

struct Fault {
  Place place;
  std::string message;   // one line, UTF-8; Arabic in it isolated (see in_quotes)
  bool warning = false;  // shown, but no reason to refuse the file
};

// The words between double quotes; right-to-left words between FSI and PDI.
std::string in_quotes(std::string_view utf8);

class SourceText;

// The first code point beyond ASCII that stands outside strings and comments of a TOML text. No
// file of ours has any, TOML allows none, and toml++ 3 is undefined for some.
inline constexpr const char* kBareLetter =
    "a letter outside quotation marks: names are written in ASCII";
std::optional<Place> letter_outside_strings(std::string_view toml);

class SourceText {
 public:
  SourceText(std::string name, std::string bytes);

  const std::string& name() const { return name_; }
  const std::string& bytes() const { return bytes_; }

  // The first bytes that are no UTF-8.
  std::optional<Place> bad_utf8() const { return bad_; }
  // How many lines; the line without its end, REQUIRES: 1 <= n <= lines().
  uint32_t lines() const { return static_cast<uint32_t>(lines_.size()); }
  std::u32string_view line(uint32_t n) const { return lines_[n - 1]; }

  // "name:line:column: error: message" (or warning), the line, and a caret under the place. The
  // line shows each stretch of right-to-left text isolated, so that on a terminal that turns such
  // text around all else stays in its column; the caret marks whole words and strings. Long lines
  // are cut around the place. Nothing of the line may steer the terminal.
  std::string show(const Fault& fault) const;

 private:
  std::string name_;
  std::string bytes_;
  std::vector<std::u32string> lines_;
  std::optional<Place> bad_;
};

}  // namespace isnad::compile
