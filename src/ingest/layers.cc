#include "ingest/layers.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <optional>
#include <vector>

#include "base/utf8.h"

namespace isnad {

namespace {

constexpr size_t kLayerAtOnce = size_t{256} << 10;
// A WARC's dictionary is some hundred KB; more than this is no dictionary.
constexpr size_t kMaxDictionary = size_t{16} << 20;

uint32_t little_endian(std::string_view bytes, size_t at) {
  uint32_t v = 0;
  for (size_t i = 4; i-- > 0;) v = v << 8 | static_cast<unsigned char>(bytes[at + i]);
  return v;
}

bool is_skippable(uint32_t magic) { return (magic & 0xFFFFFFF0u) == 0x184D2A50u; }
constexpr uint32_t kZstdMagic = 0xFD2FB528u;
constexpr uint32_t kDictionaryFrame = 0x184D2A5Du;

// The compressed side of a layer.
class Input {
 public:
  explicit Input(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}
  std::string_view view() const {
    return std::string_view(buffer_).substr(begin_, buffer_.size() - begin_);
  }
  void consume(size_t n) { begin_ += n; }
  // More bytes behind those that are left; false at the end.
  Result<bool> more() {
    buffer_.erase(0, begin_);
    begin_ = 0;
    const size_t before = buffer_.size();
    buffer_.resize(before + kLayerAtOnce);
    const Result<size_t> n = source_->read(buffer_.data() + before, kLayerAtOnce);
    buffer_.resize(before + n.value_or(0));
    if (!n) return tl::unexpected(n.error());
    return *n > 0;
  }
  // At least n bytes if there are so many.
  Result<bool> ensure(size_t n) {
    while (view().size() < n) {
      const Result<bool> any = more();
      if (!any || !*any) return any;
    }
    return true;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  size_t begin_ = 0;
};

class Layer : public ByteSource {
 public:
  Layer(std::unique_ptr<ByteSource> source, std::string where, Budget& budget)
      : input_(std::move(source)), where_(std::move(where)), budget_(budget) {}
  Result<size_t> read(char* buffer, size_t size) override {
    if (done_) return size_t{0};
    Result<size_t> n = decode(buffer, size);
    if (n) {
      budget_.decoded += *n;
      if (budget_.spent()) {
        n = fail(ErrorCode::too_large, where_ + ": decompresses to more than " +
                                           std::to_string(Budget::kRatio) +
                                           " times its size; refused as a decompression bomb");
      }
    }
    if (!n || *n == 0) done_ = true;
    return n;
  }

 protected:
  virtual Result<size_t> decode(char* buffer, size_t size) = 0;
  Input input_;
  std::string where_;

 private:
  Budget& budget_;
  bool done_ = false;
};

class Gunzip : public Layer {
 public:
  using Layer::Layer;
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;
  ~Gunzip() override {
    if (open_) inflateEnd(&stream_);
  }

 private:
  Result<size_t> decode(char* buffer, size_t size) override {
    for (;;) {
      if (!inside_) {
        const Result<bool> next = begin_member();
        if (!next) return tl::unexpected(next.error());
        if (!*next) return size_t{0};
      }
      const std::string_view in = input_.view();
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
      stream_.avail_in = static_cast<uInt>(in.size());
      stream_.next_out = reinterpret_cast<Bytef*>(buffer);
      stream_.avail_out = static_cast<uInt>(std::min<size_t>(size, 1u << 30));
      const uInt room = stream_.avail_out;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      input_.consume(in.size() - stream_.avail_in);
      const size_t made = room - stream_.avail_out;
      if (status == Z_STREAM_END) inside_ = false;
      if (made > 0) return made;
      if (status == Z_STREAM_END) continue;
      if (status != Z_OK && status != Z_BUF_ERROR) {
        return fail(ErrorCode::bad_format, where_ + ": damaged gzip data");
      }
      const Result<bool> more = input_.more();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return fail(ErrorCode::bad_format, where_ + ": the gzip data is cut off");
    }
  }

  // false at the end of the input.
  Result<bool> begin_member() {
    const Result<bool> some = input_.ensure(3);
    if (!some) return some;
    // Tapes and block devices pad with zeros.
    while (open_ && !input_.view().empty() && input_.view()[0] == '\0') {
      input_.consume(1);
      if (const Result<bool> more = input_.ensure(3); !more) return more;
    }
    if (input_.view().empty()) return false;
    if (!is_gzip(input_.view())) {
      return fail(ErrorCode::bad_format, where_ + ": bytes after the gzip data are no gzip data");
    }
    if (open_) {
      inflateReset(&stream_);
    } else {
      open_ = inflateInit2(&stream_, 15 + 16) == Z_OK;
      if (!open_) return fail(ErrorCode::unsupported, where_ + ": zlib cannot be set up");
    }
    inside_ = true;
    return true;
  }

