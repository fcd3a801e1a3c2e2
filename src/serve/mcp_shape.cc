#include <algorithm>
#include <set>

#include "answer/reports.h"
#include "answer/types.h"
#include "base/utf8.h"
#include "serve/mcp_call.h"
#include "serve/mcp_tools.h"

// The API's answers in the form of the MCP tools.

namespace isnad {

namespace {

constexpr size_t kSentencePoints = 700;
constexpr size_t kMostCodes = 20;  // of one list
constexpr size_t kMostSpans = 3;   // sentences of one report
constexpr size_t kMostSides = 8;   // of a contradiction
constexpr size_t kMostAccounts = 20;

const McpJson* part_of(const McpJson& object, const char* name) {
  const auto it = object.find(name);
  return it == object.end() || it->is_null() ? nullptr : &*it;
}

McpJson or_null(const McpJson& object, const char* name) {
  const McpJson* v = part_of(object, name);
  return v ? *v : McpJson(nullptr);
}

McpJson first_of(const McpJson& list, size_t most) {
  McpJson out = McpJson::array();
  for (size_t i = 0; i < list.size() && i < most; ++i) out.push_back(list[i]);
  return out;
}

McpJson codes_of(const McpJson& row, const char* name) {
  const McpJson* list = part_of(row, name);
  return list && list->is_array() ? first_of(*list, kMostCodes) : McpJson::array();
}

std::string fact_name(const CaseWorld& world, const Fluent& f) {
  std::string out = world.code(f.subject) + ' ' + std::string(fluent_kind_name(f.kind));
  if (f.object != kNoSymbol) out += ' ' + world.code(f.object);
  return out;
}

}  // namespace

// --- the call -----------------------------------------------------------------------------------

std::string McpCall::text(const char* name) const {
  const McpJson* v = part_of(arguments, name);
  return v ? v->get<std::string>() : "";
}

size_t McpCall::number(const char* name, size_t otherwise) const {
  const McpJson* v = part_of(arguments, name);
  return v ? static_cast<size_t>(v->get<double>()) : otherwise;
}

bool McpCall::flag(const char* name) const {
  const McpJson* v = part_of(arguments, name);
  return v && v->get<bool>();
}

tl::unexpected<std::string> mcp_fault(const Error& error) {
  return tl::unexpected<std::string>(error.message);
}

McpMade mcp_ask(const McpCall& call, std::vector<std::string> path, McpParameters parameters) {
  ApiRequest request;
  request.path = std::move(path);
  request.parameters = std::move(parameters);
  const SharedAnswer answer = call.api.answer(request);
  const ApiResponse& response = answer->head();
  McpJson body = McpJson::parse(*answer->body(), nullptr, false);
  if (response.status == 200 && !body.is_discarded()) return body;
  std::string why = body.is_object() ? body.value("detail", "") : "";
  if (why.empty()) why = "the case gives no answer (" + std::to_string(response.status) + ")";
  return tl::unexpected<std::string>(std::move(why));
}

McpParameters mcp_given(const McpCall& call, std::initializer_list<const char*> names) {
  McpParameters out;
  for (const char* name : names) {
    const McpJson* v = part_of(call.arguments, name);
    if (!v) continue;
    out.emplace_back(name, v->is_boolean()  ? (v->get<bool>() ? "true" : "false")
                           : v->is_number() ? std::to_string(call.number(name, 0))
                                            : v->get<std::string>());
  }
  return out;
}

std::string mcp_cut(const std::string& utf8, size_t points) {
  const auto text = decode_utf8(utf8);
  if (!text || text->size() <= points) return utf8;
  return encode_utf8(std::u32string_view(*text).substr(0, points)) + "\xE2\x80\xA6";
}

McpJson mcp_document_of(const McpJson& doc) {
  if (!doc.is_object()) return nullptr;
  return {{"id", or_null(doc, "id")},
          {"uri", or_null(doc, "uri")},
          {"outlet", or_null(doc, "outlet")},
          {"published", or_null(doc, "published")}};
}

std::vector<Span> mcp_spans(const McpJson& row) {
  std::vector<Span> out;
  const auto add = [&](const McpJson& s) {
    if (out.size() < kMostSpans) out.push_back({s[0].get<uint32_t>(), s[1].get<uint32_t>()});
  };
  if (const McpJson* list = part_of(row, "triggers")) {
    for (const McpJson& s : *list) add(s);
  } else if (const McpJson* span = part_of(row, "span")) {
    add(*span);
  }
  return out;
}

McpJson mcp_names(const McpJson& shown, const McpJson& names) {
  std::set<std::string> used;
  const auto walk = [&used](const McpJson& v, const auto& self) -> void {
    if (v.is_string()) used.insert(v.get<std::string>());
    if (v.is_structured()) {
      for (const McpJson& below : v) self(below, self);
    }
  };
  walk(shown, walk);
  McpJson out = McpJson::object();
  if (!names.is_object()) return out;
  for (const auto& [code, name] : names.items()) {
    if (used.count(code) == 0) continue;
    out[code] = name;
    for (auto& [language, text] : out[code].items()) {
      if (text.is_string()) text = mcp_cut(text.get<std::string>(), 200);
    }
  }
  return out;
}

// --- records ------------------------------------------------------------------------------------

tl::expected<McpShaper, std::string> McpShaper::of(const McpCall& call) {
  Result<CaseLease> lease = call.api.pool().take();
  if (!lease) return mcp_fault(lease.error());
  return McpShaper(std::move(*lease));
}

std::string McpShaper::sentence(const std::string& document, const std::vector<Span>& spans) {
  return mcp_cut(sentences_->of(document, spans), kSentencePoints);
}

McpJson McpShaper::report(const McpJson& row, const McpJson* doc) {
  const McpJson* own = part_of(row, "doc");
  const McpJson document = mcp_document_of(own ? *own : doc ? *doc : McpJson(nullptr));
  McpJson out = {{"id", row.at("id")}};
  if (row.contains("rel")) {
    out["kind"] = "relation";
    for (const char* name : {"rel", "subject", "object", "from", "to", "count", "factuality"}) {
      out[name] = or_null(row, name);
    }
    out["source"] = codes_of(row, "source");
  } else if (row.contains("cue_span")) {
    out["kind"] = "claim";
    out["source"] = or_null(row, "source");
    out["via"] = codes_of(row, "via");
    out["direct"] = row.value("direct", false);
    out["words"] = mcp_cut(row.value("words", ""), kSentencePoints);
    if (row.contains("cue_words")) out["cue"] = mcp_cut(row.value("cue_words", ""), 100);
    out["events"] = codes_of(row, "events");
    out["relations"] = codes_of(row, "relations");
  } else {
    out["kind"] = "event";
    out["type"] = or_null(row, "type");
    if (!row.value("mode", "").empty()) out["mode"] = row["mode"];
    out["actor"] = codes_of(row, "actor");
    out["recipient"] = codes_of(row, "recipient");
    for (const char* name : {"place", "date", "count", "factuality"}) {
      out[name] = or_null(row, name);
    }
    out["source"] = codes_of(row, "source");
  }
  if (const McpJson* c = part_of(row, "confidence")) out["confidence"] = *c;
  out["rule"] = row.value("rule", "");
  out["sentence"] =
      document.is_null() ? "" : sentence(document["id"].get<std::string>(), mcp_spans(row));
  out["document"] = document;
  if (row.contains("origin")) out["origin"] = row["origin"];
  if (const McpJson* credits = part_of(row, "credits"); credits && !credits->empty()) {
    out["credits"] = first_of(*credits, kMostCodes);
  }
  if (const McpJson* copied = part_of(row, "copied_from")) {
    out["copied_from"] = mcp_document_of(*copied);
  }
  return out;
}

std::pair<McpJson, size_t> McpShaper::reports(const McpJson& rows, size_t most,
                                              const McpJson* doc) {
  McpJson out = McpJson::array();
  for (size_t i = 0; i < rows.size() && i < most; ++i) out.push_back(report(rows[i], doc));
  return {out, rows.size() - out.size()};
}

McpJson McpShaper::conflict(const McpJson& row, size_t most_reports) {
  McpJson out = {{"id", row.at("id")},
                 {"kind", row.at("kind")},
                 {"about", row.at("about")},
                 {"first_day", or_null(row, "first_day")},
                 {"last_day", or_null(row, "last_day")},
                 {"accounts", first_of(row.value("accounts", McpJson::array()), kMostAccounts)}};
  McpJson sides = McpJson::array();
  for (const McpJson& side : first_of(row.at("sides"), kMostSides)) {
    auto [list, more] = reports(side.at("reports"), most_reports);
    sides.push_back({{"value", mcp_cut(side.at("value").get<std::string>(), 300)},
                     {"origins", side.at("origins")},
                     {"reports", std::move(list)},
                     {"more_reports", more}});
  }
  out["sides"] = std::move(sides);
  if (row.at("sides").size() > kMostSides) {
    out["more_sides"] = row.at("sides").size() - kMostSides;
  }
  return out;
}

void McpShaper::steps_of(const Why& why, std::vector<Step>& out) {
  for (const Why::Step& s : why.steps) {
    out.push_back({&why, &s});
    for (const Why& from : s.from) steps_of(from, out);
  }
}

McpJson McpShaper::reason(const CaseWorld& world, const Step& at) {
  const Why::Step& s = *at.step;
  McpJson out = {{"of", fact_name(world, at.of->fluent)}, {"role", role_name(s.role)}};
  out["rule"] = s.rule == kNoRule ? McpJson(nullptr) : McpJson(world.world().rules().name(s.rule));
  if (s.evidence == UINT32_MAX) {
    McpJson from = McpJson::array();
    for (const Why& w : s.from) {
      if (from.size() < kMostCodes) from.push_back(fact_name(world, w.fluent));
    }
    out["follows_from"] = std::move(from);
    return out;
  }
  const FluentEvidence& e = world.world().evidence()[s.evidence];
  const Report& r = report_of(world.corpus(), e.report);
  const Article& article = world.corpus().articles[r.article];
  const Where where = where_of(world, article);
  out["effect"] = effect_name(e.effect);
  out["factuality"] = factuality_name(e.factuality);
  out["report"] = r.id;
  out["when"] = e.dated ? McpJson(date_of(e.when)) : McpJson(nullptr);
  out["source"] = McpJson::array();
  for (const Symbol p : r.source) {
    if (out["source"].size() < kMostCodes) out["source"].push_back(world.code(p));
  }
  std::vector<Span> spans(r.spans.begin(), r.spans.end());
  if (spans.size() > kMostSpans) spans.resize(kMostSpans);
  out["sentence"] = sentence(where.id, spans);
  std::string doc;
  append_where(where, doc);
  out["document"] = McpJson::parse(doc);
  return out;
}

// --- pages --------------------------------------------------------------------------------------

bool McpPage::add(McpJson item) {
  const size_t bytes = item.dump(-1, ' ', false, McpJson::error_handler_t::replace).size();
  if (!items_.empty() && bytes_ + bytes > McpTools::kMostAnswer) return false;
  bytes_ += bytes;
  items_.push_back(std::move(item));
  return true;
}

void McpPage::finish(McpJson& out, size_t given, bool more, const McpJson& total,
                     const McpJson& names) {
  out["items"] = std::move(items_);
  out["offset"] = offset_;
  const size_t shown = out["items"].size();
  const size_t next = offset_ + shown;
  out["next_offset"] = shown < given || more ? McpJson(next) : McpJson(nullptr);
  out["total"] = total;
  McpJson known = mcp_names(out, names);
  out["names"] = std::move(known);
}

}  // namespace isnad
