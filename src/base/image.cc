#include "base/image.h"

#define XXH_INLINE_ALL
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

namespace isnad {

namespace {

constexpr char kMagic[8] = {'I', 'S', 'N', 'A', 'D', 'I', 'M', 'G'};
constexpr uint32_t kVersion = 3;

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t section_count;
  uint64_t checksum;  // XXH3-64 of everything after the header, seeded with section_count
  uint64_t size;      // of the whole file, in bytes
};

struct SectionEntry {
  char name[24];
  uint64_t offset;
  uint64_t length;
};

uint64_t body_checksum(std::string_view body, uint32_t section_count) {
  return XXH3_64bits_withSeed(body.data(), body.size(), section_count);
}

size_t padded(size_t n) { return (n + 7) & ~size_t{7}; }

}  // namespace

uint64_t hash_bytes(std::string_view s) { return XXH3_64bits(s.data(), s.size()); }

StrRef ImageWriter::str(std::string_view s) {
  if (auto it = interned_.find(s); it != interned_.end()) return it->second;
  StrRef r{static_cast<uint32_t>(pool_.size()), static_cast<uint32_t>(s.size())};
  pool_ += s;
  interned_.emplace(std::string(s), r);
  return r;
}

void ImageWriter::add(const std::string& name, std::string bytes) {
  sections_[name] = std::move(bytes);
}

std::string ImageWriter::finish() {
  sections_["strings"] = pool_;
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.version = kVersion;
  header.section_count = static_cast<uint32_t>(sections_.size());
  std::string body;
  size_t at = sizeof(Header) + sections_.size() * sizeof(SectionEntry);
  for (const auto& [name, bytes] : sections_) {
    SectionEntry e{};
    std::memcpy(e.name, name.data(), std::min(name.size(), sizeof e.name - 1));
    e.offset = at;
    e.length = bytes.size();
    body.append(reinterpret_cast<const char*>(&e), sizeof e);
    at += padded(bytes.size());
  }
  for (const auto& [name, bytes] : sections_) {
    body += bytes;
    body.append(padded(bytes.size()) - bytes.size(), '\0');
  }
  header.checksum = body_checksum(body, header.section_count);
  header.size = sizeof(Header) + body.size();
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + body;
}

struct Image::Mapping {
  void* data = nullptr;
  size_t size = 0;
  std::vector<uint64_t> owned;  // aligned copy, when made from bytes
  ~Mapping() {
    if (data) munmap(data, size);
  }
};

Image::Image(Image&&) noexcept = default;
Image& Image::operator=(Image&&) noexcept = default;
Image::~Image() = default;

Result<Image> Image::open(const std::filesystem::path& path) {
  auto image = map(path);
  if (!image) return image;
  if (auto whole = image->verify(); !whole) return tl::unexpected(whole.error());
  return image;
}

Result<Image> Image::map(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(ErrorCode::not_found, path.string() + ": cannot open language image");
  struct stat st {};
  if (fstat(fd, &st) != 0 || st.st_size < static_cast<off_t>(sizeof(Header))) {
    ::close(fd);
    return fail(ErrorCode::corrupt, path.string() + ": too short for a language image");
  }
  Image image;
  image.mapping_ = std::make_unique<Mapping>();
  image.mapping_->size = static_cast<size_t>(st.st_size);
  // All of it is read for the checksum: mapped at once that costs one call, not a fault every 64
  // KB.
  void* p = mmap(nullptr, image.mapping_->size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  ::close(fd);
  if (p == MAP_FAILED) return fail(ErrorCode::unreadable, path.string() + ": cannot map");
  image.mapping_->data = p;
  auto ok = image.parse({static_cast<const char*>(p), image.mapping_->size}, path.string());
  if (!ok) return tl::unexpected(ok.error());
  return image;
}

Result<Image> Image::from_bytes(std::string bytes) {
  Image image;
  image.mapping_ = std::make_unique<Mapping>();
  auto& owned = image.mapping_->owned;
  owned.resize(padded(bytes.size()) / 8);
  if (!bytes.empty()) std::memcpy(owned.data(), bytes.data(), bytes.size());
  auto ok =
      image.parse({reinterpret_cast<const char*>(owned.data()), bytes.size()}, "language image");
  if (!ok) return tl::unexpected(ok.error());
  if (auto whole = image.verify(); !whole) return tl::unexpected(whole.error());
  return image;
}

Result<void> Image::verify() const {
  Header header{};
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (body_checksum(bytes_.substr(sizeof header), header.section_count) == header.checksum) {
    return {};
  }
  return fail(ErrorCode::corrupt, where_ + ": damaged language image (checksum); build it again");
}

Result<void> Image::parse(std::string_view bytes, const std::string& where) {
  Header header{};
  if (bytes.size() < sizeof header) return fail(ErrorCode::corrupt, where + ": too short");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0) {
    return fail(ErrorCode::corrupt, where + ": not a language image");
  }
  if (header.version != kVersion) {
    return fail(ErrorCode::unsupported,
                where + ": language image of version " + std::to_string(header.version) +
                    ", this program reads " + std::to_string(kVersion) + "; build it again");
  }
  bytes_ = bytes;
  where_ = where;
  if (header.size != bytes.size()) {
    return fail(ErrorCode::corrupt, where + ": damaged language image (size); build it again");
  }
  if (header.section_count > (bytes.size() - sizeof header) / sizeof(SectionEntry)) {
    return fail(ErrorCode::corrupt, where + ": bad section table");
  }
  for (uint32_t i = 0; i < header.section_count; ++i) {
    SectionEntry e{};
    std::memcpy(&e, bytes.data() + sizeof header + i * sizeof e, sizeof e);
    e.name[sizeof e.name - 1] = '\0';
    if (e.offset > bytes.size() || e.length > bytes.size() - e.offset || e.offset % 8 != 0) {
      return fail(ErrorCode::corrupt, where + ": section out of bounds");
    }
    sections_[e.name] = bytes.substr(e.offset, e.length);
  }
  strings_ = section("strings");
  checksum_ = header.checksum;
  return {};
}

std::string_view Image::section(const std::string& name) const {
  auto it = sections_.find(name);
  return it == sections_.end() ? std::string_view{} : it->second;
}

}  // namespace isnad
