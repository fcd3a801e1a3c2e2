// Names for a box in which somebody types.

#include "answer/name_index.h"

#include "../store/told_case.h"

namespace isnad {
namespace {

class NameIndexTest : public ToldTest {
 protected:
  static std::vector<std::string> codes(const CaseFile& c, const std::string& text, size_t most) {
    const auto index = NameIndex::open(c);
    EXPECT_TRUE(index) << (index ? "" : index.error().message);
    std::vector<std::string> out;
    for (const EntityRow* row : index->begin_with(text, most)) out.push_back(row->code);
    return out;
  }
};
using Codes = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(Stores, NameIndexTest, kStores, store_name);

TEST_P(NameIndexTest, FindsCodesAndNamesByTheirBeginning) {
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

TEST_P(NameIndexTest, TheCommonestComeFirst) {
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

}  // namespace
}  // namespace isnad
