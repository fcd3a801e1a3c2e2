#include "text/fold.h"

#include <gtest/gtest.h>

#include <random>

#include "table.h"
#include "text/text.h"
#include "text/tokens.h"

namespace isnad {
namespace {

using test::Row;

class FoldTable : public testing::TestWithParam<Row> {};
TEST_P(FoldTable, Row) {
  const auto& f = GetParam().fields;
  EXPECT_EQ(folded_to_ascii(fold(test::decoded(f[0])).bytes), f[1]) << f[0];
  EXPECT_EQ(folded_to_ascii(fold_key(f[0])), f[1]);
}
INSTANTIATE_TEST_SUITE_P(Table, FoldTable, testing::ValuesIn(test::table("fold.tsv", 2)),
                         test::case_name);

// The slow, obvious way: code point by code point, with the three special cases spelled out.
Folded slow_fold(std::u32string_view text) {
  Folded out;
  auto lengthens = [](char32_t c) {
    return (c >= 0x0610 && c <= 0x061A) || (c >= 0x0620 && c <= 0x06D3) ||
           (c >= 0x06D6 && c <= 0x06ED) || (c >= 0x0300 && c <= 0x036F) || c == 0x200C ||
           c == 0x200D;
  };
  for (uint32_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    std::string bytes;
    if (c >= 0xFEF5 && c <= 0xFEFC) {
      bytes = "lA";
    } else if (c == 0xFDF2) {
      bytes = "Allh";
    } else if (c == 0x0640) {
      const bool before = i > 0 && lengthens(text[i - 1]);
      const bool after = i + 1 < text.size() && lengthens(text[i + 1]);
      if (!before && !after) bytes = "-";
    } else if (const char b = fold_code_point(c)) {
      bytes = b;
    }
    out.bytes += bytes;
    out.origin.insert(out.origin.end(), bytes.size(), i);
  }
  out.origin.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

std::u32string random_text(std::mt19937& random, size_t length) {
  static constexpr std::pair<char32_t, char32_t> kRanges[] = {
      {0x20, 0x7E},     {0x0600, 0x06FF}, {0x0621, 0x064A}, {0x0640, 0x0652}, {0xFB50, 0xFDFF},
      {0xFE70, 0xFEFF}, {0x2000, 0x2060}, {0x00A0, 0x024F}, {0x0A, 0x0A},     {0x1F300, 0x1F5FF}};
  std::u32string text;
  while (text.size() < length) {
    const auto& [from, to] = kRanges[random() % std::size(kRanges)];
    text.push_back(from + static_cast<char32_t>(random() % (to - from + 1)));
  }
  return text;
}

TEST(Fold, EqualsTheSlowWay) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const std::u32string text = random_text(random, random() % 200);
    const Folded fast = fold(text);
    const Folded slow = slow_fold(text);
    ASSERT_EQ(fast.bytes, slow.bytes);
    ASSERT_EQ(fast.origin, slow.origin);
  }
}

TEST(Fold, EveryCodePointGivesOneKnownByteOrNone) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const char b = fold_code_point(c);
    const bool known = b == 0 || is_arabic_letter_byte(b) || is_latin_byte(b) ||
                       (b >= '0' && b <= '9') || (b >= 1 && b <= 4) ||
                       std::string_view(" \n,;.?!:-/()%").find(b) != std::string_view::npos;
    ASSERT_TRUE(known) << std::hex << static_cast<uint32_t>(c) << " -> " << int{b};
  }
}

TEST(Fold, ClassesAreDisjoint) {
  for (int i = 1; i < 256; ++i) {
    const char b = static_cast<char>(i);
    const int classes =
        is_arabic_letter_byte(b) + is_latin_byte(b) + (b >= '0' && b <= '9') +
        (std::string_view(" \n,;.?!:-/()%\x01\x02\x03\x04").find(b) != std::string_view::npos);
    EXPECT_LE(classes, 1) << i;
  }
}

