// Bytes of a file of frames and of rules about the world -> frames and rules, or faults that can be
// shown.

#include <toml++/toml.h>

#include "base/utf8.h"
#include "compile/frame_file.h"
#include "compile/world_file.h"
#include "fuzz.h"

using namespace isnad;

namespace {

template <typename T>
T opened(Result<T> result) {
  fuzz::require(result.has_value(), "data and the built image open");
  return std::move(*result);
}

void show(const compile::SourceText& source, const std::vector<compile::Fault>& faults) {
  for (const compile::Fault& fault : faults) {
    fuzz::require(fault.place.line >= 1 && fault.place.column >= 1, "places count from 1");
    const std::string shown = source.show(fault);
    fuzz::require(decode_utf8(shown).has_value(), "what is shown is UTF-8");
    for (const unsigned char c : shown) {
      fuzz::require(c == '\n' || (c >= 0x20 && c != 0x7F), "nothing steers the terminal");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto facts = opened(compile::FrameFacts::read(ISNAD_SOURCE_DIR "/data"));
  static auto words = opened(compile::FrameWords::open(opened(Image::open(ISNAD_IMAGE_FILE))));
  const compile::SourceText source("input.toml", std::string(fuzz::view(data, size)));

  std::vector<compile::Fault> faults;
  const auto frames = compile::FrameReader(facts, words).read(source, "input.toml", faults);
  fuzz::require(!frames.empty() || !faults.empty(), "frames, or why there are none");
  show(source, faults);

  const compile::WorldFacts known;
  compile::WorldTables tables;
  faults.clear();
  compile::WorldReader world(known, tables);
  world.read(source, "world/input.toml", faults);
  std::vector<std::pair<std::string, compile::Fault>> at_end;
  world.finish(at_end);
  show(source, faults);
  return 0;
}
