#pragma once
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

// Lines of a shuffle: KEY<TAB>VALUE, sorted by their bytes, so that the lines of one key, its
// group, stand together.

namespace isnad {

// No line is longer: a document has at most 16 MB.
inline constexpr size_t kMostLineBytes = size_t{256} << 20;

// The lines of a stream, one and a block in memory. Not thread safe.
class StreamLines {
 public:
  // `in` stays open and must outlive this. `name`: of the stream, for messages.
  StreamLines(std::FILE* in, std::string name) : in_(in), name_(std::move(name)) {}

  // The next line without its newline, until the next call; false at the end. Errors: bad_format (a
  // last line without newline: whoever wrote it was stopped), too_large, unreadable.
  Result<bool> next(std::string_view& line);
  size_t lines() const { return lines_; }
  // An error of the line that was read last: "name:line: message".
  tl::unexpected<Error> fail_here(ErrorCode code, std::string_view message) const;

 private:
  std::FILE* in_;
  std::string name_;
  std::string buffer_;
  size_t at_ = 0;  // what is read of the buffer
  size_t lines_ = 0;
};

// The groups of a stream, one line in memory. Not thread safe.
class Groups {
 public:
  // As StreamLines.
  Groups(std::FILE* in, std::string name) : lines_(in, std::move(name)) {}

  // The next group, past what is left of this one; false at the end. Errors: those of StreamLines;
  // bad_format (a line without a tab, keys that are not ascending).
  Result<bool> next_group();
  std::string_view key() const { return key_; }

  // The next value of the group, until the next call; false at the end of the group. Errors as
  // next_group().
  Result<bool> next(std::string_view& value);

  tl::unexpected<Error> fail_here(ErrorCode code, std::string_view message) const {
    return lines_.fail_here(code, message);
  }

 private:
  Result<void> read_line();

  StreamLines lines_;
  std::string key_;
  std::string read_key_;    // of the line that was read last
  std::string_view value_;  // of the same
  bool ahead_ = false;      // it was not given out yet
  bool fresh_ = false;      // and begins a group
  bool ended_ = false;
};

// Takes a line without its newline; false if it cannot take more.
using Emit = std::function<bool(std::string_view line)>;

}  // namespace isnad
