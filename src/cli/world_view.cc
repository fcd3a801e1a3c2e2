#include "cli/world_view.h"
#include "cli/place_names.h"

#include <algorithm>

#include "cli/bidi.h"
#include "engine/engine.h"

namespace isnad {

namespace {

// "known_by" is --known-by here.
std::string option_of(const char* parameter) {
  std::string out = std::string("--") + parameter;
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

}  // namespace

void WorldOptions::declare(Options& o) {
  o.required_text("-d,--case", file, "CASE", "The case file (isnad read makes one)");
  o.text("--at", at, "DATE",
         "The day, month or year asked about (without it: the latest article's)");
  o.text("--known-by", known_by, "DATE", "Only what articles published by then say");
  o.text("--outlet", outlet, "NAME", "Only what this outlet says");
  o.text("--source", source, "CODE", "Only what this speaker or agency says: a code or a name");
  o.flag("--reported", reported, "Nothing that follows by rule, only what is reported");
}

WorldView& kept(WorldView&& view) {
  static WorldView& kept_view = *new WorldView(std::move(view));
  return kept_view;
}

std::string WorldView::label(const Fluent& f) {
  std::string out =
      isolated(names_->label(code(f.subject))) + ' ' + std::string(fluent_kind_name(f.kind));
  if (f.object != kNoSymbol) out += ' ' + isolated(names_->label(code(f.object)));
  return out;
}

Result<WorldView> WorldView::open(const WorldOptions& options) {
  WorldView view;
  Result<CaseFile> file = CaseFile::open(options.file, CaseFile::Mode::read);
  if (!file) return tl::unexpected<Error>(file.error());
  view.file_ = std::make_unique<CaseFile>(std::move(*file));
  view.names_ = std::make_unique<NameBook>(*view.file_, place_names());
  Result<Image> image = Image::open(find_image());
  if (!image) return tl::unexpected<Error>(image.error());
  view.image_ = std::make_unique<Image>(std::move(*image));
  auto world = CaseWorld::open(*view.file_, *view.image_);
  if (!world) return tl::unexpected<Error>(world.error());
  auto sight = look_at(*world, *view.file_, options, option_of);
  if (!sight) return tl::unexpected<Error>(sight.error());
  view.sight_ = std::move(*sight);
  return view;
}

}  // namespace isnad
