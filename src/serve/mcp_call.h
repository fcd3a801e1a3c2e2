#pragma once
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "answer/why.h"
#include "serve/api.h"

// What a tool of the MCP server works with; included by src/serve/mcp_*.cc alone.

namespace isnad {

using McpJson = nlohmann::ordered_json;
// What a tool answers, or what is to be told to the model that called it.
using McpMade = tl::expected<McpJson, std::string>;

// Every entity of the case in one of its states, with what names are compared by: a large case
// takes seconds to list them.
struct McpDirectory {
  struct Line {
    EntityRow row;
    std::string code;    // in lower case
    std::string latin;   // the English name in lower case
    std::string arabic;  // the Arabic name, folded
  };
  std::string version;  // of the case; "": not read yet
  std::vector<Line> lines;
};

// One call of a tool. The arguments are as its schema says.
struct McpCall {
  Api& api;
  McpDirectory& directory;
  const McpJson& arguments;

  std::string text(const char* name) const;  // "" where it is not given
  size_t number(const char* name, size_t otherwise) const;
  bool flag(const char* name) const;
  size_t limit() const { return number("limit", 10); }
  size_t offset() const { return number("offset", 0); }
};

using McpTool = McpMade (*)(const McpCall&);
// Null: no tool of this name. The names are those of data/serve/mcp.json.
McpTool find_mcp_tool(const std::string& name);

McpMade mcp_overview(const McpCall& call);
McpMade mcp_entities(const McpCall& call);
McpMade mcp_search(const McpCall& call);
McpMade mcp_events(const McpCall& call);
McpMade mcp_claims(const McpCall& call);
McpMade mcp_happenings(const McpCall& call);
McpMade mcp_happening(const McpCall& call);
McpMade mcp_state(const McpCall& call);
McpMade mcp_why(const McpCall& call);
McpMade mcp_conflicts(const McpCall& call);
McpMade mcp_evidence(const McpCall& call);
McpMade mcp_document(const McpCall& call);

// --- what they share ----------------------------------------------------------------------------

using McpParameters = std::vector<std::pair<std::string, std::string>>;

// The answer of the API to GET, or its problem in words.
McpMade mcp_ask(const McpCall& call, std::vector<std::string> path, McpParameters parameters = {});
// The arguments of these names that are given, as parameters of the API.
McpParameters mcp_given(const McpCall& call, std::initializer_list<const char*> names);
tl::unexpected<std::string> mcp_fault(const Error& error);

// At most so many code points, with an ellipsis where something was cut off.
std::string mcp_cut(const std::string& utf8, size_t points);

// Puts records into the form of answers, with the sentences that they were read from. Holds a
// connection of the case while it lives.
class McpShaper {
 public:
  static tl::expected<McpShaper, std::string> of(const McpCall& call);

  // An event, a relation or a claim as the API gives it; `doc` where it has none of its own.
  McpJson report(const McpJson& row, const McpJson* doc = nullptr);
  // The first `most` of a list of them, and how many were left out.
  std::pair<McpJson, size_t> reports(const McpJson& rows, size_t most,
                                     const McpJson* doc = nullptr);
  McpJson conflict(const McpJson& row, size_t most_reports);
  // The reason number `at` of `why`, of which all reasons in the order of reading are `steps`.
  struct Step {
    const Why* of;
    const Why::Step* step;
  };
  static void steps_of(const Why& why, std::vector<Step>& out);
  McpJson reason(const CaseWorld& world, const Step& step);

  CaseDesk& desk() { return *lease_; }
  std::string sentence(const std::string& document, const std::vector<Span>& spans);

 private:
  explicit McpShaper(CaseLease lease)
      : lease_(std::move(lease)), sentences_(std::make_unique<Sentences>(lease_->file)) {}
  CaseLease lease_;
  std::unique_ptr<Sentences> sentences_;
};

// {id, uri, outlet, published} of the same, or null.
McpJson mcp_document_of(const McpJson& doc);
std::vector<Span> mcp_spans(const McpJson& row);

// The items of a page, as many as an answer may hold.
class McpPage {
 public:
  explicit McpPage(const McpCall& call) : offset_(call.offset()) {}
  // False: there is no room for it, and nothing more is to be added.
  bool add(McpJson item);
  size_t shown() const { return items_.size(); }
  // Appends items, offset, next_offset, total and names. `more`: the API has further items after
  // those of `given`.
  void finish(McpJson& out, size_t given, bool more, const McpJson& total, const McpJson& names);

 private:
  size_t offset_;
  size_t bytes_ = 0;
  McpJson items_ = McpJson::array();
};

// The names of those codes that stand anywhere in `shown`.
McpJson mcp_names(const McpJson& shown, const McpJson& names);

}  // namespace isnad
