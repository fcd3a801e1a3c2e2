#pragma once
#include <optional>

#include "numbers/phrases.h"

namespace isnad {

// A numeral read from tokens [first, last).
struct Numeral {
  uint32_t last = 0;
  double value = 0;
  double scale = 1;  // of its last part: 1000 in "20 thousand"
  uint8_t skip = 0;  // proclitic bytes on the first word
  bool conj = false;
  bool vague = false;
  bool ordinal = false;
  bool digits = false;
};

// Value of a number token (1,000 2.5); nullopt if it has several stops (a date or a version).
std::optional<double> digits_value(std::string_view key);

// The longest numeral at token `i`: digits, words, digits and a scale, or an ordinal.
std::optional<Numeral> read_numeral(const TextView& text, const PhraseTable& table, uint32_t i);

}  // namespace isnad
