#include "events/frame_table.h"

#include <algorithm>

namespace isnad {

Result<FrameTable> FrameTable::open(const Image& image, const EventWeights& weights) {
  FrameTable out;
  ArchiveReader in(image.section("frm.frames"));
  out.starts_ = in.nums<uint32_t>(in.num<uint32_t>());
  out.bytes_ = in.rest();
  const auto outside = [&](uint32_t start) { return start >= out.bytes_.size(); };
  if (!in.ok() || out.starts_.empty() ||
      std::any_of(out.starts_.begin(), out.starts_.end(), outside)) {
    return fail(ErrorCode::corrupt, "image has no frames");
  }
  out.weights_ = &weights;
  out.unpacked_ = std::make_unique<std::atomic<const Frame*>[]>(out.starts_.size());
  return out;
}

FrameTable::~FrameTable() {
  if (!unpacked_) return;
  for (size_t i = 0; i < starts_.size(); ++i) delete unpacked_[i].load(std::memory_order_acquire);
}

const Frame& FrameTable::unpack(size_t i) const {
  ArchiveReader in(bytes_.substr(starts_[i]));
  auto made = std::make_unique<Frame>(Frame::read(in));
  made->weight = weights_->of_frame(made->id);
  const Frame* first = nullptr;  // another thread may have been faster
  if (unpacked_[i].compare_exchange_strong(first, made.get(), std::memory_order_acq_rel)) {
    return *made.release();
  }
  return *first;
}

}  // namespace isnad
