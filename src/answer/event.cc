#include "answer/codes.h"
#include "answer/form.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

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
  std::vector<std::string> codes;
  collect_codes(row, codes);
  out += ",\"names\":";
  names.append_json(codes, out);
  out += ",\"doc\":";
  append_where(row.where, out);
  out += '}';
}

}  // namespace

const RowForm<EventRow>& event_form() {
  static const RowForm<EventRow> kForm = {
      {"id",          "date",      "date_from",       "type",
       "mode",        "contexts",  "cameo",           "actor",
       "actor_names", "recipient", "recipient_names", "place",
       "factuality",  "source",    "source_names",    "count",
       "words",       "rule",      "confidence",      "document",
       "uri",         "outlet",    "published"},
      csv_cells,
      json};
  return kForm;
}

}  // namespace isnad
