#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Reader of the data files under data/: UTF-8 TSV with `#` comment lines and one line of column
// names. Used by the compiler of the image, never at run time.

namespace isnad {

struct TsvRow {
  uint32_t line = 0;  // 1-based
  std::vector<std::string> fields;
};

class TsvFile {
 public:
  // Errors name file and line: not_found, bad_format (no header, wrong number of fields).
  static Result<TsvFile> read(const std::filesystem::path& path);

  const std::vector<TsvRow>& rows() const { return rows_; }
  // Index of a column, or bad_format with the file's name and the columns that it has.
  Result<size_t> column(std::string_view name) const;
  // Indexes of several columns, in the order of `names`; as column() for the first that is missing.
  Result<std::vector<size_t>> columns(const std::vector<std::string_view>& names) const;
  // "file:line: message", with the offending field and a caret under it.
  Error error(const TsvRow& row, size_t column, const std::string& message) const;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<TsvRow> rows_;
};

// Splits at `separator`, trims spaces, drops empty parts.
std::vector<std::string> split_list(std::string_view s, char separator = ';');

}  // namespace isnad
