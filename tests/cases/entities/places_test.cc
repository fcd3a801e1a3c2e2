#include "entities/places.h"

#include <gtest/gtest.h>

#include <cmath>

namespace isnad {
namespace {

class PlacesTest : public ::testing::Test {
 protected:
  PlacesTest() : image_(Image::open(ISNAD_IMAGE_FILE)), places_(PlaceTable::open(*image_)) {}
  Result<Image> image_;
  Result<PlaceTable> places_;
};

TEST_F(PlacesTest, TownHasItsStateAndPoint) {
  ASSERT_TRUE(places_) << places_.error().message;
  const auto mosul = places_->find("Mosul");
  ASSERT_TRUE(mosul);
  EXPECT_EQ(mosul->name_en, "Mosul");
  EXPECT_EQ(mosul->state, "IRQ");
  EXPECT_EQ(mosul->level, PlaceLevel::town);
  ASSERT_TRUE(mosul->point);
  EXPECT_NEAR(mosul->point->latitude, 36.3, 0.2);
  EXPECT_NEAR(mosul->point->longitude, 43.1, 0.2);
}

TEST_F(PlacesTest, StatesAndRegionsHaveNoPoint) {
  ASSERT_TRUE(places_);
  const auto mali = places_->find("MLI");
  ASSERT_TRUE(mali);
  EXPECT_EQ(mali->level, PlaceLevel::state);
  EXPECT_EQ(mali->state, "MLI");
  EXPECT_FALSE(mali->point);
  const auto africa = places_->find("Africa");
  ASSERT_TRUE(africa);
  EXPECT_EQ(africa->level, PlaceLevel::region);
  EXPECT_FALSE(africa->point);
}

TEST_F(PlacesTest, CapitalIsAskedForByName) {
  ASSERT_TRUE(places_);
  const auto bamako = places_->capital("MLI");
  ASSERT_TRUE(bamako);
  EXPECT_EQ(bamako->name_en, "Bamako");
  EXPECT_TRUE(bamako->capital);
  EXPECT_TRUE(bamako->point);
  // data/kb/states.tsv names none.
  EXPECT_FALSE(places_->capital("ESH"));
}

TEST_F(PlacesTest, WhatIsNotKnownIsNotFound) {
  ASSERT_TRUE(places_);
  EXPECT_FALSE(places_->find("No such town"));
  EXPECT_FALSE(places_->find(""));
}

TEST(PlaceTableImage, ImageWithoutTheTableIsCorrupt) {
  ImageWriter empty;
  const Result<Image> image = Image::from_bytes(empty.finish());
  ASSERT_TRUE(image);
  const Result<PlaceTable> places = PlaceTable::open(*image);
  ASSERT_FALSE(places);
  EXPECT_EQ(places.error().code, ErrorCode::corrupt);
}

}  // namespace
}  // namespace isnad
