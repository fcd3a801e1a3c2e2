#include "serve/mcp.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "serve/mcp_json.h"

namespace isnad {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kInternalError = -32603;
constexpr int kUnsupportedVersion = -32022;

constexpr const char* kModern = "2026-07-28";
// Newest first: the first is offered to a client that asks for one we do not know.
constexpr std::array kLegacy = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};

constexpr const char* kVersionKey = "io.modelcontextprotocol/protocolVersion";
constexpr const char* kCapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
constexpr const char* kClientKey = "io.modelcontextprotocol/clientInfo";
constexpr const char* kLogLevelKey = "io.modelcontextprotocol/logLevel";
constexpr const char* kServerKey = "io.modelcontextprotocol/serverInfo";
constexpr const char* kSubscriptionKey = "io.modelcontextprotocol/subscriptionId";

// The tools are compiled in: what is told about them holds as long as the program runs.
constexpr int kFreshMs = 3600000;

// What a request is answered: a result or an error.
struct Reply {
  Json body;
  bool error = false;
  bool open = false;  // no answer yet: the request stays open
};

Reply refuse(int code, std::string message, Json data = nullptr) {
  Reply r;
  r.error = true;
  r.body = Json{{"code", code}, {"message", std::move(message)}};
  if (!data.is_null()) r.body["data"] = std::move(data);
  return r;
}

// A request's id: a text or a whole number.
bool is_id(const Json& v) {
  if (v.is_string() || v.is_number_integer()) return true;
  if (!v.is_number_float()) return false;        // 1.0 is a whole number
  constexpr double kExact = 9007199254740992.0;  // 2^53
  const double d = v.get<double>();
  return d < kExact && d > -kExact && d == static_cast<double>(static_cast<int64_t>(d));
}

const Json* member(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto it = object.find(name);
  return it == object.end() ? nullptr : &*it;
}

bool is_text(const Json* v) { return v && v->is_string(); }
bool is_object(const Json* v) { return v && v->is_object(); }

Json message_of(const Json* id, const Reply& reply) {
  Json out{{"jsonrpc", "2.0"}};
  if (id) out["id"] = *id;
  out[reply.error ? "error" : "result"] = reply.body;
  return out;
}

// Deeper than anything that is asked of us. The JSON library copies and writes values by recursion,
// so that a line of brackets alone would use up the stack.
constexpr size_t kMostDepth = 64;

bool is_deep(std::string_view json) {
  size_t depth = 0;
  bool text = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (text) {
      if (c == '\\') ++i;
      if (c == '"') text = false;
    } else if (c == '"') {
      text = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMostDepth) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

Json all_versions() {
  Json out = Json::array({kModern});
  for (const char* v : kLegacy) out.push_back(v);
  return out;
}

bool is_notification(const Json& m) { return is_text(member(m, "method")) && !member(m, "id"); }

// What is wrong with a message as such; nothing for a good request.
std::optional<Reply> fault_of(const Json& m) {
  if (!m.is_object()) return refuse(kInvalidRequest, "A message is a JSON object.");
  const Json* version = member(m, "jsonrpc");
  if (!version || *version != "2.0") {
    return refuse(kInvalidRequest, "A message has \"jsonrpc\": \"2.0\".");
  }
  const Json* id = member(m, "id");
  if (id && !is_id(*id)) return refuse(kInvalidRequest, "An id is a string or an integer.");
  if (!is_text(member(m, "method"))) {
    return refuse(kInvalidRequest, "A request has a method, and a method is a string.");
  }
  const Json* params = member(m, "params");
  if (params && !params->is_object()) return refuse(kInvalidParams, "params is an object.");
  return std::nullopt;
}

const Json* good_id(const Json& m) {
  const Json* id = member(m, "id");
  return id && is_id(*id) ? id : nullptr;
}

}  // namespace

struct McpSession::State {
  struct Waiting {
    Json message;  // an array is a batch
    size_t bytes = 0;
  };
  struct Ready {
    Json id;  // null: nothing that can be cancelled
    std::string line;
  };

  McpToolbox& tools;
  std::string version;
  std::deque<Waiting> waiting;
  std::vector<Ready> ready;
  std::vector<Json> listening;  // ids of open subscriptions
  std::string legacy;           // the revision that `initialize` chose; "" before

  State(McpToolbox& t, std::string v) : tools(t), version(std::move(v)) {}

