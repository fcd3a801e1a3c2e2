#include "ingest/blob.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

Blob blob_of(const std::string& uri, const std::string& bytes) {
  Blob blob;
  blob.uri = uri;
  blob.bytes = bytes;
  return blob;
}

TEST(Blob, TextCarriesItsEvidence) {
  Blob blob = blob_of("a.txt", "abc");
  blob.url = "https://example.org/a";
  blob.fetched = "2025-04-04T10:00:00Z";
  blob.headers = {{"ETag", "\"1\""}};
  const auto items = read_blob(std::move(blob), {});
  ASSERT_EQ(items.size(), 1u);
  ASSERT_TRUE(items[0].document);
  const RawDocument& d = *items[0].document;
  EXPECT_EQ(d.text_utf8, "abc");
  EXPECT_EQ(d.url, "https://example.org/a");
  ASSERT_TRUE(d.evidence);
  // FIPS 180-4, the example of three letters.
  EXPECT_EQ(d.evidence->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(d.evidence->size, 3u);
  EXPECT_EQ(d.evidence->media_type, "text/plain");
  EXPECT_EQ(d.evidence->fetched, "2025-04-04T10:00:00Z");
  EXPECT_EQ(find_header(d.evidence->headers, "etag"), "\"1\"");
  EXPECT_FALSE(find_header(d.evidence->headers, "etags"));
  EXPECT_EQ(d.evidence->raw, "");
}

TEST(Blob, KeepsTheBytesIfAsked) {
  IngestOptions options;
  options.keep_raw = true;
  const auto items = read_blob(blob_of("a.txt",
                                       "\xEF\xBB\xBF"
                                       "abc"),
                               options);
  EXPECT_EQ(items.at(0).document->evidence->raw,
            "\xEF\xBB\xBF"
            "abc");
  EXPECT_EQ(items.at(0).document->text_utf8, "abc");
}

TEST(Blob, WhatCannotBeReadIsAnError) {
  const auto empty = read_blob(blob_of("a.txt", ""), {});
  ASSERT_EQ(empty.size(), 1u);
  EXPECT_EQ(empty[0].document.error().code, ErrorCode::empty);
  const auto large = read_blob(blob_of("b.txt", std::string(kMaxDocumentBytes + 1, 'x')), {});
  EXPECT_EQ(large.at(0).document.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace isnad
