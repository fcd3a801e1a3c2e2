#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <vector>

#include "ingest/labels.h"
#include "ingest/streams.h"

namespace isnad {

namespace {

constexpr size_t kEntryAtOnce = size_t{256} << 10;

// libarchive converts names through the locale of the thread; the program's own is "C". Names are
// UTF-8 for the time of a call.
class Utf8Locale {
 public:
  Utf8Locale() : ours_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (ours_) before_ = uselocale(ours_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;
  ~Utf8Locale() {
    if (!ours_) return;
    uselocale(before_);
    freelocale(ours_);
  }

 private:
  locale_t ours_;
  locale_t before_ = nullptr;
};

// The outer bytes as libarchive asks for them.
struct Feeder {
  std::unique_ptr<ByteSource> source;
  std::vector<char> block = std::vector<char>(kEntryAtOnce);
  uint64_t at = 0;
  std::optional<Error> error;

  static la_ssize_t read(archive*, void* self, const void** out) {
    auto& f = *static_cast<Feeder*>(self);
    const Result<size_t> n = f.source->read(f.block.data(), f.block.size());
    if (!n) {
      f.error = n.error();
      return -1;
    }
    f.at += *n;
    *out = f.block.data();
    return static_cast<la_ssize_t>(*n);
  }
  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    auto& f = *static_cast<Feeder*>(self);
    const uint64_t base = whence == SEEK_SET   ? 0
                          : whence == SEEK_CUR ? f.at
                                               : f.source->size().value_or(0);
    const int64_t to = static_cast<int64_t>(base) + offset;
    if (to < 0 || !f.source->seek(static_cast<uint64_t>(to))) return ARCHIVE_FATAL;
    f.at = static_cast<uint64_t>(to);
    return to;
  }
};

struct FreeArchive {
  void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;

std::string trouble(archive* a) {
  const char* text = archive_error_string(a);
  return text ? printable_name(text) : "damaged";
}

// The bytes of the member that the archive stands at.
class Member : public ByteSource {
 public:
  Member(archive* a, std::string where, Budget& budget, bool whole)
      : archive_(a), where_(std::move(where)), budget_(budget), counted_(whole) {}
  Result<size_t> read(char* buffer, size_t size) override {
    if (done_) return size_t{0};
    const la_ssize_t n = archive_read_data(archive_, buffer, size);
    if (n <= 0) done_ = true;
    if (n < 0) {
      return fail(archive_read_has_encrypted_entries(archive_) > 0 ? ErrorCode::unsupported
                                                                   : ErrorCode::bad_format,
                  where_ + ": " + trouble(archive_));
    }
    if (counted_) {
      budget_.decoded += static_cast<uint64_t>(n);
      made_ += static_cast<uint64_t>(n);
      if (budget_.spent()) {
        done_ = true;
        budget_.refund(made_);
        return fail(ErrorCode::too_large, where_ + ": decompresses to more than " +
                                              std::to_string(Budget::kRatio) +
                                              " times its size; refused as a decompression bomb");
      }
    }
    return static_cast<size_t>(n);
  }

 private:
  archive* archive_;
  std::string where_;
  Budget& budget_;
  uint64_t made_ = 0;
  bool counted_;  // a tar adds nothing to what its own compression has counted
  bool done_ = false;
};

class ArchiveMembers : public DocumentStream {
 public:
  ArchiveMembers(std::unique_ptr<ByteSource> source, std::string uri, Intake& intake, Kind kind,
                 int depth)
      : uri_(std::move(uri)), intake_(intake), kind_(kind), depth_(depth) {
    feeder_.source = std::move(source);
  }

  std::optional<IngestItem> next() override {
    if (!archive_ && !done_) {
      if (auto failed = open()) return failed;
    }
    for (;;) {
      if (member_) {
        if (auto item = member_->next()) {
          gave_ = true;
          return item;
        }
        member_.reset();
      }
      if (done_) return std::nullopt;
      if (auto failed = next_member()) return failed;
    }
  }

 private:
  std::optional<IngestItem> end(ErrorCode code, const std::string& message) {
    done_ = true;
    return IngestItem{uri_, fail(code, uri_ + ": " + message)};
  }

