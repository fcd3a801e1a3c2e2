#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/bytes.h"

// WARC files (ISO 28500:2017, version 1.1; also 1.0 and the drafts 0.17 and 0.18): plain, gzip a
// record or as a whole, zstd (with the dictionary frame of the IIPC's WARC-Zstandard).

namespace isnad {

struct WarcRecord {
  std::string_view type;     // "response" ...
  std::string_view header;   // its named fields, as they stand there
  std::string_view content;  // the block, Content-Length bytes
  uint64_t number = 0;       // of the record, from 1
  uint64_t offset = 0;       // in the file as it is stored, of the record or of its gzip member

  // The value of a field, without regard to the case of its name; nothing if there is none.
  std::optional<std::string_view> field(std::string_view name) const;
};

// Reads records one after the other. Memory is bounded by kMaxWarcRecord: longer records are passed
// over. Not thread safe.
class WarcReader {
 public:
  explicit WarcReader(std::unique_ptr<ByteSource> source, Budget& budget);
  WarcReader(WarcReader&&) noexcept;
  ~WarcReader();

  // The next record (valid until the next call), or what is wrong in its place: then reading goes
  // on at the next thing that looks like a record. Nothing at the end. The messages name the
  // record's number and offset, not the file. Errors: bad_format (malformed, damaged, cut off),
  // too_large, unreadable.
  std::optional<Result<WarcRecord>> next();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The longest record that is read: a document, and room for the headers around it.
inline constexpr size_t kMaxWarcRecord = (size_t{16} << 20) + (size_t{256} << 10);

}  // namespace isnad
