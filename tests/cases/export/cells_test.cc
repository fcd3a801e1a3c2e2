#include "export/cells.h"

#include <gtest/gtest.h>

#include <cmath>

namespace isnad {
namespace {

std::string csv(const std::vector<std::string>& cells) {
  std::string out;
  append_csv_row(cells, out);
  return out;
}

TEST(Cells, QuotesWhatNeedsIt) {
  EXPECT_EQ(csv({"a", "b,c", "d\"e", ""}), "a,\"b,c\",\"d\"\"e\",\n");
}

TEST(Cells, NoCellBreaksItsRow) {
  EXPECT_EQ(csv({"one\r\ntwo\tthree", "\n"}), "one two three,\n");
  EXPECT_EQ(csv({"a\xE2\x80\xA8"
                 "b\xC2\x85"
                 "c"}),
            "a b c\n");
  std::string tabs;
  append_tab_row({"a\tb", "c\nd"}, tabs);
  EXPECT_EQ(tabs, "a b\tc d\n");
}

TEST(Cells, NothingTurnsTheLine) {
  // U+202E, U+2067, U+2069, U+061C, U+200F, U+FEFF, a tag.
  EXPECT_EQ(plain_cell("a\xE2\x80\xAE"
                       "b\xE2\x81\xA7"
                       "c\xE2\x81\xA9\xD8\x9C\xE2\x80\x8F\xEF\xBB\xBF\xF3\xA0\x80\xA1"
                       "d"),
            "abcd");
  // The joiners that Arabic and Persian spelling needs stay.
  EXPECT_EQ(plain_cell("\xD9\x85\xE2\x80\x8C\xD9\x86"), "\xD9\x85\xE2\x80\x8C\xD9\x86");
}

TEST(Cells, SheetsSeeNoFormula) {
  EXPECT_EQ(csv({"=1+1", "+x", "-x", "@x", "-", "x=1"}), "'=1+1,'+x,'-x,'@x,'-,x=1\n");
  EXPECT_EQ(csv({"\t=1", "\r=1", "\n=1"}), "'=1,'=1,'=1\n");
  // Full-width and small forms; blanks and joiners before one.
  for (const std::string sign :
       {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0", "\xEF\xB9\xA6", " =",
        "\xC2\xA0 +", "\xE3\x80\x80-", "\xE2\x80\x83@", "\xE2\x80\x8C=", "\xE2\x80\x8D="}) {
    EXPECT_EQ(csv({sign + "1"}), "'" + sign + "1\n");
  }
  std::string tabs;
  append_tab_row({"=1", "-10.0", "x"}, tabs);
  EXPECT_EQ(tabs, "'=1\t-10.0\tx\n") << "spreadsheets open these too";
}

TEST(Cells, NumbersStayNumbers) {
  EXPECT_EQ(csv({"-33.92", "-4", "+7", "-1-2", "-.5", "-1."}), "-33.92,-4,+7,'-1-2,'-.5,'-1.\n");
  EXPECT_EQ(number_cell(12.6392), "12.6392");
  EXPECT_EQ(number_cell(-8), "-8");
}

TEST(Cells, ConfidenceIsThatOfTheRecord) {
  EXPECT_EQ(number_cell(confidence_value(0.6108769733114418)), "0.61");
  EXPECT_EQ(number_cell(confidence_value(0.285)), "0.28");  // as "%.2f" has it
  EXPECT_EQ(number_cell(confidence_value(2)), "1");
  EXPECT_EQ(number_cell(confidence_value(std::nan(""))), "0");
}

TEST(Cells, ListsLeaveOutTheEmpty) { EXPECT_EQ(list_of({"a", "", "b"}), "a; b"); }

}  // namespace
}  // namespace isnad
