#include "ingest/warc_bytes.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ingest/layers.h"
#include "ingest/warc.h"

namespace isnad {

namespace {

constexpr size_t kRead = size_t{1} << 20;
constexpr size_t kPiece = size_t{256} << 10;
// A member that compresses to more than this is decoded piece by piece.
constexpr size_t kMaxMember = size_t{8} << 20;

// Bytes without initial values: they are written before they are read.
class Room {
 public:
  char* data() { return data_.get(); }
  size_t size() const { return size_; }
  // Keeps the bytes in [begin, end), moved to the front.
  void grow(size_t size, size_t begin, size_t end) {
    std::unique_ptr<char[]> next(new char[size]);
    if (end > begin) std::memcpy(next.get(), data_.get() + begin, end - begin);
    data_ = std::move(next);
    size_ = size;
  }

 private:
  std::unique_ptr<char[]> data_;
  size_t size_ = 0;
};

// Room for at least `want` bytes behind the view [begin, end), which may move to the front.
void make_room(Room& room, const char*& data, size_t& begin, size_t& end, size_t want) {
  if (room.size() - end >= want && room.size() > 0) return;
  const size_t used = end - begin;
  if (room.size() >= used + want && used <= begin) {
    std::memcpy(room.data(), room.data() + begin, used);
  } else {
    room.grow(std::max(used + want, room.size()) + used, begin, end);
  }
  data = room.data();
  begin = 0;
  end = used;
}

// Undecoded bytes, or those of a source that decodes by itself.
class SourceBytes : public WarcBytes {
 public:
  SourceBytes(std::unique_ptr<ByteSource> source, bool limited)
      : source_(std::move(source)), piece_(limited ? kPiece : kRead) {}
  Step more() override {
    const size_t before = begin_;
    make_room(room_, data_, begin_, end_, piece_);
    if (begin_ != before) base_ += before;
    const Result<size_t> n = source_->read(room_.data() + end_, piece_);
    if (!n) trouble_ = n.error().message;
    if (!n || *n == 0) return Step::end;
    end_ += *n;
    return Step::more;
  }
  bool has_members() const override { return false; }
  uint64_t offset(size_t at) const override { return base_ + begin_ + at; }

 private:
  std::unique_ptr<ByteSource> source_;
  size_t piece_;
  Room room_;
  uint64_t base_ = 0;  // of the byte at data_[0]
};

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

// A member at a time where it fits (libdeflate), else piece by piece (zlib).
class GzipBytes : public WarcBytes {
 public:
  GzipBytes(std::unique_ptr<ByteSource> source, Budget& budget)
      : source_(std::move(source)), budget_(budget), whole_(libdeflate_alloc_decompressor()) {}
  GzipBytes(const GzipBytes&) = delete;
  GzipBytes& operator=(const GzipBytes&) = delete;
  ~GzipBytes() override {
    if (pieces_) inflateEnd(&*pieces_);
  }

  Step more() override {
    if (finished_) return Step::end;
    const size_t before = end_ - begin_;
    const Step step = inside_ ? piece() : member();
    budget_.decoded += end_ - begin_ - before;
    if (budget_.spent()) {
      trouble_ = "decompresses to more than " + std::to_string(Budget::kRatio) +
                 " times its size; refused as a decompression bomb";
      finished_ = true;
    }
    if (step == Step::end) finished_ = true;
    return finished_ ? Step::end : step;
  }

  bool has_members() const override { return true; }

  uint64_t offset(size_t at) const override {
    const uint64_t wanted = base_ + begin_ + at;
    auto it = std::upper_bound(marks_.begin(), marks_.end(), wanted,
                               [](uint64_t v, const Mark& m) { return v < m.decoded; });
    return it == marks_.begin() ? 0 : std::prev(it)->stored;
  }

 private:
  struct Mark {
    uint64_t decoded;  // where the member begins among all decoded bytes
    uint64_t stored;   // and in the file
  };

  std::string_view in() const { return {in_.data() + in_begin_, in_.size() - in_begin_}; }
  void take(size_t n) {
    in_begin_ += n;
    stored_ += n;
  }
  // More compressed bytes; false at the end of the file.
  bool fill() {
    if (in_end_) return false;
    if (in_begin_ > 0) {
      in_.erase(in_.begin(), in_.begin() + static_cast<ptrdiff_t>(in_begin_));
      in_begin_ = 0;
    }
    const size_t before = in_.size();
    in_.resize(before + kRead);
    const Result<size_t> n = source_->read(in_.data() + before, kRead);
    in_.resize(before + n.value_or(0));
    if (!n) trouble_ = read_error_ = n.error().message;
    in_end_ = !n || *n == 0;
    return !in_end_;
  }

  void room(size_t want) {
    const size_t before = begin_;
    make_room(room_, data_, begin_, end_, want);
    if (begin_ != before) base_ += before;
  }
  void mark() {
    while (marks_.size() > 1 && marks_[1].decoded <= base_ + begin_) marks_.pop_front();
    marks_.push_back({base_ + end_, stored_});
  }

