#include "cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace isnad {

namespace {

std::atomic<bool> noted{false};  // a signal handler has nowhere else to write to
static_assert(std::atomic<bool>::is_always_lock_free);

void note(int signal) {
  noted = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interrupt::Interrupt() {
  noted = false;
  std::signal(SIGINT, note);
  std::signal(SIGTERM, note);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

bool Interrupt::requested() { return noted; }

}  // namespace isnad
