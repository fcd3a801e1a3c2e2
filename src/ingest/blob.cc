#include "ingest/blob.h"

#include <algorithm>

#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/feed_documents.h"
#include "ingest/file_text.h"
#include "ingest/page.h"
#include "ingest/streams.h"

namespace isnad {

namespace {

bool same_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

RawDocument document_of(const Blob& blob, std::u32string&& text, std::string&& note) {
  RawDocument doc;
  doc.uri = blob.uri;
  doc.url = blob.url;
  doc.text = std::move(text);
  doc.text_utf8 = encode_utf8(doc.text);
  doc.note = std::move(note);
  return doc;
}

Result<RawDocument> read_text(const Blob& blob) {
  auto decoded = decode_text(blob.bytes, blob.uri);
  if (!decoded) return tl::unexpected(decoded.error());
  return document_of(blob, std::move(decoded->text), std::move(decoded->note));
}

Result<RawDocument> read_file(const Blob& blob, Kind kind) {
  auto file = kind == Kind::pdf ? read_pdf(blob.bytes, blob.uri) : read_docx(blob.bytes, blob.uri);
  if (!file) return tl::unexpected(file.error());
  RawDocument doc = document_of(blob, std::move(file->text), std::move(file->note));
  doc.title = std::move(file->title);
  doc.author = std::move(file->author);
  doc.published = std::move(file->published);
  return doc;
}

Result<RawDocument> read_html(const Blob& blob) {
  auto page = read_page(blob.bytes, {blob.charset, blob.url}, blob.uri);
  if (!page) return tl::unexpected(page.error());
  RawDocument doc = document_of(blob, std::move(page->text), std::move(page->note));
  doc.title = std::move(page->title);
  doc.author = std::move(page->author);
  doc.outlet = std::move(page->outlet);
  doc.published = std::move(page->published);
  if (page->url) doc.url = std::move(page->url);
  return doc;
}

Evidence evidence_of_bytes(const Blob& blob, Kind kind) {
  Evidence evidence;
  evidence.sha256 = sha256_hex(blob.bytes);
  evidence.size = blob.bytes.size();
  evidence.media_type = media_type_of(kind);
  evidence.url = blob.url;
  evidence.fetched = blob.fetched;
  evidence.headers = blob.headers;
  return evidence;
}

// The documents of a kind that has many, each with the evidence of its own line, row or member.
std::vector<IngestItem> read_container(Blob& blob, const IngestOptions& options) {
  Intake intake;
  intake.options = options;
  intake.budget.raw = blob.bytes.size();
  const auto stream = open_stream(memory_source(blob.bytes), blob.uri, intake, 1);
  std::vector<IngestItem> items;
  while (auto item = stream->next()) {
    if (item->document && item->document->evidence) {
      Evidence& evidence = *item->document->evidence;
      if (!evidence.url) evidence.url = blob.url;
      if (!evidence.fetched) evidence.fetched = blob.fetched;
      if (evidence.headers.empty()) evidence.headers = blob.headers;
    }
    items.push_back(std::move(*item));
  }
  if (items.empty()) {
    items.push_back({blob.uri, fail(ErrorCode::empty, blob.uri + ": no document in it")});
  }
  return items;
}

}  // namespace

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (same_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

void apply_options(RawDocument& doc, const IngestOptions& options) {
  if (!doc.published && options.published) {
    doc.published = options.published;
    doc.published_by_option = true;
  }
  if (!doc.outlet && options.outlet) doc.outlet = options.outlet;
}

std::vector<IngestItem> read_kind(Blob&& blob, Kind kind, const IngestOptions& options) {
  std::vector<IngestItem> items;
  const bool file = kind == Kind::pdf || kind == Kind::docx;
  const size_t limit = file ? kMaxFileBytes : kMaxDocumentBytes;
  if (blob.bytes.size() > limit) {
    items.push_back({blob.uri, fail(ErrorCode::too_large,
                                    blob.uri + ": longer than " + std::to_string(limit >> 20) +
                                        " MB, the most that one document may have; split it")});
    return items;
  }
  if (kind == Kind::feed) return feed_documents(std::move(blob), options);
  Result<RawDocument> doc = file                 ? read_file(blob, kind)
                            : kind == Kind::html ? read_html(blob)
                                                 : read_text(blob);
  if (!doc) {
    items.push_back({blob.uri, tl::unexpected(doc.error())});
    return items;
  }
  apply_options(*doc, options);
  doc->evidence = evidence_of_bytes(blob, kind);
  if (options.keep_raw) doc->evidence->raw = std::move(blob.bytes);
  items.push_back({std::move(blob.uri), std::move(*doc)});
  return items;
}

std::vector<IngestItem> read_blob(Blob&& blob, const IngestOptions& options) {
  const Kind kind =
      sniff(std::string_view(blob.bytes).substr(0, size_t{64} << 10), blob.uri,
            blob.media_type ? std::optional<std::string_view>(*blob.media_type) : std::nullopt);
  switch (kind) {
    case Kind::text:
    case Kind::html:
    case Kind::feed:
    case Kind::pdf:
    case Kind::docx:
      return read_kind(std::move(blob), kind, options);
    default:
      return read_container(blob, options);
  }
}

}  // namespace isnad