  std::optional<IngestItem> open() {
    const Utf8Locale locale;  // libarchive keeps its charset from the first call that needs it
    archive_.reset(archive_read_new());
    archive* a = archive_.get();
    if (!a) return end(ErrorCode::unsupported, "libarchive cannot be set up");
    if (kind_ == Kind::tar) {
      archive_read_support_format_tar(a);
    } else {
      archive_read_support_format_zip(a);
      // Names without a flag are UTF-8 more often than the code page of 1981.
      archive_read_set_options(a, "zip:hdrcharset=UTF-8");
    }
    archive_read_set_callback_data(a, &feeder_);
    archive_read_set_read_callback(a, &Feeder::read);
    if (feeder_.source->size()) archive_read_set_seek_callback(a, &Feeder::seek);
    if (archive_read_open1(a) != ARCHIVE_OK) return broken();
    return std::nullopt;
  }

  std::optional<IngestItem> broken() {
    if (feeder_.error) {
      done_ = true;
      return IngestItem{uri_, tl::unexpected(*feeder_.error)};
    }
    return end(ErrorCode::bad_format, "a damaged " + std::string(kind_name(kind_)) +
                                          " archive: " + trouble(archive_.get()) +
                                          "; what came before it was read");
  }

  // Stands at the next member to read, as member_; an item for what is wrong on the way.
  std::optional<IngestItem> next_member() {
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    std::string name;
    {
      const Utf8Locale locale;
      status = archive_read_next_header(archive_.get(), &entry);
      if (status == ARCHIVE_OK || status == ARCHIVE_WARN) {
        const char* path = archive_entry_pathname(entry);
        if (!path) path = archive_entry_pathname_utf8(entry);
        name = path ? path : "";
      }
    }
    if (status == ARCHIVE_EOF) {
      done_ = true;
      if (gave_ || members_ > 0) return std::nullopt;
      return IngestItem{uri_, fail(ErrorCode::empty, uri_ + ": an archive without any file")};
    }
    if (status == ARCHIVE_FATAL || (status != ARCHIVE_OK && status != ARCHIVE_WARN)) {
      return broken();
    }
    if (++members_ > kMaxMembers) {
      return end(ErrorCode::too_large, "more than a million members; the rest is not read");
    }
    const auto type = archive_entry_filetype(entry);
    if (type == AE_IFDIR) return std::nullopt;
    const std::string label = member_label(name);
    if (type != AE_IFREG) {
      ++intake_.left_out["links and devices in archives"];
      return std::nullopt;
    }
    if (!wanted(label)) return std::nullopt;
    const std::string uri = uri_ + "!/" + label;
    if (archive_entry_is_encrypted(entry)) {
      return IngestItem{uri, fail(ErrorCode::unsupported,
                                  uri + ": encrypted; unpack it with its password first")};
    }
    member_ = open_stream(
        std::make_unique<Member>(archive_.get(), uri, intake_.budget, kind_ == Kind::zip), uri,
        intake_, depth_ + 1);
    return std::nullopt;
  }

  // By the ending, as in folders: an archive of a site holds pictures and scripts too.
  bool wanted(const std::string& label) {
    const size_t slash = label.rfind('/');
    const std::string file = slash == std::string::npos ? label : label.substr(slash + 1);
    // What macOS adds to its archives about each file.
    if (file.starts_with("._") || label.starts_with("__MACOSX/")) {
      ++intake_.left_out["._ files of macOS"];
      return false;
    }
    if (kind_of_ending(file)) return true;
    const size_t dot = file.rfind('.');
    ++intake_.left_out[dot == std::string::npos || file.size() - dot > 9
                           ? std::string("files without a known ending")
                           : file.substr(dot) + " files"];
    return false;
  }

  std::string uri_;
  Intake& intake_;
  Kind kind_;
  int depth_;
  Feeder feeder_;
  Archive archive_;  // after the feeder, which it reads from until it is freed
  std::unique_ptr<DocumentStream> member_;
  uint64_t members_ = 0;
  bool gave_ = false;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> archive_members(std::unique_ptr<ByteSource> source, std::string uri,
                                                Intake& intake, Kind kind, int depth) {
  return std::make_unique<ArchiveMembers>(std::move(source), std::move(uri), intake, kind, depth);
}

}  // namespace isnad
