#pragma once
#include <string>
#include <string_view>

#include "text/bidi.h"

// How much room safe lines (text/bidi.h) take on a terminal.

namespace isnad {

// Columns that a safe line takes: code points less those without width.
size_t display_width(std::string_view safe);

// The beginning of a safe line that fits into `width` columns, with an ellipsis if it was cut.
std::string cut_to_width(std::string_view safe, size_t width);

}  // namespace isnad
