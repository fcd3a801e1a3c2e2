#pragma once
#include <string>
#include <string_view>
#include <vector>

// Cells of tables that other programs read.

namespace isnad {

// One line of text: line breaks, tabs and other control characters become a space, characters that
// steer the direction of text and invisible tags are dropped, so that a cell never breaks a row nor
// turns the line around it. REQUIRES: UTF-8.
std::string plain_cell(std::string_view text);

// A line of CSV (RFC 4180, but lines end in \n), its cells plain. Whatever a table is made for, a
// spreadsheet opens it: a cell that one would take for a formula (it begins with = + - @ or another
// form of them, blanks left out) gets an apostrophe before it, unless it is a number.
void append_csv_row(const std::vector<std::string>& cells, std::string& out);

// The same with tabs between the cells, as GDELT and POLECAT have it; nothing is quoted, so a
// quotation mark stands as it is.
void append_tab_row(const std::vector<std::string>& cells, std::string& out);

// The items with `separator` between them; empty items are left out.
std::string list_of(const std::vector<std::string>& items, std::string_view separator = "; ");

// Shortest decimal form that reads back as the same value, without an exponent for what tables
// hold ("12.6392").
std::string number_cell(double value);

// A confidence as records have it (docs/records.md): from 0 to 1, two decimals; 0 for what is none.
double confidence_value(double confidence);

}  // namespace isnad
