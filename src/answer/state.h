#pragma once
#include <string>
#include <vector>

#include "answer/world.h"

// What held, and what changed, as rows.

namespace isnad {

// What holds, or what changed between two days. Points into the State that it is of.
struct StateRow {
  Fluent fluent;
  std::string holds;
  const Period* period = nullptr;
  std::string change;  // empty but for changes
};

// In the order of State::at. `untold`: also what is told of later days only.
std::vector<StateRow> state_rows(const State& state, Days at, const FluentFilter& filter,
                                 bool untold);
std::vector<StateRow> change_rows(const State& state, Day from, Day to, const FluentFilter& filter);

// One JSON object, no newline.
void append_state_row(const CaseWorld& world, const StateRow& row, NameBook& names,
                      std::string& out);

std::vector<std::string> state_columns(bool changes);
// `codes`: as CSV has it; else with names, for people.
std::vector<std::string> state_cells(const CaseWorld& world, const StateRow& row, NameBook& names,
                                     bool codes);

}  // namespace isnad
