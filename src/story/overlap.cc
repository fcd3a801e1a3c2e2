#include "story/overlap.h"

#include <algorithm>
#include <utility>

namespace isnad {

namespace {

// Places of one shingle that are tried: a refrain has more, and any of them will do.
constexpr size_t kPlaces = 8;
// Texts with the same print of which all pairs are looked at; of more each has its neighbours.
constexpr size_t kFew = 24;
constexpr size_t kNeighbours = 12;
// A pair is worth comparing if it shares so many prints, or so much of the shorter one's.
constexpr uint32_t kPrints = 3;
constexpr double kPrintShare = 0.2;

// A print of more days than this is a formula. News is reprinted within two or three.
constexpr uint32_t kNewsDays = 3;

constexpr uint32_t kCopiedWords = 20;
constexpr double kCopiedShare = 0.25;
constexpr uint32_t kCopiedPassage = 40;
constexpr double kWholeShare = 0.9;  // of the longer text: the same from end to end

using Posting = std::pair<uint32_t, uint32_t>;  // print, text

// Counting sort by the halves of the hash, the lower first (Knuth 5.2.5): two passes, whatever the
// number of articles. Stable.
void sort_by_hash(std::vector<Posting>& postings) {
  constexpr uint32_t kHalf = 16;
  std::vector<Posting> other(postings.size());
  for (const uint32_t shift : {0u, kHalf}) {
    std::vector<size_t> next(size_t{1} << kHalf);
    const auto half = [&](const Posting& p) { return (p.first >> shift) & 0xFFFF; };
    for (const Posting& p : postings) ++next[half(p)];
    size_t at = 0;
    for (size_t& n : next) at += std::exchange(n, at);
    for (const Posting& p : postings) other[next[half(p)]++] = p;
    postings.swap(other);
  }
}

std::vector<Posting> postings_of(const std::vector<std::vector<uint32_t>>& prints) {
  size_t n = 0;
  for (const auto& p : prints) n += p.size();
  std::vector<Posting> out;
  out.reserve(n);
  for (uint32_t text = 0; text < prints.size(); ++text) {
    for (const uint32_t print : prints[text]) out.emplace_back(print, text);
  }
  sort_by_hash(out);  // and so by text within one hash
  return out;
}

uint32_t run_length(const HashedWords& a, uint32_t i, const HashedWords& b, uint32_t j) {
  uint32_t n = 0;
  while (i + n < a.size() && j + n < b.size() && a.words[i + n] == b.words[j + n]) ++n;
  return n;
}

}  // namespace

Comparer::Comparer(const ShingledText& a) : a_(a.words) {
  const std::vector<uint32_t>& shingles = a.shingles;
  places_.reserve(shingles.size());
  for (uint32_t i = 0; i < shingles.size(); ++i) places_.emplace_back(shingles[i], i);
  std::sort(places_.begin(), places_.end());
}

Overlap Comparer::with(const ShingledText& text) {
  Overlap out;
  const HashedWords& b = text.words;
  const std::vector<uint32_t>& shingles = text.shingles;
  if (places_.empty() || shingles.empty()) return out;
  taken_.assign(a_.size(), false);
  for (uint32_t j = 0; j < shingles.size();) {
    SharedRun best;
    auto place = std::lower_bound(places_.begin(), places_.end(), std::pair{shingles[j], 0u});
    for (size_t tried = 0; tried < kPlaces && place != places_.end() && place->first == shingles[j];
         ++tried, ++place) {
      const uint32_t i = place->second;
      uint32_t n = taken_[i] ? 0 : run_length(a_, i, b, j);
      for (uint32_t k = 0; k < n; ++k) {
        if (taken_[i + k]) n = k;
      }
      if (n > best.words) best = {i, j, n};
    }
    if (best.words < kLeastRun) {
      ++j;
      continue;
    }
    std::fill_n(taken_.begin() + best.a, best.words, true);
    out.runs.push_back(best);
    out.words += best.words;
    j += best.words;
  }
  out.share_a = static_cast<double>(out.words) / static_cast<double>(a_.size());
  out.share_b = static_cast<double>(out.words) / static_cast<double>(b.size());
  return out;
}

std::vector<uint32_t> formulas_of(const std::vector<std::vector<uint32_t>>& prints,
                                  const std::vector<uint32_t>& days) {
  const std::vector<Posting> postings = postings_of(prints);
  std::vector<uint32_t> out;
  std::vector<uint32_t> met;
  for (size_t i = 0, end; i < postings.size(); i = end) {
    met.clear();
    for (end = i; end < postings.size() && postings[end].first == postings[i].first; ++end) {
      const uint32_t day = days[postings[end].second];
      if (met.size() <= kNewsDays && std::find(met.begin(), met.end(), day) == met.end()) {
        met.push_back(day);
      }
    }
    if (met.size() > kNewsDays) out.push_back(postings[i].first);
  }
  return out;
}

uint32_t told_words(const Overlap& shared, const std::vector<Print>& prints_of_a,
                    const std::vector<uint32_t>& formulas) {
  uint32_t told = 0;
  for (const SharedRun& run : shared.runs) {
    uint32_t all = 0;
    uint32_t news = 0;
    auto p = std::lower_bound(prints_of_a.begin(), prints_of_a.end(), run.a,
                              [](const Print& x, uint32_t word) { return x.word < word; });
    for (; p != prints_of_a.end() && p->word + kShingle <= run.a + run.words; ++p) {
      ++all;
      news += std::binary_search(formulas.begin(), formulas.end(), p->hash) ? 0 : 1;
    }
    if (all > 0) told += run.words * news / all;
  }
  return told;
}

bool is_copy(uint32_t shared, uint32_t told, size_t words_of_a, size_t words_of_b) {
  const auto [least, most] =
      std::minmax({static_cast<double>(words_of_a), static_cast<double>(words_of_b)});
  if (shared >= kCopiedWords && shared >= kWholeShare * most) return true;
  return told >= kCopiedPassage || (told >= kCopiedWords && told >= kCopiedShare * least);
}

std::vector<SharedPrints> shared_prints(const std::vector<std::vector<uint32_t>>& prints,
                                        uint32_t first_new) {
  const std::vector<Posting> postings = postings_of(prints);
  std::vector<uint64_t> met;  // a pair for each print that it shares
  for (size_t i = 0, end; i < postings.size(); i = end) {
    end = i + 1;
    while (end < postings.size() && postings[end].first == postings[i].first) ++end;
    const size_t reach = end - i <= kFew ? end - i : kNeighbours;
    for (size_t x = i; x < end; ++x) {
      for (size_t y = x + 1; y < std::min(end, x + 1 + reach); ++y) {
        if (postings[y].second < first_new) continue;
        met.push_back(uint64_t{postings[x].second} << 32 | postings[y].second);
      }
    }
  }
  std::sort(met.begin(), met.end());
  std::vector<SharedPrints> out;
  for (size_t i = 0, end; i < met.size(); i = end) {
    end = i + 1;
    while (end < met.size() && met[end] == met[i]) ++end;
    out.push_back({static_cast<uint32_t>(met[i] >> 32), static_cast<uint32_t>(met[i]),
                   static_cast<uint32_t>(end - i)});
  }
  return out;
}

bool worth_comparing(uint32_t shared, size_t prints_of_a, size_t prints_of_b) {
  const size_t shorter = std::min(prints_of_a, prints_of_b);
  return shared >= kPrints || shared >= kPrintShare * static_cast<double>(shorter);
}

std::vector<std::pair<uint32_t, uint32_t>> likely_copies(
    const std::vector<std::vector<uint32_t>>& prints, uint32_t first_new) {
  std::vector<std::pair<uint32_t, uint32_t>> out;
  for (const SharedPrints& p : shared_prints(prints, first_new)) {
    if (worth_comparing(p.prints, prints[p.a].size(), prints[p.b].size())) {
      out.emplace_back(p.a, p.b);
    }
  }
  return out;
}

}  // namespace isnad
