#pragma once
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

// Bytes that come in one after the other: a file, standard input, a member of an archive, what a
// compressed stream decodes to.

namespace isnad {

// How much may come out of how much: what stops a decompression bomb. Shared by all layers of one
// input.
struct Budget {
  uint64_t raw = 0;      // read from the disk or pipe
  uint64_t decoded = 0;  // that the layers have made of it, all of them together

  // Beyond the first 256 MB no more than this many bytes come out of one that went in. Deflate
  // reaches 1032, text in practice 10.
  static constexpr uint64_t kRatio = 300;
  static constexpr uint64_t kFree = uint64_t{256} << 20;
  bool spent() const { return decoded > kFree + raw * kRatio; }

  // What one member of an archive decoded to before it was refused is taken back, so that the
  // members after it are read; not for ever, or an archive of bombs would take as many times as
  // long.
  void refund(uint64_t bytes) {
    if (++refused <= 3) decoded -= bytes;
  }
  int refused = 0;
};

// Not thread safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `size` bytes (at least one, size > 0), as many as come without waiting for more; 0 at the
  // end. After an error the source is at its end. Errors: unreadable, bad_format, too_large.
  virtual Result<size_t> read(char* buffer, size_t size) = 0;
  // Moves to an offset from the begin, where that can be done (a file on disk).
  virtual bool seek(uint64_t) { return false; }
  virtual std::optional<uint64_t> size() const { return std::nullopt; }
};

// `name` begins the messages. Error unreadable.
Result<std::unique_ptr<ByteSource>> open_file(const std::string& name, Budget& budget);
std::unique_ptr<ByteSource> standard_input(Budget& budget);
// Of bytes that outlive it.
std::unique_ptr<ByteSource> memory_source(std::string_view bytes);

// A source whose begin can be looked at before it is read.
class Peeked : public ByteSource {
 public:
  explicit Peeked(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}
  // What one read gives, and more only if that is shorter than 8 bytes or looks binary: a pipe with
  // a slow writer is not waited for longer than needed. Valid until read. An error shows as an
  // empty head and again in read.
  std::string_view head();
  const std::optional<Error>& error() const { return error_; }  // that read will give
  Result<size_t> read(char* buffer, size_t size) override;
  bool seek(uint64_t offset) override;
  std::optional<uint64_t> size() const override { return source_->size(); }

 private:
  std::unique_ptr<ByteSource> source_;
  std::string head_;
  size_t taken_ = 0;  // of head_
  std::optional<Error> error_;
  bool peeked_ = false;
};

// All that is left. Error too_large where it is more than `limit` bytes (the message begins with
// `where`), and the source's own.
Result<std::string> read_all(ByteSource& source, size_t limit, const std::string& where);

}  // namespace isnad
