#include "ingest/feed_documents.h"

#include <gtest/gtest.h>

#include "base/sha256.h"

namespace isnad {
namespace {

Blob blob(std::string bytes) {
  Blob b;
  b.uri = "saved.xml";
  b.bytes = std::move(bytes);
  b.url = "https://a.example/feed";
  b.fetched = "2025-04-04T10:00:00Z";
  return b;
}

const std::string kFeed =
    "<rss><channel><title>Desk</title>"
    "<item><guid>1</guid><link>/1</link><title>One</title><pubDate>4 Apr 2025</pubDate>"
    "<encoded xmlns='http://purl.org/rss/1.0/modules/content/'>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b"
    "&lt;/p&gt;</encoded></item>"
    "<item><guid "
    "isPermaLink='false'>2</guid><title>Two</title><description>short</description></item>"
    "<item><guid isPermaLink='false'>3</guid><content:encoded>c</content:encoded></item>"
    "</channel></rss>";

TEST(FeedDocuments, FullTextsAreDocumentsTheRestIsCounted) {
  const auto items = feed_documents(blob(kFeed), {});
  ASSERT_EQ(items.size(), 3u);
  const RawDocument& one = *items[0].document;
  EXPECT_EQ(one.uri, "https://a.example/1");
  EXPECT_EQ(one.url, "https://a.example/1");
  EXPECT_EQ(one.title, "One");
  EXPECT_EQ(one.outlet, "Desk");
  EXPECT_EQ(one.published, "2025-04-04");
  EXPECT_EQ(one.text_utf8, "a\nb");
  EXPECT_EQ(one.text, U"a\nb");
  EXPECT_EQ(one.evidence->sha256, sha256_hex(kFeed));
  EXPECT_EQ(one.evidence->media_type, "application/rss+xml");
  EXPECT_EQ(one.evidence->fetched, "2025-04-04T10:00:00Z");
  EXPECT_EQ(one.evidence->raw, "");
  EXPECT_EQ(items[1].document->uri, "saved.xml#3");
  EXPECT_EQ(items[2].document.error().message,
            "saved.xml: 1 of 3 items have no full text in the feed; their pages are fetched by: "
            "isnad watch");
}

TEST(FeedDocuments, TheFirstHoldsTheBytes) {
  IngestOptions options;
  options.keep_raw = true;
  options.published = "2024";
  const auto items = feed_documents(blob(kFeed), options);
  EXPECT_EQ(items[0].document->evidence->raw, kFeed);
  EXPECT_EQ(items[1].document->evidence->raw, "");
  EXPECT_EQ(items[1].document->published, "2024");
  EXPECT_TRUE(items[1].document->published_by_option);
}

TEST(FeedDocuments, NeverEmpty) {
  EXPECT_EQ(feed_documents(blob("<rss><channel/></rss>"), {})[0].document.error().code,
            ErrorCode::empty);
  EXPECT_EQ(feed_documents(blob("<html>"), {})[0].document.error().code, ErrorCode::bad_format);
  const auto by_blob = read_blob(blob(kFeed), {});
  EXPECT_EQ(by_blob.size(), 3u);
}

}  // namespace
}  // namespace isnad
