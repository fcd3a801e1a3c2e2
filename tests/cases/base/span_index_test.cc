#include "base/span_index.h"

#include <gtest/gtest.h>

#include <random>

namespace isnad {
namespace {

SpanIndex index_of(const std::vector<Span>& spans) {
  return SpanIndex(spans, [](const Span& s) { return s; });
}

TEST(SpanIndex, NamesWhatCoversAPlace) {
  const SpanIndex index = index_of({{10, 20}, {0, 30}, {15, 16}, {20, 25}});
  EXPECT_EQ(index.around(15), (std::vector<size_t>{0, 1, 2}));
  EXPECT_EQ(index.around(20), (std::vector<size_t>{1, 3}));
  EXPECT_TRUE(index.around(30).empty());
  EXPECT_TRUE(index.overlaps_any({29, 40}));
  EXPECT_FALSE(index.overlaps_any({30, 40}));
  EXPECT_TRUE(SpanIndex().around(0).empty());
}

// The simple search through all of them is the oracle.
TEST(SpanIndex, FindsWhatASearchThroughAllFinds) {
  std::mt19937 dice(7);
  const auto any = [&](uint32_t most) { return static_cast<uint32_t>(dice() % (most + 1)); };
  for (int round = 0; round < 200; ++round) {
    std::vector<Span> spans(any(40));
    for (Span& s : spans) {
      s.begin = any(100);
      s.end = s.begin + any(round % 2 == 0 ? 8 : 90);
    }
    const SpanIndex index = index_of(spans);
    for (int k = 0; k < 50; ++k) {
      Span asked{any(110), 0};
      asked.end = asked.begin + 1 + any(20);
      std::vector<size_t> expected;
      for (size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].overlaps(asked)) expected.push_back(i);
      }
      EXPECT_EQ(index.overlapping(asked), expected);
      EXPECT_EQ(index.overlaps_any(asked), !expected.empty());
    }
  }
}

}  // namespace
}  // namespace isnad
