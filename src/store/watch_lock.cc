#include "store/watch_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/this_process.h"
#include "store/case_url.h"

namespace isnad {

namespace {

// Who was there first writes itself down when it has the lock, and takes the file away before it
// gives the lock back: then a file that was locked may be none of the folder's any more.
constexpr int kAttempts = 100;

std::string words_in(int file) {
  char bytes[200];
  const ssize_t n = ::pread(file, bytes, sizeof bytes, 0);
  std::string out(bytes, n > 0 ? static_cast<size_t>(n) : 0);
  return out.substr(0, out.find('\n'));
}

bool same_file(int file, const std::string& name) {
  struct stat here {};
  struct stat there {};
  return ::fstat(file, &here) == 0 && ::stat(name.c_str(), &there) == 0 &&
         here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

}  // namespace

WatchLock::WatchLock(WatchLock&& other) noexcept
    : name_(std::move(other.name_)), file_(std::exchange(other.file_, -1)) {}

WatchLock::~WatchLock() {
  if (file_ < 0) return;
  (void)::unlink(name_.c_str());
  (void)::close(file_);
}

Result<WatchLock> WatchLock::take(const std::filesystem::path& path) {
  if (is_case_url(path.string())) return WatchLock({}, -1);
  std::error_code ec;
  const std::filesystem::path real = std::filesystem::canonical(path, ec);
  const std::string name = (ec ? path : real).string() + "-watch";
  const auto wrong = [&] {
    return fail(ErrorCode::unreadable, name + ": cannot be made (" + std::strerror(errno) +
                                           "); it says who watches feeds for the case");
  };
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (file < 0) return wrong();
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
      const bool held = errno == EWOULDBLOCK;
      const std::string who = words_in(file);
      (void)::close(file);
      if (!held) return wrong();
      return fail(ErrorCode::locked,
                  path.string() + ": another isnad watch (" + (who.empty() ? "?" : who) +
                      ") feeds this file; end it, or give this one its feeds. Several can feed one "
                      "case in PostgreSQL (docs/watch.md)");
    }
    WatchLock lock(name, file);
    if (!same_file(file, name)) {
      lock.file_ = -1;
      (void)::close(file);
      continue;
    }
    const std::string who = this_process() + '\n';
    if (::ftruncate(file, 0) != 0 ||
        ::pwrite(file, who.data(), who.size(), 0) != static_cast<ssize_t>(who.size())) {
      return wrong();
    }
    return lock;
  }
  return fail(ErrorCode::locked, path.string() + ": others begin to watch it; try again");
}

}  // namespace isnad
