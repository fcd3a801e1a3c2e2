#pragma once
#include <atomic>
#include <memory>
#include <string_view>
#include <vector>

#include "events/frames.h"
#include "events/model.h"

// The frames of an image. An article uses a few hundred of them, so each is unpacked when somebody
// first asks for it: to unpack all was a third of a program's start.

namespace isnad {

// Threads may share it.
class FrameTable {
 public:
  // Keeps references to both. Errors: corrupt.
  static Result<FrameTable> open(const Image& image, const EventWeights& weights);
  ~FrameTable();
  FrameTable(FrameTable&&) noexcept = default;
  FrameTable& operator=(FrameTable&&) = delete;

  size_t size() const { return starts_.size(); }
  // The same object each time. REQUIRES: i < size()
  const Frame& operator[](size_t i) const {
    const Frame* f = unpacked_[i].load(std::memory_order_acquire);
    return f ? *f : unpack(i);
  }

 private:
  FrameTable() = default;
  const Frame& unpack(size_t i) const;

  std::vector<uint32_t> starts_;
  std::string_view bytes_;
  const EventWeights* weights_ = nullptr;
  std::unique_ptr<std::atomic<const Frame*>[]> unpacked_;
};

}  // namespace isnad
