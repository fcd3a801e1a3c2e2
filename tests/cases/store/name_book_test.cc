// Names beside codes.

#include "store/name_book.h"

#include "told_case.h"

namespace isnad {
namespace {

class NameBookTest : public ToldTest {};
INSTANTIATE_TEST_SUITE_P(Stores, NameBookTest, kStores, store_name);

TEST_P(NameBookTest, PlacesThatNoArticleNamesHaveTheNamesOfTheKnowledgeBase) {
  const CaseFile c = read();
  std::vector<std::string> asked;
  NameBook names(c, [&](const std::string& code) {
    asked.push_back(code);
    return code == "Sanaa" ? Name{"ar", "Sanaa"} : Name{};
  });
  EXPECT_EQ(names.name("Sanaa").ar, "ar");
  EXPECT_EQ(names.name("Sanaa").en, "Sanaa");
  EXPECT_EQ(names.name("MLI").en, "Mali") << "the case's own name comes first";
  for (const char* code : {"president@MLI", "GEN:militia:MLI", "ar:x"}) {
    EXPECT_TRUE(names.name(code).en.empty());
  }
  EXPECT_EQ(asked, std::vector<std::string>{"Sanaa"}) << "once, and nothing that no table has";
  EXPECT_EQ(NameBook(c).name("Sanaa").en, "");
}

TEST_P(NameBookTest, OfTheCompiledTable) {
  const auto image = Image::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(image) << image.error().message;
  const auto places = PlaceTable::open(*image);
  ASSERT_TRUE(places);
  const Name sanaa = name_of_place(*places, "Sanaa");
  EXPECT_EQ(sanaa.ar, "\xD8\xB5\xD9\x86\xD8\xB9\xD8\xA7\xD8\xA1");
  EXPECT_EQ(sanaa.en, "Sanaa");
  EXPECT_EQ(name_of_place(*places, "Nowhere").en, "");
}

}  // namespace
}  // namespace isnad
