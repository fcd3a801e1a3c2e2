// Expected values are those of Python 3.11.
#include "eval/names.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

double ratio(std::string_view a, std::string_view b) {
  return similarity(plain_name(a), plain_name(b));
}

TEST(Names, Similarity) {
  EXPECT_DOUBLE_EQ(ratio("Sergei Lavrov", "Sergey Lavrov"), 24.0 / 26);
  EXPECT_DOUBLE_EQ(ratio("Wang Yi", "Yi Wang"), 8.0 / 14);
  EXPECT_DOUBLE_EQ(ratio("", ""), 1);
  EXPECT_DOUBLE_EQ(ratio("a", ""), 0);
  EXPECT_DOUBLE_EQ(ratio("abcd", "bcde"), 0.75);
  EXPECT_DOUBLE_EQ(ratio("private Thread currentThread;", "private volatile Thread currentThread;"),
                   58.0 / 67);
}

TEST(Names, PopularLettersOfLongTextsStartNoMatch) {
  const std::u32string a(10, U'x');
  EXPECT_DOUBLE_EQ(similarity(a, std::u32string(199, U'x')), 20.0 / 209);
  EXPECT_DOUBLE_EQ(similarity(a, std::u32string(200, U'x')), 20.0 / 210)
      << "extended from the start of both";
  EXPECT_DOUBLE_EQ(similarity(U"yx", U"z" + std::u32string(200, U'x')), 0);
}

TEST(Names, Plain) {
  EXPECT_EQ(plain_name("R\xC3\xA9"
                       "CEP \xEF\xAC\x81 Stra\xC3\x9F"
                       "e"),
            U"recep fi strasse");
}

TEST(Names, Upper) {
  EXPECT_TRUE(is_upper("AL_QAEDA"));
  EXPECT_TRUE(is_upper("T-72"));
  EXPECT_FALSE(is_upper("Wagner"));
  EXPECT_FALSE(is_upper("123"));
  EXPECT_FALSE(is_upper("\xD8\xB1\xD9\x88"));
  EXPECT_FALSE(is_upper(""));
}

TEST(Names, Stem) {
  EXPECT_EQ(path_stem("seeds/000.txt"), "000");
  EXPECT_EQ(path_stem("a.b.txt"), "a.b");
  EXPECT_EQ(path_stem(".hidden"), ".hidden");
  EXPECT_EQ(path_stem("a/b/"), "b");
  EXPECT_EQ(path_stem("x."), "x.");
  EXPECT_EQ(path_stem(""), "");
}

TEST(Names, LineEndsAsPythonReadsThem) {
  std::u32string s;
  EXPECT_TRUE(
      decode_as_python("\xEF\xBB\xBF"
                       "a\r\nb\rc",
                       s));
  EXPECT_EQ(s,
            U"\uFEFF"
            U"a\nb\nc");
  EXPECT_FALSE(decode_as_python("\xFF", s));
}

}  // namespace
}  // namespace isnad
