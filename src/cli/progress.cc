#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace isnad {

void Progress::update(size_t files_done, size_t files, size_t documents) {
  if (!shown_) return;
  const Clock::time_point now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  constexpr size_t kWidth = 24;
  // One file (of JSON lines): how many it holds is not known.
  const size_t filled = files > 1 ? std::min(files_done, files) * kWidth / files : 0;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - start_).count();
  const std::string bar = files > 1
                              ? fmt::format("[{}{}] {}/{} files, ", std::string(filled, '#'),
                                            std::string(kWidth - filled, '.'), files_done, files)
                              : std::string();
  const std::string line = fmt::format("\r\x1b[K{}{} documents, {} s", bar, documents, seconds);
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace isnad
