#pragma once
#include <chrono>
#include <cstddef>
#include <string>

namespace isnad {

// A bar on standard error, redrawn at most ten times a second; nothing if `shown` is false.
class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}
  ~Progress() { clear(); }
  void update(size_t files_done, size_t files, size_t documents);
  // Takes the bar away, so that a message can stand on its line.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_{};
};

}  // namespace isnad
