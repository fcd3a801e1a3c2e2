#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "story/corpus.h"
#include "story/fingerprint.h"

// Articles about the same happenings. Each article is a vector of its telling terms (tf-idf); those
// of neighbouring days that are alike are joined, the likest first, as long as the average of all
// their pairs stays alike (average-link clustering: Sokal and Michener 1958, over the nearest
// neighbours alone). A pure function of the set of articles.

namespace isnad {

struct Story {
  std::vector<uint32_t> articles;  // by day of publication, then id
  uint32_t central = 0;            // the article most like all others; its title is the headline
};

// The steps of stories_of, for who takes them on several machines (src/shuffle).

// In how many articles each term stands, and of how many articles.
struct TermFrequencies {
  std::unordered_map<uint32_t, uint32_t> articles_of;  // terms of one article may be left out
  size_t articles = 0;
};

struct WeightedTerm {
  uint32_t term = 0;
  float weight = 0;
};
// The telling terms of an article by term, of length 1; empty for an article that has none.
using TermVector = std::vector<WeightedTerm>;

TermVector term_vector(const std::vector<Term>& terms, const TermFrequencies& frequencies);

// Two articles that are alike.
struct AlikePair {
  double alike = 0;
  uint32_t a = 0;  // a < b
  uint32_t b = 0;
};

// The likest first.
bool likelier(const AlikePair& x, const AlikePair& y);

// Days between articles that are compared.
inline constexpr Day kStoryReach = 3;
// Published so near each other that they may be of one story; articles without a date are near all.
bool near_in_time(const Article& a, const Article& b);

// An article's neighbours are the likest of those that are near it, so many at most.
inline constexpr size_t kMostNeighbours = 24;

// The neighbours of each article, each pair once and the likest first. Articles by id; `vectors[i]`
// of articles[i]. `own`, if not empty, marks those whose pairs are asked for: a pair without any of
// them is left out, and only theirs are complete.
std::vector<AlikePair> neighbours(const std::vector<Article>& articles,
                                  const std::vector<TermVector>& vectors,
                                  const TermFrequencies& frequencies,
                                  const std::vector<bool>& own = {});

// One story an article at least: an article without likes is a story of its own. Stories by their
// first article. Articles by id, `pairs` as neighbours() gives them.
std::vector<Story> stories_from(const std::vector<Article>& articles,
                                const std::vector<TermVector>& vectors,
                                const std::vector<AlikePair>& pairs);

// All of it. `terms[i]` and `articles[i]` are of one article. Articles without a date are compared
// with all days.
std::vector<Story> stories_of(const std::vector<Article>& articles,
                              const std::vector<std::vector<Term>>& terms);

}  // namespace isnad
