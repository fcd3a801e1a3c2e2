#include <fmt/format.h>

#include "cli/bidi.h"
#include "cli/query.h"
#include "cli/reports.h"

namespace isnad {

namespace {

std::vector<std::string> cells(const ConflictRow& row, NameBook& names) {
  return {row.id, days_of(row), kind_of(row), matter_of(row, names), sides_of(row)};
}

template <class Row>
void append_page(const std::vector<Row>& rows, NameBook& names, std::string& out) {
  for (const Row& r : rows) {
    out +=
        fmt::format("  {:<10} {}  {}\n", safe_line(r.where.published.value_or("-")),
                    isolated(short_uri(r.where.uri)), chain_of(r.where, {}, speakers_of(r), names));
    out += "      " + line_of(r, names) + "\n      " + isolated(words_of(r)) + '\n';
  }
}

std::string page(const ConflictRow& row, NameBook& names) {
  std::string out = row.id + "  " + kind_of(row) + ": " + isolated(matter_of(row, names)) + '\n';
  for (const ConflictSideRow& s : row.sides) {
    out += "\n" + isolated(s.value) + "  " +
           some(static_cast<int64_t>(s.events.size() + s.relations.size()), "report") + ", " +
           some(s.origins, "independent origin") + '\n';
    append_page(s.events, names, out);
    append_page(s.relations, names, out);
  }
  return out;
}

class Conflicts : public Command {
 public:
  const char* name() const override { return "conflicts"; }
  const char* summary() const override { return "Where reports contradict each other"; }
  const char* examples() const override {
    return "Reports of one act or fact that cannot all be true: done or denied (polarity), "
           "numbers, "
           "dates,\n"
           "places, actors, holders of an office. Who is right is not said. A number behind a side "
           "is how\n"
           "many reports it has; --id shows them.\n\n"
           "Examples:\n"
           "  isnad conflicts -d matter.case --type number\n"
           "  isnad conflicts -d matter.case --id cf-0c4f2a90e7b1d358";
  }
  void declare(Options& o) override {
    options_.declare(o, "Takes part in it: a code (RUS) or a name (Russia)",
                     "polarity, number, date, place, actor or office",
                     "Nothing whose last report was published before this date",
                     "... and nothing whose first one was published after this one");
    o.text("--id", id_, "ID", "One contradiction with the reports of each side");
  }
  int run() override {
    static const View<ConflictRow> kView = {
        {"CONTRADICTION", "PUBLISHED", "KIND", "MATTER", "SIDES (REPORTS)"},
        cells,
        conflict_form()};
    if (auto r = options_.check(conflict_kinds()); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(options_.file, CaseFile::Mode::read);
    if (!file) return report(file.error());
    NameBook names(*file, place_names());
    if (id_) {
      const Result<ConflictRow> one = file->conflict(*id_);
      if (!one) return report(one.error());
      if (options_.json || options_.csv) {
        return print_rows<ConflictRow>({*one}, kView, options_, names);
      }
      put(page(*one, names));
      return 0;
    }
    const Result<std::vector<ConflictRow>> rows = file->conflicts(options_.filter);
    if (!rows) return report(rows.error());
    return print_rows(*rows, kView, options_, names);
  }

 private:
  QueryOptions options_;
  std::optional<std::string> id_;
};

}  // namespace

std::unique_ptr<Command> make_conflicts() { return std::make_unique<Conflicts>(); }

}  // namespace isnad
