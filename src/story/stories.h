#pragma once
#include <cstdint>
#include <optional>
#include <string>
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

// One story an article at least: an article without likes is a story of its own. Stories by their
// first article. `terms[i]` and `articles[i]` are of one article. Articles without a date are
// compared with all days.
std::vector<Story> stories_of(const std::vector<Article>& articles,
                              const std::vector<std::vector<Term>>& terms);

}  // namespace isnad
