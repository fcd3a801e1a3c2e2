#include <openssl/sha.h>

#include <deque>
#include <utility>

#include "base/sha256.h"
#include "ingest/blob.h"
#include "ingest/http.h"
#include "ingest/labels.h"
#include "ingest/layers.h"
#include "ingest/streams.h"
#include "ingest/warc.h"

namespace isnad {

namespace {

// Malformed records that get a line of their own; the others are counted.
constexpr uint64_t kToldFailures = 5;

// The digest of bytes as WARC writers spell it: base32 (RFC 4648) of SHA-1.
std::string sha1_base32(std::string_view bytes) {
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  std::string out;
  for (size_t bit = 0; bit < 160; bit += 5) {
    const unsigned pair = static_cast<unsigned>(digest[bit / 8]) << 8 |
                          (bit / 8 + 1 < SHA_DIGEST_LENGTH ? digest[bit / 8 + 1] : 0u);
    out += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[pair >> (11 - bit % 8) & 31];
  }
  return out;
}

// Is the digest right? True where it is of a kind that is not checked.
bool digest_fits(std::string_view told, std::string_view bytes) {
  if (told.starts_with("sha1:") && told.size() == 5 + 32)
    return told.substr(5) == sha1_base32(bytes);
  if (told.starts_with("sha256:") && told.size() == 7 + 64) {
    return told.substr(7) == sha256_hex(bytes);
  }
  return true;
}

void add_note(std::string& note, const std::string& more) {
  if (!note.empty()) note += "; ";
  note += more;
}

class WarcDocuments : public DocumentStream {
 public:
  WarcDocuments(std::unique_ptr<ByteSource> source, std::string uri, Intake& intake)
      : reader_(std::move(source), intake.budget), uri_(std::move(uri)), intake_(intake) {}

  std::optional<IngestItem> next() override {
    for (;;) {
      if (!ready_.empty()) {
        IngestItem item = std::move(ready_.front());
        ready_.pop_front();
        return item;
      }
      if (done_) return std::nullopt;
      const auto record = reader_.next();
      if (!record) {
        done_ = true;
        return rest_of_failures();
      }
      if (!*record) {
        if (++failures_ > kToldFailures) continue;
        const Error& e = record->error();
        return IngestItem{uri_, fail(e.code, uri_ + ": " + e.message)};
      }
      read(**record);
    }
  }

 private:
  std::optional<IngestItem> rest_of_failures() const {
    if (failures_ <= kToldFailures) return std::nullopt;
    return IngestItem{
        uri_, fail(ErrorCode::bad_format, uri_ + ": " + std::to_string(failures_ - kToldFailures) +
                                              " more malformed records were passed over")};
  }

  void leave_out(const std::string& what) { ++intake_.left_out[what]; }

  void read(const WarcRecord& record) {
    const std::string type = parse_media_type(record.type).type;
    if (type != "response" && type != "resource" && type != "conversion") {
      leave_out("WARC records of type " + printable_name(type.substr(0, 40)));
      return;
    }
    Blob blob;
    std::string note;
    const std::string_view address = address_of(record);
    const std::string_view sent = record.content;
    const MediaType record_type = parse_media_type(record.field("Content-Type").value_or(""));
    MediaType media = record_type;
    std::string_view body = sent;
    if (type == "response" &&
        (record_type.type == "application/http" || sent.starts_with("HTTP/"))) {
      const auto response = parse_http(sent);
      if (!response) {
        ++failures_;
        if (failures_ <= kToldFailures) {
          ready_.push_back(
              {uri_, fail(ErrorCode::bad_format,
                          uri_ + ": record " + std::to_string(record.number) + " at byte " +
                              std::to_string(record.offset) + ": no HTTP response in it")});
        }
        return;
      }
      if (response->status != 200 && response->status != 203) {
        leave_out("WARC responses of status " + std::to_string(response->status));
        return;
      }
      body = response->body;
      media = parse_media_type(find_header(response->headers, "Content-Type").value_or(""));
      if (!may_be_read(media.type)) return;
      auto decoded = decode_body(*response, note);
      if (!decoded) {
        const std::string name = name_of(record);
        ready_.push_back(
            {name, fail(decoded.error().code, name + ": its body is " + decoded.error().message)});
        return;
      }
      blob.bytes = std::move(*decoded);
      blob.headers = response->headers;
    } else {
      if (!may_be_read(media.type)) return;
      blob.bytes = body;
    }
    const auto digest = record.field("WARC-Payload-Digest");
    if (digest && !digest_fits(*digest, body) && !digest_fits(*digest, blob.bytes) &&
        !digest_fits(*digest, unchunked(body))) {
      add_note(note, "the bytes do not have the digest that the archive states");
    }
    if (const auto cut = record.field("WARC-Truncated")) {
      add_note(note, "cut off by its crawler (" + printable_name(cut->substr(0, 40)) + ")");
    }
    if (const auto id = record.field("WARC-Record-ID"))
      blob.headers.emplace_back("WARC-Record-ID", *id);
    blob.uri = name_of(record);
    if (!address.empty()) blob.url = printable_name(address);
    if (const auto date = record.field("WARC-Date")) blob.fetched = *date;
    if (!media.type.empty()) blob.media_type = media.type;
    blob.charset = media.charset;
    give(std::move(blob), note);
  }

