#pragma once
#include <filesystem>

#include "base/image.h"
#include "base/result.h"

// isnad-compile DATA_DIR OUT_IMAGE: data/ -> the image that the program maps. One function a
// stage; each reads its files below `data`, checks them, and adds its sections. Errors carry file,
// line and caret. tagger and events also read models/ beside `data`.

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
Result<void> events(const std::filesystem::path& data, ImageWriter& out);      // -> events
Result<void> story(const std::filesystem::path& data, ImageWriter& out);       // -> story
Result<void> world(const std::filesystem::path& data, ImageWriter& out);       // -> world
Result<void> places(const std::filesystem::path& data, ImageWriter& out);      // -> export
Result<void> wording(const std::filesystem::path& data, ImageWriter& out);     // -> export
Result<void> stix(const std::filesystem::path& data, ImageWriter& out);        // -> export
Result<void> codings(const std::filesystem::path& data, ImageWriter& out);     // -> export

// All of them. REQUIRES: nothing was added to `out` yet.
Result<void> all(const std::filesystem::path& data, ImageWriter& out);

}  // namespace isnad::compile
