#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

// Writing a frame: a draft of it, and its examples read by an engine that knows the files as they
// are now.

namespace isnad::compile {

struct FrameTest {
  std::string report;  // a paragraph a frame
  size_t frames = 0;
  size_t examples = 0;
  size_t faults = 0;  // examples that are not read as declared
};

// Compiles `data` in memory and reads the examples of the frames that `wanted` names: files ("aid"
// or "aid.toml"), ids, or none for all. REQUIRES: the frame files have no faults. Errors: not_found
// for a name that is neither a file nor an id; those of the compiler.
Result<FrameTest> test_frames(const std::filesystem::path& data,
                              const std::vector<std::string>& wanted);

// frame_new.h, over `data` as it is now.
Result<std::string> draft_frame(const std::filesystem::path& data, const std::string& type,
                                const std::string& sentence, const std::string& word);

}  // namespace isnad::compile
