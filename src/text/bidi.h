#pragma once
#include <string>
#include <string_view>

// Document text where people read it: nothing in it may steer the reader's program or turn the line
// around it.

namespace isnad {

// One line of UTF-8 fit for a reader: line breaks and tabs become spaces, other control
// characters are shown as \x1b, characters that steer the direction of text and what nobody sees
// (tags, the space without width, the soft hyphen) are dropped, broken UTF-8 becomes U+FFFD. The
// joiners that spelling needs stay.
std::string safe_line(std::string_view text);

// Does it turn the text around it, or is it seen by nobody (what safe_line() drops)?
bool steers_line(char32_t c);

// The code point that begins at s[i], i then behind it; U+FFFD for broken UTF-8. REQUIRES: i <
// s.size().
char32_t next_code_point(std::string_view s, size_t& i);

// Does it hold a letter that is written from right to left?
bool has_rtl(std::string_view text);

// The safe line; if it holds right-to-left letters, between FSI and PDI, so that what stands before
// and after it keeps its order.
std::string isolated(std::string_view text);

}  // namespace isnad
