#include "cli/refreshing.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include "base/utf8.h"
#include "cli/interrupt.h"

namespace isnad {

namespace {

// Starts this program with other words, silent and without what is open here; 0: it cannot be.
pid_t start_self(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  pid_t pid = 0;
  const int status =
      posix_spawn(&pid, "/proc/self/exe", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return status == 0 ? pid : 0;
}

// Its status as waitpid has it. A wish to interrupt is handed on once.
int end_of(pid_t pid) {
  using namespace std::chrono_literals;
  constexpr auto kLongest = 50ms;
  bool told = false;
  int status = 0;
  for (auto pause = 1ms;; pause = std::min<std::chrono::milliseconds>(pause * 2, kLongest)) {
    const pid_t ended = waitpid(pid, &status, WNOHANG);
    if (ended == pid || (ended < 0 && errno != EINTR)) return status;
    if (!told && Interrupt::requested()) told = kill(pid, SIGTERM) == 0;
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace

Result<void> refresh_case(CaseFile& file, const Engine& engine, bool wait) {
  const Result<Image> image = Image::open(find_image());
  if (!image) return tl::unexpected<Error>(image.error());
  const Result<WordHasher> hasher = WordHasher::open(*image);
  if (!hasher) return tl::unexpected<Error>(hasher.error());
  const Result<StoryRules> story = StoryRules::open(*image);
  if (!story) return tl::unexpected<Error>(story.error());
  const Result<WorldRules> world = WorldRules::open(*image);
  if (!world) return tl::unexpected<Error>(world.error());
  const auto print = [&](std::string_view text, const std::optional<std::string>& title) {
    RawDocument document;
    document.text_utf8 = text;
    document.title = title;
    if (auto points = decode_utf8(text)) document.text = std::move(*points);
    Fingerprint fingerprint;
    engine.extract(document, &fingerprint);
    return fingerprint;
  };
  const auto done = file.refresh({*hasher, *story, *world, print}, wait);
  if (!done) return tl::unexpected<Error>(done.error());
  return {};
}

Result<void> refresh_apart(const std::string& name, CaseFile& file, const Engine& engine) {
  const pid_t pid = start_self({"isnad", "refresh", "--if-free", "-d", name});
  if (pid == 0) return refresh_case(file, engine, false);
  const int status = end_of(pid);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (Interrupt::requested()) return {};
  if (WIFSIGNALED(status)) {
    return fail(ErrorCode::full, fmt::format("{}: signal {} ended the comparing of its articles",
                                             file.name(), WTERMSIG(status)));
  }
  return refresh_case(file, engine, false);
}

}  // namespace isnad
