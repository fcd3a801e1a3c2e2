#include "ingest/streams.h"

#include <deque>

#include "ingest/blob.h"
#include "ingest/file_text.h"
#include "ingest/layers.h"

namespace isnad {

namespace {

class Ready : public DocumentStream {
 public:
  explicit Ready(std::vector<IngestItem>&& items)
      : items_(std::make_move_iterator(items.begin()), std::make_move_iterator(items.end())) {}
  std::optional<IngestItem> next() override {
    if (items_.empty()) return std::nullopt;
    IngestItem item = std::move(items_.front());
    items_.pop_front();
    return item;
  }
  bool exhausted() const override { return items_.empty(); }

 private:
  std::deque<IngestItem> items_;
};

bool is_compression(Kind kind) { return kind == Kind::gzip || kind == Kind::zstd; }
bool is_container(Kind kind) { return kind == Kind::zip || kind == Kind::tar; }

// "a.warc.gz" -> "a.warc": tells the kind of what is inside.
std::string inner_name(std::string_view name) {
  for (const std::string_view ending : {".gz", ".zst", ".zstd", ".tgz"}) {
    if (name.ends_with(ending)) {
      return std::string(name.substr(0, name.size() - ending.size())) +
             (ending == ".tgz" ? ".tar" : "");
    }
  }
  return std::string(name);
}

// A WARC file decodes itself, member by member: that is faster, and damage in one record costs one
// record.
bool holds_warc(ByteSource& peeked_layer) {
  char begin[5];
  size_t have = 0;
  while (have < sizeof begin) {
    const Result<size_t> n = peeked_layer.read(begin + have, sizeof begin - have);
    if (!n || *n == 0) return false;
    have += *n;
  }
  return std::string_view(begin, sizeof begin) == "WARC/";
}

}  // namespace

std::unique_ptr<DocumentStream> one_failure(std::string uri, Error error) {
  std::vector<IngestItem> items;
  items.push_back({std::move(uri), tl::unexpected(std::move(error))});
  return std::make_unique<Ready>(std::move(items));
}

std::unique_ptr<DocumentStream> open_stream(std::unique_ptr<ByteSource> source, std::string uri,
                                            Intake& intake, int depth) {
  std::string name = uri;
  auto peeked = std::make_unique<Peeked>(std::move(source));
  Kind kind = sniff(peeked->head(), name);
  for (int layers = 0; is_compression(kind); ++layers) {
    // Nobody compresses so often; a file that holds itself would never end.
    if (layers > 1) {
      return one_failure(
          uri, {ErrorCode::too_large, uri + ": compressed three times over; unpack it first"});
    }
    const std::string_view head = peeked->head();
    if (!is_gzip(head) && !is_zstd(head)) {
      const std::string what = kind == Kind::gzip ? "gzip" : "zstd";
      const bool empty = head.empty();
      char byte = 0;
      const Result<size_t> rest = peeked->read(&byte, 1);
      if (!rest) return one_failure(uri, rest.error());
      return one_failure(uri, empty ? Error{ErrorCode::empty, uri + ": empty"}
                                    : Error{ErrorCode::bad_format, uri + ": no " + what + " data"});
    }
    name = inner_name(name);
    {
      Budget trial;
      trial.raw = head.size();
      auto begin = memory_source(head);
      const auto decoded = is_gzip(head) ? gunzip(std::move(begin), uri, trial)
                                         : unzstd(std::move(begin), uri, trial);
      if (holds_warc(*decoded) || kind_of_ending(name) == Kind::warc) {
        return warc_documents(std::move(peeked), std::move(uri), intake);
      }
    }
    auto layer = is_gzip(head) ? gunzip(std::move(peeked), uri, intake.budget)
                               : unzstd(std::move(peeked), uri, intake.budget);
    peeked = std::make_unique<Peeked>(std::move(layer));
    kind = sniff(peeked->head(), name);
  }
  if (intake.from_format && (depth == 0 || !is_container(*intake.from_format))) {
    // Inside an archive the format is that of its members.
    if (!(depth > 0 && is_container(kind))) kind = *intake.from_format;
  }
  switch (kind) {
    case Kind::zip:
    case Kind::tar:
      if (depth + 1 >= kMostArchives) {
        return one_failure(
            uri, {ErrorCode::too_large, uri + ": an archive in an archive, " +
                                            std::to_string(kMostArchives) +
                                            " deep; that is deeper than archives are read"});
      }
      return archive_members(std::move(peeked), std::move(uri), intake, kind, depth);
    case Kind::warc:
      return warc_documents(std::move(peeked), std::move(uri), intake);
    case Kind::jsonl:
    case Kind::csv:
    case Kind::tsv: {
      std::unique_ptr<ByteSource> lines = std::move(peeked);
      const std::string_view head = static_cast<Peeked&>(*lines).head();
      if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
        lines = utf16_to_utf8(std::move(lines));
      }
      if (kind == Kind::jsonl) return json_lines(std::move(lines), std::move(uri), intake);
      return table_rows(std::move(lines), std::move(uri), intake, kind == Kind::tsv);
    }
    default:
      break;
  }
  const size_t limit = kind == Kind::pdf || kind == Kind::docx ? kMaxFileBytes : kMaxDocumentBytes;
  auto bytes = read_all(*peeked, limit, uri);
  if (!bytes) return one_failure(std::move(uri), bytes.error());
  Blob blob;
  blob.uri = std::move(uri);
  blob.bytes = std::move(*bytes);
  blob.media_type = media_type_of(kind);
  return std::make_unique<Ready>(read_kind(std::move(blob), kind, intake.options));
}

}  // namespace isnad
