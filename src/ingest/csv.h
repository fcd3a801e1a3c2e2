#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/bytes.h"

namespace isnad {

// Rows of a table by RFC 4180, and what is common beside it: other delimiters, lone line feeds and
// carriage returns as ends of rows, characters after a closing quote (they count as content).
// Bounded memory: a row longer than kMaxDocumentBytes is an error, and reading goes on with the
// line after the one in which it begins. Not thread safe.
class CsvReader {
 public:
  struct Row {
    std::vector<std::string> fields;  // unquoted
    std::string_view bytes;           // as they stand in the file, without the end of the row
    uint64_t line = 0;                // in which it begins, from 1
  };

  // delimiter 0: the commonest of , ; tab | in the first row.
  CsvReader(std::unique_ptr<ByteSource> source, char delimiter)
      : source_(std::move(source)), delimiter_(delimiter) {}

  // The next row (valid until the next call), or what is wrong with it; nothing at the end. Rows
  // without any character are passed over. Errors: bad_format (a quote that is not closed),
  // too_large, unreadable; the messages name neither file nor line.
  std::optional<Result<Row>> next();
  uint64_t line() const { return line_; }  // the one after what was read, from 1

 private:
  Result<bool> more();
  void choose_delimiter();
  Row split(std::string_view row, uint64_t line) const;

  std::unique_ptr<ByteSource> source_;
  char delimiter_;
  std::string buffer_;
  size_t begin_ = 0;
  uint64_t line_ = 1;
  bool end_ = false;
  bool begun_ = false;
  int unclosed_ = 0;
};

}  // namespace isnad
