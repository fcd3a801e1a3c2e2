#pragma once
#include <string>
#include <string_view>

// The text of a piece of HTML without a page around it: a title, a summary, the content of a feed.

namespace isnad {

// Valid UTF-8 in and out. Tags are taken out, what is inside script, style and the like with them;
// character references are decoded; each block (p, div, li, br ...) is a line, blanks run together.
// Works in linear time and memory on anything.
std::string fragment_text(std::string_view html);

// The same on one line, without controls of direction: for titles and names.
std::string fragment_line(std::string_view html);

// Text that is no HTML, in the same lines: "<" and "&" are letters like others.
std::string plain_text(std::string_view text);
std::string plain_line(std::string_view text);

}  // namespace isnad