  // By what the sender says alone: pictures, scripts and styles need no decoding.
  bool may_be_read(const std::string& type) {
    if (type.empty() || type == "text/html" || type == "text/plain" || type == "application/pdf" ||
        type == "application/xhtml+xml" || type == "application/octet-stream" ||
        type == media_type_of(Kind::docx)) {
      return true;
    }
    leave_out(printable_name(type.substr(0, 60)) + " in WARC records");
    return false;
  }

  void give(Blob&& blob, const std::string& note) {
    const Kind kind =
        sniff(std::string_view(blob.bytes).substr(0, 4096), path_of(blob),
              blob.media_type ? std::optional<std::string_view>(*blob.media_type) : std::nullopt);
    const bool plain = kind == Kind::text && blob.media_type == "text/plain";
    if (kind != Kind::html && kind != Kind::pdf && kind != Kind::docx && !plain) {
      leave_out(
          (kind == Kind::text ? "files without a known type" : std::string(media_type_of(kind))) +
          " in WARC records");
      return;
    }
    if (plain && path_of(blob).ends_with("/robots.txt")) {
      leave_out("robots.txt in WARC records");
      return;
    }
    for (IngestItem& item : read_blob(std::move(blob), intake_.options)) {
      if (item.document && !note.empty()) add_note(item.document->note, note);
      ready_.push_back(std::move(item));
    }
  }

  static std::string path_of(const Blob& blob) {
    const std::string& address = blob.url ? *blob.url : blob.uri;
    return address.substr(0, address.find_first_of("?#"));
  }

  std::string name_of(const WarcRecord& record) const {
    const std::string_view address = address_of(record);
    return uri_ + "!/" +
           (address.empty() ? "record-" + std::to_string(record.number) : printable_name(address));
  }

  static std::string_view address_of(const WarcRecord& record) {
    const std::string_view s = record.field("WARC-Target-URI").value_or("");
    // WARC 1.0 writers were told to put brackets around it.
    if (s.size() > 2 && s.front() == '<' && s.back() == '>') return s.substr(1, s.size() - 2);
    return s;
  }

  // Without transfer and content coding. A coding that cannot be taken off is mostly one that the
  // crawler took off already: then the bytes are the body.
  // Error too_large.
  static Result<std::string> decode_body(const HttpResponse& response, std::string& note) {
    const auto transfer = find_header(response.headers, "Transfer-Encoding");
    std::string body = transfer ? unchunked(response.body) : std::string(response.body);
    const auto encoding = find_header(response.headers, "Content-Encoding");
    if (!encoding || body.empty()) return body;
    auto decoded = decode_content(body, *encoding, kMaxDocumentBytes);
    if (decoded || decoded.error().code == ErrorCode::too_large) return decoded;
    add_note(note, "its content encoding " + printable_name(encoding->substr(0, 40)) +
                       " could not be taken off");
    return body;
  }

  WarcReader reader_;
  std::string uri_;
  Intake& intake_;
  std::deque<IngestItem> ready_;
  uint64_t failures_ = 0;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> warc_documents(std::unique_ptr<ByteSource> source, std::string uri,
                                               Intake& intake) {
  return std::make_unique<WarcDocuments>(std::move(source), std::move(uri), intake);
}

}  // namespace isnad
