#pragma once
#include <string>
#include <string_view>

#include "cli/terminal.h"
#include "record/record.h"

namespace isnad {

// The text with what was read marked in it, paragraph by paragraph, each isolated. With colour:
// entities underlined, triggers bold, times and quantities cyan, claims green. Without:
// [words|label].
std::string marked_text(const Record& record, std::string_view text_utf8, const Terminal& terminal);

}  // namespace isnad
