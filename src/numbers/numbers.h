#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
  bool fraction = false;        // three quarters: a share, it counts nothing
};

enum class NumberKind : uint8_t { cardinal, ordinal, fraction, percent, range };
std::string_view number_kind_name(NumberKind kind);  // "cardinal"

// How exact a number is, as far as words or signs around it say so.
struct NumberBounds {
  Span span;        // the words that bound it and the number
  char sign = '=';  // '=', '>', '<', '~'; '=' also for both ends of a range
  std::optional<double> lower;
  std::optional<double> upper;
  bool lower_inclusive = false;
  bool upper_inclusive = false;
};

// A number as a text states it, for readers of numbers: also what counts nothing (the last but one,
// a half, one in five). Without ordinals that count from elsewhere `value` is the number; the lower
// end of a range; with `relative` it counts from the last one (0) or from the present one (0).
struct NumberExpression {
  enum class From : uint8_t { start, last, current };
  Span span;
  NumberKind kind = NumberKind::cardinal;
  double value = 0;             // finite; percent: 5 for 5%
  std::optional<double> upper;  // of a range
  From from = From::start;      // of an ordinal
  bool joined = false;          // a range whose ends have bounds of their own
  bool dual = false;            // the number and what it counts are one word
  std::optional<NumberBounds> bounds;
  std::string unit;          // English unit or ISO 4217 code of data/numbers/units.tsv, or empty
  std::optional<Span> noun;  // what is counted: the unit's words or the noun after the number
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
  // All numbers that the text states, in order, not overlapping.
  std::vector<NumberExpression> expressions(const TextView& text,
                                            const std::vector<Word>& words) const;
  struct Impl;

 private:
  explicit NumberReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
