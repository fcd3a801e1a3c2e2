#include "story/across.h"

#include <algorithm>
#include <cstdlib>

namespace isnad {

namespace {

// Letters by which a word may stand elsewhere in a copy, beside the letters by which the run is
// longer in one: marks and spaces differ between prints.
constexpr int64_t kSlack = 12;

// How far the words of `x` in the first span of the run are from those of `y` in the second, in
// letters of the second; nothing if one is not in its span.
std::optional<int64_t> gap_in(const std::pair<Span, Span>& run, const Span& x, const Span& y) {
  if (!run.first.contains(x) || !run.second.contains(y) || run.first.empty()) return std::nullopt;
  const auto at = static_cast<int64_t>(x.begin - run.first.begin);
  const auto a = static_cast<int64_t>(run.first.length());
  const auto b = static_cast<int64_t>(run.second.length());
  const int64_t gap = std::abs(static_cast<int64_t>(y.begin - run.second.begin) - at * b / a);
  if (gap > kSlack + std::abs(a - b)) return std::nullopt;
  return gap;
}

}  // namespace

uint32_t first_of(const Corpus& corpus, uint32_t a, uint32_t b) {
  const auto& x = corpus.articles[a].published;
  const auto& y = corpus.articles[b].published;
  if (!x || !y) return kNoArticle;
  if (x->last < y->first) return a;
  if (y->last < x->first) return b;
  return kNoArticle;
}

SharedWords::SharedWords(const Across& across) : across_(across) {
  partners_.resize(across.corpus.articles.size());
  pairs_.resize(partners_.size());
  for (uint32_t i = 0; i < across.copies.size(); ++i) {
    const CopiedPair& p = across.copies[i];
    for (const auto& [of, with] : {std::pair{p.a, p.b}, std::pair{p.b, p.a}}) {
      // Ascending, as pairs come by (a, b): those where an article is b come before its own.
      partners_[of].push_back(with);
      pairs_[of].push_back(i);
    }
  }
}

const CopiedPair* SharedWords::pair(uint32_t a, uint32_t b) const {
  const std::vector<uint32_t>& with = partners_[a];
  const auto found = std::lower_bound(with.begin(), with.end(), b);
  if (found == with.end() || *found != b) return nullptr;
  return &across_.copies[pairs_[a][static_cast<size_t>(found - with.begin())]];
}

std::optional<uint32_t> SharedWords::gap(const Report& x, const Report& y) const {
  if (x.article > y.article) return gap(y, x);
  const CopiedPair* copied = pair(x.article, y.article);
  if (!copied) return std::nullopt;
  std::optional<uint32_t> least;
  for (const auto& run : copied->runs) {
    for (const Span& s : x.spans) {
      for (const Span& t : y.spans) {
        const auto gap = gap_in(run, s, t);
        if (!gap) continue;
        least = std::min(least.value_or(UINT32_MAX), static_cast<uint32_t>(*gap));
      }
    }
  }
  return least;
}

}  // namespace isnad
