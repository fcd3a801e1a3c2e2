#include "answer/codes.h"
#include "answer/form.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

std::vector<std::string> csv_cells(const RelationRow& row, NameBook& names) {
  const Relation& r = row.relation;
  char confidence[16];
  std::snprintf(confidence, sizeof confidence, "%.2f", r.confidence);
  return {r.id,
          r.subject,
          names.english({r.subject}),
          std::string(relation_kind_name(r.rel)),
          r.object,
          names.english({r.object}),
          or_empty(r.from),
          or_empty(r.to),
          r.count ? std::to_string(*r.count) : "",
          std::string(factuality_name(r.factuality)),
          joined(r.source, ";"),
          names.english(r.source),
          row.words,
          r.rule,
          confidence,
          row.where.id,
          row.where.uri,
          or_empty(row.where.outlet),
          or_empty(row.where.published)};
}

void json(const RelationRow& row, NameBook& names, std::string& out) {
  append_relation(row.relation, out);
  out.pop_back();
  out += ",\"words\":";
  append_json_string(row.words, out);
  std::vector<std::string> codes;
  collect_codes(row, codes);
  out += ",\"names\":";
  names.append_json(codes, out);
  out += ",\"doc\":";
  append_where(row.where, out);
  out += '}';
}

}  // namespace

const RowForm<RelationRow>& relation_form() {
  static const RowForm<RelationRow> kForm = {
      {"id", "subject", "subject_name", "relation", "object", "object_name", "from", "to", "count",
       "factuality", "source", "source_names", "words", "rule", "confidence", "document", "uri",
       "outlet", "published"},
      csv_cells,
      json};
  return kForm;
}

}  // namespace isnad
