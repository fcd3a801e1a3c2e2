#pragma once
#include <functional>

#include "base/result.h"
#include "serve/mcp.h"

namespace isnad {

// Carries the messages of a session over two descriptors: a line in, a line out. Returns when the
// input has ended and everything is answered, when `stop` says so (it is asked several times a
// second), or when nobody reads the output any more. REQUIRES: SIGPIPE is ignored.
// Errors: unreadable, read_only.
Result<void> serve_mcp(McpSession& session, int in, int out, const std::function<bool()>& stop);

}  // namespace isnad
