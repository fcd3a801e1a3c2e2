#include <fmt/format.h>

#include "cli/query.h"

namespace isnad {

namespace {

std::string share(int64_t words, int64_t of) {
  return of > 0
             ? fmt::format("{:.0f}%", 100.0 * static_cast<double>(words) / static_cast<double>(of))
             : "-";
}

std::string label(const Where& w) {
  std::string s = short_uri(w.uri);
  if (w.outlet) s += " (" + *w.outlet + ')';
  return s;
}

std::vector<std::string> cells(const CopyRow& row, NameBook&) {
  return {or_empty(row.first.published),
          label(row.first),
          row.ordered ? "before" : "beside",
          or_empty(row.second.published),
          label(row.second),
          std::to_string(row.words),
          share(row.words, row.first_words),
          share(row.words, row.second_words)};
}

class Copies : public Command {
 public:
  const char* name() const override { return "copies"; }
  const char* summary() const override { return "Articles that share their words"; }
  const char* examples() const override {
    return "Two articles of which one was copied from the other, at least in part, or both from a "
           "third.\n"
           "Formulas that many days share (titles, verses, the frame of a weather report) do not "
           "count.\n"
           "\"before\" stands where the dates of publication tell which came first.\n\n"
           "Examples:\n"
           "  isnad copies -d matter.case\n"
           "  isnad copies -d matter.case --outlet \"The Gazette\" --json";
  }
  void declare(Options& o) override {
    options_.declare_dates(o, "Nothing whose later article was published before this date",
                           "... or after this one");
  }
  int run() override {
    static const View<CopyRow> kView = {
        {"PUBLISHED", "ARTICLE", "", "PUBLISHED", "ARTICLE", "WORDS", "OF 1ST", "OF 2ND"},
        cells,
        copy_form()};
    return run_query(options_, {}, &CaseFile::copies, kView);
  }

 private:
  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_copies() { return std::make_unique<Copies>(); }

}  // namespace isnad
