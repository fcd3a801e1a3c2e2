#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace isnad {

// One line of CSV (RFC 4180, lines end in \n). A cell that a spreadsheet would take for a formula
// is preceded by an apostrophe.
void append_csv(const std::vector<std::string>& cells, std::string& out);

// The items with `separator` between them.
std::string joined(const std::vector<std::string>& items, std::string_view separator);

}  // namespace isnad
