#pragma once
#include <string>

namespace isnad {

// As browsers and curl unpack it; empty if it would not be shorter. `level`: 1 to 12.
std::string gzipped(const std::string& bytes, int level);

}  // namespace isnad
