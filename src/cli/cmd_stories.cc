#include <fmt/format.h>

#include <set>

#include "cli/bidi.h"
#include "cli/query.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

std::string days(const StoryRow& row) {
  if (!row.first_day) return "-";
  return *row.first_day == *row.last_day ? *row.first_day : *row.first_day + '/' + *row.last_day;
}

size_t outlets(const StoryRow& row) {
  std::set<std::string> all;
  for (const Where& w : row.articles) {
    if (w.outlet) all.insert(*w.outlet);
  }
  return all.size();
}

std::vector<std::string> cells(const StoryRow& row, NameBook&) {
  return {row.id, days(row), std::to_string(row.articles.size()), std::to_string(outlets(row)),
          row.headline};
}

std::vector<std::string> csv_cells(const StoryRow& row, NameBook&) {
  std::vector<std::string> uris;
  for (const Where& w : row.articles) uris.push_back(w.uri);
  return {row.id,
          or_empty(row.first_day),
          or_empty(row.last_day),
          std::to_string(row.articles.size()),
          std::to_string(outlets(row)),
          row.headline,
          joined(uris, ";")};
}

void json(const StoryRow& row, NameBook&, std::string& out) {
  out += "{\"id\":";
  append_json_string(row.id, out);
  out += ",\"headline\":";
  append_json_string(row.headline, out);
  out += ",\"first_day\":";
  append_json_string_or_null(row.first_day, out);
  out += ",\"last_day\":";
  append_json_string_or_null(row.last_day, out);
  out += ",\"articles\":[";
  for (size_t i = 0; i < row.articles.size(); ++i) {
    if (i > 0) out += ',';
    append_where(row.articles[i], out);
  }
  out += "]}";
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
        {"STORY", "DAYS", "ARTICLES", "OUTLETS", "HEADLINE"},
        {"id", "first_day", "last_day", "articles", "outlets", "headline", "uris"},
        cells,
        csv_cells,
        json};
    if (auto r = options_.check({}); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(options_.file, CaseFile::Mode::read);
    if (!file) return report(file.error());
    NameBook names(*file);
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
    std::string out = isolated(story.headline) + '\n' + story.id + ", " + days(story) + "\n\n";
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
