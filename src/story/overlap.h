#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/span.h"
#include "story/shingles.h"

// What two texts share word by word, and which pairs of many are worth comparing.

namespace isnad {

// A stretch of words that stands in both texts.
struct SharedRun {
  uint32_t a = 0;  // first word in the one
  uint32_t b = 0;  // and in the other
  uint32_t words = 0;
};

struct Overlap {
  std::vector<SharedRun> runs;  // in the order of the second text; of kLeastRun words or more
  uint32_t words = 0;           // of all runs
  double share_a = 0;           // of the words of each text
  double share_b = 0;
};

// Shorter runs are phrases that anybody may use.
inline constexpr uint32_t kLeastRun = 8;

// A text with what comparing it takes.
struct ShingledText {
  explicit ShingledText(HashedWords text) : words(std::move(text)), shingles(shingles_of(words)) {}

  HashedWords words;
  std::vector<uint32_t> shingles;
};

// Compares one text with others.
class Comparer {
 public:
  // Keeps a reference to the text.
  explicit Comparer(const ShingledText& a);
  // The longest runs that both share, no word of either in two runs. Time grows with the length of
  // `b`. Not thread safe.
  Overlap with(const ShingledText& b);

 private:
  const HashedWords& a_;
  std::vector<std::pair<uint32_t, uint32_t>> places_;  // shingle, first word; ascending
  std::vector<bool> taken_;
};

inline Overlap overlap_of(const HashedWords& a, const HashedWords& b) {
  const ShingledText first(a);
  return Comparer(first).with(ShingledText(b));
}

// Prints that texts of many days share: titles, formulas, verses, the frame of a weather report or
// of a verdict. They are nobody's report, and a text that shares only them is no copy. `days[i]` is
// the day of text i in any numbering, one value for all without one. Ascending.
std::vector<uint32_t> formulas_of(const std::vector<std::vector<uint32_t>>& prints,
                                  const std::vector<uint32_t>& days);

// The words of all runs but for what formulas among the prints of the first text (in its order)
// stand for.
uint32_t told_words(const Overlap& shared, const std::vector<Print>& prints_of_a,
                    const std::vector<uint32_t>& formulas);

// Was one of two texts copied from the other, at least in part, or both from a third? `shared`:
// Overlap::words; `told`: told_words. Texts that are the same from end to end are copies even if
// all of it is formula.
bool is_copy(uint32_t shared, uint32_t told, size_t words_of_a, size_t words_of_b);

// Two texts and how many prints they share.
struct SharedPrints {
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t prints = 0;
};

// All pairs (a, b) with a < b and b >= `first_new` that share prints, ascending. `prints[i]`:
// hashes of text i, each once. Of more than a few texts that share one print each is paired with
// its next neighbours alone, so counts of lists that are parts of the prints by hash add up to
// those of all.
std::vector<SharedPrints> shared_prints(const std::vector<std::vector<uint32_t>>& prints,
                                        uint32_t first_new = 0);

// Is a pair that shares so many prints worth comparing? `prints_of_a`, `prints_of_b`: how many each
// has.
bool worth_comparing(uint32_t shared, size_t prints_of_a, size_t prints_of_b);

// Pairs of texts that share prints, `prints[i]` the hashes of text i (hashes_of). Pairs are (i, j)
// with i < j and j >= `first_new`, ascending. The work is bounded by a multiple of the number of
// prints: of the many texts that share one print each is paired with its next neighbours alone.
std::vector<std::pair<uint32_t, uint32_t>> likely_copies(
    const std::vector<std::vector<uint32_t>>& prints, uint32_t first_new = 0);

}  // namespace isnad
