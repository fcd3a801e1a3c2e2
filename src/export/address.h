#pragma once
#include <string_view>

namespace isnad {

// May a program follow it, and may it stand in a link: http or https, and none of the characters
// that RFC 3986 and RFC 3987 keep out.
bool is_web_address(std::string_view s);

}  // namespace isnad
