#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/evidence.h"

// From what the user names (files, folders, standard input) to decoded documents, one by one.

namespace isnad {

// A document as it came in: decoded, not yet read.
struct RawDocument {
  std::string uri;
  std::optional<std::string> url;
  std::optional<std::string> outlet;
  std::optional<std::string> published;  // EDTF
  bool published_by_option = false;      // from --published, not from the document's own metadata
  std::optional<std::string> title;
  std::optional<std::string> author;
  std::u32string text;
  std::string text_utf8;
  std::string note;  // what had to be done to read it ("decoded from windows-1256"), or empty
  std::optional<Evidence> evidence;  // of the bytes that it was read from
};

struct IngestItem {
  std::string uri;
  tl::expected<RawDocument, Error> document;
};

struct IngestOptions {
  std::optional<std::string> published;  // EDTF, for documents that carry none
  std::optional<std::string> outlet;
  bool keep_raw = false;                                  // the evidence holds the bytes too
  std::optional<std::string> csv_columns = std::nullopt;  // "uri=link,text=body" (columns.h)
  std::optional<std::string> from_format =
      std::nullopt;  // "csv" ...: overrules what files look like (sniff.h)
};

// One document may have this many bytes; longer ones are refused with too_large.
inline constexpr size_t kMaxDocumentBytes = size_t{16} << 20;

// The inputs in order. Not thread safe; one reader calls next().
class Ingest {
 public:
  // Inputs: files of every kind (docs/ingest.md), folders (their files with a known ending, in byte
  // order of their paths, recursively), "-" (any kind on standard input). Errors: bad_argument (no
  // input, an option that says nothing sensible). What cannot be read comes as an item.
  static Result<Ingest> open(const std::vector<std::string>& inputs, const IngestOptions& options);
  Ingest(Ingest&&) noexcept;
  ~Ingest();

  // The next document or failure; nothing at the end.
  std::optional<IngestItem> next();

  // Number of files that are named so far and of those that are read to their end, for progress (an
  // archive counts as one).
  size_t files() const;
  size_t files_done() const;

  // What archives held besides documents, so far: lines for people, each with a number. Empty where
  // nothing was left out.
  std::vector<std::string> left_out() const;

 private:
  struct Impl;
  explicit Ingest(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Is this a date that a document may carry: 2025-04-04, 2025-04, 2025 (existing days only)?
bool is_edtf_day_month_or_year(std::string_view s);

}  // namespace isnad
