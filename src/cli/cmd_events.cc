#include "cli/query.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

std::string what(const Event& e) {
  std::string s(event_type_name(e.type));
  if (!e.mode.empty()) s += ' ' + e.mode;
  if (e.factuality != Factuality::actual)
    s += " (" + std::string(factuality_name(e.factuality)) + ')';
  return s;
}

std::vector<std::string> codes_of(const Event& e) {
  std::vector<std::string> codes = e.actor;
  codes.insert(codes.end(), e.recipient.begin(), e.recipient.end());
  codes.insert(codes.end(), e.source.begin(), e.source.end());
  return codes;
}

std::vector<std::string> cells(const EventRow& row, NameBook& names) {
  const Event& e = row.event;
  const std::string says = e.source.empty() ? or_empty(row.where.outlet) : names.labels(e.source);
  return {e.date.value_or("-"),     what(e), names.labels(e.actor),   names.labels(e.recipient),
          joined(row.words, " / "), says,    short_uri(row.where.uri)};
}

std::vector<std::string> csv_cells(const EventRow& row, NameBook& names) {
  const Event& e = row.event;
  char confidence[16];
  std::snprintf(confidence, sizeof confidence, "%.2f", e.confidence);
  return {e.id,
          or_empty(e.date),
          e.date_from == DateFrom::none ? "" : std::string(date_from_name(e.date_from)),
          std::string(event_type_name(e.type)),
          e.mode,
          joined(e.contexts, ";"),
          e.cameo,
          joined(e.actor, ";"),
          names.english(e.actor),
          joined(e.recipient, ";"),
          names.english(e.recipient),
          or_empty(e.place),
          std::string(factuality_name(e.factuality)),
          joined(e.source, ";"),
          names.english(e.source),
          e.count ? std::to_string(*e.count) : "",
          joined(row.words, " / "),
          e.rule,
          confidence,
          row.where.id,
          row.where.uri,
          or_empty(row.where.outlet),
          or_empty(row.where.published)};
}

void json(const EventRow& row, NameBook& names, std::string& out) {
  append_event(row.event, out);
  out.pop_back();
  out += ",\"words\":";
  append_json_strings(row.words, out);
  out += ",\"names\":";
  names.append_json(codes_of(row.event), out);
  out += ",\"doc\":";
  append_where(row.where, out);
  out += '}';
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
        {"id",          "date",      "date_from",       "type",
         "mode",        "contexts",  "cameo",           "actor",
         "actor_names", "recipient", "recipient_names", "place",
         "factuality",  "source",    "source_names",    "count",
         "words",       "rule",      "confidence",      "document",
         "uri",         "outlet",    "published"},
        cells,
        csv_cells,
        json};
    return run_query(options_, event_types(), &CaseFile::events, kView);
  }

 private:
  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_events() { return std::make_unique<Events>(); }

}  // namespace isnad
