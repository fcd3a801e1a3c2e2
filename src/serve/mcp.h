#pragma once
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// The messages of the Model Context Protocol (JSON-RPC 2.0), without the stream that carries them.
// Both eras in one process (docs/mcp.md): a request that carries its protocol version in _meta is
// of revision 2026-07-28 and is answered from what stands in it alone; `initialize` opens a session
// of an older revision, 2024-11-05 to 2025-11-25, for the requests without such a _meta.

namespace isnad {

// What a revision's result of a tool can hold.
struct McpForm {
  bool structured = true;   // structuredContent, outputSchema, titles: since 2025-06-18
  bool annotations = true;  // of tools: since 2025-03-26
};

// What a tool answers.
struct McpAnswer {
  bool known = true;      // false: there is no such tool
  bool is_error = false;  // then `json` is ""
  std::string json;       // one JSON object as the tool's output schema says
  std::string text;       // for who reads no structured content
};

// The tools of a server. The messages call them one at a time.
class McpToolbox {
 public:
  virtual ~McpToolbox() = default;
  virtual std::string instructions() const = 0;
  // A JSON array of tool definitions, always in the same order.
  virtual std::string list(McpForm form) const = 0;
  // `arguments`: a JSON object. Never fails: what is wrong is an answer.
  virtual McpAnswer call(const std::string& name, const std::string& arguments) = 0;
};

// Used by one thread.
class McpSession {
 public:
  static constexpr size_t kMostLine = size_t{4} << 20;  // bytes of a message
  static constexpr size_t kMostBatch = 32;              // messages of a batch (2025-03-26)
  static constexpr size_t kMostListening = 32;          // open subscriptions

  // `tools` must outlive it.
  McpSession(McpToolbox& tools, std::string version);
  ~McpSession();

  // A line came in. Notifications take effect at once: a request that is cancelled before its
  // answer was taken gets none. Requests wait for work().
  void receive(std::string_view line);
  void receive_too_long();
  // Does what has waited longest. REQUIRES: waiting().
  void work();
  bool waiting() const;
  size_t waiting_bytes() const { return waiting_bytes_; }
  // The answers that are ready, each one line with its end, in their order; they are taken once.
  std::string take();
  // The server ends: what listens is told so.
  void end();

 private:
  struct State;  // keeps the JSON library out of this header
  std::unique_ptr<State> state_;
  size_t waiting_bytes_ = 0;
};

}  // namespace isnad
