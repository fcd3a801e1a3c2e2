#pragma once
#include <filesystem>
#include <string>

#include "base/result.h"

namespace isnad {

// Who watches feeds for a case file: one program at a time, until this object goes or the program
// ends, by whatever end. It is a lock on the file CASE-watch beside the case, which goes with it. A
// case in a database has claims of its own (CaseFile::claim_feed) and needs none.
class WatchLock {
 public:
  // `path`: as for CaseFile::open; the file exists. Errors: locked (the message names who holds
  // it), unreadable.
  static Result<WatchLock> take(const std::filesystem::path& path);
  WatchLock(WatchLock&& other) noexcept;
  WatchLock& operator=(WatchLock&&) = delete;
  ~WatchLock();

 private:
  explicit WatchLock(std::string name, int file) : name_(std::move(name)), file_(file) {}
  std::string name_;
  int file_ = -1;  // none: the case is in a database
};

}  // namespace isnad
