#pragma once
#include <string>
#include <vector>

#include "answer/codes.h"
#include "answer/form.h"
#include "export/cells.h"
#include "serve/api.h"
#include "serve/params.h"
#include "serve/problem.h"

// What a path of the API works with; included by src/serve/*.cc alone.

namespace isnad {

// Rows without codes.
inline void collect_codes(const StoryRow&, std::vector<std::string>&) {}
inline void collect_codes(const CopyRow&, std::vector<std::string>&) {}
inline void collect_codes(const DocumentRow&, std::vector<std::string>&) {}

// One request on its way.
struct Context {
  Api& api;
  const ApiRequest& request;
  CaseLease& desk;
  Params& params;
  std::vector<std::string> slots;  // what stands at {id} and the like in the path
  bool csv = false;                // the answer is wanted as CSV
};

struct Route {
  const char* pattern;  // "happenings/{id}"
  Handler get;
  bool csv = false;  // can be given as CSV
  Handler put = nullptr;
  Handler remove = nullptr;  // DELETE
};

// The paths of one matter each.
std::vector<Route> record_routes();    // documents, events, claims, relations, entities
std::vector<Route> account_routes();   // happenings, facts, stories, copies, conflicts, matrix
std::vector<Route> world_routes();     // state, changes, why, world
std::vector<Route> search_routes();    // search, saved searches, suggest, feeds
std::vector<Route> overview_routes();  // the root, digest, attention, voices, vocabulary
std::vector<Route> export_routes();

// JSON that is built up: {"items":...}.
ApiResponse json_response(std::string body);
// "names":{...} of the codes, each once.
void append_names(Context& c, const std::vector<std::string>& codes, std::string& out);
// The address of the request with another offset, relative to the server's root.
std::string at_offset(const ApiRequest& request, size_t offset);
// A file to save under this name.
void attach(ApiResponse& response, const std::string& file_name);

// What follows the items of a list: offset, limit, next, total, names.
struct ListPage {
  size_t offset = 0;
  size_t limit = 0;
  bool more = false;
  std::optional<size_t> total = std::nullopt;
};
void append_page(Context& c, const ListPage& page, const std::vector<std::string>& codes,
                 std::string& out);

// One row too many was asked for, to know whether there are more.
template <class Row>
ListPage cut_page(std::vector<Row>& rows, const Filter& filter, size_t limit) {
  ListPage page{filter.offset, limit, rows.size() > limit};
  if (page.more) rows.resize(limit);
  return page;
}

// A list of rows in the form that was asked for.
template <class Row>
ApiResponse list_response(Context& c, const std::vector<Row>& rows, const RowForm<Row>& form,
                          const ListPage& page) {
  ApiResponse out;
  if (c.csv) {
    out.type = "text/csv; charset=utf-8";
    append_csv_row(form.columns, out.body);
    for (const Row& row : rows) append_csv_row(form.cells(row, c.desk->names), out.body);
    return out;
  }
  std::vector<std::string> codes;
  out.body = "{\"items\":[";
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) out.body += ',';
    form.json(rows[i], c.desk->names, out.body);
    collect_codes(rows[i], codes);
  }
  out.body += ']';
  append_page(c, page, codes, out.body);
  out.body += '}';
  return out;
}

// A list that the case answers by a filter.
template <class Row>
Answer<ApiResponse> filtered(Context& c, Filter filter,
                             Result<std::vector<Row>> (CaseFile::*ask)(const Filter&) const,
                             const RowForm<Row>& form) {
  read_page(c.params, filter);
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const size_t limit = filter.limit;
  ++filter.limit;
  Result<std::vector<Row>> rows = (c.desk->file.*ask)(filter);
  if (!rows) return faulty(rows.error());
  const ListPage page = cut_page(*rows, filter, limit);
  return list_response(c, *rows, form, page);
}

// One row with the names of its codes, and what else `more` appends.
template <class Row, class More>
ApiResponse one_response(Context& c, const Row& row, const RowForm<Row>& form, More more) {
  ApiResponse out;
  std::vector<std::string> codes;
  form.json(row, c.desk->names, out.body);
  collect_codes(row, codes);
  out.body.pop_back();
  more(out.body, codes);
  out.body += ",\"names\":";
  append_names(c, codes, out.body);
  out.body += '}';
  return out;
}

}  // namespace isnad
