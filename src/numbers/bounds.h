#pragma once
#include <optional>

#include "numbers/words.h"

// What is said around a number about how exact it is: more than, at least, up to, about, >=.

namespace isnad {

struct StatedBound {
  char sign = '=';         // '>', '<', '~', '='
  bool inclusive = false;  // of '>' and '<': the number itself is meant too
  uint32_t first = 0;      // tokens [first, last): the bound's words and the number
  uint32_t last = 0;
  uint8_t skip = 0;  // proclitic bytes of the first word that do not belong to it
};

// Longest phrase of bounds, in tokens.
inline constexpr uint32_t kBoundTokens = 4;

// The bound of the number in tokens [first, last), where one is stated in words or by a sign of
// comparison; "or equal to" counts. `unit_last` is one past the unit that follows the number.
std::optional<StatedBound> stated_bound(const NumeralText& in, const PhraseTable& bounds,
                                        uint32_t first, uint32_t last, uint32_t unit_last);

// The bound as the record has it: the sign alone, '=' if there is none. `first` becomes the first
// token of the words before the number.
char bound_around(const TextView& text, const PhraseTable& bounds, uint32_t i, uint32_t last,
                  uint32_t* first);
// The bound stated at token `at` ("... at least"); '=' if there is none.
char bound_after(const TextView& text, const PhraseTable& bounds, uint32_t at, uint32_t sentence);

}  // namespace isnad
