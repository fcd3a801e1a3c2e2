#include <gtest/gtest.h>

#include <random>

#include "base/utf8.h"
#include "cli/bidi.h"
#include "cli/table.h"

namespace isnad {
namespace {

const std::string kRussia = "\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7";
const std::string kFsi = "\xE2\x81\xA8";
const std::string kPdi = "\xE2\x81\xA9";

TEST(Bidi, NothingSteersTheTerminal) {
  EXPECT_EQ(safe_line("a\nb\t\tc"), "a b c");
  EXPECT_EQ(safe_line("\x1b[31m"), "\\x1b[31m");
  EXPECT_EQ(safe_line(std::string("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(safe_line("\xC2\x9B"
                      "31m"),
            "\\x9b31m")
      << "the C1 form of the escape";
  EXPECT_EQ(safe_line("a\xE2\x80\xAE"
                      "b\xE2\x81\xA9"
                      "c\xE2\x80\x8F"),
            "abc");
  EXPECT_EQ(safe_line("\xF3\xA0\x81\x81x"), "x") << "invisible tags";
  EXPECT_EQ(safe_line("\xE2\x80\x8B=\xC2\xAD"
                      "1"),
            "=1")
      << "what nobody sees";
  EXPECT_EQ(safe_line("a\xFF"), "a\xEF\xBF\xBD");
  EXPECT_EQ(safe_line("\xD9"), "\xEF\xBF\xBD");
}

TEST(Bidi, AnyBytesGiveASafeLine) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string s;
    for (int i = 0; i < 16; ++i) s += static_cast<char>(random());
    const std::string safe = isolated(s);
    const Result<std::u32string> text = decode_utf8(safe);
    ASSERT_TRUE(text);
    for (const char32_t c : *text) EXPECT_TRUE(c >= 0x20 && !(c >= 0x7F && c < 0xA0));
    EXPECT_LE(display_width(cut_to_width(safe_line(s), 5)), 5u);
  }
}

TEST(Bidi, ArabicIsIsolated) {
  EXPECT_EQ(isolated("Russia"), "Russia");
  EXPECT_EQ(isolated(kRussia), kFsi + kRussia + kPdi);
  EXPECT_EQ(isolated(kPdi + kRussia + "\xE2\x80\xAE"), kFsi + kRussia + kPdi) << "no way out of it";
  EXPECT_TRUE(has_rtl("\xD7\xA9"));
  EXPECT_FALSE(has_rtl("12 %"));
}

TEST(Bidi, Width) {
  EXPECT_EQ(display_width(kRussia), 5u);
  EXPECT_EQ(display_width("\xD9\x85\xD9\x8F\xD9\x87\xD9\x90\xD9\x85\xD9\x91"), 3u) << "vowel signs";
  EXPECT_EQ(display_width(isolated(kRussia)), 5u);
  EXPECT_EQ(cut_to_width("abcdef", 4), "abc\xE2\x80\xA6");
  EXPECT_EQ(cut_to_width("abcd", 4), "abcd");
  EXPECT_EQ(cut_to_width(kRussia, 3), kRussia.substr(0, 4) + "\xE2\x80\xA6");
}

TEST(TableTest, ColumnsAlign) {
  Table table({"A", "B", "C"});
  table.add({"x", kRussia, "1"});
  table.add({"long", "y", "\x1b"});
  EXPECT_EQ(table.print({}),
            "A     B      C\nx     " + kFsi + kRussia + kPdi + "  1\nlong  y      \\x1b\n");
}

TEST(TableTest, FitsTheTerminal) {
  Table table({"A", "B"});
  table.add({std::string(50, 'a'), std::string(90, 'b')});
  Terminal terminal;
  terminal.width = 40;
  const std::string out = table.print(terminal);
  size_t begin = 0;
  for (size_t end; (end = out.find('\n', begin)) != std::string::npos; begin = end + 1) {
    EXPECT_LE(display_width(out.substr(begin, end - begin)), 40u);
  }
}

}  // namespace
}  // namespace isnad