  void say(Json id, const Json& message) { ready.push_back({std::move(id), json_line(message)}); }
  void refuse_line(const Json* id, const Reply& reply) { say(nullptr, message_of(id, reply)); }

  Json server_info(bool title, bool description) const {
    Json out{{"name", "isnad"}};
    if (title) out["title"] = "isnad: sourced records of Arabic news";
    out["version"] = version;
    if (description) {
      out["description"] =
          "What Arabic news articles report, as sourced records: who did what to whom, when, "
          "according to whom.";
    }
    return out;
  }

  Json capabilities() const { return {{"tools", Json::object()}}; }

  // --- requests of 2026-07-28 --------------------------------------------------------------------

  Reply complete(Json fields) const {
    Reply r;
    r.body = Json{{"_meta", {{kServerKey, server_info(true, true)}}}, {"resultType", "complete"}};
    r.body.update(fields);
    return r;
  }
  Reply cacheable(Json fields) const {
    fields["ttlMs"] = kFreshMs;
    fields["cacheScope"] = "public";
    return complete(std::move(fields));
  }

  static std::optional<Reply> fault_of_meta(const Json& meta) {
    const auto wrong = [](const std::string& what) { return refuse(kInvalidParams, what); };
    const Json* asked = member(meta, kVersionKey);
    if (!asked) return wrong(std::string("_meta lacks ") + kVersionKey + ".");
    if (!asked->is_string()) return wrong(std::string(kVersionKey) + " is a string.");
    if (*asked != kModern) {
      return refuse(kUnsupportedVersion, "Unsupported protocol version",
                    {{"supported", all_versions()}, {"requested", *asked}});
    }
    if (!is_object(member(meta, kCapabilitiesKey))) {
      return wrong(std::string("_meta needs ") + kCapabilitiesKey + ", an object.");
    }
    if (const Json* client = member(meta, kClientKey)) {
      if (!is_text(member(*client, "name")) || !is_text(member(*client, "version"))) {
        return wrong(std::string(kClientKey) + " is an object with name and version.");
      }
    }
    if (const Json* token = member(meta, "progressToken")) {
      if (!token->is_string() && !token->is_number()) {
        return wrong("progressToken is a string or a number.");
      }
    }
    if (const Json* level = member(meta, kLogLevelKey)) {
      constexpr std::array kLevels = {"debug", "info",     "notice", "warning",
                                      "error", "critical", "alert",  "emergency"};
      if (std::none_of(kLevels.begin(), kLevels.end(), [&](auto* l) { return *level == l; })) {
        return wrong(std::string(kLogLevelKey) + " is no level of logging.");
      }
    }
    return std::nullopt;
  }

  Reply answer_modern(const std::string& method, const Json& id, const Json& params) {
    if (auto fault = fault_of_meta(*member(params, "_meta"))) return *fault;
    if (method == "server/discover") {
      return cacheable({{"supportedVersions", Json::array({kModern})},
                        {"capabilities", capabilities()},
                        {"instructions", tools.instructions()}});
    }
    if (method == "tools/list") {
      if (auto fault = fault_of_cursor(params)) return *fault;
      return cacheable({{"tools", Json::parse(tools.list({}))}});
    }
    if (method == "tools/call") {
      Reply r = call(params, {});
      return r.error ? r : complete(std::move(r.body));
    }
    if (method == "subscriptions/listen") return listen(id, params);
    return refuse(kMethodNotFound, "Method not found: " + shortened(method));
  }

  // The tools never change, and there is nothing else to hear of: what is asked for is acknowledged
  // with nothing in it, and the request stays open until it is cancelled or the server ends.
  Reply listen(const Json& id, const Json& params) {
    if (!is_object(member(params, "notifications"))) {
      return refuse(kInvalidParams, "notifications is an object.");
    }
    if (listening.size() >= kMostListening) {
      return refuse(kInternalError, "Too many open subscriptions.");
    }
    listening.push_back(id);
    say(id, {{"jsonrpc", "2.0"},
             {"method", "notifications/subscriptions/acknowledged"},
             {"params", {{"_meta", {{kSubscriptionKey, id}}}, {"notifications", Json::object()}}}});
    Reply r;
    r.open = true;
    return r;
  }

  // --- requests of older revisions ---------------------------------------------------------------

  bool legacy_since(const char* revision) const { return legacy >= revision; }  // dates as text

