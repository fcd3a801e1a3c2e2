// When two spellings of a borrowed name meet.
#include "entities/spelling.h"

#include <gtest/gtest.h>

#include "text/fold.h"

namespace isnad {
namespace {

class SpellingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto image = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(image) << image.error().message;
    spelling_ = Spelling::open(*image);
  }
  Spelling spelling_;
};

TEST_F(SpellingTest, SpellingsByEarMeet) {
  EXPECT_TRUE(spelling_.alike("bryGwjyn", "bryGwzyn"));
  EXPECT_TRUE(spelling_.alike("bryGwjyn", "bryjwjn"));
  EXPECT_TRUE(
      spelling_.alike(fold_key("\xD8\xA3\xD9\x88\xD8\xA8\xD9\x8A\xD8\xA7\xD9\x86\xD8\xBA"),
                      fold_key("\xD8\xA3\xD9\x88\xD8\xA8\xD9\x8A\xD8\xA7\xD9\x86\xD8\xAC")));
}

TEST_F(SpellingTest, AlikeByEarIsNotEnough) {
  EXPECT_TRUE(spelling_.respelt("bryGwjyn", "bryjwjn"));
  EXPECT_TRUE(spelling_.respelt("jwyytA", "jwytA"));
  EXPECT_TRUE(spelling_.alike("byAnky", "AwbyAnG"));
  EXPECT_FALSE(spelling_.respelt("byAnky", "AwbyAnG")) << "a third of the letters differ";
}

TEST_F(SpellingTest, OtherNamesDoNot) {
  EXPECT_FALSE(spelling_.alike("bwtyn", "bAydn"));
  EXPECT_FALSE(spelling_.alike("lAfrwf", "swrwf"));
  EXPECT_FALSE(spelling_.alike("lw", "ly")) << "one sound is too little";
}

TEST_F(SpellingTest, AnArabicNameKeepsItsVowels) {
  EXPECT_TRUE(spelling_.respelt("trAmb", "trwmb"));
  const std::string flattering = fold_key("\xD8\xB9\xD8\xB7\xD9\x8A\xD9\x81");
  const std::string giving = fold_key("\xD8\xB9\xD8\xB7\xD8\xA7\xD9\x81");
  EXPECT_TRUE(spelling_.alike(flattering, giving));
  EXPECT_FALSE(spelling_.respelt(flattering, giving)) << "ain: no borrowed name";
}

TEST_F(SpellingTest, ManyReadingsGiveUp) {
  EXPECT_TRUE(
      spelling_.keys({std::string(64, 'j') + "b" + std::string("jbjbjbjbjbjb"), "x"}).empty());
  EXPECT_TRUE(spelling_.keys({"ly", "mA"}).empty()) << "too few sounds";
  EXPECT_FALSE(spelling_.keys({"syrGy", "lAfrwf"}).empty());
}

}  // namespace
}  // namespace isnad
