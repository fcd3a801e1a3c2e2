#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace isnad {

// May a program follow it, and may it stand in a link: http or https, and none of the characters
// that RFC 3986 and RFC 3987 keep out.
bool is_web_address(std::string_view s);

// The same address as a URI (RFC 3986), letters beyond ASCII encoded and without a fragment, for
// formats that allow no others. Nothing for what is no web address.
std::optional<std::string> web_uri(std::string_view s);

}  // namespace isnad
