#pragma once
#include <string>
#include <string_view>

// Document text on a terminal: nothing in it may steer the terminal or turn the line around it.

namespace isnad {

// One line of UTF-8 fit for a terminal: line breaks and tabs become spaces, other control
// characters are shown as \x1b, characters that steer the direction of text and invisible tags are
// dropped, broken UTF-8 becomes U+FFFD.
std::string safe_line(std::string_view text);

// Does it hold a letter that is written from right to left?
bool has_rtl(std::string_view text);

// The safe line; if it holds right-to-left letters, between FSI and PDI, so that what stands before
// and after it keeps its order.
std::string isolated(std::string_view text);

// Columns that a safe line takes: code points less those without width.
size_t display_width(std::string_view safe);

// The beginning of a safe line that fits into `width` columns, with an ellipsis if it was cut.
std::string cut_to_width(std::string_view safe, size_t width);

}  // namespace isnad
