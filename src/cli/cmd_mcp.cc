#include <unistd.h>

#include <csignal>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "engine/engine.h"
#include "serve/mcp_stdio.h"
#include "serve/mcp_tools.h"

namespace isnad {

namespace {

class Mcp : public Command {
 public:
  const char* name() const override { return "mcp"; }
  const char* summary() const override {
    return "Answer language models from a case (Model Context Protocol)";
  }
  const char* examples() const override {
    return "A client starts it and speaks with it over standard input and output, one JSON message "
           "a line;\n"
           "docs/mcp.md says how to add it to one. It only reads.\n\n"
           "Examples:\n"
           "  isnad mcp -d matter.case\n"
           "  isnad mcp -d postgresql://localhost/news";
  }
  void declare(Options& o) override {
    o.required_text("-d,--case", file_, "CASE", "The case file (isnad read makes one)");
  }
  int run() override {
    Result<Image> image = Image::open(find_image());
    if (!image) return report(image.error());
    auto pool = CasePool::open(file_, false, std::make_shared<const Image>(std::move(*image)));
    if (!pool) return report(pool.error());
    Api api(std::move(*pool), ISNAD_VERSION);
    McpTools tools(api);
    McpSession session(tools, ISNAD_VERSION);
    std::signal(SIGPIPE, SIG_IGN);
    if (isatty(STDIN_FILENO) != 0) {
      tell("mcp: waits for a client's messages on standard input; end it with Ctrl-D");
    }
    const Interrupt interrupt;
    const auto served =
        serve_mcp(session, STDIN_FILENO, STDOUT_FILENO, [] { return Interrupt::requested(); });
    return served ? 0 : report(served.error());
  }

 private:
  std::string file_;
};

}  // namespace

std::unique_ptr<Command> make_mcp() { return std::make_unique<Mcp>(); }

}  // namespace isnad
