#pragma once
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/span.h"
#include "story/corpus.h"

// What is known of all articles of a case once their texts have been compared: the ground on which
// happenings, origins and contradictions are worked out.

namespace isnad {

inline constexpr uint32_t kNoArticle = UINT32_MAX;

// Two articles of which one was copied from the other, at least in part, or both from a third.
struct CopiedPair {
  uint32_t a = 0;  // indexes of Corpus::articles; a < b
  uint32_t b = 0;
  std::vector<std::pair<Span, Span>> runs;  // the same words in a and in b, code points
  uint32_t first = kNoArticle;  // the one published before the other; kNoArticle if that is open
};

// `first` of a pair: the article that was certainly published before the other.
uint32_t first_of(const Corpus& corpus, uint32_t a, uint32_t b);

struct Across {
  const Corpus& corpus;            // must outlive this
  std::vector<CopiedPair> copies;  // ascending by (a, b), a pair once
  std::vector<uint32_t> story;     // of each article, any numbering; empty: each is its own
};

// Answers to what the rules ask of an Across. Keeps a reference to it. Thread safe.
class SharedWords {
 public:
  explicit SharedWords(const Across& across);
  // The pair of these two articles; null if neither was copied from the other.
  const CopiedPair* pair(uint32_t a, uint32_t b) const;
  // Letters between the words of x and those of y where both stand in words that their articles
  // share, as far apart from the run's begin in the one as in the other; nothing if no shared words
  // tell both.
  std::optional<uint32_t> gap(const Report& x, const Report& y) const;
  bool tell_both(const Report& x, const Report& y) const { return gap(x, y).has_value(); }
  // Articles that share words with this one, ascending.
  const std::vector<uint32_t>& partners(uint32_t article) const { return partners_[article]; }

 private:
  const Across& across_;
  std::vector<std::vector<uint32_t>> partners_;
  std::vector<std::vector<uint32_t>> pairs_;  // index in across_.copies of each partner
};

}  // namespace isnad
