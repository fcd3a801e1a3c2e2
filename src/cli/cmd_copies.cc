#include <fmt/format.h>

#include "cli/query.h"
#include "record/json_parts.h"

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

std::string spans(const CopyRow& row, const Span SharedText::*which) {
  std::vector<std::string> all;
  for (const SharedText& r : row.runs) {
    all.push_back(fmt::format("{}-{}", (r.*which).begin, (r.*which).end));
  }
  return joined(all, ";");
}

std::vector<std::string> csv_cells(const CopyRow& row, NameBook&) {
  return {row.first.id,
          row.first.uri,
          or_empty(row.first.outlet),
          or_empty(row.first.published),
          row.second.id,
          row.second.uri,
          or_empty(row.second.outlet),
          or_empty(row.second.published),
          row.ordered ? "true" : "false",
          std::to_string(row.words),
          std::to_string(row.told),
          std::to_string(row.first_words),
          std::to_string(row.second_words),
          spans(row, &SharedText::first),
          spans(row, &SharedText::second)};
}

void json(const CopyRow& row, NameBook&, std::string& out) {
  out += "{\"first\":";
  append_where(row.first, out);
  out += ",\"second\":";
  append_where(row.second, out);
  out += fmt::format(
      ",\"ordered\":{},\"words\":{},\"told\":{},\"first_words\":{},\"second_words\":{},\"shared\":"
      "[",
      row.ordered, row.words, row.told, row.first_words, row.second_words);
  for (size_t i = 0; i < row.runs.size(); ++i) {
    const SharedText& r = row.runs[i];
    out += fmt::format("{}[[{},{}],[{},{}]]", i > 0 ? "," : "", r.first.begin, r.first.end,
                       r.second.begin, r.second.end);
  }
  out += "]}";
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
        {"first_document", "first_uri", "first_outlet", "first_published", "second_document",
         "second_uri", "second_outlet", "second_published", "ordered", "words", "told",
         "first_words", "second_words", "first_spans", "second_spans"},
        cells,
        csv_cells,
        json};
    return run_query(options_, {}, &CaseFile::copies, kView);
  }

 private:
  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_copies() { return std::make_unique<Copies>(); }

}  // namespace isnad
