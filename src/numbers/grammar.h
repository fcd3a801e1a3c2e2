#pragma once
// Private to the stage: what the files of the grammar of numerals share.

#include <optional>
#include <vector>

#include "numbers/phrases.h"
#include "numbers/rows.h"
#include "numbers/words.h"

namespace isnad {

using Hits = std::vector<PhraseHit>;

// How deep fractions of fractions and signs may nest.
inline constexpr int kMaxDepth = 4;

// The first reading as part of a numeral; the first reading of one kind.
std::optional<PhraseHit> numeral_word(const Hits& hits);
std::optional<PhraseHit> hit_of(const Hits& hits, NumberWord kind);

bool inside(const NumeralText& in, uint32_t i, uint32_t sentence);
Hits hits_at(const NumeralText& in, uint32_t i, uint32_t sentence);
std::optional<PhraseHit> word_at(const NumeralText& in, uint32_t i, uint32_t sentence);
// The readings at `i` as a continuation; a conjunction may stand apart before the word.
Hits next_hits(const NumeralText& in, uint32_t i, uint32_t sentence);

// Digits or words, a minus in words, and the decimals after "point". `hits`: those at `i`.
std::optional<Numeral> read_core(const NumeralText& in, uint32_t i, const Hits& hits, int depth);

// The numeral `n` with the decimals that begin at token `at` ("five", "three of a hundred").
Numeral with_decimals(const NumeralText& in, const Numeral& n, uint32_t at, uint32_t sentence);

}  // namespace isnad
