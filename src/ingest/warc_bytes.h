#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "ingest/bytes.h"

// The decoded bytes of a WARC file in one piece after the other. Included by src/ingest/warc*.cc.

namespace isnad {

class WarcBytes {
 public:
  virtual ~WarcBytes() = default;
  // What is decoded and not yet consumed. Valid until more() or consume().
  std::string_view view() const { return {data_ + begin_, end_ - begin_}; }
  void consume(size_t n) { begin_ += n; }

  enum class Step {
    more,    // the view is longer than before
    begins,  // so it is, and what was added begins a compressed member of its own
    end,     // nothing follows
    damaged  // what follows cannot be decoded and was passed over; the next call goes on behind it
  };
  // May steps be `begins` and `damaged`?
  virtual bool has_members() const = 0;
  // Decodes more, behind what is there.
  virtual Step more() = 0;
  // In the stored file: where the byte `at` of the view comes from, or the member that holds it.
  virtual uint64_t offset(size_t at) const = 0;
  // What was wrong, after damaged, or after end where reading failed (else empty).
  const std::string& trouble() const { return trouble_; }

 protected:
  const char* data_ = nullptr;
  size_t begin_ = 0;
  size_t end_ = 0;
  std::string trouble_;
};

// By the first bytes of the source.
std::unique_ptr<WarcBytes> warc_bytes(std::unique_ptr<ByteSource> source, Budget& budget);

}  // namespace isnad
