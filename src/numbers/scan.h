#pragma once
// Private to the stage: the one pass over a text's tokens, and the opened tables.

#include <memory>
#include <optional>
#include <vector>

#include "numbers/numbers.h"
#include "numbers/rows.h"
#include "numbers/words.h"

namespace isnad {

struct NumberReader::Impl {
  const Image* image = nullptr;
  PhraseTable words;
  PhraseTable bounds;
  PhraseTable units;
};

// What the scan finds at tokens [first, last).
struct FoundNumber {
  uint32_t first = 0;
  uint32_t last = 0;
  Numeral low;
  std::optional<Numeral> high;    // of a range; `low` is scaled to it already
  std::optional<PhraseHit> dual;  // a counted noun in the dual; `low` says 2
  std::optional<Span> part;       // one of several numbers in one token (192.168.1.2)
  bool between = false;           // "between" stands before the range
};

// All numbers in order, not overlapping.
std::vector<FoundNumber> scan_numbers(const NumeralText& in);

// The span of the number itself, without proclitics.
Span number_span(const TextView& text, const FoundNumber& found);

bool is_unit(const PhraseHit& hit, UnitWord kind);

}  // namespace isnad