  Step member() {
    while (in().size() < kPiece && fill()) {
    }
    while (!in().empty() && in()[0] == '\0') take(1);  // padding
    if (in().empty()) return in_end_ ? Step::end : member();
    if (!is_gzip(in())) return damaged("bytes that are no gzip data");
    bool long_member = false;
    for (size_t want = kPiece * 4;;) {
      room(want);
      size_t used = 0;
      size_t made = 0;
      const std::string_view from = in();
      const libdeflate_result status =
          libdeflate_gzip_decompress_ex(whole_.get(), from.data(), from.size(), room_.data() + end_,
                                        room_.size() - end_, &used, &made);
      if (status == LIBDEFLATE_SUCCESS) {
        mark();
        take(used);
        end_ += made;
        return made > 0 ? Step::begins : Step::more;
      }
      if (status == LIBDEFLATE_INSUFFICIENT_SPACE) {
        long_member = room_.size() - end_ > kMaxWarcRecord;
        if (long_member) break;
        want = (room_.size() - end_) * 2;
      } else if (from.size() >= kMaxMember || !fill_double()) {
        break;
      }
    }
    // Long, damaged or cut off: zlib tells which. What is damaged is not handed out: its checksum
    // stands at its end.
    if (!long_member && is_damaged()) return damaged("damaged gzip data");
    if (!pieces_) {
      pieces_.emplace();
      if (inflateInit2(&*pieces_, 15 + 16) != Z_OK) {
        pieces_.reset();
        trouble_ = "zlib cannot be set up";
        return Step::end;
      }
    } else {
      inflateReset(&*pieces_);
    }
    mark();
    inside_ = true;
    const Step step = piece();
    return step == Step::more ? Step::begins : step;
  }

  // Is there a fault in the member before the bytes at hand end?
  bool is_damaged() const {
    z_stream z{};
    if (inflateInit2(&z, 15 + 16) != Z_OK) return false;
    std::vector<char> block(kPiece);
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in().data()));
    z.avail_in = static_cast<uInt>(in().size());
    int status = Z_OK;
    do {
      z.next_out = reinterpret_cast<Bytef*>(block.data());
      z.avail_out = static_cast<uInt>(block.size());
      status = inflate(&z, Z_NO_FLUSH);
    } while (status == Z_OK);
    inflateEnd(&z);
    return status != Z_STREAM_END && status != Z_BUF_ERROR;
  }

  // Twice as many compressed bytes at hand, if there are so many.
  bool fill_double() {
    const size_t want = in().size() * 2;
    const size_t before = in().size();
    while (in().size() < want && fill()) {
    }
    return in().size() > before;
  }

  Step piece() {
    room(kPiece);
    for (;;) {
      z_stream& z = *pieces_;
      const std::string_view from = in();
      z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from.data()));
      z.avail_in = static_cast<uInt>(from.size());
      z.next_out = reinterpret_cast<Bytef*>(room_.data() + end_);
      z.avail_out = static_cast<uInt>(kPiece);
      const int status = inflate(&z, Z_NO_FLUSH);
      take(from.size() - z.avail_in);
      const size_t made = kPiece - z.avail_out;
      end_ += made;
      if (status == Z_STREAM_END) inside_ = false;
      if (made > 0 || status == Z_STREAM_END) return Step::more;
      if (status != Z_OK && status != Z_BUF_ERROR) {
        inside_ = false;
        return damaged("damaged gzip data");
      }
      if (!fill()) {
        inside_ = false;
        trouble_ = read_error_.empty() ? "the gzip data is cut off" : read_error_;
        return Step::end;
      }
    }
  }

  // Passes over bytes up to the next member that begins like a record.
  Step damaged(const char* what) {
    trouble_ = what;
    // Of a member that was begun, what is consumed may hold the next one's begin only in theory.
    if (!in().empty()) take(1);
    for (;;) {
      const size_t at = in().find("\x1F\x8B\x08");
      if (at == std::string_view::npos) {
        take(in().size() > 2 ? in().size() - 2 : 0);
        if (!fill()) {
          take(in().size());
          return Step::damaged;
        }
        continue;
      }
      take(at);
      while (in().size() < 4096 && fill()) {
      }
      if (begins_record()) return Step::damaged;
      take(1);
    }
  }

  bool begins_record() const {
    z_stream z{};
    if (inflateInit2(&z, 15 + 16) != Z_OK) return false;
    char begin[5] = {};
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in().data()));
    z.avail_in = static_cast<uInt>(std::min<size_t>(in().size(), 4096));
    z.next_out = reinterpret_cast<Bytef*>(begin);
    z.avail_out = sizeof begin;
    const int status = inflate(&z, Z_SYNC_FLUSH);
    inflateEnd(&z);
    return (status == Z_OK || status == Z_STREAM_END) && z.avail_out == 0 &&
           std::memcmp(begin, "WARC/", 5) == 0;
  }

  std::unique_ptr<ByteSource> source_;
  Budget& budget_;
  std::vector<char> in_;  // compressed bytes from in_begin_ on
  size_t in_begin_ = 0;
  bool in_end_ = false;
  std::string read_error_;
  uint64_t stored_ = 0;  // of in_begin_, in the file
  Room room_;
  uint64_t base_ = 0;  // of the byte at data_[0], among all decoded bytes
  std::deque<Mark> marks_;
  std::unique_ptr<libdeflate_decompressor, FreeDecompressor> whole_;
  std::optional<z_stream> pieces_;
  bool inside_ = false;  // a member that zlib has begun
  bool finished_ = false;
};

}  // namespace

std::unique_ptr<WarcBytes> warc_bytes(std::unique_ptr<ByteSource> source, Budget& budget) {
  auto peeked = std::make_unique<Peeked>(std::move(source));
  const std::string_view head = peeked->head();
  if (is_gzip(head)) return std::make_unique<GzipBytes>(std::move(peeked), budget);
  if (is_zstd(head)) {
    return std::make_unique<SourceBytes>(unzstd(std::move(peeked), "zstd", budget), true);
  }
  return std::make_unique<SourceBytes>(std::move(peeked), false);
}

}  // namespace isnad
