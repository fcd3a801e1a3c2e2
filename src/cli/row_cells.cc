#include "cli/row_cells.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/query.h"

namespace isnad {

namespace {

// Columns of the article that a row is from.
void add_where(const Where& where, std::vector<std::string>& cells) {
  for (std::string s : {where.id, where.uri, or_empty(where.outlet), or_empty(where.published)}) {
    cells.push_back(std::move(s));
  }
}

std::string confidence(double v) { return fmt::format("{:.2f}", v); }

void append(const std::vector<std::string>& more, std::vector<std::string>& to) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

const std::vector<std::string>& event_columns() {
  static const std::vector<std::string> kAll = {
      "id",          "date",      "date_from",       "type",
      "mode",        "contexts",  "cameo",           "actor",
      "actor_names", "recipient", "recipient_names", "place",
      "factuality",  "source",    "source_names",    "count",
      "words",       "rule",      "confidence",      "document",
      "uri",         "outlet",    "published"};
  return kAll;
}

std::vector<std::string> row_cells(const EventRow& row, NameBook& names) {
  const Event& e = row.event;
  std::vector<std::string> out = {
      e.id,
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
      confidence(e.confidence)};
  add_where(row.where, out);
  return out;
}

const std::vector<std::string>& claim_columns() {
  static const std::vector<std::string> kAll = {
      "id",    "source",   "source_name", "source_words", "cue_words",
      "words", "speech",   "via",         "events",       "relations",
      "rule",  "document", "uri",         "outlet",       "published"};
  return kAll;
}

std::vector<std::string> row_cells(const ClaimRow& row, NameBook& names) {
  const Claim& c = row.claim;
  std::vector<std::string> out = {c.id,
                                  c.source,
                                  c.source.empty() ? "" : names.english({c.source}),
                                  row.source_words,
                                  row.cue_words,
                                  row.words,
                                  c.direct ? "direct" : "indirect",
                                  joined(c.via, ";"),
                                  joined(c.events, ";"),
                                  joined(c.relations, ";"),
                                  c.rule};
  add_where(row.where, out);
  return out;
}

const std::vector<std::string>& relation_columns() {
  static const std::vector<std::string> kAll = {
      "id",         "subject",  "subject_name", "relation", "object",       "object_name", "from",
      "to",         "count",    "factuality",   "source",   "source_names", "words",       "rule",
      "confidence", "document", "uri",          "outlet",   "published"};
  return kAll;
}

std::vector<std::string> row_cells(const RelationRow& row, NameBook& names) {
  const Relation& r = row.relation;
  std::vector<std::string> out = {r.id,
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
                                  confidence(r.confidence)};
  add_where(row.where, out);
  return out;
}

std::vector<std::string> picked(const std::vector<std::string>& wanted,
                                const std::vector<std::string>& columns,
                                const std::vector<std::string>& cells) {
  std::vector<std::string> out;
  for (const std::string& name : wanted) {
    const auto at = std::find(columns.begin(), columns.end(), name) - columns.begin();
    out.push_back(cells.at(static_cast<size_t>(at)));
  }
  return out;
}

std::vector<std::string> codes_of(const Event& e) {
  std::vector<std::string> out = e.actor;
  append(e.recipient, out);
  append(e.source, out);
  return out;
}

std::vector<std::string> codes_of(const Claim& c) {
  std::vector<std::string> out;
  if (!c.source.empty()) out.push_back(c.source);
  append(c.via, out);
  return out;
}

std::vector<std::string> codes_of(const Relation& r) {
  std::vector<std::string> out = {r.subject, r.object};
  append(r.source, out);
  return out;
}

}  // namespace isnad
