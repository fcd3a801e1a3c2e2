#include "answer/form.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

std::vector<std::string> csv_cells(const EntityRow& row, NameBook&) {
  return {row.code,
          row.kind,
          row.name_ar,
          row.name_en,
          or_empty(row.wikidata),
          or_empty(row.of),
          or_empty(row.role),
          std::to_string(row.documents),
          std::to_string(row.mentions),
          std::to_string(row.events),
          std::to_string(row.claims)};
}

void json(const EntityRow& row, NameBook&, std::string& out) {
  out += "{\"id\":";
  append_json_string(row.code, out);
  out += ",\"kind\":";
  append_json_string(row.kind, out);
  out += ",\"name\":{\"ar\":";
  append_json_string(row.name_ar, out);
  out += ",\"en\":";
  append_json_string(row.name_en, out);
  out += "},\"wikidata\":";
  append_json_string_or_null(row.wikidata, out);
  out += ",\"of\":";
  append_json_string_or_null(row.of, out);
  out += ",\"role\":";
  append_json_string_or_null(row.role, out);
  out += ",\"documents\":" + std::to_string(row.documents);
  out += ",\"mentions\":" + std::to_string(row.mentions);
  out += ",\"events\":" + std::to_string(row.events);
  out += ",\"claims\":" + std::to_string(row.claims) + '}';
}

}  // namespace

const RowForm<EntityRow>& entity_form() {
  static const RowForm<EntityRow> kForm = {{"code", "kind", "name_ar", "name_en", "wikidata", "of",
                                            "role", "documents", "mentions", "events", "claims"},
                                           csv_cells,
                                           json};
  return kForm;
}

}  // namespace isnad
