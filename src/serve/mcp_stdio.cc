#include "serve/mcp_stdio.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include "serve/mcp_lines.h"

namespace isnad {

namespace {

constexpr int kWaitMs = 200;
// Lines that wait; then no more are read. One message may be as long as half of it.
constexpr size_t kMostWaiting = 2 * McpSession::kMostLine;

// Is the descriptor ready within the time? A signal is no answer.
bool ready(int fd, short what, int ms) {
  pollfd p{fd, what, 0};
  return poll(&p, 1, ms) > 0;
}

class Streams {
 public:
  Streams(McpSession& session, int in, int out, const std::function<bool()>& stop)
      : session_(session), in_(in), out_(out), stop_(stop), lines_(McpSession::kMostLine) {}

  bool ended() const { return ended_; }

  // Reads what is there, after waiting for it so long.
  Result<void> read(int wait_ms) {
    while (!ended_ && session_.waiting_bytes() < kMostWaiting && ready(in_, POLLIN, wait_ms)) {
      wait_ms = 0;
      std::array<char, 65536> buffer;
      const ssize_t n = ::read(in_, buffer.data(), buffer.size());
      if (n < 0 && (errno == EINTR || errno == EAGAIN)) return {};
      if (n < 0) return fail(ErrorCode::unreadable, failure("standard input"));
      if (n > 0) {
        lines_.feed({buffer.data(), static_cast<size_t>(n)}, take_);
        continue;
      }
      ended_ = true;
      lines_.end(take_);
    }
    return {};
  }

  // Writes what is ready; false when nobody reads it or the program is to end.
  Result<bool> write() {
    const std::string text = session_.take();
    for (size_t at = 0; at < text.size();) {
      if (!ready(out_, POLLOUT, kWaitMs)) {
        if (stop_()) return false;
        continue;
      }
      // A pipe that is ready takes so much without a wait in which no signal is heard.
      const size_t piece = std::min<size_t>(text.size() - at, PIPE_BUF);
      const ssize_t n = ::write(out_, text.data() + at, piece);
      if (n >= 0) {
        at += static_cast<size_t>(n);
      } else if (errno == EPIPE) {
        return false;
      } else if (errno != EINTR && errno != EAGAIN) {
        return fail(ErrorCode::read_only, failure("standard output"));
      }
    }
    return true;
  }

 private:
  static std::string failure(const char* what) {
    return std::string(what) + ": " + std::strerror(errno);
  }

  McpSession& session_;
  int in_;
  int out_;
  const std::function<bool()>& stop_;
  McpLines lines_;
  McpLines::Take take_ = [this](const std::string* line) {
    if (line) {
      session_.receive(*line);
    } else {
      session_.receive_too_long();
    }
  };
  bool ended_ = false;
};

}  // namespace

Result<void> serve_mcp(McpSession& session, int in, int out, const std::function<bool()>& stop) {
  Streams streams(session, in, out, stop);
  while (!stop()) {
    if (auto r = streams.read(session.waiting() ? 0 : kWaitMs); !r) return r;
    if (session.waiting()) {
      session.work();
      // Whoever has cancelled it meanwhile gets no answer.
      if (auto r = streams.read(0); !r) return r;
    }
    const Result<bool> written = streams.write();
    if (!written) return tl::unexpected<Error>(written.error());
    if (!*written) return {};
    if (streams.ended() && !session.waiting()) break;
  }
  session.end();
  const Result<bool> written = streams.write();
  if (!written) return tl::unexpected<Error>(written.error());
  return {};
}

}  // namespace isnad
