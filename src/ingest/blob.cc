#include "ingest/blob.h"

#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/feed_documents.h"

namespace isnad {

namespace {

bool same_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

Result<RawDocument> read_text(const Blob& blob) {
  auto decoded = decode_text(blob.bytes, blob.uri);
  if (!decoded) return tl::unexpected(decoded.error());
  RawDocument doc;
  doc.uri = blob.uri;
  doc.url = blob.url;
  doc.text = std::move(decoded->text);
  doc.text_utf8 = encode_utf8(doc.text);
  doc.note = std::move(decoded->note);
  return doc;
}

}  // namespace

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (same_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

std::vector<IngestItem> read_blob(Blob&& blob, const IngestOptions& options) {
  std::vector<IngestItem> items;
  if (blob.bytes.size() > kMaxDocumentBytes) {
    items.push_back(
        {blob.uri, fail(ErrorCode::too_large,
                        blob.uri + ": longer than " + std::to_string(kMaxDocumentBytes >> 20) +
                            " MB, the most that one document may have; split it")});
    return items;
  }
  if (sniff_feed(blob.bytes) == FeedKind::feed) return feed_documents(std::move(blob), options);
  auto doc = read_text(blob);
  if (!doc) {
    items.push_back({blob.uri, tl::unexpected(doc.error())});
    return items;
  }
  if (!doc->published && options.published) {
    doc->published = options.published;
    doc->published_by_option = true;
  }
  if (!doc->outlet && options.outlet) doc->outlet = options.outlet;
  Evidence evidence;
  evidence.sha256 = sha256_hex(blob.bytes);
  evidence.size = blob.bytes.size();
  evidence.media_type = "text/plain";
  evidence.url = std::move(blob.url);
  evidence.fetched = std::move(blob.fetched);
  evidence.headers = std::move(blob.headers);
  if (options.keep_raw) evidence.raw = std::move(blob.bytes);
  doc->evidence = std::move(evidence);
  items.push_back({blob.uri, std::move(*doc)});
  return items;
}

}  // namespace isnad
