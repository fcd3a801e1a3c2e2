#include "story/overlap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace isnad {
namespace {

// Words that no two texts share by chance; `from` chooses them.
HashedWords words(uint32_t from, uint32_t count) {
  HashedWords out;
  for (uint32_t i = 0; i < count; ++i) {
    out.words.push_back((from + i) * 2654435761u);
    out.spans.push_back({i * 5, i * 5 + 4});
  }
  return out;
}

HashedWords joined(std::initializer_list<HashedWords> parts) {
  HashedWords out;
  for (const HashedWords& p : parts) {
    out.words.insert(out.words.end(), p.words.begin(), p.words.end());
  }
  for (uint32_t i = 0; i < out.words.size(); ++i) out.spans.push_back({i * 5, i * 5 + 4});
  return out;
}

bool share_a_print(const HashedWords& a, const HashedWords& b) {
  const auto of_a = hashes_of(prints_of(a));
  const auto of_b = hashes_of(prints_of(b));
  std::vector<uint32_t> both;
  std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                        std::back_inserter(both));
  return !both.empty();
}

std::vector<std::vector<uint32_t>> hashes(const std::vector<HashedWords>& texts) {
  std::vector<std::vector<uint32_t>> out;
  for (const HashedWords& t : texts) out.push_back(hashes_of(prints_of(t)));
  return out;
}

TEST(Prints, WhateverTheSurroundingsTwelveSharedWordsShareAPrint) {
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    const auto part = [&](uint32_t most) {
      return words(static_cast<uint32_t>(random()), static_cast<uint32_t>(random()) % most);
    };
    const HashedWords shared = words(static_cast<uint32_t>(random()), kSurelyPrinted);
    EXPECT_TRUE(
        share_a_print(joined({part(60), shared, part(60)}), joined({part(60), shared, part(60)})));
  }
}

TEST(Prints, FewerWordsThanAShingleHaveNone) {
  EXPECT_TRUE(prints_of(words(1, kShingle - 1)).empty());
  EXPECT_EQ(prints_of(words(1, kShingle)).size(), 1u);
}

TEST(Prints, AreFewerThanWords) {
  const HashedWords text = words(1, 1000);
  EXPECT_LT(prints_of(text).size(), 400u);
  EXPECT_GT(prints_of(text).size(), 100u);
}

TEST(Overlap, FindsTheSharedRunsInBothTexts) {
  const HashedWords a = joined({words(100, 30), words(1000, 20), words(200, 30)});
  const HashedWords b = joined({words(1000, 20), words(300, 10), words(210, 15)});
  const Overlap shared = overlap_of(a, b);
  ASSERT_EQ(shared.runs.size(), 2u);
  EXPECT_EQ(shared.runs[0].a, 30u);
  EXPECT_EQ(shared.runs[0].b, 0u);
  EXPECT_EQ(shared.runs[0].words, 20u);
  EXPECT_EQ(shared.runs[1].a, 60u);
  EXPECT_EQ(shared.runs[1].b, 30u);
  EXPECT_EQ(shared.runs[1].words, 15u);
  EXPECT_EQ(shared.words, 35u);
  EXPECT_NEAR(shared.share_a, 35.0 / 80, 1e-9);
  EXPECT_NEAR(shared.share_b, 35.0 / 45, 1e-9);
}

TEST(Overlap, ShortPhrasesAreNoRuns) {
  const HashedWords a = joined({words(100, 30), words(1000, kLeastRun - 1), words(200, 30)});
  const HashedWords b = joined({words(300, 30), words(1000, kLeastRun - 1), words(400, 30)});
  EXPECT_TRUE(overlap_of(a, b).runs.empty());
}

TEST(Overlap, NoWordIsInTwoRuns) {
  // A refrain: the one text repeats what the other has once.
  const HashedWords once = joined({words(100, 30), words(1000, 15)});
  const HashedWords thrice = joined({words(1000, 15), words(1000, 15), words(1000, 15)});
  EXPECT_EQ(overlap_of(once, thrice).words, 15u);
  EXPECT_EQ(overlap_of(thrice, once).words, 15u);
}

TEST(Overlap, ARefrainOfOneWordCostsNoSquare) {
  HashedWords same;
  for (uint32_t i = 0; i < 200000; ++i) {
    same.words.push_back(7);
    same.spans.push_back({i, i + 1});
  }
  EXPECT_EQ(overlap_of(same, same).words, 200000u);
}

TEST(Copies, ASharedReportIsACopyAndASharedTitleIsNone) {
  EXPECT_TRUE(is_copy(60, 60, 80, 300));    // a report inside a page
  EXPECT_TRUE(is_copy(22, 22, 60, 300));    // a third of a short one
  EXPECT_FALSE(is_copy(22, 22, 300, 300));  // a title and a sentence of two long ones
  EXPECT_FALSE(is_copy(12, 12, 14, 14));    // too little to tell
  EXPECT_FALSE(is_copy(90, 10, 120, 120));  // the frame of a weather report
  EXPECT_TRUE(is_copy(118, 10, 120, 120));  // the same advertisement
}

TEST(Copies, WhatManyDaysShareIsAFormula) {
  const HashedWords formula = words(5000, 40);
  std::vector<HashedWords> texts;
  std::vector<uint32_t> days;
  for (uint32_t day = 0; day < 6; ++day) {
    texts.push_back(joined({words(100 * day, 50), formula}));
    days.push_back(day);
  }
  texts.push_back(joined({words(0, 50), words(9000, 40)}));  // reprints the first one's report
  days.push_back(1);
  const auto all = hashes(texts);
  const auto formulas = formulas_of(all, days);
  EXPECT_FALSE(formulas.empty());
  const auto told = [&](size_t a, size_t b) {
    return told_words(overlap_of(texts[a], texts[b]), prints_of(texts[a]), formulas);
  };
  EXPECT_LT(told(0, 1), 8u);
  EXPECT_GE(told(0, 6), 45u);
  // Within one day it would be news.
  EXPECT_TRUE(formulas_of(all, std::vector<uint32_t>(texts.size(), 0)).empty());
}

TEST(Copies, PairsAreThoseThatShareTextAndOnlyNewOnesIfAsked) {
  const HashedWords report = words(5000, 60);
  const std::vector<HashedWords> texts = {joined({words(100, 80), report}), words(300, 120),
                                          joined({report, words(500, 80)}), words(700, 120),
                                          joined({words(900, 80), report})};
  using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;
  EXPECT_EQ(likely_copies(hashes(texts)), (Pairs{{0, 2}, {0, 4}, {2, 4}}));
  EXPECT_EQ(likely_copies(hashes(texts), 3), (Pairs{{0, 4}, {2, 4}}));
}

TEST(Copies, AThousandReprintsCostNoSquare) {
  const std::vector<HashedWords> texts(2000, words(1, 200));
  const auto pairs = likely_copies(hashes(texts));
  EXPECT_LT(pairs.size(), 2000u * 30);
  EXPECT_GE(pairs.size(), 1999u);  // still one chain
}

}  // namespace
}  // namespace isnad
