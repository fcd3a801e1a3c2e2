#include <algorithm>
#include <map>

#include "answer/types.h"
#include "serve/mcp_call.h"

// The tools of the MCP server over records, happenings and the state of the world. mcp_sources.cc
// has those over articles and names.

namespace isnad {

namespace {

constexpr size_t kFewReports = 3;
constexpr size_t kFewOrigins = 8;
constexpr size_t kMostOrigins = 50;
constexpr size_t kFewArticles = 5;
constexpr size_t kFewReasons = 2;
constexpr size_t kMostReasons = 2000;

std::string parameter_name(const char* parameter) { return std::string(parameter) + ":"; }

McpJson origins_of(const McpJson& list, size_t most) {
  McpJson out = McpJson::array();
  for (const McpJson& o : list) {
    if (out.size() == most) break;
    McpJson one = {{"kind", o.at("kind")}, {"name", nullptr}, {"first", nullptr}};
    if (o.contains("name") && o["name"].is_string()) {
      one["name"] = mcp_cut(o["name"].get<std::string>(), 200);
    }
    if (o.contains("first")) one["first"] = mcp_document_of(o["first"]);
    out.push_back(std::move(one));
  }
  return out;
}

size_t left_of(const McpJson& list, size_t most) {
  return list.size() > most ? list.size() - most : 0;
}

// A page of a list of the API, each item in the form that `shape` gives it.
template <class Shape>
McpMade list_page(const McpCall& call, const char* path, McpParameters parameters, McpJson out,
                  Shape shape) {
  for (auto& p : mcp_given(call, {"offset"})) parameters.push_back(std::move(p));
  parameters.emplace_back("limit", std::to_string(call.limit()));
  const McpMade list = mcp_ask(call, {path}, std::move(parameters));
  if (!list) return list;
  auto shaper = McpShaper::of(call);
  if (!shaper) return tl::unexpected<std::string>(shaper.error());
  McpPage page(call);
  const McpJson& items = list->at("items");
  for (const McpJson& item : items) {
    if (!page.add(shape(*shaper, item))) break;
  }
  page.finish(out, items.size(), !list->at("next").is_null(), list->at("total"), list->at("names"));
  return out;
}

McpMade reports_page(const McpCall& call, const char* path) {
  return list_page(call, path, mcp_given(call, {"actor", "type", "from", "to", "source", "outlet"}),
                   McpJson::object(),
                   [](McpShaper& shaper, const McpJson& row) { return shaper.report(row); });
}

WorldQuestion question_of(const McpCall& call) {
  WorldQuestion q;
  const auto given = [&](const char* name, std::optional<std::string>& to) {
    if (call.arguments.contains(name)) to = call.text(name);
  };
  given("at", q.at);
  given("known_by", q.known_by);
  given("outlet", q.outlet);
  given("source", q.source);
  q.reported = call.flag("reported");
  return q;
}

}  // namespace

McpMade mcp_events(const McpCall& call) { return reports_page(call, "events"); }
McpMade mcp_claims(const McpCall& call) { return reports_page(call, "claims"); }

McpMade mcp_search(const McpCall& call) {
  McpParameters parameters = mcp_given(call, {"of", "sort", "offset"});
  parameters.emplace_back("q", call.text("query"));
  parameters.emplace_back("limit", std::to_string(call.limit()));
  const McpMade list = mcp_ask(call, {"search"}, std::move(parameters));
  if (!list) {  // the API calls the argument q
    std::string why = list.error();
    if (why.rfind("q:", 0) == 0) why.replace(0, 1, "query");
    return tl::unexpected<std::string>(std::move(why));
  }
  auto shaper = McpShaper::of(call);
  if (!shaper) return tl::unexpected<std::string>(shaper.error());
  constexpr size_t kMostPassages = 5;
  McpJson out = {{"of", list->at("of")}, {"unknown", list->at("unknown")}};
  McpPage page(call);
  const McpJson& items = list->at("items");
  for (const McpJson& hit : items) {
    const McpJson& doc = hit.at("doc");
    McpJson one = {{"document", mcp_document_of(doc)}, {"title", hit.at("title")}};
    if (one["title"].is_string()) one["title"] = mcp_cut(one["title"].get<std::string>(), 300);
    one["passages"] = McpJson::array();
    for (const McpJson& p : hit.at("passages")) {
      if (one["passages"].size() == kMostPassages) break;
      one["passages"].push_back({{"words", mcp_cut(p.at("words").get<std::string>(), 700)},
                                 {"title", p.value("title", false)}});
    }
    McpJson rows = McpJson::array();
    for (const char* kind : {"events", "claims", "relations"}) {
      if (!hit.contains(kind)) continue;
      for (const McpJson& row : hit[kind]) rows.push_back(row);
    }
    auto [reports, more] = shaper->reports(rows, kFewReports, &doc);
    one["reports"] = std::move(reports);
    one["more_reports"] = more;
    if (!page.add(std::move(one))) break;
  }
  page.finish(out, items.size(), !list->at("next").is_null(), list->at("total"), list->at("names"));
  return out;
}

McpMade mcp_happenings(const McpCall& call) {
  return list_page(call, "happenings",
                   mcp_given(call, {"actor", "type", "from", "to", "source", "outlet", "single"}),
                   McpJson::object(), [](McpShaper& shaper, const McpJson& row) {
                     const McpJson& origins = row.at("origins");
                     auto [reports, more] = shaper.reports(row.at("reports"), kFewReports);
                     return McpJson{{"id", row.at("id")},
                                    {"documents", row.at("documents")},
                                    {"origins", origins_of(origins, kFewOrigins)},
                                    {"more_origins", left_of(origins, kFewOrigins)},
                                    {"reports", std::move(reports)},
                                    {"more_reports", more}};
                   });
}

McpMade mcp_happening(const McpCall& call) {
  const McpMade row = mcp_ask(call, {"happenings", call.text("id")});
  if (!row) return row;
  auto shaper = McpShaper::of(call);
  if (!shaper) return tl::unexpected<std::string>(shaper.error());
  const McpJson& origins = row->at("origins");
  McpJson out = {{"id", row->at("id")},
                 {"documents", row->at("documents")},
                 {"origins", origins_of(origins, kMostOrigins)},
                 {"more_origins", left_of(origins, kMostOrigins)},
                 {"conflicts", McpJson::array()}};
  for (const McpJson& k : row->at("conflicts")) {
    if (out["conflicts"].size() == kFewOrigins) break;
    McpJson sides = McpJson::array();
    for (const McpJson& s : k.at("sides")) {
      if (sides.size() == kFewOrigins) break;
      sides.push_back({{"value", mcp_cut(s.at("value").get<std::string>(), 300)},
                       {"origins", s.at("origins")},
                       {"reports", s.at("reports").size()}});
    }
    out["conflicts"].push_back({{"id", k.at("id")},
                                {"kind", k.at("kind")},
                                {"about", k.at("about")},
                                {"sides", std::move(sides)}});
  }
  const McpJson& reports = row->at("reports");
  const size_t first = std::min(call.offset(), reports.size());
  const size_t last = std::min(first + call.limit(), reports.size());
  McpPage page(call);
  for (size_t i = first; i < last; ++i) {
    if (!page.add(shaper->report(reports[i]))) break;
  }
  page.finish(out, last - first, last < reports.size(), reports.size(), row->at("names"));
  return out;
}

McpMade mcp_conflicts(const McpCall& call) {
  constexpr size_t kReportsOfOne = 10;
  if (call.arguments.contains("id")) {
    const McpMade row = mcp_ask(call, {"conflicts", call.text("id")});
    if (!row) return row;
    auto shaper = McpShaper::of(call);
    if (!shaper) return tl::unexpected<std::string>(shaper.error());
    McpJson out = McpJson::object();
    McpPage page(call);
    if (call.offset() == 0) page.add(shaper->conflict(*row, kReportsOfOne));
    page.finish(out, 0, false, 1, row->at("names"));
    return out;
  }
  McpParameters parameters = mcp_given(call, {"actor", "from", "to", "source", "outlet"});
  if (call.arguments.contains("kind")) parameters.emplace_back("type", call.text("kind"));
  return list_page(
      call, "conflicts", std::move(parameters), McpJson::object(),
      [](McpShaper& shaper, const McpJson& row) { return shaper.conflict(row, kFewReports); });
}

McpMade mcp_state(const McpCall& call) {
  McpParameters parameters = mcp_given(call, {"at", "known_by", "outlet", "source", "reported",
                                              "actor", "relation", "place", "offset"});
  parameters.emplace_back("limit", std::to_string(call.limit()));
  const McpMade list = mcp_ask(call, {"state"}, std::move(parameters));
  if (!list) return list;
  auto shaper = McpShaper::of(call);
  if (!shaper) return tl::unexpected<std::string>(shaper.error());
  // The leading reasons of each row; the state is kept since the question before.
  const auto sight = call.api.pool().sight(shaper->desk(), question_of(call), parameter_name);
  if (!sight) return mcp_fault(sight.error());
  const CaseWorld& world = *sight->world;
  McpJson out = {{"at", list->at("at")}, {"known_by", list->at("known_by")}};
  McpPage page(call);
  const McpJson& items = list->at("items");
  for (const McpJson& row : items) {
    McpJson one = McpJson::object();
    for (const char* name : {"subject", "relation", "object", "holds", "since", "until",
                             "begin_disputed", "end_disputed", "derived"}) {
      if (row.contains(name)) one[name] = row[name];
    }
    const McpJson& articles = row.at("articles");
    one["articles"] = McpJson::array();
    for (const McpJson& a : articles) {
      if (one["articles"].size() < kFewArticles) one["articles"].push_back(mcp_document_of(a));
    }
    one["more_articles"] = left_of(articles, kFewArticles);
    one["reasons"] = McpJson::array();
    std::optional<std::string> object;
    if (row.at("object").is_string()) object = row["object"].get<std::string>();
    const auto fluent =
        fluent_argument(world, shaper->desk().file, row.at("subject").get<std::string>(),
                        row.at("relation").get<std::string>(), object);
    std::vector<McpShaper::Step> steps;
    const Why why = fluent ? sight->state->why(*fluent, sight->at) : Why{};
    McpShaper::steps_of(why, steps);
    for (size_t i = 0; i < steps.size() && i < kFewReasons; ++i) {
      one["reasons"].push_back(shaper->reason(world, steps[i]));
    }
    one["more_reasons"] = steps.size() - one["reasons"].size();
    if (!page.add(std::move(one))) break;
  }
  page.finish(out, items.size(), !list->at("next").is_null(), list->at("total"), list->at("names"));
  return out;
}

McpMade mcp_why(const McpCall& call) {
  auto shaper = McpShaper::of(call);
  if (!shaper) return tl::unexpected<std::string>(shaper.error());
  CaseDesk& desk = shaper->desk();
  const auto sight = call.api.pool().sight(desk, question_of(call), parameter_name);
  if (!sight) return mcp_fault(sight.error());
  const CaseWorld& world = *sight->world;
  std::optional<std::string> object;
  if (call.arguments.contains("object")) object = call.text("object");
  const auto fluent =
      fluent_argument(world, desk.file, call.text("subject"), call.text("relation"), object);
  if (!fluent) return mcp_fault(fluent.error());
  const Why why = sight->state->why(*fluent, sight->at);
  std::vector<McpShaper::Step> steps;
  McpShaper::steps_of(why, steps);
  if (steps.size() > kMostReasons) steps.resize(kMostReasons);
  McpJson out = {
      {"subject", world.code(why.fluent.subject)},
      {"relation", fluent_kind_name(why.fluent.kind)},
      {"object",
       why.fluent.object == kNoSymbol ? McpJson(nullptr) : McpJson(world.code(why.fluent.object))},
      {"holds", holds_name(why.holds)},
      {"at", sight->at_name},
      {"since", why.period ? McpJson(since(*why.period)) : McpJson(nullptr)},
      {"until",
       why.period && !why.period->goes_on() ? McpJson(until(*why.period)) : McpJson(nullptr)}};
  const size_t first = std::min(call.offset(), steps.size());
  const size_t last = std::min(first + call.limit(), steps.size());
  McpPage page(call);
  for (size_t i = first; i < last; ++i) {
    if (!page.add(shaper->reason(world, steps[i]))) break;
  }
  std::vector<std::string> codes;
  collect_codes(world, why, codes);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::string names;
  desk.names.append_json(codes, names);
  page.finish(out, last - first, last < steps.size(), steps.size(), McpJson::parse(names));
  return out;
}

McpTool find_mcp_tool(const std::string& name) {
  static const std::map<std::string, McpTool> kTools = {
      {"overview", mcp_overview},   {"entities", mcp_entities}, {"search", mcp_search},
      {"events", mcp_events},       {"claims", mcp_claims},     {"happenings", mcp_happenings},
      {"happening", mcp_happening}, {"state", mcp_state},       {"why", mcp_why},
      {"conflicts", mcp_conflicts}, {"evidence", mcp_evidence}, {"document", mcp_document}};
  const auto it = kTools.find(name);
  return it == kTools.end() ? nullptr : it->second;
}

}  // namespace isnad
