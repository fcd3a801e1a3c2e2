#include "ingest/feed_documents.h"

#include <fmt/format.h>

#include "base/sha256.h"
#include "base/utf8.h"

namespace isnad {

namespace {

Result<RawDocument> document_of(FeedItem&& item, const Feed& feed, const std::string& uri,
                                const IngestOptions& options) {
  RawDocument d;
  d.uri = item.link ? *item.link : uri + "#" + item.id;
  d.url = std::move(item.link);
  d.title = std::move(item.title);
  d.author = std::move(item.author);
  d.outlet = feed.title;
  d.published = std::move(item.published);
  if (!d.published && options.published) {
    d.published = options.published;
    d.published_by_option = true;
  }
  if (!d.outlet && options.outlet) d.outlet = options.outlet;
  d.text_utf8 = std::move(*item.content);
  Result<std::u32string> text = decode_utf8(d.text_utf8);
  if (!text) return tl::unexpected<Error>(text.error());
  d.text = std::move(*text);
  return d;
}

}  // namespace

const char* media_type_of_feed(Feed::Kind kind) {
  switch (kind) {
    case Feed::Kind::rss:
      return "application/rss+xml";
    case Feed::Kind::rdf:
      return "application/rdf+xml";
    case Feed::Kind::atom:
      return "application/atom+xml";
    case Feed::Kind::json:
      return "application/feed+json";
  }
  return "application/xml";
}

std::vector<IngestItem> feed_documents(Blob&& blob, const IngestOptions& options) {
  std::vector<IngestItem> out;
  Result<Feed> feed = read_feed(blob.bytes, {blob.charset, blob.url}, blob.uri);
  if (!feed) {
    out.push_back({blob.uri, tl::unexpected<Error>(feed.error())});
    return out;
  }
  Evidence evidence;
  evidence.sha256 = sha256_hex(blob.bytes);
  evidence.size = blob.bytes.size();
  evidence.media_type = media_type_of_feed(feed->kind);
  evidence.url = blob.url;
  evidence.fetched = blob.fetched;
  evidence.headers = blob.headers;
  size_t without = 0;
  for (FeedItem& item : feed->items) {
    if (!item.content) {
      ++without;
      continue;
    }
    Result<RawDocument> d = document_of(std::move(item), *feed, blob.uri, options);
    if (d) {
      d->evidence = evidence;
      if (out.empty()) {
        d->note = feed->note;
        if (options.keep_raw) d->evidence->raw = std::move(blob.bytes);
      }
    }
    std::string uri = d ? d->uri : blob.uri;
    out.push_back({std::move(uri), std::move(d)});
  }
  if (without != 0) {
    out.push_back(
        {blob.uri, fail(ErrorCode::missing_field,
                        fmt::format("{}: {} of {} items have no full text in the feed; their pages "
                                    "are fetched by: isnad watch",
                                    blob.uri, without, feed->items.size()))});
  }
  if (out.empty()) {
    out.push_back({blob.uri, fail(ErrorCode::empty, blob.uri + ": a feed without items")});
  }
  return out;
}

}  // namespace isnad
