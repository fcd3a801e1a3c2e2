#include "cli/query.h"

namespace isnad {

namespace {

std::string what(const Event& e) {
  std::string s(event_type_name(e.type));
  if (!e.mode.empty()) s += ' ' + e.mode;
  if (e.factuality != Factuality::actual)
    s += " (" + std::string(factuality_name(e.factuality)) + ')';
  return s;
}

std::vector<std::string> cells(const EventRow& row, NameBook& names) {
  const Event& e = row.event;
  const std::string says = e.source.empty() ? or_empty(row.where.outlet) : names.labels(e.source);
  return {e.date.value_or("-"),     what(e), names.labels(e.actor),   names.labels(e.recipient),
          joined(row.words, " / "), says,    short_uri(row.where.uri)};
}

class Events : public Command {
 public:
  const char* name() const override { return "events"; }
  const char* summary() const override { return "Who did what to whom, and when"; }
  const char* examples() const override {
    return "Examples:\n"
           "  isnad events -d matter.case --actor RUS --from 2024-06 --to 2025\n"
           "  isnad events -d matter.case --type ASSAULT --csv > assaults.csv";
  }
  void declare(Options& o) override {
    options_.declare(o, "Takes part, on either side: a code (RUS) or a name (Russia)",
                     "PLOVER type: AGREE, CONSULT, ... ASSAULT",
                     "Nothing that ended before this date (2025, 2025-04, 2025-04-04); undated "
                     "events are left out");
  }
  int run() override {
    static const View<EventRow> kView = {
        {"DATE", "WHAT", "WHO", "TO WHOM", "WORDS", "WHO SAYS SO", "DOCUMENT"},
        cells,
        event_form()};
    return run_query(options_, event_types(), &CaseFile::events, kView);
  }

 private:
  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_events() { return std::make_unique<Events>(); }

}  // namespace isnad
