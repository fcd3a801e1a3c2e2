#include "ingest/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

namespace isnad {

namespace {

constexpr size_t kHead = size_t{64} << 10;

class Descriptor : public ByteSource {
 public:
  Descriptor(std::string name, int fd, bool owned, Budget& budget)
      : name_(std::move(name)), fd_(fd), owned_(owned), budget_(budget) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() override {
    if (owned_) close(fd_);
  }
  Result<size_t> read(char* buffer, size_t size) override {
    for (;;) {
      const ssize_t n = ::read(fd_, buffer, size);
      if (n >= 0) {
        budget_.raw += static_cast<uint64_t>(n);
        return static_cast<size_t>(n);
      }
      if (errno == EINTR) continue;
      return fail(ErrorCode::unreadable, name_ + ": read error: " + std::strerror(errno));
    }
  }
  bool seek(uint64_t offset) override {
    return owned_ && lseek(fd_, static_cast<off_t>(offset), SEEK_SET) >= 0;
  }
  std::optional<uint64_t> size() const override {
    struct stat status {};
    if (!owned_ || fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return static_cast<uint64_t>(status.st_size);
  }

 private:
  std::string name_;
  int fd_;
  bool owned_;
  Budget& budget_;
};

class Memory : public ByteSource {
 public:
  explicit Memory(std::string_view bytes) : bytes_(bytes) {}
  Result<size_t> read(char* buffer, size_t size) override {
    const size_t n = std::min(size, bytes_.size() - at_);
    if (n) std::memcpy(buffer, bytes_.data() + at_, n);
    at_ += n;
    return n;
  }
  bool seek(uint64_t offset) override {
    if (offset > bytes_.size()) return false;
    at_ = static_cast<size_t>(offset);
    return true;
  }
  std::optional<uint64_t> size() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::string& name, Budget& budget) {
  const int fd = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(ErrorCode::unreadable, name + ": cannot be read");
  return std::make_unique<Descriptor>(name, fd, true, budget);
}

std::unique_ptr<ByteSource> standard_input(Budget& budget) {
  return std::make_unique<Descriptor>("-", STDIN_FILENO, false, budget);
}

std::unique_ptr<ByteSource> memory_source(std::string_view bytes) {
  return std::make_unique<Memory>(bytes);
}

std::string_view Peeked::head() {
  while (!peeked_ || (!error_ && (head_.size() < 8 ||
                                  (head_.size() < 512 && head_.find('\0') != head_.npos)))) {
    peeked_ = true;
    const size_t before = head_.size();
    head_.resize(kHead);
    const Result<size_t> n = source_->read(head_.data() + before, kHead - before);
    head_.resize(before + n.value_or(0));
    if (!n) error_ = n.error();
    if (!n || *n == 0) break;
  }
  return head_;
}

Result<size_t> Peeked::read(char* buffer, size_t size) {
  if (taken_ < head_.size()) {
    const size_t n = std::min(size, head_.size() - taken_);
    std::memcpy(buffer, head_.data() + taken_, n);
    taken_ += n;
    return n;
  }
  if (error_) return tl::unexpected(*std::exchange(error_, std::nullopt));
  return source_->read(buffer, size);
}

bool Peeked::seek(uint64_t offset) {
  if (!source_->seek(offset)) return false;
  taken_ = head_.size();
  return true;
}

Result<std::string> read_all(ByteSource& source, size_t limit, const std::string& where) {
  std::string bytes;
  for (size_t block = size_t{64} << 10;; block = std::min(block * 2, size_t{1} << 20)) {
    const size_t before = bytes.size();
    bytes.resize(before + block);
    const Result<size_t> n = source.read(bytes.data() + before, block);
    if (!n) return tl::unexpected(n.error());
    bytes.resize(before + *n);
    if (*n == 0) return bytes;
    if (bytes.size() > limit) {
      return fail(ErrorCode::too_large, where + ": longer than " + std::to_string(limit >> 20) +
                                            " MB, the most that one document may have; split it");
    }
  }
}

}  // namespace isnad
