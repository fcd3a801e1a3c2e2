#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/blob.h"
#include "ingest/bytes.h"
#include "ingest/ingest.h"
#include "ingest/sniff.h"

// Bytes -> documents, one after the other: what a file is, is told by its kind; a container opens
// further streams inside it. Included by src/ingest/*.cc alone.

namespace isnad {

// Archives inside archives, the outermost counted.
inline constexpr int kMostArchives = 4;
// Members of one archive.
inline constexpr uint64_t kMaxMembers = 1000000;

// What the streams of one Ingest share.
struct Intake {
  IngestOptions options;
  std::optional<Kind> from_format;
  Budget budget;                             // of the input in progress
  std::map<std::string, uint64_t> left_out;  // by what they are; read by no one on purpose
};

class DocumentStream {
 public:
  virtual ~DocumentStream() = default;
  virtual std::optional<IngestItem> next() = 0;  // nothing at the end
  // Is it known that nothing follows?
  virtual bool exhausted() const { return false; }
};

// `uri` names the bytes, in records and messages; its ending helps to tell the kind. The stream
// refers to `intake`. What cannot be opened gives an item with the error.
std::unique_ptr<DocumentStream> open_stream(std::unique_ptr<ByteSource> source, std::string uri,
                                            Intake& intake, int depth = 0);

// The streams of single kinds, each in a file of its own.
std::unique_ptr<DocumentStream> json_lines(std::unique_ptr<ByteSource> source, std::string uri,
                                           Intake& intake);
// `tabs`: the columns are divided by tabs; else by the commonest of , ; tab | in the first row.
std::unique_ptr<DocumentStream> table_rows(std::unique_ptr<ByteSource> source, std::string uri,
                                           Intake& intake, bool tabs);
std::unique_ptr<DocumentStream> archive_members(std::unique_ptr<ByteSource> source, std::string uri,
                                                Intake& intake, Kind kind, int depth);
std::unique_ptr<DocumentStream> warc_documents(std::unique_ptr<ByteSource> source, std::string uri,
                                               Intake& intake);

// Reads a blob as what it is known to be: text, html, feed, pdf, docx. Never empty.
std::vector<IngestItem> read_kind(Blob&& blob, Kind kind, const IngestOptions& options);

std::unique_ptr<DocumentStream> one_failure(std::string uri, Error error);

// What the options say of documents that do not say it themselves.
void apply_options(RawDocument& document, const IngestOptions& options);

}  // namespace isnad
