#pragma once
#include <map>
#include <string>
#include <vector>

#include "story/conflicts.h"

// Stated values side by side: which exclude each other.

namespace isnad {

// What one report states: a range of numbers or days.
struct Stated {
  double least = 0;
  double most = 0;
  std::string value;
  uint32_t report = 0;
};

Stated stated_number(const Report& r, uint32_t number);
// Of Corpus::events[number]; REQUIRES: it has days. Days told by that of publication may be off, as
// texts are printed again a day later.
Stated stated_day(const Corpus& corpus, uint32_t number);

// The report by its first words alone: what is told in several places may have its number or its
// source from another of them.
template <class R>
R first_telling(const R& report) {
  R out = report;
  if (out.spans.size() > 1) out.spans.resize(1);
  return out;
}

// Groups of which no two have anything in common; in each all have, the narrowest first. What fits
// several groups is in none. By least value.
std::vector<std::vector<Stated>> apart(std::vector<Stated> list);

// Does one article tell values of two groups?
template <class R>
bool one_tells_both(const std::vector<R>& all, const std::vector<std::vector<Stated>>& groups) {
  std::map<uint32_t, size_t> group_of;
  for (size_t g = 0; g < groups.size(); ++g) {
    for (const Stated& s : groups[g]) {
      const auto [at, fresh] = group_of.try_emplace(all[s.report].article, g);
      if (!fresh && at->second != g) return true;
    }
  }
  return false;
}

// One side for each group, with the value of its narrowest.
std::vector<ConflictSide> sides_of(const std::vector<std::vector<Stated>>& groups);

// Was all of it done a month before it was told? Such tolls do not grow any more. Indexes of
// Corpus::events.
bool long_ago(const Corpus& corpus, const std::vector<uint32_t>& events);

// May the numbers be one that grew, as tolls do: was each larger one published after all smaller
// ones?
template <class R>
bool growth(const Corpus& corpus, const std::vector<R>& all,
            const std::vector<std::vector<Stated>>& groups) {
  for (size_t g = 1; g < groups.size(); ++g) {
    for (const Stated& low : groups[g - 1]) {
      for (const Stated& high : groups[g]) {
        const uint32_t earlier = all[low.report].article;
        if (first_of(corpus, earlier, all[high.report].article) != earlier) return false;
      }
    }
  }
  return true;
}

}  // namespace isnad
