#pragma once
#include <string>
#include <vector>

#include "store/name_book.h"
#include "store/rows.h"

// Rows as cells of CSV, for every verb that prints them: all columns in one place, of which a verb
// may pick some.

namespace isnad {

const std::vector<std::string>& event_columns();
const std::vector<std::string>& claim_columns();
const std::vector<std::string>& relation_columns();
// One a column.
std::vector<std::string> row_cells(const EventRow& row, NameBook& names);
std::vector<std::string> row_cells(const ClaimRow& row, NameBook& names);
std::vector<std::string> row_cells(const RelationRow& row, NameBook& names);

// The cells of the columns that are wanted. REQUIRES: `columns` has them all.
std::vector<std::string> picked(const std::vector<std::string>& wanted,
                                const std::vector<std::string>& columns,
                                const std::vector<std::string>& cells);

// Who takes part and who says so.
std::vector<std::string> codes_of(const Event& e);
std::vector<std::string> codes_of(const Claim& c);
std::vector<std::string> codes_of(const Relation& r);

}  // namespace isnad
