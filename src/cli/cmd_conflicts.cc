#include <fmt/format.h>

#include "cli/bidi.h"
#include "cli/query.h"
#include "cli/reports.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

const std::vector<std::string> kKinds = {"polarity", "number", "date", "place", "actor", "office"};

std::string days(const ConflictRow& row) {
  if (!row.first_day) return "-";
  return *row.first_day == *row.last_day ? *row.first_day : *row.first_day + '/' + *row.last_day;
}

std::vector<std::string> cells(const ConflictRow& row, NameBook& names) {
  return {row.id, days(row), kind_of(row), matter_of(row, names), sides_of(row)};
}

std::vector<std::string> csv_cells(const ConflictRow& row, NameBook& names) {
  std::vector<std::string> values;
  std::vector<std::string> reports;
  std::vector<std::string> origins;
  std::vector<std::string> uris;
  for (const ConflictSideRow& s : row.sides) {
    values.push_back(s.value);
    reports.push_back(std::to_string(s.events.size() + s.relations.size()));
    origins.push_back(std::to_string(s.origins));
    std::vector<std::string> here;
    for (const EventRow& e : s.events) here.push_back(e.where.uri);
    for (const RelationRow& r : s.relations) here.push_back(r.where.uri);
    uris.push_back(joined(here, ";"));
  }
  return {row.id,
          or_empty(row.first_day),
          or_empty(row.last_day),
          row.kind,
          row.about,
          matter_of(row, names),
          joined(values, " | "),
          joined(reports, " | "),
          joined(origins, " | "),
          joined(uris, " | "),
          joined(row.accounts, ";")};
}

template <class Rows>
void append_reports(const Rows& rows, bool& first, std::string& out) {
  for (const auto& r : rows) {
    if (!first) out += ',';
    first = false;
    append_report(r, out);
  }
}

void json(const ConflictRow& row, NameBook&, std::string& out) {
  out += "{\"id\":";
  append_json_string(row.id, out);
  out += ",\"kind\":";
  append_json_string(row.kind, out);
  out += ",\"about\":";
  append_json_string_or_null(row.about.empty() ? std::nullopt : std::optional(row.about), out);
  out += ",\"first_day\":";
  append_json_string_or_null(row.first_day, out);
  out += ",\"last_day\":";
  append_json_string_or_null(row.last_day, out);
  out += ",\"accounts\":";
  append_json_strings(row.accounts, out);
  out += ",\"sides\":[";
  for (size_t i = 0; i < row.sides.size(); ++i) {
    const ConflictSideRow& s = row.sides[i];
    out += i > 0 ? ",{\"value\":" : "{\"value\":";
    append_json_string(s.value, out);
    out += fmt::format(",\"origins\":{},\"reports\":[", s.origins);
    bool first = true;
    append_reports(s.events, first, out);
    append_reports(s.relations, first, out);
    out += "]}";
  }
  out += "]}";
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
        {"id", "first_day", "last_day", "kind", "about", "matter", "values", "reports", "origins",
         "uris", "accounts"},
        cells,
        csv_cells,
        json};
    if (auto r = options_.check(kKinds); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(options_.file, CaseFile::Mode::read);
    if (!file) return report(file.error());
    NameBook names(*file);
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
