#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "answer/csv.h"
#include "answer/reports.h"
#include "store/name_book.h"
#include "store/rows.h"

// How each kind of row that a case answers with is written as JSON and as CSV. The command line,
// the server and its tools write rows by these forms alone, so that an answer has one shape.

namespace isnad {

template <class Row>
struct RowForm {
  std::vector<std::string> columns;  // of CSV
  std::vector<std::string> (*cells)(const Row&, NameBook&);
  void (*json)(const Row&, NameBook&, std::string& out);  // one object, no newline
};

// The cells of some of the columns. REQUIRES: the form has all that are wanted.
template <class Row>
std::vector<std::string> picked_cells(const RowForm<Row>& form,
                                      const std::vector<std::string>& wanted, const Row& row,
                                      NameBook& names) {
  const std::vector<std::string> cells = form.cells(row, names);
  std::vector<std::string> out;
  for (const std::string& name : wanted) {
    const auto at = std::find(form.columns.begin(), form.columns.end(), name);
    out.push_back(cells.at(static_cast<size_t>(at - form.columns.begin())));
  }
  return out;
}

const RowForm<EventRow>& event_form();
const RowForm<ClaimRow>& claim_form();
const RowForm<RelationRow>& relation_form();
const RowForm<EntityRow>& entity_form();
const RowForm<CopyRow>& copy_form();
const RowForm<StoryRow>& story_form();
const RowForm<HappeningRow>& happening_form();
const RowForm<FactRow>& fact_form();
const RowForm<ConflictRow>& conflict_form();
const RowForm<HappeningOutline>& happening_outline_form();
const RowForm<FactOutline>& fact_outline_form();

// What a table shows of an account: its id, days, act, sides, and how often it is told.
std::vector<std::string> account_cells(const HappeningOutline& row, NameBook& names);
std::vector<std::string> account_cells(const FactOutline& row, NameBook& names);

}  // namespace isnad
