#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "morph/morph.h"
#include "record/record.h"
#include "text/text.h"

// Numerals in digits and words, ranges, bounds and the thing counted.

namespace isnad {

// A number found in the token sequence.
struct NumberMention {
  uint32_t first = 0;  // tokens [first, last)
  uint32_t last = 0;
  uint32_t bound_first = 0;  // first token with the words that bound it ("more than"); else `first`
  Span span;
  double value = 0;
  std::optional<double> upper;  // of a range
  char bound = '=';             // '=', '>', '<', '~'
  bool ordinal = false;         // first, second, ...
};

class NumberReader {
 public:
  static Result<NumberReader> open(const Image& image);
  ~NumberReader();
  NumberReader(NumberReader&&) noexcept;

  // All numbers of the text in order, not overlapping. Duals of counted nouns (two soldiers) are
  // numbers too.
  std::vector<NumberMention> numbers(const TextView& text, const std::vector<Word>& words) const;

  // Numbers with the thing they count (soldiers, tanks, dollars, percent ...). Numbers that are
  // part of a date are left out: give the spans of the times already read.
  std::vector<Quantity> quantities(const TextView& text, const std::vector<Word>& words,
                                   const std::vector<NumberMention>& numbers,
                                   const std::vector<TimeExpression>& times) const;
  struct Impl;

 private:
  explicit NumberReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
