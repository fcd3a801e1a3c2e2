#pragma once
#include <cstdint>
#include <cstdio>
#include <string>

namespace isnad {

// Lines of a stream with bounded memory: a line longer than kMaxDocumentBytes is skipped and
// reported, the lines after it are read on.
class LineReader {
 public:
  enum class Status { line, too_long, end, failed };

  explicit LineReader(std::FILE* file, bool owned = false) : file_(file), owned_(owned) {}
  LineReader(LineReader&& o) noexcept;
  LineReader& operator=(LineReader&&) = delete;
  ~LineReader();

  // Reads the next line, without its newline, into `line`.
  Status next(std::string& line);
  uint64_t line_number() const { return number_; }  // of the line last read, from 1

 private:
  std::FILE* file_;
  bool owned_;
  uint64_t number_ = 0;
};

}  // namespace isnad
