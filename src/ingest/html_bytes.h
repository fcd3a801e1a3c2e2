#pragma once
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace isnad {

// Strict UTF-8 -> code points, but what is none (a tree builder may cut a character) is left out.
// `broken`, if given, tells that there was such.
std::u32string decode_tolerant(std::string_view utf8, bool* broken = nullptr);

}  // namespace isnad