TEST(Fold, LatinLettersKeepTheirIdentity) {
  for (char c = 'a'; c <= 'z'; ++c) {
    const char lower = fold_code_point(static_cast<char32_t>(c));
    const char upper = fold_code_point(static_cast<char32_t>(c - 'a' + 'A'));
    EXPECT_EQ(lower, upper);
    ASSERT_TRUE(is_latin_byte(lower)) << c;
    EXPECT_EQ(latin_letter(lower), c);
  }
}

TEST(Fold, ArabicLettersStayApart) {
  // Letters that must never fall together, whatever else folding merges.
  const std::u32string letters =
      U"\u0628\u062A\u062B\u062C\u062D\u062E\u062F\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637"
      U"\u0638\u0639\u063A\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u064A\u0627\u0629\u0621"
      U"\u0624\u0626";
  for (size_t i = 0; i < letters.size(); ++i) {
    for (size_t k = i + 1; k < letters.size(); ++k) {
      EXPECT_NE(fold_code_point(letters[i]), fold_code_point(letters[k])) << i << " " << k;
    }
  }
}

TEST(Fold, InvalidKeyIsEmpty) { EXPECT_EQ(fold_key("\xFF"), ""); }

class TokenTable : public testing::TestWithParam<Row> {};
TEST_P(TokenTable, Row) {
  const auto& f = GetParam().fields;
  const Folded folded = fold(test::decoded(f[0]));
  std::string got;
  for (const Token& t : tokenise(folded)) {
    got += (got.empty() ? "" : " ") + std::string(1, "wlnp"[static_cast<int>(t.kind)]) + ":" +
           folded_to_ascii(t.key);
  }
  EXPECT_EQ(got, f[1]) << f[0];
}
INSTANTIATE_TEST_SUITE_P(Table, TokenTable, testing::ValuesIn(test::table("tokens.tsv", 2)),
                         test::case_name);

TEST(Text, TokensCoverTheTextInOrder) {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    const std::u32string text = random_text(random, random() % 400);
    const TextView view = read_text(text);
    ASSERT_EQ(view.folded.origin.size(), view.folded.bytes.size() + 1);
    uint32_t at = 0;
    for (uint32_t i = 0; i < view.tokens.size(); ++i) {
      const Token& t = view.tokens[i];
      // Two tokens may share a code point only where a ligature was torn apart.
      ASSERT_LE(at, t.span.begin);
      ASSERT_LT(t.span.begin, t.span.end);
      ASSERT_LE(t.span.end, text.size());
      ASSERT_FALSE(t.key.empty());
      ASSERT_EQ(view.part_of(t, 0, t.key.size()), t.span);
      at = t.span.end;
      ASSERT_LT(t.sentence, view.sentences.size());
      const Sentence& s = view.sentences[t.sentence];
      ASSERT_TRUE(s.first <= i && i < s.last);
    }
    // Code points outside all tokens are spaces or vanish.
    at = 0;
    auto outside = [&](uint32_t end) {
      for (; at < end; ++at) {
        const char b = fold_code_point(text[at]);
        ASSERT_TRUE(b == 0 || b == kSpace || b == kNewline) << at;
      }
    };
    for (const Token& t : view.tokens) {
      outside(t.span.begin);
      at = t.span.end;
    }
    outside(static_cast<uint32_t>(text.size()));
  }
}

TEST(Text, SentencesPartitionTheTokens) {
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    const std::u32string text = random_text(random, 2000);
    const TextView view = read_text(text);
    uint32_t next = 0;
    for (const Sentence& s : view.sentences) {
      ASSERT_EQ(s.first, next);
      ASSERT_LT(s.first, s.last);
      ASSERT_EQ(s.span.begin, view.tokens[s.first].span.begin);
      ASSERT_EQ(s.span.end, view.tokens[s.last - 1].span.end);
      next = s.last;
    }
    ASSERT_EQ(next, view.tokens.size());
  }
}

