#include "answer/form.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

std::vector<std::string> csv_cells(const StoryRow& row, NameBook&) {
  std::vector<std::string> uris;
  for (const Where& w : row.articles) uris.push_back(w.uri);
  return {row.id,
          or_empty(row.first_day),
          or_empty(row.last_day),
          std::to_string(row.articles.size()),
          std::to_string(outlets_of(row)),
          row.headline,
          joined(uris, ";")};
}

void json(const StoryRow& row, NameBook&, std::string& out) {
  out += "{\"id\":";
  append_json_string(row.id, out);
  out += ",\"headline\":";
  append_json_string(row.headline, out);
  out += ",\"first_day\":";
  append_json_string_or_null(row.first_day, out);
  out += ",\"last_day\":";
  append_json_string_or_null(row.last_day, out);
  out += ",\"articles\":[";
  for (size_t i = 0; i < row.articles.size(); ++i) {
    if (i > 0) out += ',';
    append_where(row.articles[i], out);
  }
  out += "]}";
}

}  // namespace

const RowForm<StoryRow>& story_form() {
  static const RowForm<StoryRow> kForm = {
      {"id", "first_day", "last_day", "articles", "outlets", "headline", "uris"}, csv_cells, json};
  return kForm;
}

}  // namespace isnad