  z_stream stream_{};
  bool open_ = false;
  bool inside_ = false;
};

struct FreeContext {
  void operator()(ZSTD_DCtx* c) const { ZSTD_freeDCtx(c); }
};

class Unzstd : public Layer {
 public:
  Unzstd(std::unique_ptr<ByteSource> source, std::string where, Budget& budget)
      : Layer(std::move(source), std::move(where), budget), context_(ZSTD_createDCtx()) {}

 private:
  Result<size_t> decode(char* buffer, size_t size) override {
    if (!context_) return fail(ErrorCode::unsupported, where_ + ": zstd cannot be set up");
    for (;;) {
      if (!inside_) {
        const Result<bool> next = begin_frame();
        if (!next) return tl::unexpected(next.error());
        if (!*next) return size_t{0};
      }
      ZSTD_inBuffer in{input_.view().data(), input_.view().size(), 0};
      ZSTD_outBuffer out{buffer, size, 0};
      const size_t status = ZSTD_decompressStream(context_.get(), &out, &in);
      input_.consume(in.pos);
      if (ZSTD_isError(status)) {
        return fail(ErrorCode::bad_format,
                    where_ + ": damaged zstd data: " + ZSTD_getErrorName(status));
      }
      if (status == 0) inside_ = false;
      if (out.pos > 0) return out.pos;
      if (status == 0 || in.pos > 0) continue;
      const Result<bool> more = input_.more();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return fail(ErrorCode::bad_format, where_ + ": the zstd data is cut off");
    }
  }

  Result<bool> begin_frame() {
    const Result<bool> some = input_.ensure(8);
    if (!some) return some;
    if (input_.view().empty()) return false;
    if (!is_zstd(input_.view())) {
      return fail(ErrorCode::bad_format, where_ + ": bytes after the zstd data are no zstd data");
    }
    if (first_ && little_endian(input_.view(), 0) == kDictionaryFrame) {
      if (auto r = load_dictionary(); !r) return tl::unexpected(r.error());
    }
    first_ = false;
    inside_ = !input_.view().empty();
    return inside_;
  }

  Result<void> load_dictionary() {
    const auto bad = [&](const char* what) {
      return fail(ErrorCode::bad_format, where_ + ": the dictionary of the zstd data " + what);
    };
    const size_t size = little_endian(input_.view(), 4);
    if (size > kMaxDictionary) return bad("is longer than 16 MB");
    const Result<bool> all = input_.ensure(8 + size);
    if (!all) return tl::unexpected(all.error());
    if (input_.view().size() < 8 + size) return bad("is cut off");
    std::string dictionary(input_.view().substr(8, size));
    input_.consume(8 + size);
    if (dictionary.size() >= 4 && little_endian(dictionary, 0) == kZstdMagic) {
      Result<std::string> plain = decode_content(dictionary, "zstd", kMaxDictionary);
      if (!plain) return bad("is damaged");
      dictionary = std::move(*plain);
    }
    if (ZSTD_isError(
            ZSTD_DCtx_loadDictionary(context_.get(), dictionary.data(), dictionary.size()))) {
      return bad("is damaged");
    }
    if (const Result<bool> next = input_.ensure(8); !next) return tl::unexpected(next.error());
    return {};
  }

  std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
  bool inside_ = false;
  bool first_ = true;
};

class Utf16 : public ByteSource {
 public:
  explicit Utf16(std::unique_ptr<ByteSource> source) : input_(std::move(source)) {}
  Result<size_t> read(char* buffer, size_t size) override {
    while (out_.empty()) {
      const Result<bool> enough = input_.ensure(4);
      if (!enough) return tl::unexpected(enough.error());
      if (input_.view().empty()) return size_t{0};
      convert();
    }
    const size_t n = std::min(size, out_.size());
    std::memcpy(buffer, out_.data(), n);
    out_.erase(0, n);
    return n;
  }

 private:
  char32_t unit(size_t at) const {
    const auto byte = [&](size_t i) {
      return static_cast<char32_t>(static_cast<unsigned char>(input_.view()[i]));
    };
    return big_ ? byte(at) << 8 | byte(at + 1) : byte(at) | byte(at + 1) << 8;
  }
  void convert() {
    if (!begun_) {
      big_ = input_.view()[0] == '\xFE';
      input_.consume(std::min<size_t>(2, input_.view().size()));
      begun_ = true;
    }
    const size_t size = input_.view().size();
    size_t at = 0;
    // The last unit waits for what may be its other half, unless nothing follows.
    while (at + 4 <= size || (size < 4 && at + 2 <= size)) {
      const char32_t first = unit(at);
      at += 2;
      if (first < 0xD800 || first > 0xDFFF) {
        append_utf8(out_, first);
        continue;
      }
      const char32_t second = first < 0xDC00 && at + 2 <= size ? unit(at) : 0;
      const bool pair = second >= 0xDC00 && second <= 0xDFFF;
      if (pair) at += 2;
      append_utf8(out_, pair ? 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00) : 0xFFFD);
    }
    if (at == 0) at = size;  // half a unit at the end
    input_.consume(at);
  }

