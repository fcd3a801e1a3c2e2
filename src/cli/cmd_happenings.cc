#include <fmt/format.h>

#include "cli/bidi.h"
#include "cli/query.h"
#include "cli/reports.h"

// The verbs `happenings` and `facts`: acts and lasting facts with all their reports, and the chain
// by which each report came.

namespace isnad {

namespace {

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
  static const RowForm<HappeningRow>& form() { return happening_form(); }
  static constexpr auto kList = &CaseFile::happenings;
  static constexpr auto kOutlines = &CaseFile::happening_outlines;
  static constexpr auto kOne = &CaseFile::happening;
  static std::vector<std::string> columns() {
    return {"HAPPENING", "DATES",    "WHAT",    "WHO",  "TO WHOM",
            "REPORTS",   "ARTICLES", "ORIGINS", "WORDS"};
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
  static const RowForm<FactRow>& form() { return fact_form(); }
  static constexpr auto kList = &CaseFile::facts;
  static constexpr auto kOutlines = &CaseFile::fact_outlines;
  static constexpr auto kOne = &CaseFile::fact;
  static std::vector<std::string> columns() {
    return {"FACT",    "DATES",    "RELATION", "SUBJECT", "OBJECT",
            "REPORTS", "ARTICLES", "ORIGINS",  "WORDS"};
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
        Kind::columns(), [](const Row& r, NameBook& n) { return account_cells(outline_of(r), n); },
        Kind::form()};
    if (auto r = options_.check(Kind::types()); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(options_.file, CaseFile::Mode::read);
    if (!file) return report(file.error());
    NameBook names(*file, place_names());
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
      return print_table<Outline>(*rows, Kind::columns(), account_cells, names);
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
