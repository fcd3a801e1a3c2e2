#include "story/conflicts.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "case.h"

namespace isnad {
namespace {

// "kind about: value | value", sorted values.
std::vector<std::string> conflicts(Case& c) {
  const Across across = c.across();
  const auto happenings = happenings_of(across, rules());
  const auto facts = facts_of(across.corpus);
  std::vector<std::string> out;
  for (const Conflict& f : conflicts_of(across, happenings, facts, rules())) {
    EXPECT_GE(f.sides.size(), 2u);
    EXPECT_FALSE(f.subjects.empty());
    EXPECT_EQ(f.id.substr(0, 3), "cf-");
    std::set<std::string> values;
    for (const ConflictSide& s : f.sides) {
      EXPECT_FALSE(s.reports.empty());
      EXPECT_GE(s.origins, 1u);
      EXPECT_LE(s.origins, s.reports.size());
      values.insert(s.value);
    }
    std::string line(conflict_kind_name(f.kind));
    if (!f.about.empty()) line += " " + f.about;
    std::string mark = ": ";
    for (const std::string& v : values) {
      line += mark + v;
      mark = " | ";
    }
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

Told accord(const std::string& date) {
  return {EventType::support, {"BOL"}, {"CHL"}, date, "", "", rule_of("support", "sign-agreement")};
}

Told joining(const std::string& date) {
  return {EventType::support,
          {"BOL"},
          {"MERCOSUR"},
          date,
          "",
          "",
          rule_of("support", "join-organisation")};
}

Told killed(int64_t n, char bound = '=', const std::string& unit = "soldier") {
  Told t{EventType::assault, {"GEN:rebels:PER"}, {"PER"}, "2011-03-01", "Arequipa"};
  t.count = n;
  t.bound = bound;
  t.unit = unit;
  return t;
}

Case two(const Told& x, const Told& y, const std::string& day_x = "2011-03-02",
         const std::string& day_y = "2011-03-02") {
  Case c;
  c.add("a", day_x, "s", {x});
  c.add("b", day_y, "s", {y});
  return c;
}

TEST(Conflicts, ADenialOfWhatOthersTell) {
  Told denied = accord("2011-03-01");
  denied.factuality = Factuality::denied;
  denied.source = {"BOL"};
  Case c = two(accord("2011-03-01"), denied);
  EXPECT_EQ(conflicts(c), (Lines{"polarity: actual | denied"}));
  for (const Factuality other : {Factuality::planned, Factuality::possible, Factuality::actual}) {
    c.papers[1].events[0].factuality = other;
    EXPECT_TRUE(conflicts(c).empty());
  }
}

TEST(Conflicts, ADenialThatLeavesOutTheOtherSide) {
  Told done{EventType::assault, {"GEN:rebels:BOL", "BOL"}, {"PER"}, "", "", "abduct"};
  Told denied = done;
  denied.recipient = {"GEN:workers"};
  denied.factuality = Factuality::denied;
  denied.source = {"BOL"};
  Case c = two(done, denied, "2011-03-02", "2011-03-04");
  EXPECT_EQ(conflicts(c), (Lines{"polarity: actual | denied"}));
  c.papers[1].published = "2011-03-12";
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[1].published = "2011-03-04";
  c.papers[1].story = "t";
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[1].story = "s";
  for (Paper& p : c.papers) p.events[0].mode = "aerial";  // done every day
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, TwoVoicesOfOneArticle) {
  Told done{EventType::assault, {"BOL"}, {"PER"}, "", "", "abduct"};
  done.source = {"PER"};
  Told denied = done;
  denied.span = {300, 305};
  denied.factuality = Factuality::denied;
  denied.source = {"BOL"};
  Case c;
  c.add("a", "2011-03-02", "s", {done, denied});
  EXPECT_EQ(conflicts(c), (Lines{"polarity: actual | denied"}));
  c.papers[0].events[0].source = {};  // the article's own voice and its own negation
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[0].events[0].source = {"BOL"};
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, APossibleActIsDeniedByNobody) {
  Told denied = accord("2011-03-01");
  denied.factuality = Factuality::denied;
  denied.source = {"BOL"};
  Told possible = accord("2011-03-01");
  possible.factuality = Factuality::possible;
  Case c = two(possible, denied);
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, TheSameWordsReadInTwoWaysAreNone) {
  Told denied = accord("2011-03-01");
  denied.factuality = Factuality::denied;
  denied.source = {"BOL"};
  Case c = two(accord("2011-03-01"), denied);
  c.copy("a", "b");
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, NumbersOutsideEachOthersBounds) {
  Case c = two(killed(40), killed(25));
  c.papers[1].events[0].place = c.papers[0].events[0].place;
  EXPECT_EQ(conflicts(c), (Lines{"number: 25 soldier | 40 soldier"}));
}

TEST(Conflicts, ARefinementOfANumberIsNone) {
  for (const Told& other : {killed(1000, '>'), killed(1000), killed(1050, '~')}) {
    Case c = two(killed(1000), other);
    EXPECT_TRUE(conflicts(c).empty()) << other.bound;
  }
  Case more = two(killed(900, '>'), killed(1200, '>'));
  EXPECT_TRUE(conflicts(more).empty());
  Case less = two(killed(900, '<'), killed(1200, '>'));
  EXPECT_EQ(conflicts(less).size(), 1u);
}

TEST(Conflicts, NumbersOfOtherThingsAreNone) {
  Case c = two(killed(40), killed(3, '=', "officer"));
  EXPECT_TRUE(conflicts(c).empty());
  Case unknown = two(killed(40, '=', ""), killed(25, '=', ""));
  EXPECT_TRUE(conflicts(unknown).empty());
}

TEST(Conflicts, ArrivalsOfTwoStoriesAreTwo) {
  const auto come = [](int64_t count, EventType type) {
    Told t{type, {"PER"}, {"BOL"}, "2011-03-01", "Sucre"};
    t.count = count;
    t.unit = "person";
    return t;
  };
  for (const EventType type : {EventType::consult, EventType::mobilize}) {
    Case c = two(come(80, type), come(120, type));
    EXPECT_EQ(conflicts(c), (Lines{"number: 120 person | 80 person"}));
    c.papers[1].story = "t";
    EXPECT_EQ(conflicts(c).empty(), type == EventType::consult);
  }
}

TEST(Conflicts, ATollThatGrewIsNone) {
  Case c = two(killed(25), killed(40), "2011-03-02", "2011-03-03");
  EXPECT_TRUE(conflicts(c).empty());
  Case shrunk = two(killed(40), killed(25), "2011-03-02", "2011-03-03");
  EXPECT_EQ(conflicts(shrunk).size(), 1u);
}

TEST(Conflicts, DaysOfAnActThatIsDoneOnce) {
  Case c = two(accord("2010-11-04"), accord("2010-11-19"));
  EXPECT_EQ(conflicts(c), (Lines{"date: 2010-11-04 | 2010-11-19"}));
  c.papers[1].story = "t";  // of another story it is another accord
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, ARefinementOfADateIsNone) {
  Case c = two(accord("2010-11"), accord("2010-11-19"));
  EXPECT_TRUE(conflicts(c).empty());
  Case year = two(joining("2008"), joining("2008-07"));
  EXPECT_TRUE(conflicts(year).empty());
}

TEST(Conflicts, YesterdayToldADayLaterIsNone) {
  Told one = accord("2011-03-01");
  Told other = accord("2011-03-02");
  one.date_from = other.date_from = DateFrom::relative;
  Case c = two(one, other, "2011-03-02", "2011-03-03");
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, DaysOfPublicationAreNotDaysOfTheAct) {
  Case c = two(accord(""), accord(""), "2011-03-02", "2011-03-20");
  EXPECT_TRUE(conflicts(c).empty());
  Told inherited = accord("2010-12-24");
  inherited.date_from = DateFrom::inherited;
  Case guess = two(accord("2010-11-04"), inherited);
  EXPECT_TRUE(conflicts(guess).empty());
}

TEST(Conflicts, ActsThatAreRepeatedMayHaveManyDays) {
  Told one{EventType::assault, {"CHL"}, {"PER"}, "2010-11-04"};
  Told other = one;
  other.date = "2010-11-19";
  Case c = two(one, other);
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, WhoTellsBothDatesTellsOfTwoActs) {
  Case c = two(accord("2010-11-04"), accord("2010-11-19"));
  Told second = accord("2010-11-19");
  second.span = {400, 410};
  c.papers[0].events.push_back(second);
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, AUniqueActNeedsNoCommonStory) {
  Case c = two(joining("2006"), joining("2008-07"), "2011-03-02", "2012-06-01");
  c.papers[1].story = "t";
  EXPECT_EQ(conflicts(c), (Lines{"date: 2006 | 2008-07"}));
  Case again = two(joining("1991"), joining("2008-07"));  // left and came back
  EXPECT_TRUE(conflicts(again).empty());
}

TEST(Conflicts, APlanThatWasCarriedOutLate) {
  const auto visit = [](const std::string& date, Factuality f) {
    Told t{EventType::consult, {"CHL"}, {"PER"}, date, "", "visit"};
    t.factuality = f;
    return t;
  };
  Case c = two(visit("2011-06", Factuality::planned), visit("2011-07-20", Factuality::actual),
               "2011-04-04", "2011-07-21");
  c.papers[1].story = "t";
  EXPECT_EQ(conflicts(c), (Lines{"date planned: 2011-06 | 2011-07-20"}));
  c.papers[1].events[0].date = "2011-06-20";
  c.papers[1].published = "2011-06-21";
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[1].events[0].date = "2012-02-20";  // another visit
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, WhatWasDoneWeeksAgoIsPlannedNoMore) {
  const auto leave = [](const std::string& date, Factuality factuality, uint32_t at) {
    Told t{EventType::retreat, {"UNMIS"}, {"SDN"}, date, "", "withdraw"};
    t.rule = rule_of("retreat", "withdraw-from");
    t.factuality = factuality;
    t.span = {at, at + 5};
    return t;
  };
  Case c;
  c.add("a", "2011-09-20", "s",
        {leave("2011-07", Factuality::actual, 100), leave("", Factuality::planned, 900)});
  EXPECT_EQ(conflicts(c), (Lines{"date planned: 2011-07 | after 2011-09-20"}));
  c.papers[0].published = "2011-08-10";  // it may have begun
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[0].published = "2011-09-20";
  c.papers[0].events[1].place = "Khartoum";  // from a town, not from the country
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[0].events[1].place = "SDN";
  EXPECT_EQ(conflicts(c).size(), 1u);
  c.papers[0].events[1].date = "2011-06";  // was planned
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[0].events[1].date = "";
  c.papers[0].events[0].rule = c.papers[0].events[1].rule = rule_of("retreat", "fall-back");
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, WhatWasDoneTwiceMayBePlannedAgain) {
  const auto leave = [](const std::string& date, Factuality factuality) {
    Told t{EventType::retreat, {"UNMIS"}, {"SDN"}, date, "", "withdraw"};
    t.rule = rule_of("retreat", "withdraw-from");
    t.factuality = factuality;
    return t;
  };
  Case c;
  c.add("a", "2011-09-20", "s", {leave("2011-07", Factuality::actual)});
  c.add("b", "2011-09-20", "s", {leave("", Factuality::planned)});
  EXPECT_EQ(conflicts(c).size(), 1u);
  c.add("c", "2011-09-20", "s", {leave("2009", Factuality::actual)});
  EXPECT_TRUE(conflicts(c).empty());
  c.papers.pop_back();
  c.papers[1].story = "t";
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, WhatAPartyDeniesInOneTown) {
  Told taken{EventType::assault, {"PER"}, {"BOL"}, "", "Arequipa"};
  Told denied = taken;
  denied.factuality = Factuality::denied;
  denied.source = {"BOL"};
  taken.actor.push_back("CHL");  // so they are not surely one act
  Case c = two(taken, denied, "2011-03-02", "2011-03-04");
  c.papers[1].story = "t";
  EXPECT_EQ(conflicts(c), (Lines{"polarity: actual | denied"}));
  c.papers[1].published = "2011-03-12";
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[1].published = "2011-03-04";
  c.papers[0].events[0].recipient = {"GEN:rebels:BOL"};
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[0].events[0].recipient = {"BOL"};
  for (Paper& p : c.papers) p.events[0].place = "BOL";
  EXPECT_TRUE(conflicts(c).empty());
}

TEST(Conflicts, WhoDidItAtOnePlaceOnOneDay) {
  const auto blast = [](const std::string& who) {
    return Told{EventType::assault, {who}, {"PER"}, "2011-03-01", "Arequipa", "explosives"};
  };
  Case c = two(blast("SHINING_PATH"), blast("MRTA"));
  EXPECT_EQ(conflicts(c), (Lines{"actor: MRTA | SHINING_PATH"}));
  Case unnamed = two(blast("SHINING_PATH"), blast("GEN:rebels:PER"));
  EXPECT_TRUE(conflicts(unnamed).empty());
  Case elsewhere = two(blast("SHINING_PATH"), blast("MRTA"));
  elsewhere.papers[1].events[0].place = "Lima";
  EXPECT_TRUE(conflicts(elsewhere).empty());
}

TEST(Conflicts, WhereAnAccordWasSigned) {
  Told lima = accord("2011-03-01");
  lima.place = "Lima";
  Told cusco = lima;
  cusco.place = "Arequipa";
  Case c = two(lima, cusco);
  EXPECT_EQ(conflicts(c), (Lines{"place: Arequipa | Lima"}));
  c.papers[1].events[0].place = "PER";
  EXPECT_TRUE(conflicts(c).empty());
}

Case two_facts(const Lasting& x, const Lasting& y, const std::string& day_y = "2011-03-02") {
  Case c;
  c.add("a", "2011-03-02", "s").relations = {x};
  c.add("b", day_y, "t").relations = {y};
  return c;
}

TEST(Conflicts, WhenAFactBeganOrEnded) {
  const Lasting fact{RelationKind::member_of, "BOL", "MERCOSUR", "2006-03", "2009"};
  Lasting other = fact;
  other.from = "2008";
  Case began = two_facts(fact, other);
  EXPECT_EQ(conflicts(began), (Lines{"date from: 2006-03 | 2008"}));
  other = fact;
  other.to = "2010-02-01";
  Case ended = two_facts(fact, other);
  EXPECT_EQ(conflicts(ended), (Lines{"date to: 2009 | 2010-02-01"}));
  other.to = "2009-05";
  Case refined = two_facts(fact, other);
  EXPECT_TRUE(conflicts(refined).empty());
}

TEST(Conflicts, ForcesComeAndGoInTheNews) {
  Lasting fact{RelationKind::forces_in, "CHL", "BOL", "", "2011-02-20"};
  Lasting other = fact;
  other.to = "2011-02-27";
  Case c = two_facts(fact, other);
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[0].relations[0].to = "1884-04";
  c.papers[1].relations[0].to = "1883";
  EXPECT_EQ(conflicts(c).size(), 1u);
}

TEST(Conflicts, NumbersOfForcesAtOneTime) {
  Lasting fact{RelationKind::forces_in, "CHL", "HTI"};
  fact.count = 500;
  fact.unit = "soldier";
  Lasting other = fact;
  other.count = 2000;
  Case c = two_facts(other, fact);
  EXPECT_EQ(conflicts(c), (Lines{"number: 2000 soldier | 500 soldier"}));
  Case later = two_facts(other, fact, "2011-09-01");
  EXPECT_TRUE(conflicts(later).empty());
}

TEST(Conflicts, AMembershipThatIsDenied) {
  const Lasting fact{RelationKind::member_of, "BOL", "MERCOSUR"};
  Lasting denied = fact;
  denied.factuality = Factuality::denied;
  denied.source = {"BOL"};
  Case c = two_facts(fact, denied);
  EXPECT_EQ(conflicts(c), (Lines{"polarity: actual | denied"}));
}

TEST(Conflicts, TwoHoldersOfAnOfficeForOne) {
  const Lasting one{RelationKind::holds_office, "Alan Garcia", "president@PER", "2006-07"};
  const Lasting other{RelationKind::holds_office, "Ollanta Humala", "president@PER", "2006-07-28"};
  Case c = two_facts(one, other);
  EXPECT_EQ(conflicts(c), (Lines{"office: Alan Garcia | Ollanta Humala"}));
  c.papers[1].relations[0].from = "2011-07";  // a successor
  EXPECT_TRUE(conflicts(c).empty());
  c.papers[0].relations[0].from = c.papers[1].relations[0].from = "";  // a predecessor, perhaps
  EXPECT_TRUE(conflicts(c).empty());
  Case many = two_facts(one, other);
  for (Paper& p : many.papers) p.relations[0].object = "minister@PER";  // several at a time
  EXPECT_TRUE(conflicts(many).empty());
}

TEST(Conflicts, AnOfficeWhileAnotherSurelyHeldIt) {
  const Lasting one{RelationKind::holds_office, "Alan Garcia", "president@PER", "2006", "2011"};
  const Lasting other{RelationKind::holds_office, "Ollanta Humala", "president@PER", "2009-07"};
  Case c = two_facts(one, other);
  EXPECT_EQ(conflicts(c).size(), 1u);
}

TEST(Conflicts, OriginsOfASideAreCounted) {
  Case c = two(killed(40), killed(25));
  c.add("d", "2011-03-02", "s", {killed(25)});
  c.copy("b", "d");
  const Across across = c.across();
  const auto found = conflicts_of(across, happenings_of(across, rules()), {}, rules());
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].sides.size(), 2u);
  EXPECT_EQ(found[0].sides[1].reports.size(), 2u);
  EXPECT_EQ(found[0].sides[1].origins, 1u);
}

TEST(Conflicts, TheSameInWhateverOrderArticlesCame) {
  Case c;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    c.add("p" + n, "2011-03-02", "s",
          {killed(10 + 10 * (i % 3)), accord("2010-11-0" + std::to_string(1 + i % 4))});
    c.papers.back().events[1].span = {500, 510};
  }
  const Lines expected = conflicts(c);
  EXPECT_FALSE(expected.empty());
  std::mt19937 random(5);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(c.papers.begin(), c.papers.end(), random);
    EXPECT_EQ(conflicts(c), expected);
  }
}

}  // namespace
}  // namespace isnad
