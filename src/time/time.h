#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "morph/morph.h"
#include "numbers/numbers.h"
#include "record/record.h"
#include "text/text.h"

// Expressions of time: Gregorian (all Arabic month sets), Hijri, weekdays, relative expressions,
// durations -> TIMEX3 values and EDTF dates.

namespace isnad {

// The day, month or year against which relative expressions are read.
struct Anchor {
  std::optional<std::string> published;  // EDTF of the publication: 2025-04-04, 2025-04, 2025
};

// A publication date that stands in the text (date line, dateline), as opposed to dates told.
struct PublishedInText {
  std::string date;  // EDTF
  Span span;
};

class TimeReader {
 public:
  static Result<TimeReader> open(const Image& image);
  ~TimeReader();
  TimeReader(TimeReader&&) noexcept;

  // The date of publication where the head of the text states it ("04/04/2025" or
  // "28 July 2025" on a line of its own or beside a byline within the first lines).
  std::optional<PublishedInText> published(const TextView& text, const std::vector<Word>& words,
                                           const std::vector<NumberMention>& numbers) const;

  // All expressions of time in order, not overlapping. With no anchor, years not given are XXXX
  // and weekdays alone XXXX-WXX-n, as in TIMEX3.
  std::vector<TimeExpression> times(const TextView& text, const std::vector<Word>& words,
                                    const std::vector<NumberMention>& numbers,
                                    const Anchor& anchor) const;
  struct Impl;

 private:
  explicit TimeReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
