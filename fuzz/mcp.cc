// What a client writes to `isnad mcp`: whatever the bytes, each answer is one line of JSON-RPC, and
// memory stays bounded.

#include "serve/mcp.h"

#include <nlohmann/json.hpp>

#include "fuzz.h"
#include "serve/mcp_lines.h"

using namespace isnad;

namespace {

using Json = nlohmann::json;

constexpr size_t kMostLine = 4096;

class Echo : public McpToolbox {
 public:
  std::string instructions() const override { return ""; }
  std::string list(McpForm) const override { return "[]"; }
  McpAnswer call(const std::string& name, const std::string& arguments) override {
    McpAnswer a;
    a.known = !name.empty();
    a.json = a.text = arguments;
    return a;
  }
};

void look_at(const Json& m) {
  fuzz::require(m.is_object() && m.value("jsonrpc", "") == "2.0", "a message of JSON-RPC 2.0");
  if (m.contains("method")) {
    fuzz::require(!m.contains("id"), "the server asks nothing");
    return;
  }
  fuzz::require(m.contains("result") != m.contains("error"), "a result or an error");
  if (m.contains("error")) fuzz::require(m["error"]["code"].is_number_integer(), "with a code");
  if (m.contains("id")) {
    fuzz::require(m["id"].is_string() || m["id"].is_number(), "an id as it was sent");
  } else {
    fuzz::require(m.contains("error"), "a result names its request");
  }
}

void look_at_all(const std::string& said) {
  fuzz::require(said.empty() || said.back() == '\n', "whole lines");
  for (size_t at = 0; at < said.size();) {
    const size_t end = said.find('\n', at);
    const Json m = Json::parse(said.begin() + static_cast<ptrdiff_t>(at),
                               said.begin() + static_cast<ptrdiff_t>(end), nullptr, false);
    at = end + 1;
    fuzz::require(!m.is_discarded(), "JSON in UTF-8");
    if (m.is_array()) {
      fuzz::require(!m.empty(), "a batch of answers has some");
      for (const Json& one : m) look_at(one);
    } else {
      look_at(m);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Echo tools;
  McpSession session(tools, "0");
  McpLines lines(kMostLine);
  const McpLines::Take take = [&](const std::string* line) {
    if (!line) {
      session.receive_too_long();
      return;
    }
    fuzz::require(line->size() <= kMostLine && line->find('\n') == std::string::npos, "a line");
    session.receive(*line);
    // Some wait, so that they can be cancelled.
    if (line->size() % 3 == 0 && session.waiting()) session.work();
  };
  const std::string_view bytes = fuzz::view(data, size);
  for (size_t at = 0; at < bytes.size(); at += 61) {
    lines.feed(bytes.substr(at, 61), take);
    fuzz::require(lines.held() <= kMostLine + 1, "no more than a line is kept");
  }
  lines.end(take);
  while (session.waiting()) session.work();
  fuzz::require(session.waiting_bytes() == 0, "nothing waits");
  session.end();
  look_at_all(session.take());
  return 0;
}
