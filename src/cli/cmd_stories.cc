#include <fmt/format.h>

#include "cli/bidi.h"
#include "cli/query.h"

namespace isnad {

namespace {

std::vector<std::string> cells(const StoryRow& row, NameBook&) {
  return {row.id, days_of(row), std::to_string(row.articles.size()),
          std::to_string(outlets_of(row)), row.headline};
}

class Stories : public Command {
 public:
  const char* name() const override { return "stories"; }
  const char* summary() const override { return "Articles about the same happenings"; }
  const char* examples() const override {
    return "The latest stories first, each with the title of the article most like the others. An "
           "id that\n"
           "a story had before it became part of another still finds it.\n\n"
           "Examples:\n"
           "  isnad stories -d matter.case --limit 20\n"
           "  isnad stories -d matter.case --id st-0c4f2a90e7b1d358";
  }
  void declare(Options& o) override {
    options_.declare_dates(o, "Nothing that ended before this date (of publication)",
                           "... and nothing that began after this one");
    o.text("--id", id_, "ID", "One story with its articles");
    o.flag("--single", single_, "Also articles that are alone with their story");
  }
  int run() override {
    static const View<StoryRow> kView = {
        {"STORY", "DAYS", "ARTICLES", "OUTLETS", "HEADLINE"}, cells, story_form()};
    if (auto r = options_.check({}); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(options_.file, CaseFile::Mode::read);
    if (!file) return report(file.error());
    NameBook names(*file, place_names());
    if (id_) {
      const Result<StoryRow> story = file->story(*id_);
      if (!story) return report(story.error());
      if (options_.json || options_.csv)
        return print_rows<StoryRow>({*story}, kView, options_, names);
      put(page(*story));
      return 0;
    }
    Filter filter = options_.filter;
    filter.alone = single_;
    const Result<std::vector<StoryRow>> rows = file->stories(filter);
    if (!rows) return report(rows.error());
    return print_rows(*rows, kView, options_, names);
  }

 private:
  static std::string page(const StoryRow& story) {
    std::string out = isolated(story.headline) + '\n' + story.id + ", " + days_of(story) + "\n\n";
    for (const Where& w : story.articles) {
      out += fmt::format("  {:<10} {}", w.published.value_or("-"), isolated(w.uri));
      if (w.outlet) out += ", " + isolated(*w.outlet);
      out += '\n';
    }
    return out;
  }

  QueryOptions options_;
  std::optional<std::string> id_;
  bool single_ = false;
};

}  // namespace

std::unique_ptr<Command> make_stories() { return std::make_unique<Stories>(); }

}  // namespace isnad