  Reply initialize(const Json& params) {
    const Json* asked = member(params, "protocolVersion");
    if (!is_text(asked) || !is_object(member(params, "capabilities")) ||
        !is_object(member(params, "clientInfo"))) {
      return refuse(kInvalidParams,
                    "initialize needs protocolVersion, capabilities and clientInfo.");
    }
    legacy = kLegacy[0];
    for (const char* v : kLegacy) {
      if (*asked == v) legacy = v;
    }
    Reply r;
    r.body = {{"protocolVersion", legacy},
              {"capabilities", capabilities()},
              {"serverInfo", server_info(legacy_since("2025-06-18"), legacy_since("2025-11-25"))},
              {"instructions", tools.instructions()}};
    return r;
  }

  Reply answer_legacy(const std::string& method, const Json& params) {
    if (method == "initialize") return initialize(params);
    Reply r;
    r.body = Json::object();
    if (method == "ping") return r;
    if (legacy.empty()) {
      return refuse(kInvalidParams, std::string("This request has no ") + kVersionKey +
                                        " in _meta, and no initialize came before it. Supported: " +
                                        all_versions().dump());
    }
    const McpForm form{legacy_since("2025-06-18"), legacy_since("2025-03-26")};
    if (method == "tools/list") {
      if (auto fault = fault_of_cursor(params)) return *fault;
      r.body["tools"] = Json::parse(tools.list(form));
      return r;
    }
    if (method == "tools/call") return call(params, form);
    return refuse(kMethodNotFound, "Method not found: " + shortened(method));
  }

  // --- both --------------------------------------------------------------------------------------

  // All tools stand on one page, so that no cursor was ever given out.
  static std::optional<Reply> fault_of_cursor(const Json& params) {
    if (!member(params, "cursor")) return std::nullopt;
    return refuse(kInvalidParams, "Invalid cursor: the list of tools has one page.");
  }

  Reply call(const Json& params, McpForm form) {
    const Json* name = member(params, "name");
    if (!is_text(name)) return refuse(kInvalidParams, "tools/call needs the name of a tool.");
    const Json* arguments = member(params, "arguments");
    if (arguments && !arguments->is_object()) {
      return refuse(kInvalidParams, "arguments is an object.");
    }
    const McpAnswer answer =
        tools.call(name->get<std::string>(), arguments ? arguments->dump() : "{}");
    if (!answer.known) {
      return refuse(kInvalidParams, "Unknown tool: " + shortened(name->get<std::string>()));
    }
    Reply r;
    r.body = {{"content", Json::array({{{"type", "text"}, {"text", answer.text}}})}};
    if (!answer.is_error && form.structured) {
      r.body["structuredContent"] = Json::parse(answer.json);
    }
    r.body["isError"] = answer.is_error;
    return r;
  }

  static std::string shortened(const std::string& name) {
    return name.size() <= 80 ? name : name.substr(0, 80) + "...";
  }

  // REQUIRES: no fault_of(m).
  Reply answer(const Json& m) {
    static const Json kNothing = Json::object();
    const Json* given = member(m, "params");
    const Json& params = given ? *given : kNothing;
    const auto method = m["method"].get<std::string>();
    const Json* meta = member(params, "_meta");
    if (meta && !meta->is_object()) return refuse(kInvalidParams, "_meta is an object.");
    if (meta && (member(*meta, kVersionKey) || member(*meta, kCapabilitiesKey))) {
      return answer_modern(method, m["id"], params);
    }
    return answer_legacy(method, params);
  }

  void work_on(const Json& m) {
    const Reply reply = answer(m);
    if (!reply.open) say(m["id"], message_of(&m["id"], reply));
  }

  // A batch is a thing of revision 2025-03-26 alone.
  void work_on_batch(const Json& batch) {
    if (legacy != "2025-03-26") {
      refuse_line(nullptr, refuse(kInvalidRequest, "A line is one message: no batches."));
      return;
    }
    if (batch.empty() || batch.size() > kMostBatch) {
      refuse_line(nullptr, refuse(kInvalidRequest,
                                  "A batch has 1 to " + std::to_string(kMostBatch) + " messages."));
      return;
    }
    Json out = Json::array();
    for (const Json& m : batch) {
      if (is_response(m)) continue;
      if (auto fault = fault_of(m)) {
        if (!is_notification(m)) out.push_back(message_of(good_id(m), *fault));
        continue;
      }
      if (is_notification(m)) continue;  // it took effect when it came in
      if (m["method"] == "initialize") {
        out.push_back(message_of(
            &m["id"], refuse(kInvalidRequest, "initialize must not be part of a batch.")));
        continue;
      }
      const Reply reply = answer(m);
      if (!reply.open) out.push_back(message_of(&m["id"], reply));
    }
    if (!out.empty()) say(nullptr, out);
  }

