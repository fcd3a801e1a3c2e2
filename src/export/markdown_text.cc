#include "base/ascii.h"
#include "export/markdown.h"
#include "text/bidi.h"

namespace isnad {

namespace {

constexpr std::string_view kMarkup = "\\`*_[]<>|~&#$^!{}=";

}  // namespace

std::string markdown_text(std::string_view utf8) {
  const std::string shown = isolated(utf8);
  std::string out;
  out.reserve(shown.size());
  bool digits = true;  // nothing but digits so far: "1." would begin a list
  for (size_t i = 0; i < shown.size(); ++i) {
    const char c = shown[i];
    const bool lists = (digits && (c == '.' || c == ')')) || (i == 0 && (c == '-' || c == '+'));
    // "://", "www." and "a@b" become links by themselves in some programs.
    const std::string_view rest = std::string_view(shown).substr(i);
    const bool links =
        rest.starts_with("://") || c == '@' ||
        (c == '.' && i >= 3 &&
         (shown.compare(i - 3, 3, "www") == 0 || shown.compare(i - 3, 3, "WWW") == 0));
    if (lists || links || kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
    digits = digits && is_ascii_digit(c);
  }
  return out;
}

}  // namespace isnad
