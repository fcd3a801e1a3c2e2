#include <algorithm>

#include "answer/types.h"
#include "base/utf8.h"
#include "serve/mcp_call.h"
#include "text/fold.h"

// The tools of the MCP server over articles, receipts and names.

namespace isnad {

namespace {

constexpr size_t kMostAppearances = 10;
constexpr size_t kMostOutlets = 100;
constexpr size_t kMostNamed = 50;  // entities of a name that are counted and shown

std::string text_or(const McpJson& v, const char* name, const char* otherwise) {
  return v.contains(name) && v[name].is_string() ? v[name].get<std::string>() : otherwise;
}

McpJson fields_of(const McpJson& row, std::initializer_list<const char*> names) {
  McpJson out = McpJson::object();
  for (const char* name : names) out[name] = row.contains(name) ? row[name] : McpJson(nullptr);
  return out;
}

// The article's record, text and appearances.
McpMade read_document(const McpCall& call, const std::string& id) {
  return mcp_ask(call, {"documents", id});
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// In the state of the case that the desk sees.
Result<void> read_directory(const CaseDesk& desk, McpDirectory& directory) {
  if (!desk.version.empty() && directory.version == desk.version) return {};
  auto rows = desk.file.directory();
  if (!rows) return tl::unexpected<Error>(rows.error());
  directory.lines.clear();
  directory.lines.reserve(rows->size());
  for (EntityRow& e : *rows) {
    std::string code = lower(e.code);
    std::string latin = lower(e.name_en);
    std::string arabic = fold_key(e.name_ar);
    directory.lines.push_back({std::move(e), std::move(code), std::move(latin), std::move(arabic)});
  }
  directory.version = desk.version;
  return {};
}

// How many articles name it, by the columns of search: quick, where rows of entities count a lot
// more.
size_t documents_with(const CaseDesk& desk, const std::string& code) {
  if (code.find('"') != std::string::npos) return 0;
  auto query = parse_search("entity:\"" + code + '"');
  if (!query) return 0;
  SearchRequest request;
  request.query = std::move(*query);
  request.of = SearchTarget::articles;
  request.count_only = true;
  const auto answer = desk.file.search(request);
  return answer ? answer->total : 0;
}

// How well a name answers what was typed: less is better. Nothing: not at all.
std::optional<int> fit(std::string_view name, std::string_view typed) {
  if (name.empty() || typed.empty()) return std::nullopt;
  if (name == typed) return 1;
  const size_t at = name.find(typed);
  if (at == 0) return 2;
  if (at == std::string_view::npos) return std::nullopt;
  return name.find(' ' + std::string(typed)) == std::string_view::npos ? 4 : 3;
}

}  // namespace

McpMade mcp_overview(const McpCall& call) {
  const McpMade root = mcp_ask(call, {});
  if (!root) return root;
  const McpMade digest = mcp_ask(call, {"digest"});
  if (!digest) return digest;
  McpJson out = {{"case", root->at("case")}};
  for (const char* name : {"documents", "events", "claims", "relations", "entities",
                           "first_published", "last_published"}) {
    out[name] = digest->at(name);
  }
  const McpJson& outlets = digest->at("outlets");
  out["outlets"] = McpJson::array();
  for (const McpJson& o : outlets) {
    if (out["outlets"].size() == kMostOutlets) break;
    out["outlets"].push_back({{"name", o.at("name")}, {"documents", o.at("count")}});
  }
  out["outlets_not_shown"] = outlets.size() - out["outlets"].size();
  out["actors"] = McpJson::array();
  for (const McpJson& a : digest->at("actors")) {
    out["actors"].push_back({{"code", a.at("name")}, {"events", a.at("count")}});
  }
  out["event_types"] = event_types();
  out["relations_in_articles"] = relation_kinds();
  out["relations_of_state"] = fluent_kinds();
  out["conflict_kinds"] = conflict_kinds();
  out["names"] = mcp_names(out, digest->at("names"));
  return out;
}

McpMade mcp_entities(const McpCall& call) {
  auto shaper = McpShaper::of(call);
  if (!shaper) return tl::unexpected<std::string>(shaper.error());
  if (const auto r = read_directory(shaper->desk(), call.directory); !r)
    return mcp_fault(r.error());
  const std::string typed = call.text("name");
  const std::string latin = lower(typed);
  const bool arabic = std::any_of(typed.begin(), typed.end(), [](char c) { return c < 0; });
  const std::string folded = arabic ? fold_key(typed) : "";
  const std::string kind = call.text("kind");
  struct Found {
    int fit;
    size_t length;
    const EntityRow* row;
    size_t documents = 0;
  };
  std::vector<Found> found;
  for (const McpDirectory::Line& e : call.directory.lines) {
    if (!kind.empty() && e.row.kind != kind) continue;
    std::optional<int> best = e.code == latin ? std::optional(0) : std::nullopt;
    for (const std::optional<int>& f :
         {fit(e.latin, latin), fit(e.code, latin), arabic ? fit(e.arabic, folded) : std::nullopt}) {
      if (f && (!best || *f < *best)) best = f;
    }
    if (best) found.push_back({*best, e.row.name_ar.size() + e.row.name_en.size(), &e.row, 0});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.fit, a.length, a.row->code) < std::tie(b.fit, b.length, b.row->code);
  });
  const size_t total = found.size();
  if (found.size() > kMostNamed) found.resize(kMostNamed);
  // Of those that fit alike, the one that most articles name comes first.
  for (Found& f : found) f.documents = documents_with(shaper->desk(), f.row->code);
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.fit, b.documents) < std::tie(b.fit, a.documents);
  });
  McpJson out = McpJson::object();
  McpPage page(call);
  const size_t first = std::min(call.offset(), found.size());
  const size_t last = std::min(first + call.limit(), found.size());
  const auto or_null = [](const std::optional<std::string>& t) {
    return t ? McpJson(*t) : McpJson(nullptr);
  };
  const auto name_of = [](const std::string& name) {
    return name.empty() ? McpJson(nullptr) : McpJson(mcp_cut(name, 200));
  };
  for (size_t i = first; i < last; ++i) {
    const EntityRow& e = *found[i].row;
    if (!page.add({{"id", e.code},
                   {"kind", e.kind},
                   {"name", {{"ar", name_of(e.name_ar)}, {"en", name_of(e.name_en)}}},
                   {"wikidata", or_null(e.wikidata)},
                   {"of", or_null(e.of)},
                   {"documents", found[i].documents}})) {
      break;
    }
  }
  page.finish(out, last - first, last < found.size(), total, McpJson::object());
  return out;
}

