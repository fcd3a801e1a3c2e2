#include "cli/interrupt.h"

#include <atomic>
#include <csignal>
#include <ctime>

namespace isnad {

namespace {

// One wish to end often comes as several signals: timeout(1) signals its child and then the whole
// group, and a terminal's Ctrl-C reaches a program that its parent signals as well. Whatever
// follows the first one this closely is the same wish. No hand is that fast on the keys.
constexpr int64_t kSameWishNs = 300'000'000;

// A signal handler has nowhere else to write to.
std::atomic<int64_t> noted_at{0};  // CLOCK_MONOTONIC, nanoseconds; 0: not noted
static_assert(std::atomic<int64_t>::is_always_lock_free);

int64_t now_ns() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);  // async-signal-safe by POSIX
  return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec + 1;
}

void note(int signal) {
  const int64_t now = now_ns();
  int64_t first = 0;
  if (noted_at.compare_exchange_strong(first, now) || now - first < kSameWishNs) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

Interrupt::Interrupt() {
  noted_at = 0;
  std::signal(SIGINT, note);
  std::signal(SIGTERM, note);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

bool Interrupt::requested() { return noted_at != 0; }

}  // namespace isnad