  static bool is_response(const Json& m) {
    return m.is_object() && !member(m, "method") && (member(m, "result") || member(m, "error"));
  }

  // Removes requests of the id that wait, and their answer if nobody has it yet.
  void cancel(const Json& id) {
    const auto is_it = [&](const Json& m) {
      const Json* other = member(m, "id");
      const Json* method = member(m, "method");
      return other && *other == id && method && *method != "initialize";
    };
    for (Waiting& w : waiting) {
      if (!w.message.is_array()) {
        if (is_it(w.message)) w.message = nullptr;  // done when its turn comes
        continue;
      }
      Json kept = Json::array();
      for (Json& m : w.message) {
        if (!is_it(m)) kept.push_back(std::move(m));
      }
      w.message = kept.empty() ? Json(nullptr) : std::move(kept);
    }
    ready.erase(std::remove_if(ready.begin(), ready.end(),
                               [&](const Ready& r) { return !r.id.is_null() && r.id == id; }),
                ready.end());
    listening.erase(std::remove(listening.begin(), listening.end(), id), listening.end());
  }

  void notice(const Json& m) {
    if (m["method"] != "notifications/cancelled") return;
    const Json* params = member(m, "params");
    const Json* id = params ? member(*params, "requestId") : nullptr;
    if (id && is_id(*id)) cancel(*id);
  }

  bool is_open(const Json& id) const {
    for (const Waiting& w : waiting) {
      const Json* other = member(w.message, "id");
      if (other && *other == id) return true;
    }
    return std::find(listening.begin(), listening.end(), id) != listening.end();
  }
};

McpSession::McpSession(McpToolbox& tools, std::string version)
    : state_(std::make_unique<State>(tools, std::move(version))) {}

McpSession::~McpSession() = default;

void McpSession::receive(std::string_view line) {
  State& s = *state_;
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
  if (is_deep(line)) {
    s.refuse_line(nullptr, refuse(kInvalidRequest, "The message is nested too deeply."));
    return;
  }
  Json m = Json::parse(line, nullptr, false);
  if (m.is_discarded()) {
    s.refuse_line(nullptr, refuse(kParseError, "The line is no JSON in UTF-8."));
    return;
  }
  if (m.is_array()) {
    for (const Json& one : m) {
      if (!fault_of(one) && is_notification(one)) s.notice(one);
    }
    waiting_bytes_ += line.size();
    s.waiting.push_back({std::move(m), line.size()});
    return;
  }
  if (State::is_response(m)) return;  // we ask nothing, so this answers nothing
  if (auto fault = fault_of(m)) {
    if (!is_notification(m)) s.refuse_line(good_id(m), *fault);
    return;
  }
  if (is_notification(m)) {
    s.notice(m);
    return;
  }
  if (s.is_open(m["id"])) {
    s.refuse_line(&m["id"], refuse(kInvalidRequest, "A request with this id has no answer yet."));
    return;
  }
  waiting_bytes_ += line.size();
  s.waiting.push_back({std::move(m), line.size()});
}

void McpSession::receive_too_long() {
  state_->refuse_line(nullptr, refuse(kInvalidRequest, "The line is longer than " +
                                                           std::to_string(kMostLine) + " bytes."));
}

bool McpSession::waiting() const { return !state_->waiting.empty(); }

void McpSession::work() {
  const State::Waiting w = std::move(state_->waiting.front());
  state_->waiting.pop_front();
  waiting_bytes_ -= w.bytes;
  if (w.message.is_array()) {
    state_->work_on_batch(w.message);
  } else if (!w.message.is_null()) {
    state_->work_on(w.message);
  }
}

std::string McpSession::take() {
  std::string out;
  for (const State::Ready& r : state_->ready) out += r.line;
  state_->ready.clear();
  return out;
}

void McpSession::end() {
  State& s = *state_;
  for (const Json& id : s.listening) {
    Reply r = s.complete(Json::object());
    r.body["_meta"][kSubscriptionKey] = id;
    s.say(id, message_of(&id, r));
  }
  s.listening.clear();
}

}  // namespace isnad
