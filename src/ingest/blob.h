#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ingest/evidence.h"
#include "ingest/ingest.h"

// One file, page or archive member, whole in memory -> documents.

namespace isnad {

struct Blob {
  std::string uri;  // names it, in records and messages
  std::string bytes;
  // What the sender says of the bytes; the bytes themselves have the last word on what they are.
  std::optional<std::string> media_type;  // without parameters
  std::optional<std::string> charset;
  std::optional<std::string> url;
  std::optional<std::string> fetched;  // RFC 3339 UTC
  std::vector<std::pair<std::string, std::string>> headers;
};

// Sniffs the kind (magic bytes, then the ending of the uri, then the media type) and reads the
// documents in it: one for most kinds, several for a feed, a table or JSON lines. Never empty: what
// cannot be read is an item with an error. Every document carries its evidence; with
// options.keep_raw also the bytes. Thread safe.
std::vector<IngestItem> read_blob(Blob&& blob, const IngestOptions& options);

}  // namespace isnad
