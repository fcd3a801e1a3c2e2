#include "story/tolls.h"

#include <gtest/gtest.h>

#include <set>

#include "case.h"
#include "story/conflicts.h"

namespace isnad {
namespace {

struct Dead {
  int64_t number = 0;
  std::string actor = "GEN:rebels:PER";
  std::string day = "2011-03-01";
  std::string place = {};
  std::string frame = "kill";
  std::string unit = "soldier";
  uint32_t at = 20;
  char bound = '=';
  std::vector<std::string> source = {};
};

Told told(const Dead& d) {
  Told t{EventType::assault, {d.actor}, {"PER"}, d.day, d.place, "", rule_of("assault", d.frame)};
  t.count = d.number;
  t.bound = d.bound;
  t.unit = d.unit;
  t.source = d.source;
  t.span = {d.at, d.at + 4};
  return t;
}

// Values of the contradictions in numbers, sorted, one set for each.
std::multiset<std::set<std::string>> numbers(Case& c) {
  const Across across = c.across();
  const auto happenings = happenings_of(across, rules());
  std::multiset<std::set<std::string>> out;
  for (const Conflict& f : conflicts_of(across, happenings, facts_of(across.corpus), rules())) {
    if (f.kind != ConflictKind::number) continue;
    std::set<std::string> values;
    for (const ConflictSide& s : f.sides) values.insert(s.value);
    out.insert(values);
  }
  return out;
}

using Numbers = std::multiset<std::set<std::string>>;
const Numbers kBoth = {{"40 soldier", "25 soldier"}};

Case two(const Dead& x, const Dead& y, const std::string& published = "2011-03-02") {
  Case c;
  c.add("a", "2011-03-02", "s", {told(x)});
  c.add("b", published, "s", {told(y)});
  return c;
}

TEST(Tolls, OfOneAttackOnNeighbouringDaysByOtherFramesAndDoers) {
  Dead other{25, "GEN:bandits:PER", "2011-02-28"};
  other.place = "Arequipa";
  Dead first{40};
  first.place = "Arequipa";
  Case c = two(first, other);
  EXPECT_EQ(numbers(c), kBoth);
  c.papers[1].events[0].rule = rule_of("assault", "meet-death");
  EXPECT_EQ(numbers(c), kBoth);
  c.papers[1].events[0].date = "2011-02-25";
  c.papers[1].events[0].rule = c.papers[0].events[0].rule;
  EXPECT_TRUE(numbers(c).empty());
}

TEST(Tolls, NeighbouringDaysAreOneAttackOnlyInOneTown) {
  Dead other{25, "GEN:bandits:PER", "2011-02-28"};
  Case c = two({40}, other);
  EXPECT_TRUE(numbers(c).empty());
}

TEST(Tolls, TheSameDeadToldAgainInOneArticleAreOneContradiction) {
  Dead first{40};
  first.place = "Arequipa";
  Dead other{25};
  other.place = "Arequipa";
  Dead again = first;
  again.place.clear();
  again.at = 300;
  Dead other_again = other;
  other_again.place.clear();
  other_again.at = 300;
  Case c;
  c.add("a", "2011-03-02", "s", {told(first), told(again)});
  c.add("b", "2011-03-02", "s", {told(other), told(other_again)});
  EXPECT_EQ(numbers(c), kBoth);
}

TEST(Tolls, AThirdReportJoinsNoTwoTowns) {
  Dead here{40};
  here.place = "Arequipa";
  Dead there{25};
  there.place = "Cusco";
  Dead nowhere{40};
  Case c = two(here, there);
  c.add("c", "2011-03-02", "s", {told(nowhere)});
  EXPECT_TRUE(numbers(c).empty());
}

TEST(Tolls, PartsBesideAWholeAreNoContradiction) {
  Dead one{50}, two_{20}, three{10};
  for (Dead* d : {&one, &two_, &three}) d->place = "Arequipa";
  two_.source = {"PER"};
  three.source = {"RED_CROSS"};
  Case c;
  c.add("a", "2011-03-02", "s", {told(one)});
  c.add("b", "2011-03-02", "s", {told(two_)});
  c.add("c", "2011-03-02", "s", {told(three)});
  EXPECT_TRUE(numbers(c).empty());
}

TEST(Tolls, WhatTellsNoDeathsIsNoToll) {
  Dead attack{25, "GEN:bandits:PER"};
  attack.frame = "attack-noun";
  Case c = two({40}, attack);
  EXPECT_TRUE(numbers(c).empty());
}

TEST(Tolls, OtherPeopleOrPlacesOrNamedDoersAreNone) {
  Dead officers{25, "GEN:bandits:PER"};
  officers.unit = "officer";
  Case people = two({40}, officers);
  EXPECT_TRUE(numbers(people).empty());
  Dead here{40};
  here.place = "Arequipa";
  Dead there{25, "GEN:bandits:PER"};
  there.place = "Cusco";
  Case places = two(here, there);
  EXPECT_TRUE(numbers(places).empty());
  Case doers = two({40, "BOL"}, {25, "CHL"});
  EXPECT_TRUE(numbers(doers).empty());
  EXPECT_EQ(numbers(doers = two({40, "BOL"}, {25, "BOL"})), kBoth);
}

TEST(Tolls, WithoutATownBothMustBeginWithIt) {
  Case c = two({40}, {25, "GEN:bandits:PER"});
  EXPECT_EQ(numbers(c), kBoth);
  c.papers[1].events[0].span = {2000, 2004};
  EXPECT_TRUE(numbers(c).empty());
  // A day that is remembered is that of one attack.
  for (Paper& p : c.papers) p.published = "2011-06-01";
  EXPECT_EQ(numbers(c), kBoth);
}

TEST(Tolls, AnotherStoryIsAnotherAttackUnlessDayAndTownAreTheSame) {
  Dead first{40};
  Dead second{25, "GEN:bandits:PER"};
  Case c = two(first, second);
  c.papers[1].story = "t";
  EXPECT_TRUE(numbers(c).empty());
  for (Paper& p : c.papers) p.events[0].place = "Arequipa";
  EXPECT_EQ(numbers(c), kBoth);
}

TEST(Tolls, TheStateThatWasAttackedIsNoOtherAttacker) {
  Dead group{40, "SHINING_PATH"};
  Dead state{25, "PER"};
  Dead others{25, "MRTA"};
  for (Dead* d : {&group, &state, &others}) d->place = "Arequipa";
  Case c = two(group, state);
  EXPECT_EQ(numbers(c), kBoth);
  Case rivals = two(group, others);
  EXPECT_TRUE(numbers(rivals).empty());
  group.place = state.place = "La Paz";  // where Peru is a stranger
  Case abroad = two(group, state);
  EXPECT_TRUE(numbers(abroad).empty());
}

TEST(Tolls, OneStoryAndOneDayAreOneToll) {
  Dead first{40};
  Dead second{25};
  Dead third{25};
  for (Dead* d : {&first, &second, &third}) d->place = "Arequipa";
  second.day = "";  // of the day of the first, as both are of one story
  Case c = two(first, second);
  c.add("c", "2011-03-02", "t", {told(third)});
  EXPECT_EQ(numbers(c), kBoth);
}

TEST(Tolls, AGrowingTollIsNoneButOfWhatIsLongAgo) {
  Case c = two({25}, {40, "GEN:bandits:PER"}, "2011-03-03");
  EXPECT_TRUE(numbers(c).empty());
  c.papers[0].published = "2012-03-01";
  c.papers[1].published = "2012-03-02";
  EXPECT_EQ(numbers(c), kBoth);
}

TEST(Tolls, ARefinementIsNone) {
  Dead more{25, "GEN:bandits:PER"};
  more.bound = '>';
  Case c = two({40}, more);
  EXPECT_TRUE(numbers(c).empty());
  Dead tens{10, "GEN:bandits:PER"};
  tens.bound = '~';
  Case vague = two({25}, tens);
  EXPECT_TRUE(numbers(vague).empty());
}

TEST(Tolls, SeveralTimesAsManyOnlyByTwoVoices) {
  Dead few{12, "GEN:bandits:PER"};
  Case c = two({40}, few);
  EXPECT_TRUE(numbers(c).empty());
  c.papers[0].events[0].source = {"GEN:residents:PER"};
  c.papers[1].events[0].source = {"PER"};
  EXPECT_EQ(numbers(c), (Numbers{{"12 soldier", "40 soldier"}}));
}

TEST(Tolls, OfAnArticleThatCountsTwiceTheLead) {
  Case c = two({40}, {25, "GEN:bandits:PER"});
  Dead second{7, "GEN:rebels:PER"};
  second.at = 900;
  second.day = "2011-02-28";
  second.source = {"PER"};
  c.papers[1].events.push_back(told(second));
  EXPECT_EQ(numbers(c), kBoth);
  c.papers[1].events[0].span = {500, 504};  // neither is what it is about
  EXPECT_TRUE(numbers(c).empty());
}

TEST(Tolls, TheSameWhateverTheOrderOfArticles) {
  Case c = two({40}, {25, "GEN:bandits:PER"});
  c.add("c", "2011-03-02", "s", {told({40, "GEN:looters:PER"})});
  EXPECT_EQ(numbers(c), kBoth);
  std::reverse(c.papers.begin(), c.papers.end());
  EXPECT_EQ(numbers(c), kBoth);
}

}  // namespace
}  // namespace isnad
