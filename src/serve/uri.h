#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The parts of a request's target.

namespace isnad {

std::string percent_encoded(std::string_view text);  // all but unreserved characters
// Nothing for a percent sign without two hexadecimal digits. `plus`: + is a space.
std::optional<std::string> percent_decoded(std::string_view text, bool plus);

// "a=1&b=x%20y" in its order. Nothing for what is not encoded right.
std::optional<std::vector<std::pair<std::string, std::string>>> query_parameters(
    std::string_view query);

// "/a/b%2Fc" -> {"a", "b/c"}; empty segments are left out. Nothing for what is not encoded right.
std::optional<std::vector<std::string>> path_segments(std::string_view path);

}  // namespace isnad
