#pragma once
#include <cstddef>
#include <string>

namespace isnad {

// As browsers and curl unpack it; empty if it would not be shorter. `level`: 1 to 12.
std::string gzipped(const std::string& bytes, int level);
// What was so compressed, `size` bytes. REQUIRES: gzipped() made it.
std::string ungzipped(const std::string& bytes, size_t size);

}  // namespace isnad