  Input input_;
  std::string out_;
  bool begun_ = false;
  bool big_ = false;
};

Result<std::string> inflated(std::string_view bytes, int window_bits, size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) {
    return fail(ErrorCode::unsupported, "zlib cannot be set up");
  }
  std::string out;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  int status = Z_OK;
  std::vector<char> block(kLayerAtOnce);
  while (status == Z_OK && out.size() <= limit) {
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(block.data(), block.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (out.size() > limit) return fail(ErrorCode::too_large, "too long");
  if (status != Z_STREAM_END) return fail(ErrorCode::bad_format, "damaged or cut off");
  return out;
}

Result<std::string> unbrotli(std::string_view bytes, size_t limit) {
  struct Free {
    void operator()(BrotliDecoderState* s) const { BrotliDecoderDestroyInstance(s); }
  };
  const std::unique_ptr<BrotliDecoderState, Free> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  if (!state) return fail(ErrorCode::unsupported, "brotli cannot be set up");
  std::string out;
  size_t left = bytes.size();
  const auto* in = reinterpret_cast<const uint8_t*>(bytes.data());
  std::vector<uint8_t> block(kLayerAtOnce);
  for (;;) {
    size_t room = block.size();
    uint8_t* at = block.data();
    const BrotliDecoderResult status =
        BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &at, nullptr);
    out.append(reinterpret_cast<const char*>(block.data()), block.size() - room);
    if (out.size() > limit) return fail(ErrorCode::too_large, "too long");
    if (status == BROTLI_DECODER_RESULT_SUCCESS) return out;
    if (status != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
      return fail(ErrorCode::bad_format, "damaged or cut off");
    }
  }
}

Result<std::string> decode_one(std::string_view bytes, const std::string& name, size_t limit) {
  if (name == "gzip" || name == "x-gzip") return inflated(bytes, 15 + 16, limit);
  if (name == "br") return unbrotli(bytes, limit);
  if (name == "deflate") {
    // RFC 9110 means zlib; some servers send the raw stream.
    Result<std::string> out = inflated(bytes, 15, limit);
    if (out || out.error().code == ErrorCode::too_large) return out;
    return inflated(bytes, -15, limit);
  }
  if (name == "zstd") {
    Budget unbounded;
    unbounded.raw = UINT64_MAX / (2 * Budget::kRatio);
    const auto source = unzstd(memory_source(bytes), "body", unbounded);
    return read_all(*source, limit, "body");
  }
  return fail(ErrorCode::unsupported, "unknown encoding " + name);
}

}  // namespace

bool is_gzip(std::string_view head) { return head.substr(0, 3) == "\x1F\x8B\x08"; }

bool is_zstd(std::string_view head) {
  if (head.size() < 8) return false;
  const uint32_t magic = little_endian(head, 0);
  return magic == kZstdMagic || is_skippable(magic);
}

std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> source, std::string where,
                                   Budget& budget) {
  return std::make_unique<Gunzip>(std::move(source), std::move(where), budget);
}

std::unique_ptr<ByteSource> unzstd(std::unique_ptr<ByteSource> source, std::string where,
                                   Budget& budget) {
  return std::make_unique<Unzstd>(std::move(source), std::move(where), budget);
}

std::unique_ptr<ByteSource> utf16_to_utf8(std::unique_ptr<ByteSource> source) {
  return std::make_unique<Utf16>(std::move(source));
}

Result<std::string> decode_content(std::string_view bytes, std::string_view encoding,
                                   size_t limit) {
  std::vector<std::string> names;
  std::string name;
  for (const char c : std::string(encoding) + ',') {
    if (c == ',') {
      if (!name.empty() && name != "identity" && name != "none") names.push_back(name);
      name.clear();
    } else if (c != ' ' && c != '\t') {
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  if (names.size() > 3) return fail(ErrorCode::unsupported, "more than three encodings");
  std::string out(bytes);
  while (!names.empty()) {  // the last was applied last
    Result<std::string> inner = decode_one(out, names.back(), limit);
    if (!inner) return inner;
    out = std::move(*inner);
    names.pop_back();
  }
  return out;
}

}  // namespace isnad
