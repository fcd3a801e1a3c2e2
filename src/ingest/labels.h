#pragma once
#include <string>
#include <string_view>

namespace isnad {

// A name out of an archive as a harmless label: valid UTF-8, "/" between folders, no empty, "." or
// ".." part, no drive letter, no control character or bidi override (U+FFFD stands for these), at
// most 1,024 bytes. Nothing is ever written under such a name; it only shows in records.
std::string member_label(std::string_view name);

// Text of a foreign library or file for a message: one line, harmless as above.
std::string printable_name(std::string_view text);

}  // namespace isnad
