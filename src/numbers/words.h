#pragma once
#include <optional>

#include "morph/morph.h"
#include "numbers/digits.h"
#include "numbers/phrases.h"

// Numerals: digits, words and what is made of both.

namespace isnad {

// A numeral read from tokens [first, last).
struct Numeral {
  uint32_t last = 0;
  double value = 0;  // finite
  double scale = 1;  // of its last part: 1000 in "20 thousand"
  uint8_t skip = 0;  // proclitic bytes on the first word
  bool conj = false;
  bool vague = false;
  bool ordinal = false;
  bool digits = false;
  bool list = false;      // digits joined to others without being one number; up to `last`
  bool fraction = false;  // stated as one: a half, 3/4, one in five
  bool definite = false;  // the first word has the article
  bool single = false;    // "one", by itself
  int8_t relative = 0;    // an ordinal that counts from the last one (1) or from here (2)
};

// What the grammar reads from.
struct NumeralText {
  const TextView& text;
  const std::vector<Word>& words;
  const PhraseTable& table;
  const PhraseTable& units;
  NumberScope scope = NumberScope::record;
};

// The longest numeral at token `i`: digits, words, digits and a scale, or an ordinal.
std::optional<Numeral> read_numeral(const NumeralText& in, uint32_t i);

// True if something counted may stand at token `i`: an indefinite noun without clitics.
bool counted_noun_at(const NumeralText& in, uint32_t i, uint32_t sentence);

}  // namespace isnad
