#include "cli/refreshing.h"

#include "base/utf8.h"

namespace isnad {

Result<void> refresh_case(CaseFile& file, const Engine& engine, bool wait) {
  const Result<Image> image = Image::open(find_image());
  if (!image) return tl::unexpected<Error>(image.error());
  const Result<WordHasher> hasher = WordHasher::open(*image);
  if (!hasher) return tl::unexpected<Error>(hasher.error());
  const Result<StoryRules> story = StoryRules::open(*image);
  if (!story) return tl::unexpected<Error>(story.error());
  const Result<WorldRules> world = WorldRules::open(*image);
  if (!world) return tl::unexpected<Error>(world.error());
  const auto print = [&](std::string_view text, const std::optional<std::string>& title) {
    RawDocument document;
    document.text_utf8 = text;
    document.title = title;
    if (auto points = decode_utf8(text)) document.text = std::move(*points);
    Fingerprint fingerprint;
    engine.extract(document, &fingerprint);
    return fingerprint;
  };
  const auto done = file.refresh({*hasher, *story, *world, print}, wait);
  if (!done) return tl::unexpected<Error>(done.error());
  return {};
}

}  // namespace isnad
