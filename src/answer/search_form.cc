#include "answer/search_form.h"

#include "answer/codes.h"
#include "answer/csv.h"
#include "answer/reports.h"
#include "export/cells.h"
#include "record/json_parts.h"
#include "text/bidi.h"

namespace isnad {

namespace {

// ,"name":[...] of rows that `append` writes as objects.
template <class Row, class Append>
void append_rows(const char* name, const std::vector<Row>& rows, Append append, std::string& out) {
  out += std::string(",\"") + name + "\":[";
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) out += ',';
    append(rows[i]);
  }
  out += ']';
}

std::string facet_name_of(const FacetCounts& facet, const std::string& value, NameBook& names) {
  if (!facet_has_codes(facet.facet)) return {};
  const Name& n = names.name(value);
  return n.en.empty() ? n.ar : n.en;
}

// The columns of a hit's own row, which are of those that its verb has.
std::vector<std::string> own_columns(SearchTarget of) {
  switch (of) {
    case SearchTarget::articles:
      return {"score", "fitting_events"};
    case SearchTarget::events:
      return {"id",    "date",        "type",      "mode",
              "actor", "actor_names", "recipient", "recipient_names",
              "place", "factuality",  "source",    "source_names",
              "words"};
    case SearchTarget::claims:
      return {"id", "source", "source_name", "source_words", "cue_words", "words", "speech", "via"};
    case SearchTarget::relations:
      return {"id",   "subject", "subject_name", "relation", "object",       "object_name",
              "from", "to",      "factuality",   "source",   "source_names", "words"};
  }
  return {};
}

}  // namespace

bool facet_has_codes(SearchFacet f) {
  return f == SearchFacet::actor || f == SearchFacet::recipient || f == SearchFacet::source;
}

std::string search_hit_json(const SearchHit& hit, SearchTarget of, NameBook& names) {
  std::string out = "{\"of\":\"" + std::string(search_target_name(of)) + "\",\"doc\":";
  append_where(hit.where, out);
  out += ",\"title\":";
  append_json_string_or_null(hit.title, out);
  if (of == SearchTarget::articles) {
    out += ",\"score\":";
    append_json_number(hit.score, out);
    out += ",\"more_events\":" + std::to_string(hit.more_events);
  }
  out += ",\"passages\":[";
  for (const Passage& p : hit.passages) {
    if (out.back() != '[') out += ',';
    out += "{\"words\":";
    append_json_string(p.words, out);
    out += ",\"marks\":[";
    for (const Span& m : p.marks) {
      if (out.back() != '[') out += ',';
      append_json_span(m, out);
    }
    out += p.title ? "],\"title\":true}" : "],\"title\":false}";
  }
  out += ']';
  append_rows(
      "events", hit.events,
      [&](const EventRow& row) {
        append_event(row.event, out);
        out.back() = ',';
        out += "\"words\":";
        append_json_strings(row.words, out);
        out += '}';
      },
      out);
  append_rows(
      "claims", hit.claims,
      [&](const ClaimRow& row) {
        append_claim(row.claim, out);
        out.back() = ',';
        out += "\"words\":";
        append_json_string(row.words, out);
        out += '}';
      },
      out);
  append_rows(
      "relations", hit.relations,
      [&](const RelationRow& row) {
        append_relation(row.relation, out);
        out.back() = ',';
        out += "\"words\":";
        append_json_string(row.words, out);
        out += '}';
      },
      out);
  std::vector<std::string> codes;
  collect_codes(hit, codes);
  out += ",\"names\":";
  names.append_json(codes, out);
  return out + "}\n";
}

std::vector<std::string> search_csv_columns(SearchTarget of) {
  std::vector<std::string> out = own_columns(of);
  for (const char* c : {"passages", "title", "document", "uri", "outlet", "published"}) {
    out.emplace_back(c);
  }
  return out;
}

std::vector<std::string> search_csv_cells(const SearchHit& hit, SearchTarget of, NameBook& names) {
  std::vector<std::string> out;
  if (of == SearchTarget::articles) {
    char score[32];
    std::snprintf(score, sizeof score, "%.3f", hit.score);
    out = {score, std::to_string(hit.events.size() + hit.more_events)};
  }
  const auto pick = [&](const auto& rows, const auto& form) {
    for (const auto& row : rows) out = picked_cells(form, own_columns(of), row, names);
  };
  if (of == SearchTarget::events) pick(hit.events, event_form());
  pick(hit.claims, claim_form());
  pick(hit.relations, relation_form());
  std::vector<std::string> passages;
  for (const Passage& p : hit.passages) passages.push_back(safe_line(p.words));
  out.push_back(joined(passages, " / "));
  for (const std::string& s : {or_empty(hit.title), hit.where.id, hit.where.uri,
                               or_empty(hit.where.outlet), or_empty(hit.where.published)}) {
    out.push_back(s);
  }
  return out;
}

std::string facet_json(const FacetCounts& facet, NameBook& names) {
  std::string out = "{\"facet\":\"" + std::string(search_facet_name(facet.facet)) +
                    "\",\"more\":" + std::to_string(facet.more) + ",\"values\":[";
  for (const Count& c : facet.values) {
    if (out.back() != '[') out += ',';
    out += "{\"value\":";
    append_json_string(c.name, out);
    if (facet_has_codes(facet.facet)) {
      out += ",\"name\":";
      append_json_string(facet_name_of(facet, c.name, names), out);
    }
    out += ",\"count\":" + std::to_string(c.count) + '}';
  }
  return out + "]}\n";
}

void append_facet_csv(const FacetCounts& facet, NameBook& names, std::string& out) {
  for (const Count& c : facet.values) {
    append_csv_row({std::string(search_facet_name(facet.facet)), c.name,
                    facet_name_of(facet, c.name, names), std::to_string(c.count)},
                   out);
  }
}

const RowForm<SavedSearch>& saved_search_form() {
  static const RowForm<SavedSearch> kForm = {
      {"name", "query", "of"},
      [](const SavedSearch& s, NameBook&) -> std::vector<std::string> {
        return {s.name, s.query, s.of ? std::string(search_target_name(*s.of)) : ""};
      },
      [](const SavedSearch& s, NameBook&, std::string& out) {
        out += "{\"name\":";
        append_json_string(s.name, out);
        out += ",\"query\":";
        append_json_string(s.query, out);
        out += ",\"of\":";
        out += s.of ? '"' + std::string(search_target_name(*s.of)) + '"' : "null";
        out += '}';
      }};
  return kForm;
}

}  // namespace isnad
