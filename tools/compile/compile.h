#pragma once
#include <filesystem>
#include <string>

#include "base/image.h"
#include "base/result.h"

// isnad-compile DATA_DIR OUT_IMAGE: data/ -> the image that the program maps. One function a
// stage; each reads its files below `data`, checks them, and adds its sections. Errors carry file,
// line and caret; frames reads the morphology from the sections that lexicon added. tagger also
// reads models/ beside `data`.

namespace isnad::compile {

Result<void> lexicon(const std::filesystem::path& data, ImageWriter& out);     // -> morph
Result<void> gazetteers(const std::filesystem::path& data, ImageWriter& out);  // -> entities
Result<void> spellings(const std::filesystem::path& data, ImageWriter& out);   // -> entities
Result<void> numbers(const std::filesystem::path& data, ImageWriter& out);     // -> numbers
Result<void> times(const std::filesystem::path& data, ImageWriter& out);       // -> time
Result<void> syntax(const std::filesystem::path& data, ImageWriter& out);      // -> syntax
Result<void> frames(const std::filesystem::path& data, ImageWriter& out);      // -> events
Result<void> claims(const std::filesystem::path& data, ImageWriter& out);      // -> claims
Result<void> relations(const std::filesystem::path& data, ImageWriter& out);   // -> relations
Result<void> parts(const std::filesystem::path& data, ImageWriter& out);       // -> text parts
Result<void> tagger(const std::filesystem::path& data, ImageWriter& out);      // -> tagger

// What the check of the frame files found. Each fault in `report` is shown as a compiler shows it:
// place and message, the line, a caret.
struct FrameCheck {
  std::string report;
  size_t faults = 0;
  size_t files = 0;
  size_t frames = 0;
};

// Checks the *.toml of `folder` against the rest of `data`, and compiles nothing. Error only if
// something else cannot be read.
Result<FrameCheck> check_frames(const std::filesystem::path& data,
                                const std::filesystem::path& folder);

}  // namespace isnad::compile
