#include "serve/mcp_lines.h"

namespace isnad {

void McpLines::feed(std::string_view bytes, const Take& take) {
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    if (!too_long_) {
      // One byte more than the limit may be the CR of the line's end.
      if (line_.size() + piece.size() > limit_ + 1) {
        too_long_ = true;
        std::string().swap(line_);
      } else {
        line_ += piece;
      }
    }
    if (end == std::string_view::npos) return;
    finish(take);
    bytes.remove_prefix(end + 1);
  }
}

void McpLines::end(const Take& take) {
  if (too_long_ || !line_.empty()) finish(take);
}

void McpLines::finish(const Take& take) {
  std::string line;
  line.swap(line_);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  const bool good = !too_long_ && line.size() <= limit_;
  too_long_ = false;
  take(good ? &line : nullptr);
}

}  // namespace isnad
