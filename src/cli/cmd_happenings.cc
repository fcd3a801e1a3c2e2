#include <fmt/format.h>

#include <set>

#include "cli/bidi.h"
#include "cli/query.h"
#include "cli/reports.h"
#include "record/json_parts.h"

// The verbs `happenings` and `facts`: acts and lasting facts with all their reports, and the chain
// by which each report came.

namespace isnad {

namespace {

std::string days(const HappeningOutline& row) {
  std::vector<std::string> all;
  for (const ToldTime& t : row.times) all.push_back(*t.from);
  return all.empty() ? "-" : joined(all, " ");
}

std::string days(const FactOutline& row) {
  std::set<std::string> all;
  for (const ToldTime& t : row.times) all.insert(period_of(t));
  return all.empty() ? "-" : joined({all.begin(), all.end()}, " ");
}

std::vector<std::string> cells(const HappeningOutline& row, NameBook& names) {
  const Event& e = row.best.event;
  return {row.id,
          days(row),
          act_of(e),
          names.labels(e.actor),
          names.labels(e.recipient),
          std::to_string(row.reports),
          std::to_string(row.documents),
          std::to_string(row.origins),
          words_of(row.best)};
}

std::vector<std::string> cells(const FactOutline& row, NameBook& names) {
  const Relation& r = row.best.relation;
  return {row.id,
          days(row),
          std::string(relation_kind_name(r.rel)),
          names.label(r.subject),
          names.label(r.object),
          std::to_string(row.reports),
          std::to_string(row.documents),
          std::to_string(row.origins),
          words_of(row.best)};
}

// The columns of the table, then where all of it stands.
template <class Row>
std::vector<std::string> csv_cells(const AccountRow<Row>& row, NameBook& names) {
  std::vector<std::string> uris;
  std::vector<std::string> origins;
  for (const Row& r : row.reports) uris.push_back(r.where.uri);
  for (const OriginRow& o : row.origins) origins.push_back(o.kind + ":" + o.name);
  std::vector<std::string> out = cells(outline_of(row), names);
  out.push_back(joined(origins, ";"));
  out.push_back(joined(uris, ";"));
  return out;
}

template <class Row>
void json(const AccountRow<Row>& row, NameBook&, std::string& out) {
  out += "{\"id\":";
  append_json_string(row.id, out);
  out += fmt::format(",\"documents\":{},\"origins\":[", row.documents);
  for (size_t i = 0; i < row.origins.size(); ++i) {
    const OriginRow& o = row.origins[i];
    out += i > 0 ? ",{\"kind\":" : "{\"kind\":";
    append_json_string(o.kind, out);
    out += ",\"name\":";
    append_json_string_or_null(o.name.empty() ? std::nullopt : std::optional(o.name), out);
    out += ",\"first\":";
    if (o.first) {
      append_where(*o.first, out);
    } else {
      out += "null";
    }
    out += '}';
  }
  out += "],\"reports\":[";
  for (size_t i = 0; i < row.reports.size(); ++i) {
    const HandedDown& t = row.tellings[i];
    if (i > 0) out += ',';
    append_report(row.reports[i], out);
    out.pop_back();
    out += fmt::format(",\"origin\":{},\"credits\":", t.origin);
    append_json_strings(t.credits, out);
    out += ",\"copied_from\":";
    if (t.copied_from) {
      append_where(*t.copied_from, out);
    } else {
      out += "null";
    }
    out += '}';
  }
  out += "]}";
}

std::string title(const OriginRow& o, NameBook& names) {
  if (o.kind == "unseen") return "a text that the case does not hold";
  if (o.name.empty() && o.first) return isolated(short_uri(o.first->uri)) + ", its own voice";
  const std::string name = isolated(names.label(o.name));
  return o.kind == "outlet" ? name + ", its own voice" : name + " (" + o.kind + ')';
}

// The isnad: each origin with the reports that go back to it.
template <class Row>
std::string page(const AccountRow<Row>& row, NameBook& names) {
  std::string out = row.id + "  " + line_of(outline_of(row).best, names) + '\n' +
                    some(static_cast<int64_t>(row.reports.size()), "report") + " in " +
                    some(row.documents, "document") + ", " +
                    some(static_cast<int64_t>(row.origins.size()), "independent origin") + '\n';
  for (size_t o = 0; o < row.origins.size(); ++o) {
    out += "\n" + title(row.origins[o], names) + '\n';
    for (size_t i = 0; i < row.reports.size(); ++i) {
      const HandedDown& t = row.tellings[i];
      if (t.origin != o) continue;
      const Row& r = row.reports[i];
      out += fmt::format("  {:<10} {}  {}\n", safe_line(r.where.published.value_or("-")),
                         isolated(short_uri(r.where.uri)),
                         chain_of(r.where, t.credits, speakers_of(r), names));
      if (t.copied_from) out += "      words of " + isolated(short_uri(t.copied_from->uri)) + '\n';
      out += "      " + line_of(r, names) + '\n';
      out += "      " + isolated(words_of(r)) + '\n';
    }
  }
  return out;
}

// What the two verbs differ in.
struct Happenings {
  using Row = EventRow;
  static constexpr const char* kName = "happenings";
  static constexpr const char* kSummary = "Acts that several articles tell, with all their reports";
  static constexpr const char* kExamples =
      "Reports of one act, those that most articles tell first. ORIGINS are the reports that "
      "cannot "
      "be\n"
      "traced to one another: copies, one agency, one speaker are one origin. --id shows the chain "
      "by\n"
      "which each report came.\n\n"
      "Examples:\n"
      "  isnad happenings -d matter.case --actor RUS --from 2024\n"
      "  isnad happenings -d matter.case --id hp-0c4f2a90e7b1d358";
  static constexpr const char* kType = "PLOVER type: AGREE, CONSULT, ... ASSAULT";
  static constexpr const char* kDates =
      "Nothing that ended before this date; undated acts are "
      "left out";
  static std::vector<std::string> types() { return event_types(); }
  static constexpr auto kList = &CaseFile::happenings;
  static constexpr auto kOutlines = &CaseFile::happening_outlines;
  static constexpr auto kOne = &CaseFile::happening;
  static std::vector<std::string> columns() {
    return {"HAPPENING", "DATES",    "WHAT",    "WHO",  "TO WHOM",
            "REPORTS",   "ARTICLES", "ORIGINS", "WORDS"};
  }
  static std::vector<std::string> csv_columns() {
    return {"id",        "dates",   "what",  "actor",        "recipient", "reports",
            "documents", "origins", "words", "origin_names", "uris"};
  }
};

struct Facts {
  using Row = RelationRow;
  static constexpr const char* kName = "facts";
  static constexpr const char* kSummary =
      "Lasting facts that several articles tell, with all their reports";
  static constexpr const char* kExamples =
      "Reports of one relation of the same two, as 'happenings' shows those of one act.\n\n"
      "Examples:\n"
      "  isnad facts -d matter.case --actor AES\n"
      "  isnad facts -d matter.case --id rl-0c4f2a90e7b1d358";
  static constexpr const char* kType = "member_of, forces_in, holds_office, ...";
  static constexpr const char* kDates =
      "Nothing that ended before this date; without dates left "
      "out";
  static std::vector<std::string> types() { return relation_kinds(); }
  static constexpr auto kList = &CaseFile::facts;
  static constexpr auto kOutlines = &CaseFile::fact_outlines;
  static constexpr auto kOne = &CaseFile::fact;
  static std::vector<std::string> columns() {
    return {"FACT",    "DATES",    "RELATION", "SUBJECT", "OBJECT",
            "REPORTS", "ARTICLES", "ORIGINS",  "WORDS"};
  }
  static std::vector<std::string> csv_columns() {
    return {"id",        "dates",   "relation", "subject",      "object", "reports",
            "documents", "origins", "words",    "origin_names", "uris"};
  }
};

template <class Kind>
class Accounts : public Command {
 public:
  const char* name() const override { return Kind::kName; }
  const char* summary() const override { return Kind::kSummary; }
  const char* examples() const override { return Kind::kExamples; }
  void declare(Options& o) override {
    options_.declare(o, "Takes part, on either side: a code (RUS) or a name (Russia)", Kind::kType,
                     Kind::kDates);
    o.text("--id", id_, "ID",
           "One of them with the chains of its reports; also by an event's or "
           "relation's id");
    o.flag("--single", options_.filter.alone, "Also what one article alone tells");
  }
  int run() override {
    using Row = AccountRow<typename Kind::Row>;
    static const View<Row> kView = {
        Kind::columns(), Kind::csv_columns(),
        [](const Row& r, NameBook& n) { return cells(outline_of(r), n); },
        [](const Row& r, NameBook& n) { return csv_cells(r, n); },
        [](const Row& r, NameBook& n, std::string& out) { json(r, n, out); }};
    if (auto r = options_.check(Kind::types()); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(options_.file, CaseFile::Mode::read);
    if (!file) return report(file.error());
    NameBook names(*file);
    if (id_) {
      const Result<Row> one = ((*file).*Kind::kOne)(*id_);
      if (!one) return report(one.error());
      if (options_.json || options_.csv) return print_rows<Row>({*one}, kView, options_, names);
      put(page(*one, names));
      return 0;
    }
    if (!options_.json && !options_.csv) {
      const auto rows = ((*file).*Kind::kOutlines)(options_.filter);
      if (!rows) return report(rows.error());
      using Outline = AccountOutline<typename Kind::Row>;
      return print_table<Outline>(*rows, Kind::columns(), cells, names);
    }
    const Result<std::vector<Row>> rows = ((*file).*Kind::kList)(options_.filter);
    if (!rows) return report(rows.error());
    return print_rows(*rows, kView, options_, names);
  }

 private:
  QueryOptions options_;
  std::optional<std::string> id_;
};

}  // namespace

std::unique_ptr<Command> make_happenings() { return std::make_unique<Accounts<Happenings>>(); }
std::unique_ptr<Command> make_facts() { return std::make_unique<Accounts<Facts>>(); }

}  // namespace isnad
