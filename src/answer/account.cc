#include <fmt/format.h>

#include "answer/csv.h"
#include "answer/form.h"
#include "record/json_parts.h"

namespace isnad {

std::vector<std::string> account_cells(const HappeningOutline& row, NameBook& names) {
  const Event& e = row.best.event;
  return {row.id,
          days_of(row),
          act_of(e),
          names.labels(e.actor),
          names.labels(e.recipient),
          std::to_string(row.reports),
          std::to_string(row.documents),
          std::to_string(row.origins),
          words_of(row.best)};
}

std::vector<std::string> account_cells(const FactOutline& row, NameBook& names) {
  const Relation& r = row.best.relation;
  return {row.id,
          days_of(row),
          std::string(relation_kind_name(r.rel)),
          names.label(r.subject),
          names.label(r.object),
          std::to_string(row.reports),
          std::to_string(row.documents),
          std::to_string(row.origins),
          words_of(row.best)};
}

namespace {

// The columns of the table, then where all of it stands.
template <class Row>
std::vector<std::string> csv_cells(const AccountRow<Row>& row, NameBook& names) {
  std::vector<std::string> uris;
  std::vector<std::string> origins;
  for (const Row& r : row.reports) uris.push_back(r.where.uri);
  for (const OriginRow& o : row.origins) origins.push_back(o.kind + ":" + o.name);
  std::vector<std::string> out = account_cells(outline_of(row), names);
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

// What a table shows, with the whole of one report.
template <class Row>
void outline_json(const AccountOutline<Row>& row, NameBook&, std::string& out) {
  out += "{\"id\":";
  append_json_string(row.id, out);
  out += fmt::format(",\"documents\":{},\"origins\":{},\"reports\":{},\"times\":[", row.documents,
                     row.origins, row.reports);
  for (size_t i = 0; i < row.times.size(); ++i) {
    out += i > 0 ? ",{\"from\":" : "{\"from\":";
    append_json_string_or_null(row.times[i].from, out);
    out += ",\"to\":";
    append_json_string_or_null(row.times[i].to, out);
    out += '}';
  }
  out += "],\"best\":";
  append_report(row.best, out);
  out += '}';
}

}  // namespace

const RowForm<HappeningRow>& happening_form() {
  static const RowForm<HappeningRow> kForm = {
      {"id", "dates", "what", "actor", "recipient", "reports", "documents", "origins", "words",
       "origin_names", "uris"},
      csv_cells<EventRow>,
      json<EventRow>};
  return kForm;
}

const RowForm<FactRow>& fact_form() {
  static const RowForm<FactRow> kForm = {{"id", "dates", "relation", "subject", "object", "reports",
                                          "documents", "origins", "words", "origin_names", "uris"},
                                         csv_cells<RelationRow>,
                                         json<RelationRow>};
  return kForm;
}

const RowForm<HappeningOutline>& happening_outline_form() {
  static const RowForm<HappeningOutline> kForm = {
      {"id", "dates", "what", "actor", "recipient", "reports", "documents", "origins", "words"},
      account_cells,
      outline_json<EventRow>};
  return kForm;
}

const RowForm<FactOutline>& fact_outline_form() {
  static const RowForm<FactOutline> kForm = {
      {"id", "dates", "relation", "subject", "object", "reports", "documents", "origins", "words"},
      account_cells,
      outline_json<RelationRow>};
  return kForm;
}

}  // namespace isnad