TEST(Text, DiacriticsBelongToTheirWord) {
  const std::u32string text = U"\u062F\u064F\u0639\u064E \u0628";  // dad u ayn a, space, ba
  const TextView view = read_text(text);
  ASSERT_EQ(view.tokens.size(), 2u);
  EXPECT_EQ(view.tokens[0].span, (Span{0, 4}));
  EXPECT_EQ(view.part_of(view.tokens[0], 0, 1), (Span{0, 2}));
  EXPECT_EQ(view.part_of(view.tokens[0], 1, 2), (Span{2, 4}));
  EXPECT_TRUE(view.part_of(view.tokens[0], 1, 1).empty());
}

TEST(Text, AlefMaqsuraIsNoted) {
  const std::u32string text = U"\u0639\u0644\u0649 \u0639\u0644\u064A \u0639\u0644\u0649\u064B";
  const TextView view = read_text(text);
  ASSERT_EQ(view.tokens.size(), 3u);
  EXPECT_TRUE(view.tokens[0].alef_maqsura);
  EXPECT_FALSE(view.tokens[1].alef_maqsura);
}

TEST(Text, LongSentencesAreCut) {
  std::u32string text;
  for (int i = 0; i < 5000; ++i) text += U"\u0628\u062A ";
  const TextView view = read_text(text);
  EXPECT_GE(view.sentences.size(), 12u);
  for (const Sentence& s : view.sentences) EXPECT_LE(s.last - s.first, 402u);
}

TEST(Text, MovingKeepsTheKeys) {
  const std::u32string text = U"\u0628";
  TextView view = read_text(text);
  const TextView moved = std::move(view);
  EXPECT_EQ(moved.tokens[0].key, "b");
  EXPECT_EQ(moved.tokens[0].key.data(), moved.folded.bytes.data());
}

TEST(Text, StraightQuotesAlternate) {
  const std::u32string text = U"\"\u0628\" \u062A \"\u062B\"";
  const TextView view = read_text(text);
  ASSERT_EQ(view.tokens.size(), 7u);
  EXPECT_TRUE(view.tokens[0].is(kQuoteOpen));
  EXPECT_TRUE(view.tokens[1].quoted);
  EXPECT_TRUE(view.tokens[2].is(kQuoteClose));
  EXPECT_FALSE(view.tokens[3].quoted);
  EXPECT_TRUE(view.tokens[4].is(kQuoteOpen));
  EXPECT_TRUE(view.tokens[5].quoted);
}

TEST(Text, ReversedTypographicQuotes) {
  const std::u32string text = U"\u201D\u0628\u201C \u062A";
  const TextView view = read_text(text);
  EXPECT_TRUE(view.tokens[0].is(kQuoteOpen));
  EXPECT_TRUE(view.tokens[1].quoted);
  EXPECT_TRUE(view.tokens[2].is(kQuoteClose));
  EXPECT_FALSE(view.tokens[3].quoted);
}

TEST(Text, AnOpenQuoteQuotesNothingAndEndsWithItsParagraph) {
  const std::u32string text = U"\u0628 \"\u062A\n\u062B \"\u062C\"";
  const TextView view = read_text(text);
  EXPECT_FALSE(view.tokens[2].quoted);
  EXPECT_FALSE(view.tokens[3].quoted);
  EXPECT_TRUE(view.tokens[5].quoted);
}

class SentenceTable : public testing::TestWithParam<Row> {};
TEST_P(SentenceTable, Row) {
  const auto& f = GetParam().fields;
  const std::u32string text = test::decoded(f[0]);
  const TextView view = read_text(text);
  std::string got = "|";
  for (const Sentence& s : view.sentences) {
    got += encode_utf8(text.substr(s.span.begin, s.span.length())) + "|";
  }
  EXPECT_EQ(got, f[1] == "||" ? "|" : f[1]);
}
INSTANTIATE_TEST_SUITE_P(Table, SentenceTable, testing::ValuesIn(test::table("sentences.tsv", 2)),
                         test::case_name);

}  // namespace
}  // namespace isnad
