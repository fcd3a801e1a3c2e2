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
  // EDTF of the publication: 2025-04-04, 2025-04, 2025. A day may have a time of day
  // (2025-04-04T16:12:00), from which hours and minutes are counted.
  std::optional<std::string> published;
};

// True for what Anchor::published may hold.
bool is_anchor(const std::string& edtf);

// What kind of text is read. News is read carefully: a number is a date only with a word for it,
// and a date and its hour are two expressions (a record's events want the day). Notes, requests and
// entries of a diary are short and mean times: "on the 15th", "at seven" and 22/4 are read, and a
// date, a part of the day and a clock time beside each other are one expression.
enum class TimeGenre : uint8_t { news, note };

// A time expression with what a record does not keep.
struct TimeReading {
  TimeExpression time;
  std::string rule;      // data file and line of its defining word: time/months.tsv:8
  std::string mod;       // TIMEX3 mod (START, MID, END, APPROX, MORE_THAN ...) or empty
  std::string link;      // since, until, before, after, during: the preposition; or empty
  std::string from, to;  // what it means: first and last day, or moments (see resolve.h)
  std::string counted;   // a distance counted to the day or second (a month ago); or empty
  // 0 to 1, a rank rather than a probability: lower for what was chosen (a year, a week), for
  // common words, lowest for what contradicts itself.
  double confidence = 1;
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

  // The same expressions with their rules and resolved intervals; in the genre `note` more of them.
  std::vector<TimeReading> read(const TextView& text, const std::vector<Word>& words,
                                const std::vector<NumberMention>& numbers, const Anchor& anchor,
                                TimeGenre genre) const;
  struct Impl;

 private:
  explicit TimeReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
