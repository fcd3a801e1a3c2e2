#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "ingest/bytes.h"

namespace isnad {

// Lines of a stream with bounded memory: a line longer than kMaxDocumentBytes is skipped and
// reported, the lines after it are read on.
class LineReader {
 public:
  enum class Status { line, too_long, end, failed };

  explicit LineReader(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  // Reads the next line, without its newline, into `line`. A NUL byte is content like any other.
  Status next(std::string& line);
  uint64_t line_number() const { return number_; }  // of the line last read, from 1
  const Error& error() const { return error_; }     // after failed

 private:
  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  size_t begin_ = 0;
  uint64_t number_ = 0;
  Error error_;
};

}  // namespace isnad
