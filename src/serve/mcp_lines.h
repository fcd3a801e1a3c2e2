#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace isnad {

// Divides a stream of bytes into lines, in bounded memory: of a line that is longer than the limit
// nothing is kept. Used by one thread.
class McpLines {
 public:
  // One line without its end (LF or CR LF); nothing where the line was too long.
  using Take = std::function<void(const std::string* line)>;

  explicit McpLines(size_t limit) : limit_(limit) {}

  // REQUIRES: `take` does not call this object. Empty lines are passed on as such.
  void feed(std::string_view bytes, const Take& take);
  // The stream has ended: what stands after the last line end is a line too.
  void end(const Take& take);
  // Bytes of the line that is still open.
  size_t held() const { return line_.size(); }

 private:
  void finish(const Take& take);

  size_t limit_;
  std::string line_;
  bool too_long_ = false;
};

}  // namespace isnad
