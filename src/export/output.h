#pragma once
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

// Where exports are written.

namespace isnad {

// One file that is being written. Not thread safe.
class Output {
 public:
  virtual ~Output() = default;
  // Errors: full, unreadable.
  virtual Result<void> write(std::string_view bytes) = 0;
  // To be called last; without it the file is not there (a stream: cut off).
  virtual Result<void> finish() = 0;
};

// The files of one export.
class Outputs {
 public:
  virtual ~Outputs() = default;
  // `name` is a plain file name; formats of one file give their usual one ("events.csv"), which
  // counts only where the user named a folder.
  virtual Result<std::unique_ptr<Output>> open(const std::string& name) = 0;
};

// An open stream that stays open, for formats of one file; `name` is for messages.
std::unique_ptr<Outputs> stream(std::FILE* open, std::string name);
// One file, whatever its name in the format. It is written beside its place and moved there when it
// is finished, so that no half export stands where a whole one stood.
std::unique_ptr<Outputs> one_file(std::filesystem::path path);
// Files in a folder, which is made if it is missing.
std::unique_ptr<Outputs> folder_of_files(std::filesystem::path folder);

}  // namespace isnad
