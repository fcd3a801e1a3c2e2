#include "answer/matrix.h"
#include "answer/types.h"
#include "record/json_parts.h"
#include "serve/context.h"

// What crosses documents: happenings and facts, stories, copies, contradictions.

namespace isnad {

namespace {

void read_account_filter(Context& c, const std::vector<std::string>& types, Filter& f) {
  read_filter(c.params, types, f);
  f.alone = c.params.flag("single");
  f.latest = c.params.one_of("sort", {"told", "date"}) == "date";
}

Answer<ApiResponse> happenings(Context& c) {
  Filter f;
  read_account_filter(c, event_types(), f);
  if (c.params.flag("brief")) {
    return filtered(c, f, &CaseFile::happening_outlines, happening_outline_form());
  }
  return filtered(c, f, &CaseFile::happenings, happening_form());
}

Answer<ApiResponse> facts(Context& c) {
  Filter f;
  read_account_filter(c, relation_kinds(), f);
  if (c.params.flag("brief")) {
    return filtered(c, f, &CaseFile::fact_outlines, fact_outline_form());
  }
  return filtered(c, f, &CaseFile::facts, fact_form());
}

// One account with the contradictions among its reports.
template <class Row>
Answer<ApiResponse> account(Context& c, Result<Row> (CaseFile::*ask)(const std::string&) const,
                            const RowForm<Row>& form) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const Result<Row> row = (c.desk->file.*ask)(c.slots[0]);
  if (!row) return faulty(row.error());
  const auto conflicts = c.desk->file.conflicts_of(row->id);
  if (!conflicts) return faulty(conflicts.error());
  return one_response(c, *row, form, [&](std::string& out, std::vector<std::string>& codes) {
    out += ",\"conflicts\":[";
    for (const ConflictRow& k : *conflicts) {
      if (out.back() != '[') out += ',';
      conflict_form().json(k, c.desk->names, out);
      collect_codes(k, codes);
    }
    out += ']';
  });
}

Answer<ApiResponse> happening(Context& c) {
  return account(c, &CaseFile::happening, happening_form());
}

Answer<ApiResponse> fact(Context& c) { return account(c, &CaseFile::fact, fact_form()); }

Answer<ApiResponse> conflicts(Context& c) {
  Filter f;
  read_filter(c.params, conflict_kinds(), f);
  return filtered(c, f, &CaseFile::conflicts, conflict_form());
}

Answer<ApiResponse> conflict(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto row = c.desk->file.conflict(c.slots[0]);
  if (!row) return faulty(row.error());
  return one_response(c, *row, conflict_form(), [](std::string&, auto&) {});
}

// Who says, denies and relays each happening of a page.
Answer<ApiResponse> matrix(Context& c) {
  Filter f;
  read_account_filter(c, event_types(), f);
  const size_t sources = c.params.number("sources", 20, 1, 100);
  f.limit = c.params.number("limit", 20, 1, 100);
  f.offset = c.params.number("offset", 0, 0, kMostOffset);
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const size_t limit = f.limit;
  ++f.limit;
  auto rows = c.desk->file.happenings(f);
  if (!rows) return faulty(rows.error());
  const ListPage page = cut_page(*rows, f, limit);
  const Matrix made = matrix_of(*rows, sources);
  std::vector<std::string> codes;
  collect_codes(made, codes);
  ApiResponse out;
  out.body = "{";
  append_matrix(made, out.body);
  append_page(c, page, codes, out.body);
  out.body += '}';
  return out;
}

Answer<ApiResponse> stories(Context& c) {
  Filter f;
  read_dates(c.params, f);
  f.alone = c.params.flag("single");
  return filtered(c, f, &CaseFile::stories, story_form());
}

Answer<ApiResponse> story(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto row = c.desk->file.story(c.slots[0]);
  if (!row) return faulty(row.error());
  return one_response(c, *row, story_form(), [](std::string&, auto&) {});
}

Answer<ApiResponse> copies(Context& c) {
  Filter f;
  read_dates(c.params, f);
  return filtered(c, f, &CaseFile::copies, copy_form());
}

}  // namespace

std::vector<Route> account_routes() {
  return {{"happenings", happenings, true}, {"happenings/{id}", happening},
          {"facts", facts, true},           {"facts/{id}", fact},
          {"conflicts", conflicts, true},   {"conflicts/{id}", conflict},
          {"stories", stories, true},       {"stories/{id}", story},
          {"copies", copies, true},         {"matrix", matrix}};
}

}  // namespace isnad
