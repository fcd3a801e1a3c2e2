#pragma once
#include <filesystem>
#include <string>

#include "base/result.h"

namespace isnad::compile {

// What the check of the frame files found. Each fault in `report` is shown as a compiler shows it:
// place and message, the line, a caret. A file with a warning may load, one with a fault may not.
struct FrameCheck {
  std::string report;
  size_t faults = 0;
  size_t warnings = 0;
  size_t files = 0;
  size_t frames = 0;
};

// Checks the *.toml of `folder` against the rest of `data` (its lexicon, compiled in memory), and
// writes nothing. Error only if something else cannot be read.
Result<FrameCheck> check_frames(const std::filesystem::path& data,
                                const std::filesystem::path& folder);

}  // namespace isnad::compile
