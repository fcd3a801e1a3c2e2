#include "cli/world_view.h"

#include <algorithm>

#include "cli/bidi.h"
#include "cli/query.h"
#include "engine/engine.h"

namespace isnad {

namespace {

// The last day on which an article of the case was published.
std::optional<Day> last_day(const Corpus& corpus) {
  std::optional<Day> last;
  for (const Article& a : corpus.articles) {
    if (a.published && (!last || *last < a.published->last)) last = a.published->last;
  }
  return last;
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

Result<Days> days_argument(const char* option, const std::string& edtf) {
  if (const std::optional<Days> days = days_of(edtf)) return *days;
  return fail(ErrorCode::bad_argument, std::string(option) + ' ' + edtf +
                                           ": is no date: write 2025, 2025-04, 2025-04-04 or a "
                                           "range 2024/2025");
}

Result<Symbol> WorldView::symbol(const std::string& wanted) const {
  const Result<std::vector<std::string>> codes = file_->codes(wanted);
  if (!codes) return tl::unexpected<Error>(codes.error());
  for (const std::string& c : *codes) {
    if (const Symbol s = corpus_->symbols.find(c); s != kNoSymbol) return s;
  }
  return fail(ErrorCode::not_found,
              "\"" + wanted +
                  "\": nothing lasting is told of it in this case; isnad entities "
                  "lists who is named in it");
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
  view.names_ = std::make_unique<NameBook>(*view.file_);
  Result<Image> image = Image::open(find_image());
  if (!image) return tl::unexpected<Error>(image.error());
  view.image_ = std::make_unique<Image>(std::move(*image));
  Result<WorldRules> rules = WorldRules::open(*view.image_);
  if (!rules) return tl::unexpected<Error>(rules.error());
  view.rules_ = std::make_unique<WorldRules>(std::move(*rules));
  Result<Corpus> corpus = view.file_->world();
  if (!corpus) return tl::unexpected<Error>(corpus.error());
  view.corpus_ = std::make_unique<Corpus>(std::move(*corpus));

  Viewpoint from;
  from.consequences = !options.reported;
  if (options.known_by) {
    const Result<Days> days = days_argument("--known-by", *options.known_by);
    if (!days) return tl::unexpected<Error>(days.error());
    from.known_by = days->last;
  }
  if (options.outlet) {
    for (const Article& a : view.corpus_->articles) {
      if (a.outlet == kNoSymbol || !same_word(view.code(a.outlet), *options.outlet)) continue;
      from.outlets.push_back(a.outlet);
    }
    std::sort(from.outlets.begin(), from.outlets.end());
    from.outlets.erase(std::unique(from.outlets.begin(), from.outlets.end()), from.outlets.end());
    if (from.outlets.empty()) {
      return fail(ErrorCode::not_found,
                  "--outlet " + *options.outlet + ": no article of it tells anything lasting");
    }
  }
  if (options.source) {
    const Result<Symbol> source = view.symbol(*options.source);
    if (!source) return tl::unexpected<Error>(source.error());
    from.sources.push_back(*source);
  }
  if (options.at) {
    const Result<Days> days = days_argument("--at", *options.at);
    if (!days) return tl::unexpected<Error>(days.error());
    view.at_ = *days;
  } else {
    const Day day = last_day(*view.corpus_).value_or(0);
    view.at_ = {day, day};
  }
  view.at_name_ = options.at ? *options.at : date_of(view.at_);
  view.world_ = std::make_unique<World>(*view.corpus_, *view.rules_);
  view.state_ = std::make_unique<State>(view.world_->state(from));
  return view;
}

}  // namespace isnad
