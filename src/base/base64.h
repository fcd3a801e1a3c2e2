#pragma once
#include <optional>
#include <string>
#include <string_view>

// Bytes as text (RFC 4648, section 4: with padding, in one line).

namespace isnad {

std::string to_base64(std::string_view bytes);
// Nothing for what to_base64 does not write.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace isnad
