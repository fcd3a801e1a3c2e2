#include "story/happenings.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <set>

#include "case.h"

namespace isnad {
namespace {

using Groups = std::set<std::set<std::string>>;

// Happenings as sets of "article/event"; those of one report left out.
Groups joined(Case& c) {
  const Across across = c.across();
  Groups out;
  size_t reports = 0;
  for (const Happening& h : happenings_of(across, rules())) {
    std::set<std::string> names;
    for (const uint32_t i : h.reports) {
      const EventReport& e = across.corpus.events[i];
      names.insert(across.corpus.articles[e.article].id + "/" + e.id);
    }
    reports += names.size();
    if (names.size() > 1) out.insert(names);
  }
  EXPECT_EQ(reports, across.corpus.events.size());  // each in exactly one
  return out;
}

const std::string kCoup = rule_of("coerce", "coup-noun");

Told coup(const std::string& date) {
  return {EventType::coerce, {"GEN:military:FJI"}, {"FJI"}, date, "", "", kCoup};
}

Told visit(const std::string& date, const std::string& place = "Lima") {
  return {EventType::consult, {"CHL"}, {"PER"}, date, place, "visit"};
}

TEST(Happenings, TheSameActInTwoPapersIsOne) {
  Case c;
  c.add("a", "2011-03-02", "s", {visit("2011-03-01")});
  c.add("b", "2011-03-02", "t", {visit("2011-03-01")});
  EXPECT_EQ(joined(c), (Groups{{"a/e100", "b/e100"}}));
}

TEST(Happenings, TwoCoupsOfDifferentYearsStayApart) {
  Case c;
  c.add("a", "2009-01-01", "s", {coup("2000")});
  c.add("b", "2009-01-01", "s", {coup("2006")});
  c.add("c", "2009-01-02", "s", {coup("2006-12")});
  EXPECT_EQ(joined(c), (Groups{{"b/e100", "c/e100"}}));
}

TEST(Happenings, TwoVisitsOfOneMonthStayApart) {
  Case c;
  c.add("a", "2011-03-05", "s", {visit("2011-03-04")});
  c.add("b", "2011-03-27", "t", {visit("2011-03-26")});
  EXPECT_TRUE(joined(c).empty());
  Case month;  // both only known by the month, and told weeks apart
  month.add("a", "2011-03-05", "s", {visit("", "")});
  month.add("b", "2011-03-27", "t", {visit("", "")});
  EXPECT_TRUE(joined(month).empty());
}

TEST(Happenings, TwoPlacesOfOneKindStayApartOneInsideTheOtherDoesNot) {
  Case c;
  c.add("a", "2011-03-02", "s", {visit("2011-03-01", "Lima")});
  c.add("b", "2011-03-02", "s", {visit("2011-03-01", "Arequipa")});
  c.add("d", "2011-03-02", "s", {visit("2011-03-01", "PER")});
  for (const std::set<std::string>& group : joined(c)) {
    EXPECT_FALSE(group.count("a/e100") && group.count("b/e100"));
  }
  EXPECT_EQ(joined(c).size(), 1u);
}

TEST(Happenings, AnActWithoutADateNeedsOneStory) {
  Case c;
  c.add("a", "2011-03-02", "s", {visit("2011-03-01", "")});
  c.add("b", "2011-03-02", "t", {visit("", "")});
  EXPECT_TRUE(joined(c).empty());
  c.papers[1].story = "s";
  EXPECT_EQ(joined(c), (Groups{{"a/e100", "b/e100"}}));
}

TEST(Happenings, SidesOfAMeetingMayBeSwappedThoseOfAnAttackNot) {
  for (const bool attack : {false, true}) {
    Case c;
    Told one = visit("2011-03-01");
    if (attack) one = {EventType::assault, {"CHL"}, {"PER"}, "2011-03-01", "Lima"};
    Told other = one;
    std::swap(other.actor, other.recipient);
    c.add("a", "2011-03-02", "s", {one});
    c.add("b", "2011-03-02", "s", {other});
    EXPECT_EQ(joined(c).size(), attack ? 0u : 1u);
  }
}

TEST(Happenings, PartiesThatMeetDailyNeedADayAndAPlace) {
  const auto strike = [](const std::string& place) {
    return Told{EventType::assault, {"ERI"}, {"ETH"}, "2000-05-12", place, "aerial"};
  };
  Case c;
  for (int i = 0; i < 20; ++i) {  // the war, in as many stories
    c.add("w" + std::to_string(i), "2000-05-13", "w" + std::to_string(i),
          {{EventType::assault,
            {"ERI"},
            {"ETH"},
            "2000-05-" + std::to_string(10 + i % 3),
            "",
            "",
            "frames/" + std::to_string(i)}});
  }
  c.add("a", "2000-05-13", "s", {strike("")});
  c.add("b", "2000-05-13", "t", {strike("")});
  c.add("x", "2000-05-13", "u", {strike("Mekele")});
  c.add("y", "2000-05-13", "v", {strike("Mekele")});
  const Groups found = joined(c);
  EXPECT_FALSE(found.count({"a/e100", "b/e100"}));
  bool together = false;
  for (const auto& g : found) together = together || (g.count("x/e100") && g.count("y/e100"));
  EXPECT_TRUE(together);
}

TEST(Happenings, WhatOneArticleTellsTwiceIsTwoActs) {
  Case c;
  Told other = visit("2011-03-01");
  other.span = {400, 405};
  c.add("a", "2011-03-02", "s", {visit("2011-03-01"), other});
  c.add("b", "2011-03-02", "s", {visit("2011-03-01")});
  for (const auto& g : joined(c)) EXPECT_FALSE(g.count("a/e100") && g.count("a/e400"));
}

TEST(Happenings, APlanAndADenialBelongToTheAct) {
  Case c;
  Told plan = visit("2011-03-05");
  plan.factuality = Factuality::planned;
  Told denial = visit("2011-03-05");
  denial.factuality = Factuality::denied;
  c.add("a", "2011-03-03", "s", {plan});
  c.add("b", "2011-03-06", "s", {visit("2011-03-05")});
  c.add("d", "2011-03-06", "s", {denial});
  EXPECT_EQ(joined(c), (Groups{{"a/e100", "b/e100", "d/e100"}}));
}

TEST(Happenings, CopiedWordsOutweighWhatWasReadFromThem) {
  Case c;  // "yesterday", printed a day later
  c.add("a", "2011-03-02", "s", {visit("2011-03-01")});
  c.add("b", "2011-03-03", "t", {visit("2011-03-02")});
  EXPECT_TRUE(joined(c).empty());
  c.copy("a", "b");
  EXPECT_EQ(joined(c), (Groups{{"a/e100", "b/e100"}}));
  c.papers[1].events[0].span = {1400, 1405};  // behind the words that are shared
  EXPECT_TRUE(joined(c).empty());
}

TEST(Happenings, NumbersThatCannotBothBeTrueSpeakAgainstOneAct) {
  const auto killed = [](int64_t n, char bound) {
    Told t{EventType::assault, {"GEN:rebels:PER"}, {"PER"}, "2011-03-01"};
    t.count = n;
    t.bound = bound;
    t.unit = "soldier";
    return t;
  };
  Case c;
  c.add("a", "2011-03-02", "s", {killed(40, '=')});
  c.add("b", "2011-03-02", "t", {killed(40, '=')});
  EXPECT_EQ(joined(c).size(), 1u);
  c.papers[1].events = {killed(3, '=')};
  EXPECT_TRUE(joined(c).empty());
}

Case many() {
  Case c;
  std::mt19937 random(7);
  const std::vector<std::string> states = {"PER", "CHL", "BOL", "ARG"};
  for (int i = 0; i < 60; ++i) {
    std::vector<Told> events;
    for (uint32_t k = 0; k < 3; ++k) {
      Told t{k == 0 ? EventType::consult : EventType::assault,
             {states[random() % 4]},
             {states[random() % 4]},
             "2011-03-0" + std::to_string(1 + random() % 3)};
      t.span = {100 + 100 * k, 105 + 100 * k};
      events.push_back(t);
    }
    c.add("p" + std::to_string(i), "2011-03-0" + std::to_string(2 + i % 3),
          "s" + std::to_string(i % 9), events);
  }
  c.copy("p1", "p2");
  c.copy("p3", "p40");
  return c;
}

TEST(Happenings, TheSameInWhateverOrderArticlesCame) {
  Case c = many();
  const Groups expected = joined(c);
  EXPECT_GT(expected.size(), 5u);
  std::vector<std::string> ids;
  const Across across = c.across();
  for (const Happening& h : happenings_of(across, rules())) ids.push_back(h.id);
  std::mt19937 random(11);
  for (int round = 0; round < 10; ++round) {
    Case mixed = c;
    std::shuffle(mixed.papers.begin(), mixed.papers.end(), random);
    EXPECT_EQ(joined(mixed), expected);
    std::vector<std::string> again;
    const Across other = mixed.across();
    for (const Happening& h : happenings_of(other, rules())) again.push_back(h.id);
    EXPECT_EQ(again, ids);
  }
}

TEST(Happenings, NoTwoReportsOfOneHaveDisjointDays) {
  Case c = many();
  c.copies.clear();
  const Across across = c.across();
  for (const Happening& h : happenings_of(across, rules())) {
    for (const uint32_t i : h.reports) {
      for (const uint32_t j : h.reports) {
        EXPECT_TRUE(across.corpus.events[i].days->overlaps(*across.corpus.events[j].days));
      }
    }
  }
}

TEST(Happenings, NamedAfterTheFirstReport) {
  Case c;
  c.add("a", "2011-03-02", "s", {visit("2011-03-01")});
  c.add("b", "2011-03-02", "s", {visit("2011-03-01")});
  const Across across = c.across();
  const auto found = happenings_of(across, rules());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, stable_id("hp-", {"a", "e100"}));
  EXPECT_EQ(found[0].id.size(), 19u);
  EXPECT_NE(stable_id("hp-", {"a", "bc"}), stable_id("hp-", {"ab", "c"}));
}

// Processor seconds for so many days of a war that two parties fight in all articles.
double seconds_for(int days) {
  Case c;
  for (int i = 0; i < days * 40; ++i) {
    const Day day = 12000 + i / 40;
    Told t{EventType::assault, {"ERI"}, {"ETH"}, day_name(day - i % 2), i % 3 ? "Mekele" : ""};
    Told other = t;
    other.type = EventType::consult;
    other.span = {200, 205};
    c.add("p" + std::to_string(i), day_name(day), "s" + std::to_string(i / 7), {t, other});
  }
  const Across across = c.across();
  const std::clock_t begin = std::clock();
  EXPECT_FALSE(happenings_of(across, rules()).empty());
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

TEST(Happenings, TimeGrowsWithTheNumberOfEvents) {
  seconds_for(5);
  const double once = seconds_for(25);
  const double four_times = seconds_for(100);
  EXPECT_LT(four_times, 8 * once + 0.2);
}

TEST(Facts, RelationsOfTheSameTwoAreOne) {
  Case c;
  const Lasting in{RelationKind::member_of, "PER", "ANDEAN_COMMUNITY"};
  c.add("a", "2011-03-02", "s").relations = {in};
  c.add("b", "2011-03-02", "t").relations = {in,
                                             {RelationKind::member_of, "BOL", "ANDEAN_COMMUNITY"}};
  c.add("d", "2011-03-02", "t").relations = {{RelationKind::leads, "PER", "ANDEAN_COMMUNITY"}};
  const Across across = c.across();
  const auto facts = facts_of(across.corpus);
  ASSERT_EQ(facts.size(), 3u);
  EXPECT_EQ(facts[0].reports.size(), 2u);
  EXPECT_EQ(facts[0].id, stable_id("rl-", {"a", "r300"}));
}

TEST(Happenings, NothingGivesNothing) {
  Case c;
  EXPECT_TRUE(joined(c).empty());
  const Across across = c.across();
  EXPECT_TRUE(facts_of(across.corpus).empty());
}

}  // namespace
}  // namespace isnad