McpMade mcp_document(const McpCall& call) {
  const McpMade found = read_document(call, call.text("id"));
  if (!found) return found;
  const McpJson& record = found->at("record");
  const McpJson& doc = record.at("doc");
  const auto text = decode_utf8(found->at("text").get_ref<const std::string&>());
  if (!text) return mcp_fault(text.error());
  const size_t first = std::min(call.offset(), text->size());
  const size_t last = std::min(first + call.number("length", 6000), text->size());
  return McpJson{{"document", mcp_document_of(doc)},
                 {"title", text_or(doc, "title", "").empty()
                               ? McpJson(nullptr)
                               : McpJson(mcp_cut(text_or(doc, "title", ""), 300))},
                 {"url", doc.contains("url") ? doc["url"] : McpJson(nullptr)},
                 {"language", doc.contains("lang") ? doc["lang"] : McpJson(nullptr)},
                 {"length", text->size()},
                 {"text", encode_utf8(std::u32string_view(*text).substr(first, last - first))},
                 {"offset", first},
                 {"next_offset", last < text->size() ? McpJson(last) : McpJson(nullptr)},
                 {"events", record.at("events").size()},
                 {"claims", record.at("claims").size()},
                 {"relations", record.at("relations").size()}};
}

namespace {

// The document in which the record of this id stands; an error where it has to be told.
tl::expected<std::string, std::string> document_with(const McpCall& call, const std::string& id) {
  if (!call.text("document").empty()) return call.text("document");
  const char* path = id[0] == 'e' ? "happenings" : id[0] == 'r' ? "facts" : nullptr;
  if (!path) {
    return tl::unexpected<std::string>(
        "document: is missing; without it only events (e...) and relations (r...) are found");
  }
  const McpMade account = mcp_ask(call, {path, id});
  if (!account) return tl::unexpected<std::string>(account.error());
  for (const McpJson& r : account->at("reports")) {
    if (r.at("id") == id) return r.at("doc").at("id").get<std::string>();
  }
  return tl::unexpected<std::string>(id + ": is not the id of an event or relation");
}

const McpJson* find_record(const McpJson& record, const std::string& id) {
  for (const char* list : {"events", "relations", "claims"}) {
    for (const McpJson& r : record.at(list)) {
      if (r.at("id") == id) return &r;
    }
  }
  return nullptr;
}

// The sentences before and after the spans.
std::pair<std::string, std::string> around(const McpJson& sentences, std::u32string_view text,
                                           const std::vector<Span>& spans) {
  constexpr size_t kPoints = 400;
  std::optional<size_t> first;
  size_t last = 0;
  for (size_t i = 0; i < sentences.size(); ++i) {
    for (const Span& s : spans) {
      if (s.begin < sentences[i][0].get<uint32_t>() || s.begin >= sentences[i][1].get<uint32_t>()) {
        continue;
      }
      if (!first) first = i;
      last = i;
    }
  }
  if (!first) return {};
  const auto text_of = [&](size_t i) -> std::string {
    const auto begin = sentences[i][0].get<size_t>();
    const auto end = std::min(sentences[i][1].get<size_t>(), text.size());
    return begin < end ? mcp_cut(encode_utf8(text.substr(begin, end - begin)), kPoints) : "";
  };
  return {*first > 0 ? text_of(*first - 1) : "",
          last + 1 < sentences.size() ? text_of(last + 1) : ""};
}

}  // namespace

