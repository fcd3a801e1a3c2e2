#include <algorithm>

#include "answer/search_form.h"
#include "answer/types.h"
#include "export/cells.h"
#include "record/json_parts.h"
#include "serve/context.h"
#include "serve/feeds.h"
#include "serve/json_body.h"

// Full-text search, saved searches and the feeds of what they find.

namespace isnad {

namespace {

constexpr size_t kFeedItems = 50;

const std::vector<std::string> kTargets = {"articles", "events", "claims", "relations"};

// A query that is at fault, with the place of the fault.
Fault query_fault(const char* parameter, const SearchFault& fault) {
  Fault f = bad_parameter(parameter, fault.message).value();
  f.marks.push_back({fault.at, fault.message});
  return f;
}

// Fills in the query and how its words are read.
Answer<void> read_query(Context& c, const char* parameter, const std::string& query,
                        SearchRequest& request) {
  auto parsed = parse_search(query);
  if (!parsed) return tl::unexpected<Fault>(query_fault(parameter, parsed.error()));
  request.query = std::move(*parsed);
  request.words = [&c](std::u32string_view piece) { return search_words(piece, c.desk->words); };
  return {};
}

void append_facets(Context& c, const SearchAnswer& answer, std::string& out,
                   std::vector<std::string>& codes) {
  out += ",\"facets\":[";
  for (const FacetCounts& f : answer.facets) {
    if (out.back() != '[') out += ',';
    out += facet_json(f, c.desk->names);
    out.pop_back();  // the newline
    if (!facet_has_codes(f.facet)) continue;
    for (const Count& v : f.values) codes.push_back(v.name);
  }
  out += ']';
}

Answer<ApiResponse> search(Context& c) {
  SearchRequest request;
  const std::optional<std::string> query = c.params.text("q");
  if (const auto of = c.params.one_of("of", kTargets)) request.of = search_target_from_name(*of);
  request.by_date = c.params.one_of("sort", {"fit", "date"}) == "date";
  for (const std::string& name : c.params.many_of("facet", search_facets())) {
    request.facets.push_back(*search_facet_from_name(name));
  }
  request.facet_limit = c.params.number("facet_limit", 10, 1, 200);
  request.count_only = c.params.flag("count");
  Filter page;
  read_page(c.params, page);
  request.limit = page.limit;
  request.offset = page.offset;
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  if (!query) return bad_parameter("q", "is missing: words, or field:value");
  if (auto ok = read_query(c, "q", *query, request); !ok) {
    return tl::unexpected<Fault>(ok.error());
  }
  const auto answer = c.desk->file.search(request);
  if (!answer) return faulty(answer.error());
  ApiResponse out;
  if (c.csv) {
    out.type = "text/csv; charset=utf-8";
    append_csv_row(search_csv_columns(answer->of), out.body);
    for (const SearchHit& h : answer->hits) {
      append_csv_row(search_csv_cells(h, answer->of, c.desk->names), out.body);
    }
    return out;
  }
  std::string& b = out.body;
  std::vector<std::string> codes;
  b = "{\"of\":\"" + std::string(search_target_name(answer->of)) + "\",\"items\":[";
  for (const SearchHit& h : answer->hits) {
    if (b.back() != '[') b += ',';
    b += search_hit_json(h, answer->of, c.desk->names);
    b.pop_back();  // the newline
    collect_codes(h, codes);
  }
  b += ']';
  append_facets(c, *answer, b, codes);
  b += ",\"unknown\":";
  append_json_strings(answer->unknown, b);
  b += ",\"unseen\":" + std::to_string(answer->unseen);
  const bool more = !request.count_only && page.offset + answer->hits.size() < answer->total;
  append_page(c, {page.offset, page.limit, more, answer->total}, codes, b);
  b += '}';
  return out;
}

// Names for a box in which somebody types.
Answer<ApiResponse> suggest(Context& c) {
  const auto wanted = c.params.text("q");
  const size_t limit = c.params.number("limit", 8, 1, 100);
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  if (!wanted) return bad_parameter("q", "is missing: how a name begins");
  const auto rows = c.desk->file.entities_that_begin(*wanted, limit);
  if (!rows) return faulty(rows.error());
  std::string b = "{\"items\":[";
  for (const EntityRow& row : *rows) {
    b += b.back() == '[' ? "{\"code\":" : ",{\"code\":";
    append_json_string(row.code, b);
    b += ",\"kind\":";
    append_json_string(row.kind, b);
    b += ",\"name\":{\"ar\":";
    append_json_string(row.name_ar, b);
    b += ",\"en\":";
    append_json_string(row.name_en, b);
    b += "},\"documents\":" + std::to_string(row.documents) + '}';
  }
  return json_response(b + "]}");
}

Answer<ApiResponse> searches(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto rows = c.desk->file.saved_searches();
  if (!rows) return faulty(rows.error());
  ApiResponse out;
  if (c.csv) {
    out.type = "text/csv; charset=utf-8";
    append_csv_row(saved_search_form().columns, out.body);
    for (const SavedSearch& s : *rows) {
      append_csv_row(saved_search_form().cells(s, c.desk->names), out.body);
    }
    return out;
  }
  out.body = "{\"items\":[";
  for (const SavedSearch& s : *rows) {
    if (out.body.back() != '[') out.body += ',';
    saved_search_form().json(s, c.desk->names, out.body);
  }
  out.body += "]}";
  return out;
}

Answer<ApiResponse> saved(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto row = c.desk->file.saved_search(c.slots[0]);
  if (!row) return faulty(row.error());
  ApiResponse out;
  saved_search_form().json(*row, c.desk->names, out.body);
  return out;
}

Answer<ApiResponse> save(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto fields = json_fields(c.request, {"query", "of"});
  if (!fields) return tl::unexpected<Fault>(fields.error());
  SavedSearch wanted;
  wanted.name = c.slots[0];
  const auto query = fields->find("query");
  if (query == fields->end()) return bad_parameter("query", "is missing");
  wanted.query = query->second;
  if (const std::string wrong = wrong_text(wanted.query); !wrong.empty()) {
    return bad_parameter("query", wrong);
  }
  if (auto parsed = parse_search(wanted.query); !parsed) {
    return tl::unexpected<Fault>(query_fault("query", parsed.error()));
  }
  if (const auto of = fields->find("of"); of != fields->end()) {
    wanted.of = search_target_from_name(of->second);
    if (!wanted.of) {
      return bad_parameter("of", of->second + " is none of " + joined(kTargets, ", "));
    }
  }
  const auto before = c.desk->file.saved_search(wanted.name);
  if (!before && before.error().code != ErrorCode::not_found) return faulty(before.error());
  if (before) wanted.round = before->round;
  if (auto r = c.desk->file.save_search(wanted); !r) return faulty(r.error());
  ApiResponse out;
  out.status = before ? 200 : 201;
  saved_search_form().json(wanted, c.desk->names, out.body);
  return out;
}

Answer<ApiResponse> forget(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  if (auto r = c.desk->file.forget_search(c.slots[0]); !r) return faulty(r.error());
  ApiResponse out;
  out.status = 204;
  return out;
}

// The newest that a saved search finds.
Answer<ApiResponse> feed(Context& c, FeedForm form) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto row = c.desk->file.saved_search(c.slots[0]);
  if (!row) return faulty(row.error());
  SearchRequest request;
  request.of = row->of;
  request.by_date = true;
  request.limit = kFeedItems;
  if (auto ok = read_query(c, "query", row->query, request); !ok) {
    return tl::unexpected<Fault>(ok.error());
  }
  const auto answer = c.desk->file.search(request);
  if (!answer) return faulty(answer.error());
  return feed_of(*row, *answer, c.desk->names, form);
}

Answer<ApiResponse> atom(Context& c) { return feed(c, FeedForm::atom); }
Answer<ApiResponse> json_feed(Context& c) { return feed(c, FeedForm::json); }

}  // namespace

std::vector<Route> search_routes() {
  return {{"search", search, true},
          {"suggest", suggest},
          {"searches", searches, true},
          {"searches/{name}", saved, false, save, forget},
          {"searches/{name}/feed.atom", atom},
          {"searches/{name}/feed.json", json_feed}};
}

}  // namespace isnad
