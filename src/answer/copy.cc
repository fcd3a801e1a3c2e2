#include <fmt/format.h>

#include "answer/form.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

std::string spans(const CopyRow& row, const Span SharedText::*which) {
  std::vector<std::string> all;
  for (const SharedText& r : row.runs) {
    all.push_back(fmt::format("{}-{}", (r.*which).begin, (r.*which).end));
  }
  return joined(all, ";");
}

std::vector<std::string> csv_cells(const CopyRow& row, NameBook&) {
  return {row.first.id,
          row.first.uri,
          or_empty(row.first.outlet),
          or_empty(row.first.published),
          row.second.id,
          row.second.uri,
          or_empty(row.second.outlet),
          or_empty(row.second.published),
          row.ordered ? "true" : "false",
          std::to_string(row.words),
          std::to_string(row.told),
          std::to_string(row.first_words),
          std::to_string(row.second_words),
          spans(row, &SharedText::first),
          spans(row, &SharedText::second)};
}

void json(const CopyRow& row, NameBook&, std::string& out) {
  out += "{\"first\":";
  append_where(row.first, out);
  out += ",\"second\":";
  append_where(row.second, out);
  out += fmt::format(
      ",\"ordered\":{},\"words\":{},\"told\":{},\"first_words\":{},\"second_words\":{},\"shared\":"
      "[",
      row.ordered, row.words, row.told, row.first_words, row.second_words);
  for (size_t i = 0; i < row.runs.size(); ++i) {
    const SharedText& r = row.runs[i];
    out += fmt::format("{}[[{},{}],[{},{}]]", i > 0 ? "," : "", r.first.begin, r.first.end,
                       r.second.begin, r.second.end);
  }
  out += "]}";
}

}  // namespace

const RowForm<CopyRow>& copy_form() {
  static const RowForm<CopyRow> kForm = {
      {"first_document", "first_uri", "first_outlet", "first_published", "second_document",
       "second_uri", "second_outlet", "second_published", "ordered", "words", "told", "first_words",
       "second_words", "first_spans", "second_spans"},
      csv_cells,
      json};
  return kForm;
}

}  // namespace isnad
