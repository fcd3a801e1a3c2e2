#include "compile/compile.h"

namespace isnad::compile {

Result<void> all(const std::filesystem::path& data, ImageWriter& out) {
  for (auto* stage :
       {lexicon, gazetteers, spellings, numbers, times, syntax, frames, claims, relations, parts,
        tagger, events, story, world, places, wording, stix, codings}) {
    if (auto ok = stage(data, out); !ok) return ok;
  }
  return {};
}

}  // namespace isnad::compile
