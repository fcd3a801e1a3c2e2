#pragma once
#include <memory>
#include <optional>
#include <string>

#include "base/image.h"
#include "base/result.h"
#include "text/text.h"

// Which sentence is headline, summary, byline, dateline, heading, page furniture or body. The
// knowledge is in data/text/{furniture,bylines}.tsv and the towns of data/kb.

namespace isnad {

// "Bamako (Reuters) - ...": where the report was written and which agency brings it.
struct DatelineReading {
  std::string place_key;   // folded name as written, or empty
  std::string agency_key;  // folded name of data/kb/media.tsv, or empty
  Span span;               // code points, with the final separator
  uint32_t first = 0;      // tokens [first, last)
  uint32_t last = 0;
};

// Immutable; any number of threads may use one.
class PartReader {
 public:
  // Keeps references into the image: it must outlive the reader. Errors: corrupt (no parts.*).
  static Result<PartReader> open(const Image& image);
  PartReader(PartReader&&) noexcept;
  ~PartReader();

  // Sets Sentence::part of every sentence.
  void mark(TextView& view) const;

  // The dateline that opens one of the first two body paragraphs, or stands on a line of its own
  // at the head. REQUIRES: mark(view) has run.
  std::optional<DatelineReading> dateline(const TextView& view) const;

 private:
  struct Impl;
  explicit PartReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
