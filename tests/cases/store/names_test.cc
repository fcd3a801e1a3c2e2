// Names for a box in which somebody types.

#include "told_case.h"

namespace isnad {
namespace {

class NamesTest : public ToldTest {
 protected:
  static std::vector<std::string> codes(const CaseFile& c, const std::string& text, size_t most) {
    const auto rows = c.entities_that_begin(text, most);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
    std::vector<std::string> out;
    for (const EntityRow& row : *rows) out.push_back(row.code);
    return out;
  }
};
using Codes = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(Stores, NamesTest, kStores, store_name);

TEST_P(NamesTest, FindsCodesAndNamesByTheirBeginning) {
  auto all = told();
  // "Alnus", written with hamza on the alef.
  all[4].record.entities.push_back(
      entity("ALN", "\xD8\xA3\xD9\x84\xD9\x86\xD8\xB3", "Alnus's Men"));
  const CaseFile c = read("x.case", all);
  EXPECT_EQ(codes(c, "mAl", 8), Codes{"MLI"});
  EXPECT_EQ(codes(c, "ML", 8), Codes{"MLI"}) << "the code";
  EXPECT_EQ(codes(c, "rus", 8), Codes{"RUS"});
  EXPECT_EQ(codes(c, "\xD8\xA7\xD9\x84", 8), Codes{"ALN"}) << "a plain alef";
  EXPECT_EQ(codes(c, "\xD8\xA5\xD9\x84\xD9\x86", 8), Codes{"ALN"}) << "hamza below";
  EXPECT_EQ(codes(c, "\xD8\xA7\xD9\x8E\xD9\x84", 8), Codes{"ALN"}) << "a vowel sign";
  EXPECT_EQ(codes(c, "alnus'", 8), Codes{"ALN"});
  EXPECT_EQ(codes(c, "me", 8), Codes{"ALN"}) << "a later word of a name";
  EXPECT_EQ(codes(c, "ali", 8), Codes{}) << "it is not how a word begins";
  EXPECT_EQ(codes(c, "%", 8), Codes{});
}

TEST_P(NamesTest, TheCommonestComeFirst) {
  auto all = told();
  for (size_t i = 0; i < all.size(); ++i) {
    all[i].record.entities.push_back(entity("MAR", "x", "Malta"));
    if (i < 2) all[i].record.entities.push_back(entity("MYS", "y", "Malaysia"));
  }
  all[4].record.entities.erase(all[4].record.entities.begin());  // no Mali
  const CaseFile c = read("x.case", all);
  EXPECT_EQ(codes(c, "mal", 8), (Codes{"MAR", "MLI", "MYS"}));
  EXPECT_EQ(codes(c, "mal", 2), (Codes{"MAR", "MLI"}));
}

// Before the first refresh, with articles that came after it, and with one that was read anew: what
// is suggested is what a refresh of all would answer.
TEST_P(NamesTest, NoRefreshIsNeeded) {
  auto all = told();
  for (size_t i = 1; i < all.size(); ++i) {
    all[i].record.entities.push_back(entity("MAR", "x", i < 3 ? "Malta" : "Republic of Malta"));
  }
  all[4].record.entities.push_back(entity("MYS", "y", "Malaysia"));
  const CaseFile whole = read("whole.case", all);
  for (size_t before = 0; before <= all.size(); ++before) {
    CaseFile c = open("parts" + std::to_string(before) + ".case");
    for (size_t i = 0; i < all.size(); ++i) {
      if (before > 0 && i == before) refresh(c);
      add(c, all[i]);
    }
    for (const char* const text : {"", "m", "mal", "mali", "malt", "r", "of malta", "zz"}) {
      EXPECT_EQ(codes(c, text, 8), codes(whole, text, 8)) << before << ' ' << text;
      EXPECT_EQ(codes(c, text, 2), codes(whole, text, 2)) << before << ' ' << text;
    }
    Told again = all[1];
    again.record.entities.back() = entity("MYS", "y", "Malaysia");
    add(c, again);
    EXPECT_EQ(codes(c, "malay", 8), Codes{"MYS"});
    EXPECT_EQ(codes(c, "mal", 8), (Codes{"MLI", "MAR", "MYS"}));
  }
}

TEST_P(NamesTest, ANameThatAnotherArticleUsesFindsIt) {
  auto all = told();
  all[0].record.entities.push_back(entity("MMR", "z", "Burma"));
  all[1].record.entities.push_back(entity("MMR", "z", "Myanmar"));
  const CaseFile c = read("x.case", all);
  EXPECT_EQ(codes(c, "bur", 8), Codes{"MMR"});
  EXPECT_EQ(codes(c, "mya", 8), Codes{"MMR"});
}

}  // namespace
}  // namespace isnad
