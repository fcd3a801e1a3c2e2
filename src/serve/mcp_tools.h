#pragma once
#include <memory>
#include <string>

#include "serve/api.h"
#include "serve/mcp.h"

namespace isnad {

struct McpDirectory;

// The tools of docs/mcp.md over the API of a case: its answers in a form that a language model can
// read and cite from, bounded in size. data/serve/mcp.json says what they take and give.
class McpTools : public McpToolbox {
 public:
  static constexpr size_t kMostAnswer = size_t{64} << 10;  // bytes of an answer's JSON, nearly

  // `api` must outlive it.
  explicit McpTools(Api& api);
  ~McpTools() override;

  std::string instructions() const override;
  std::string list(McpForm form) const override;
  McpAnswer call(const std::string& name, const std::string& arguments) override;

 private:
  struct Definitions;
  Api& api_;
  std::unique_ptr<const Definitions> definitions_;
  std::unique_ptr<McpDirectory> directory_;
};

}  // namespace isnad
