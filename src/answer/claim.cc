#include "answer/codes.h"
#include "answer/form.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

std::vector<std::string> csv_cells(const ClaimRow& row, NameBook& names) {
  const Claim& c = row.claim;
  return {c.id,
          c.source,
          c.source.empty() ? "" : names.english({c.source}),
          row.source_words,
          row.cue_words,
          row.words,
          c.direct ? "direct" : "indirect",
          joined(c.via, ";"),
          joined(c.events, ";"),
          joined(c.relations, ";"),
          c.rule,
          row.where.id,
          row.where.uri,
          or_empty(row.where.outlet),
          or_empty(row.where.published)};
}

void json(const ClaimRow& row, NameBook& names, std::string& out) {
  append_claim(row.claim, out);
  out.pop_back();
  out += ",\"words\":";
  append_json_string(row.words, out);
  out += ",\"source_words\":";
  append_json_string(row.source_words, out);
  out += ",\"cue_words\":";
  append_json_string(row.cue_words, out);
  std::vector<std::string> codes;
  collect_codes(row, codes);
  out += ",\"names\":";
  names.append_json(codes, out);
  out += ",\"doc\":";
  append_where(row.where, out);
  out += '}';
}

}  // namespace

const RowForm<ClaimRow>& claim_form() {
  static const RowForm<ClaimRow> kForm = {
      {"id", "source", "source_name", "source_words", "cue_words", "words", "speech", "via",
       "events", "relations", "rule", "document", "uri", "outlet", "published"},
      csv_cells,
      json};
  return kForm;
}

}  // namespace isnad
