// Failures of the disk for tests/faults/check.py, by LD_PRELOAD: the calls that read or write a
// file whose path has ISNAD_FAULT_FILES in it are counted, and from number ISNAD_FAULT_AFTER on
// they fail with errno ISNAD_FAULT_ERRNO, ISNAD_FAULT_COUNT times.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

long number_of(const char* name) {
  const char* s = std::getenv(name);
  return s ? std::atol(s) : 0;
}

// Does the call on this file fail?
bool fails(int file) {
  static const char* const kFiles = std::getenv("ISNAD_FAULT_FILES");
  static const long kAfter = number_of("ISNAD_FAULT_AFTER");
  static const long kCount = number_of("ISNAD_FAULT_COUNT");
  static const int kErrno = static_cast<int>(number_of("ISNAD_FAULT_ERRNO"));
  static std::atomic<long> calls{0};
  if (!kFiles) return false;
  char link[64];
  char path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t n = ::readlink(link, path, sizeof path - 1);
  if (n <= 0) return false;
  path[n] = '\0';
  // CASE, CASE-wal, CASE-shm, CASE-journal.
  const char* found = std::strstr(path, kFiles);
  if (!found) return false;
  const long call = ++calls;
  if (call <= kAfter || call > kAfter + kCount) return false;
  errno = kErrno;
  return true;
}

template <class F>
F next(const char* name) {
  return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t pread64(int file, void* to, size_t size, off64_t at) {
  static const auto kNext = next<ssize_t (*)(int, void*, size_t, off64_t)>("pread64");
  return fails(file) ? -1 : kNext(file, to, size, at);
}

ssize_t pwrite64(int file, const void* from, size_t size, off64_t at) {
  static const auto kNext = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  return fails(file) ? -1 : kNext(file, from, size, at);
}

int fsync(int file) {
  static const auto kNext = next<int (*)(int)>("fsync");
  return fails(file) ? -1 : kNext(file);
}

int fdatasync(int file) {
  static const auto kNext = next<int (*)(int)>("fdatasync");
  return fails(file) ? -1 : kNext(file);
}

int ftruncate64(int file, off64_t size) {
  static const auto kNext = next<int (*)(int, off64_t)>("ftruncate64");
  return fails(file) ? -1 : kNext(file, size);
}
}
