#pragma once
#include <optional>
#include <string_view>

#include "text/text.h"

// Numbers written in digits. The tokens of a text are small (a comma joins only groups of three);
// here they are put together: decimal commas, groups set apart by spaces, minus, powers, 3/4.

namespace isnad {

// What a reading is for. `record`: the numbers that later stages reckon with. `full`: whatever
// states a number, also where it counts nothing (a half, one in five, the last but one, 3/4).
enum class NumberScope : uint8_t { record, full };

struct DigitRun {
  uint32_t last = 0;  // one past the last token
  double value = 0;   // finite
  bool fraction = false;
  bool list = false;  // joined digits that are not one number (192.168.1.2); `value` is not set
};

// Value of a number token (1,000 2.5); nullopt if it has several stops (a date or a version).
std::optional<double> digits_value(std::string_view key);

// The longest number in digits at token `i`: a number, or the minus or decimal point before one.
std::optional<DigitRun> read_digits(const TextView& text, uint32_t i, NumberScope scope);

// True if token `i` is one of three or more numbers joined by dashes or slashes: a date or a
// telephone number, no range and no fraction.
bool in_digit_chain(const TextView& text, uint32_t i);

// The sign that is token `i`, where it is one of no other use (+ % <); else 0.
char32_t symbol_at(const TextView& text, uint32_t i);

// True if nothing stands between the tokens `i` and `i` + 1, which are of one sentence.
bool joined_to_next(const TextView& text, uint32_t i);

}  // namespace isnad
