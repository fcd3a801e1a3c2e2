#include "ingest/child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>

namespace isnad {

namespace {

class Fd {
 public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  Fd(Fd&& o) noexcept : fd_(std::exchange(o.fd_, -1)) {}
  Fd& operator=(Fd&& o) noexcept {
    std::swap(fd_, o.fd_);
    return *this;
  }
  ~Fd() { reset(); }
  int get() const { return fd_; }
  void reset() {
    if (fd_ >= 0) close(std::exchange(fd_, -1));
  }

 private:
  int fd_;
};

using Clock = std::chrono::steady_clock;

// Feeds the child and takes what it writes until it closes its output.
Result<std::string> talk(Fd& to, Fd& from, std::string_view input, const ChildLimits& limits) {
  const auto deadline = Clock::now() + std::chrono::seconds(limits.seconds);
  std::string output;
  std::string block(size_t{256} << 10, '\0');
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      return fail(ErrorCode::too_large,
                  "takes longer than " + std::to_string(limits.seconds) + " seconds");
    }
    if (input.empty()) to.reset();
    pollfd fds[2] = {{from.get(), POLLIN, 0}, {to.get(), POLLOUT, 0}};
    const int ready = poll(fds, to.get() >= 0 ? 2 : 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return fail(ErrorCode::unreadable, "poll failed");
    if (ready <= 0) continue;
    if (to.get() >= 0 && fds[1].revents) {
      // A socket, so that a child that has gone gives an error and no signal.
      const ssize_t n = send(to.get(), input.data(), std::min(input.size(), block.size()),
                             MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n > 0) {
        input.remove_prefix(static_cast<size_t>(n));
      } else if (n < 0 && errno != EAGAIN && errno != EINTR) {
        input = {};  // it does not want more
      }
    }
    if (fds[0].revents) {
      const ssize_t n = read(from.get(), block.data(), block.size());
      if (n == 0) return output;
      if (n < 0 && errno != EINTR) return fail(ErrorCode::unreadable, "its reader's output broke");
      if (n > 0) output.append(block, 0, static_cast<size_t>(n));
      if (output.size() > limits.output) {
        return fail(ErrorCode::too_large,
                    "gives more than " + std::to_string(limits.output >> 20) + " MB");
      }
    }
  }
}

}  // namespace

Result<std::string> run_child(const std::filesystem::path& program, std::string_view input,
                              const ChildLimits& limits) {
  int in[2];
  int out[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0) {
    return fail(ErrorCode::unreadable, "no socket for its reader");
  }
  Fd child_in(in[0]);
  Fd to(in[1]);
  if (pipe2(out, O_CLOEXEC) != 0) return fail(ErrorCode::unreadable, "no pipe for its reader");
  Fd from(out[0]);
  Fd child_out(out[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, child_in.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, child_out.get(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const std::string path = program.string();
  char* arguments[] = {const_cast<char*>(path.c_str()), nullptr};
  // Nothing of the environment: fonts and locales do not change what a page says.
  char* environment[] = {nullptr};
  pid_t pid = 0;
  const int status = posix_spawn(&pid, path.c_str(), &actions, nullptr, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  if (status != 0) return fail(ErrorCode::not_found, "cannot be started");
  child_in.reset();
  child_out.reset();
  Result<std::string> output = talk(to, from, input, limits);
  to.reset();
  from.reset();
  if (!output) kill(pid, SIGKILL);
  int ended = 0;
  while (waitpid(pid, &ended, 0) < 0 && errno == EINTR) {
  }
  if (!output) return output;
  if (WIFSIGNALED(ended)) {
    if (WTERMSIG(ended) == SIGXCPU || WTERMSIG(ended) == SIGKILL) {
      return fail(ErrorCode::too_large, "takes too much time");
    }
    return fail(ErrorCode::bad_format, "its reader crashed on it");
  }
  if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0) {
    return fail(ErrorCode::bad_format, "its reader failed on it");
  }
  return output;
}

}  // namespace isnad
