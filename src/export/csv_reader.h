#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace isnad {

// Reads comma-separated values (RFC 4180; lines may end in \n, \r\n or \r, a byte order mark at the
// beginning is passed over), row by row. Empty lines are no rows.
class CsvReader {
 public:
  // `name` is for messages. The bytes must outlive the reader.
  CsvReader(std::string_view bytes, std::string name);

  // The cells of the next row; false at the end. Error bad_format, with the line, where a quotation
  // mark is never closed or text stands after a closed one.
  Result<bool> next(std::vector<std::string>& cells);
  // Where the last row began, from 1.
  size_t line() const { return row_line_; }

 private:
  tl::unexpected<Error> bad(const char* what) const;
  Result<void> quoted(std::string& cell);

  std::string_view bytes_;
  std::string name_;
  size_t at_ = 0;
  size_t line_ = 1;
  size_t row_line_ = 1;
};

}  // namespace isnad