McpMade mcp_evidence(const McpCall& call) {
  const std::string id = call.text("id");
  const auto where = document_with(call, id);
  if (!where) return tl::unexpected<std::string>(where.error());
  const McpMade found = read_document(call, *where);
  if (!found) return found;
  const McpJson& record = found->at("record");
  const McpJson& doc = record.at("doc");
  const McpJson* row = find_record(record, id);
  if (!row) return tl::unexpected<std::string>(id + ": does not stand in this article");
  const auto text = decode_utf8(found->at("text").get_ref<const std::string&>());
  if (!text) return mcp_fault(text.error());
  auto shaper = McpShaper::of(call);
  if (!shaper) return tl::unexpected<std::string>(shaper.error());
  const std::vector<Span> spans = mcp_spans(*row);
  McpJson report = shaper->report(*row, &doc);
  if (report["kind"] == "claim" && !spans.empty() && spans[0].begin < text->size()) {
    report["words"] = mcp_cut(encode_utf8(std::u32string_view(*text).substr(
                                  spans[0].begin, spans[0].end - spans[0].begin)),
                              700);
  }
  auto [before, after] = around(record.at("sentences"), *text, spans);
  const std::string title = mcp_cut(text_or(doc, "title", ""), 300);
  McpJson out = {{"report", std::move(report)},
                 {"before", std::move(before)},
                 {"after", std::move(after)},
                 {"title", title.empty() ? McpJson(nullptr) : McpJson(title)},
                 {"appearances", McpJson::array()},
                 {"bytes", McpJson::array()}};
  for (const McpJson& a : found->at("appearances")) {
    if (out["appearances"].size() == kMostAppearances) break;
    out["appearances"].push_back(fields_of(a, {"uri", "url", "outlet", "published"}));
  }
  const auto hash = doc.at("id").get<std::string>();
  const McpMade bytes = mcp_ask(call, {"documents", hash, "evidence"});
  if (!bytes) return bytes;
  for (const McpJson& e : bytes->at("items")) {
    if (out["bytes"].size() == kMostAppearances) break;
    out["bytes"].push_back(
        fields_of(e, {"uri", "sha256", "size", "media_type", "url", "fetched", "kept"}));
  }
  out["citation"] = text_or(doc, "outlet", "outlet not known") + ", " +
                    text_or(doc, "published", "no date") +
                    (title.empty() ? "" : ", \xC2\xAB" + title + "\xC2\xBB") + ", " +
                    text_or(doc, "uri", "") + " (text SHA-256 " + hash + ")";
  out["names"] = mcp_names(out, found->at("names"));
  return out;
}

}  // namespace isnad
