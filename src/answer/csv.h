#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace isnad {

// The items with `separator` between them.
std::string joined(const std::vector<std::string>& items, std::string_view separator);

}  // namespace isnad
