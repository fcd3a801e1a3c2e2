#pragma once
#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

// Lines of a shuffle: KEY<TAB>VALUE, sorted by their bytes, so that the lines of one key, its
// group, stand together.

namespace isnad {

// No line is longer: a document has at most 16 MB.
inline constexpr size_t kMostLineBytes = size_t{256} << 20;

// The groups of a stream, one at a time; keeps one line in memory. Not thread safe.
class Groups {
 public:
  // `in` stays open and must outlive this. `name`: of the stream, for messages.
  Groups(std::FILE* in, std::string name) : in_(in), name_(std::move(name)) {}
  ~Groups();
  Groups(const Groups&) = delete;
  Groups& operator=(const Groups&) = delete;

  // The next group, past what is left of this one; false at the end. Errors: bad_format (a line
  // without a tab or newline, keys that are not ascending), too_large, unreadable.
  Result<bool> next_group();
  std::string_view key() const { return key_; }

  // The next value of the group, until the next call; false at the end of the group. Errors as
  // next_group().
  Result<bool> next(std::string_view& value);

  // Lines that were read, for messages: the last one is `name:lines()`.
  size_t lines() const { return lines_; }
  // An error of the line that was read last.
  tl::unexpected<Error> fail_here(ErrorCode code, std::string_view message) const;

 private:
  Result<void> read_line();

  std::FILE* in_;
  std::string name_;
  std::string key_;
  std::string read_key_;  // of line_
  char* line_ = nullptr;  // of getline
  size_t capacity_ = 0;
  std::string_view value_;  // in line_
  size_t lines_ = 0;
  bool ahead_ = false;  // line_ was not given out yet
  bool fresh_ = false;  // and begins a group
  bool ended_ = false;
};

// Takes a line without its newline; false if it cannot take more.
using Emit = std::function<bool(std::string_view line)>;

}  // namespace isnad
