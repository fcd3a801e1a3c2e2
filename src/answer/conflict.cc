#include <fmt/format.h>

#include "answer/form.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

template <class Rows>
void append_reports(const Rows& rows, bool& first, std::string& out) {
  for (const auto& r : rows) {
    if (!first) out += ',';
    first = false;
    append_report(r, out);
  }
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

}  // namespace

const RowForm<ConflictRow>& conflict_form() {
  static const RowForm<ConflictRow> kForm = {
      {"id", "first_day", "last_day", "kind", "about", "matter", "values", "reports", "origins",
       "uris", "accounts"},
      csv_cells,
      json};
  return kForm;
}

}  // namespace isnad
