#include "answer/beside.h"
#include "answer/timeline.h"
#include "answer/types.h"
#include "export/cells.h"
#include "record/json.h"
#include "record/json_parts.h"
#include "serve/context.h"

// Documents and what was read from them.

namespace isnad {

namespace {

Answer<ApiResponse> events(Context& c) {
  Filter f;
  read_filter(c.params, event_types(), f);
  return filtered(c, f, &CaseFile::events, event_form());
}

Answer<ApiResponse> claims(Context& c) {
  Filter f;
  read_filter(c.params, claim_types(), f);
  return filtered(c, f, &CaseFile::claims, claim_form());
}

Answer<ApiResponse> relations(Context& c) {
  Filter f;
  read_filter(c.params, relation_kinds(), f);
  return filtered(c, f, &CaseFile::relations, relation_form());
}

Answer<ApiResponse> entities(Context& c) {
  Filter f;
  read_filter(c.params, entity_kinds(), f);
  return filtered(c, f, &CaseFile::entities, entity_form());
}

Answer<ApiResponse> entity(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  Filter f;
  f.actor = c.slots[0];
  f.limit = 1;
  const auto rows = c.desk->file.entities(f);
  if (!rows) return faulty(rows.error());
  if (rows->empty()) {
    return faulty({ErrorCode::not_found, c.slots[0] + ": no article of the case names it"});
  }
  return one_response(c, rows->front(), entity_form(), [](std::string&, auto&) {});
}

// The limit is of entries, each of several events.
Answer<ApiResponse> timeline(Context& c) {
  Filter f;
  read_filter(c.params, event_types(), f);
  read_page(c.params, f);
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const size_t limit = f.limit;
  ListPage page{f.offset, limit};
  f.limit = f.offset + limit + 1;
  f.offset = 0;
  auto rows = timeline_entries(c.desk->file, f);
  if (!rows) return faulty(rows.error());
  rows->erase(rows->begin(),
              rows->begin() + static_cast<ptrdiff_t>(std::min(page.offset, rows->size())));
  page.more = rows->size() > limit;
  if (page.more) rows->resize(limit);
  return list_response(c, *rows, timeline_form(), page);
}

const RowForm<DocumentRow>& document_form() {
  static const RowForm<DocumentRow> kForm = {
      {"document", "uri", "outlet", "published", "title", "events", "claims", "relations"},
      [](const DocumentRow& d, NameBook&) -> std::vector<std::string> {
        return {d.where.id,
                d.where.uri,
                or_empty(d.where.outlet),
                or_empty(d.where.published),
                or_empty(d.title),
                std::to_string(d.events),
                std::to_string(d.claims),
                std::to_string(d.relations)};
      },
      [](const DocumentRow& d, NameBook&, std::string& out) {
        out += "{\"doc\":";
        append_where(d.where, out);
        out += ",\"title\":";
        append_json_string_or_null(d.title, out);
        out += ",\"events\":" + std::to_string(d.events) +
               ",\"claims\":" + std::to_string(d.claims) +
               ",\"relations\":" + std::to_string(d.relations) + '}';
      }};
  return kForm;
}

Answer<ApiResponse> documents(Context& c) {
  Filter f;
  read_filter(c.params, event_types(), f);
  f.latest = c.params.one_of("sort", {"date", "latest"}) == "latest";
  return filtered(c, f, &CaseFile::documents, document_form());
}

// What fits several documents is the address of none; the message names some.
tl::unexpected<Fault> no_document(const Error& error) {
  Fault f{error};
  if (error.code == ErrorCode::bad_argument) {
    f.status = 404;
    f.code = "not_found";
    f.parameter = "id";
  }
  return tl::unexpected<Fault>(std::move(f));
}

Answer<ApiResponse> document(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto found = c.desk->file.document(c.slots[0]);
  if (!found) return no_document(found.error());
  ApiResponse out;
  std::string& b = out.body;
  b = "{\"record\":";
  write_json(found->record, b);
  while (b.back() == '\n') b.pop_back();
  b += ",\"text\":";
  append_json_string(found->text, b);
  b += ",\"appearances\":[";
  for (const Appearance& a : found->appearances) {
    if (b.back() != '[') b += ',';
    b += "{\"uri\":";
    append_json_string(a.uri, b);
    const std::pair<const char*, const std::optional<std::string>*> fields[] = {
        {"url", &a.url}, {"outlet", &a.outlet}, {"title", &a.title}, {"published", &a.published}};
    for (const auto& [name, value] : fields) {
      b += std::string(",\"") + name + "\":";
      append_json_string_or_null(*value, b);
    }
    b += '}';
  }
  std::vector<std::string> codes;
  for (const Entity& e : found->record.entities) codes.push_back(e.id);
  for (const Event& e : found->record.events) {
    codes.insert(codes.end(), e.source.begin(), e.source.end());
    if (e.place) codes.push_back(*e.place);
  }
  b += "],\"names\":";
  append_names(c, codes, b);
  b += '}';
  return out;
}

Answer<ApiResponse> beside(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto found = c.desk->file.beside(c.slots[0]);
  if (!found) return no_document(found.error());
  ApiResponse out;
  append_beside(*found, out.body);
  return out;
}

const RowForm<EvidenceRow>& evidence_form() {
  static const RowForm<EvidenceRow> kForm = {
      {"uri", "sha256", "size", "media_type", "url", "fetched", "kept"},
      [](const EvidenceRow& r, NameBook&) -> std::vector<std::string> {
        const Evidence& e = r.evidence;
        return {r.uri,
                e.sha256,
                std::to_string(e.size),
                e.media_type,
                or_empty(e.url),
                or_empty(e.fetched),
                r.kept ? "true" : "false"};
      },
      [](const EvidenceRow& r, NameBook&, std::string& b) {
        const Evidence& e = r.evidence;
        b += "{\"uri\":";
        append_json_string(r.uri, b);
        b += ",\"sha256\":";
        append_json_string(e.sha256, b);
        b += ",\"size\":" + std::to_string(e.size) + ",\"media_type\":";
        append_json_string(e.media_type, b);
        b += ",\"url\":";
        append_json_string_or_null(e.url, b);
        b += ",\"fetched\":";
        append_json_string_or_null(e.fetched, b);
        b += ",\"headers\":[";
        for (const auto& [name, value] : e.headers) {
          if (b.back() != '[') b += ',';
          append_json_strings({name, value}, b);
        }
        b += r.kept ? "],\"kept\":true}" : "],\"kept\":false}";
      }};
  return kForm;
}

Answer<ApiResponse> evidence(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto rows = c.desk->file.evidence(c.slots[0]);
  if (!rows) return no_document(rows.error());
  ApiResponse out;
  if (c.csv) {
    out.type = "text/csv; charset=utf-8";
    append_csv_row(evidence_form().columns, out.body);
    for (const EvidenceRow& r : *rows) {
      append_csv_row(evidence_form().cells(r, c.desk->names), out.body);
    }
    return out;
  }
  out.body = "{\"items\":[";
  for (const EvidenceRow& r : *rows) {
    if (out.body.back() != '[') out.body += ',';
    evidence_form().json(r, c.desk->names, out.body);
  }
  out.body += "]}";
  return out;
}

// Never shown by a browser as a page of ours: it is a file to save.
Answer<ApiResponse> raw(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto rows = c.desk->file.evidence(c.slots[0]);
  if (!rows) return no_document(rows.error());
  for (const EvidenceRow& r : *rows) {
    if (!r.kept) continue;
    auto bytes = c.desk->file.raw_bytes(r.evidence.sha256);
    if (!bytes) return faulty(bytes.error());
    ApiResponse out;
    out.type = "application/octet-stream";
    out.body = std::move(*bytes);
    attach(out, r.evidence.sha256.substr(0, 16) + ".bin");
    return out;
  }
  return faulty({ErrorCode::not_found,
                 c.slots[0] + ": its bytes were not kept (isnad read --keep-raw keeps them)"});
}

}  // namespace

std::vector<Route> record_routes() {
  return {{"events", events, true},          {"claims", claims, true},
          {"relations", relations, true},    {"entities", entities, true},
          {"entities/{code}", entity},       {"timeline", timeline, true},
          {"documents", documents, true},    {"documents/{id}", document},
          {"documents/{id}/beside", beside}, {"documents/{id}/evidence", evidence, true},
          {"documents/{id}/raw", raw}};
}

}  // namespace isnad
