#include "export/address.h"

#include <algorithm>

#include "text/bidi.h"

namespace isnad {

bool is_web_address(std::string_view s) {
  if (!s.starts_with("http://") && !s.starts_with("https://")) return false;
  const bool plain = std::all_of(s.begin(), s.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F &&
           std::string_view("<>\"\\^`{|}").find(c) == std::string_view::npos;
  });
  return plain && safe_line(s) == s;
}

}  // namespace isnad
