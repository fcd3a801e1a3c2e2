#include "story/rules.h"

#include <gtest/gtest.h>

#include "case.h"

namespace isnad {
namespace {

TEST(Rules, PlacesOfOneKindAreApartOneInsideTheOtherIsNot) {
  EXPECT_EQ(rules().places("Arequipa", "Arequipa"), PlaceRelation::same);
  EXPECT_EQ(rules().places("Arequipa", "Ayacucho"), PlaceRelation::apart);
  EXPECT_EQ(rules().places("Arequipa", "PER"), PlaceRelation::inside);
  EXPECT_EQ(rules().places("PER", "Arequipa"), PlaceRelation::inside);
  EXPECT_EQ(rules().places("Arequipa", "BOL"), PlaceRelation::apart);
  EXPECT_EQ(rules().places("PER", "BOL"), PlaceRelation::apart);
}

TEST(Rules, CapitalsAreTowns) {
  EXPECT_EQ(rules().places("Lima", "Arequipa"), PlaceRelation::apart);
  EXPECT_EQ(rules().places("Lima", "PER"), PlaceRelation::inside);
  EXPECT_EQ(rules().state_of("Lima"), "PER");
}

TEST(Rules, WhatNobodyKnowsIsOpen) {
  EXPECT_EQ(rules().places("ar:x", "Lima"), PlaceRelation::open);
  EXPECT_EQ(rules().places("Africa", "Asia"), PlaceRelation::open);  // regions may overlap
  EXPECT_EQ(rules().places("Africa", "Lima"), PlaceRelation::open);
  EXPECT_EQ(rules().state_of("ar:x"), "");
  EXPECT_FALSE(rules().is_state("Lima"));
  EXPECT_TRUE(rules().is_state("PER"));
}

TEST(Rules, TheFirstRowOfActsThatFits) {
  const Act joining = rules().act(EventType::support, "", rule_of("support", "join-organisation"));
  EXPECT_EQ(joining.sort, ActSort::unique);
  EXPECT_TRUE(joining.date);
  EXPECT_EQ(rules().act(EventType::support, "", "frames/support.toml:1").sort, ActSort::generic);
  EXPECT_EQ(rules().act(EventType::consult, "visit", "frames/x.toml:1").sort, ActSort::single);
  EXPECT_EQ(rules().act(EventType::consult, "", "frames/x.toml:1").sort, ActSort::generic);
  EXPECT_TRUE(rules().act(EventType::assault, "explosives", "frames/x.toml:1").actor);
  const Act none = rules().act(EventType::assault, "", "frames/x.toml:1");
  EXPECT_EQ(none.sort, ActSort::plain);
  EXPECT_EQ(none.kind, 0u);
}

TEST(Rules, OfficesWithOneHolder) {
  EXPECT_TRUE(rules().one_holder("president"));
  EXPECT_FALSE(rules().one_holder("ambassador"));
}

}  // namespace
}  // namespace isnad
