#pragma once
#include <vector>

#include "ingest/blob.h"
#include "ingest/feed.h"

namespace isnad {

// The items of a saved feed that have their full text in it, as documents, in its order. The
// evidence of each is the feed's bytes; with options.keep_raw the first of them holds these. Items
// without a full text are told in one error (missing_field) at the end: their pages are the matter
// of `isnad watch`. Never empty. Thread safe.
std::vector<IngestItem> feed_documents(Blob&& blob, const IngestOptions& options);

// "application/rss+xml" ...
const char* media_type_of_feed(Feed::Kind kind);

}  // namespace isnad
