#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"

namespace isnad {

// Rows of cells for a reader: aligned columns, right-to-left cells isolated, nothing in a cell can
// steer the terminal.
class Table {
 public:
  explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  // On a terminal the widest columns are cut until a row fits into its width.
  std::string print(const Terminal& terminal) const;

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace isnad
