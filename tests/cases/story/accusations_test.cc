#include "story/accusations.h"

#include <gtest/gtest.h>

#include "case.h"
#include "story/conflicts.h"

namespace isnad {
namespace {

Told charge(const std::string& who, const std::string& whom, uint32_t at = 100) {
  Told t{EventType::accuse, {who}, {whom}, "", "", "allege", rule_of("accuse", "accuse-of")};
  t.span = {at, at + 5};
  return t;
}

Told answer(const std::string& who, const std::vector<std::string>& to, uint32_t at = 200,
            const std::string& frame = "refuse-accusation") {
  Told t{EventType::reject, {who}, to, "", "", "", rule_of("reject", frame)};
  t.span = {at, at + 5};
  return t;
}

// "n charges, m denials" of each contradiction.
std::vector<std::string> accusations(Case& c) {
  const Across across = c.across();
  const auto happenings = happenings_of(across, rules());
  std::vector<std::string> out;
  for (const Conflict& f : conflicts_of(across, happenings, facts_of(across.corpus), rules())) {
    if (f.about != "accusation") continue;
    EXPECT_EQ(f.kind, ConflictKind::polarity);
    EXPECT_EQ(f.sides.size(), 2u);
    EXPECT_GE(f.subjects.size(), 2u);
    std::string line;
    for (const char* value : {"accused", "denied"}) {
      for (const ConflictSide& s : f.sides) {
        if (s.value == value) line += " " + s.value + " " + std::to_string(s.reports.size());
        EXPECT_GE(s.origins, 1u);
      }
    }
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;
const Lines kOne = {" accused 1 denied 1"};

Case one(std::vector<Told> events) {
  Case c;
  c.add("a", "2011-03-02", "s", std::move(events));
  return c;
}

TEST(Accusations, ADenialInTheSameArticle) {
  Case c = one({charge("PER", "BOL"), answer("BOL", {"PER"})});
  EXPECT_EQ(accusations(c), kOne);
  Case before = one({charge("PER", "BOL", 300), answer("BOL", {"PER"})});
  EXPECT_EQ(accusations(before), kOne);
  Case long_before = one({charge("PER", "BOL", 3000), answer("BOL", {"PER"})});
  EXPECT_TRUE(accusations(long_before).empty());
  Case nobody_before = one({charge("PER", "BOL", 300), answer("BOL", {})});
  EXPECT_TRUE(accusations(nobody_before).empty());
  Case nobody = one({charge("PER", "BOL"), answer("BOL", {})});
  EXPECT_EQ(accusations(nobody), kOne);
}

TEST(Accusations, CriticismIsOneOnlyIfItIsDeniedAtOnce) {
  for (const char* frame : {"criticise", "put-on-trial"}) {
    Case c = one({charge("PER", "BOL"), answer("BOL", {}, 200, "deny-bare")});
    c.papers[0].events[0].rule = rule_of("accuse", frame);
    EXPECT_EQ(accusations(c), kOne);
    c.papers[0].events[1].source = {"PER"};  // the critic refuses, not the criticised
    EXPECT_TRUE(accusations(c).empty());
    Case later = one({charge("PER", "BOL"), answer("BOL", {"PER"}, 400)});
    later.papers[0].events[0].rule = rule_of("accuse", frame);
    EXPECT_TRUE(accusations(later).empty());
  }
}

TEST(Accusations, WhatStandsJustBeforeIsDeniedWhoeverIsAnswered) {
  Case c = one({charge("PER", "BOL"), answer("BOL", {"CHL"}, 200, "deny-plain")});
  EXPECT_EQ(accusations(c), kOne);
  Case later = one({charge("PER", "BOL"), answer("BOL", {"CHL"}, 350, "deny-plain")});
  EXPECT_TRUE(accusations(later).empty());
}

TEST(Accusations, ADenialThatSaysOfWhatDeniesNothingElse) {
  Told bombed{EventType::assault, {"BOL"}, {"ARG"}};
  bombed.factuality = Factuality::denied;
  bombed.source = {"BOL"};
  bombed.span = {220, 225};
  Case c = one({charge("PER", "BOL"), answer("BOL", {}, 200, "deny-bare"), bombed});
  EXPECT_TRUE(accusations(c).empty());
  c.papers[0].events[2].source = {"CHL"};
  EXPECT_EQ(accusations(c), kOne);
  c.papers[0].events[2].source = {"BOL"};
  c.papers[0].events[2].span = {500, 505};
  EXPECT_EQ(accusations(c), kOne);
}

TEST(Accusations, WhatTheAccuserIsDeniedMayStandBeforeOrFartherBehind) {
  Case before = one({charge("PER", "BOL", 300), answer("BOL", {"PER"}, 100, "deny-plain")});
  EXPECT_EQ(accusations(before), kOne);
  Case behind = one({charge("PER", "BOL"), answer("BOL", {"PER"}, 800, "deny-plain")});
  EXPECT_EQ(accusations(behind), kOne);
  Case far = one({charge("PER", "BOL"), answer("BOL", {"PER"}, 1000, "deny-plain")});
  EXPECT_TRUE(accusations(far).empty());
  for (const char* frame : {"refuse", "deny-bare"}) {
    Case other = one({charge("PER", "BOL"), answer("BOL", {"PER"}, 800, frame)});
    EXPECT_TRUE(accusations(other).empty());
  }
}

TEST(Accusations, AChargeThatTheLeadTellsIsAnsweredWhereTheBodyRepeatsIt) {
  Case c = one({charge("PER", "BOL"), answer("BOL", {"PER"}, 3000)});
  EXPECT_TRUE(accusations(c).empty());
  c.papers[0].events[0].again = {{2800, 2805}};
  EXPECT_EQ(accusations(c), kOne);
}

TEST(Accusations, ARefusalOfSomethingElseIsNone) {
  Case c = one({charge("PER", "BOL"), answer("BOL", {"PER"}, 200, "refuse-meet")});
  EXPECT_TRUE(accusations(c).empty());
}

TEST(Accusations, ADenialByOrOfOthersIsNone) {
  Case by = one({charge("PER", "BOL"), answer("CHL", {"PER"})});
  EXPECT_TRUE(accusations(by).empty());
  Case of = one({charge("PER", "BOL"), answer("BOL", {"CHL"})});
  EXPECT_TRUE(accusations(of).empty());
  Case of_itself = one({charge("BOL", "BOL"), answer("BOL", {})});
  EXPECT_TRUE(accusations(of_itself).empty());
  Case of_nobody = one({charge("PER", "GEN:rebels"), answer("GEN:rebels", {"PER"})});
  EXPECT_TRUE(accusations(of_nobody).empty());
}

TEST(Accusations, NoChargeOrDenialThatDidNotHappen) {
  for (const size_t side : {0u, 1u}) {
    for (const Factuality f : {Factuality::planned, Factuality::possible, Factuality::denied}) {
      Case c = one({charge("PER", "BOL"), answer("BOL", {"PER"})});
      c.papers[0].events[side].factuality = f;
      EXPECT_TRUE(accusations(c).empty());
    }
  }
}

TEST(Accusations, WhateverIsDeniedMustStandShortlyBehindTheCharge) {
  Case c = one({charge("PER", "BOL"), answer("BOL", {}, 200, "deny-bare")});
  EXPECT_EQ(accusations(c), kOne);
  Case far = one({charge("PER", "BOL"), answer("BOL", {}, 2000, "deny-bare")});
  EXPECT_TRUE(accusations(far).empty());
  Case before = one({charge("PER", "BOL", 300), answer("BOL", {}, 200, "deny-bare")});
  EXPECT_TRUE(accusations(before).empty());
  Case elsewhere = one({charge("PER", "BOL")});
  elsewhere.add("b", "2011-03-03", "s", {answer("BOL", {"PER"}, 200, "deny-bare")});
  EXPECT_TRUE(accusations(elsewhere).empty());
}

TEST(Accusations, ADenialInALaterArticleOfTheStory) {
  Case c = one({charge("PER", "BOL")});
  c.add("b", "2011-03-04", "s", {answer("BOL", {"PER"})});
  EXPECT_EQ(accusations(c), kOne);
  c.papers[1].published = "2011-03-20";
  EXPECT_TRUE(accusations(c).empty());
  c.papers[1].published = "";
  EXPECT_TRUE(accusations(c).empty());
}

TEST(Accusations, ADenialBeforeTheChargeOrInAnotherStoryIsNone) {
  Case before = one({charge("PER", "BOL")});
  before.add("b", "2011-03-01", "s", {answer("BOL", {"PER"})});
  EXPECT_TRUE(accusations(before).empty());
  Case other = one({charge("PER", "BOL")});
  other.add("b", "2011-03-04", "t", {answer("BOL", {"PER"})});
  EXPECT_TRUE(accusations(other).empty());
}

TEST(Accusations, UnnamedGroupsAreAnsweredInTheSameArticle) {
  Case c = one({charge("GEN:opposition:BOL", "BOL"), answer("BOL", {})});
  EXPECT_EQ(accusations(c), kOne);
  Case apart = one({charge("GEN:opposition:BOL", "BOL")});
  apart.add("b", "2011-03-02", "s", {answer("BOL", {})});
  EXPECT_TRUE(accusations(apart).empty());
}

TEST(Accusations, WhoeverSaysThatHeWasAttackedCharges) {
  Told attack{EventType::assault, {"BOL"}, {"PER"}, "2011-03-01"};
  attack.source = {"PER"};
  Case c = one({attack, answer("BOL", {}, 200, "deny-bare")});
  EXPECT_EQ(accusations(c), kOne);
  c.add("b", "2011-03-02", "s", {attack});  // told again, and not answered there
  EXPECT_EQ(accusations(c), kOne);
  c.papers.pop_back();
  for (const std::vector<std::string>& others : {std::vector<std::string>{"BOL"}, {}}) {
    c.papers[0].events[0].source = others;
    EXPECT_TRUE(accusations(c).empty());
  }
}

TEST(Accusations, WhatOthersSayIsAChargeIfItIsDeniedAtOnce) {
  Told attack{EventType::assault, {"BOL"}, {"PER"}, "2011-03-01"};
  attack.source = {"CHL"};
  Case c = one({attack, answer("BOL", {}, 200, "deny-bare")});
  EXPECT_EQ(accusations(c), kOne);
  c.papers[0].events[0].source = {"CHL", "BOL"};  // who takes part does not charge
  EXPECT_TRUE(accusations(c).empty());
  Case later = one({attack, answer("BOL", {}, 350, "deny-bare")});
  EXPECT_TRUE(accusations(later).empty());
}

TEST(Accusations, ARefusalBehindAChargeUnlessTheAccuserTellsIt) {
  Case c = one({charge("PER", "BOL"), answer("BOL", {"PER"}, 200, "refuse")});
  EXPECT_EQ(accusations(c), kOne);
  c.papers[0].events[1].source = {"PER"};
  EXPECT_TRUE(accusations(c).empty());
  Case nobody = one({charge("PER", "BOL"), answer("BOL", {}, 200, "refuse")});
  EXPECT_TRUE(accusations(nobody).empty());
}

TEST(Accusations, OneForAllWhoAccuseTogether) {
  Case c = one({charge("PER", "BOL"), answer("BOL", {"PER"})});
  Told both = charge("PER", "BOL", 60);
  both.actor.push_back("CHL");
  c.add("b", "2011-03-02", "s", {both});
  c.add("c", "2011-03-02", "s", {charge("ARG", "BOL")});
  EXPECT_EQ(accusations(c), (Lines{" accused 2 denied 1"}));
}

TEST(Accusations, CopiedWordsThatWereReadAsBothAreNeither) {
  Case c = one({charge("PER", "BOL", 200)});
  c.add("b", "2011-03-03", "s", {answer("BOL", {"PER"})});
  EXPECT_EQ(accusations(c), kOne);
  c.copy("a", "b");
  EXPECT_TRUE(accusations(c).empty());
}

TEST(Accusations, TheSameWhateverTheOrderOfArticles) {
  Case c = one({charge("PER", "BOL"), answer("BOL", {"PER"})});
  c.add("b", "2011-03-03", "s", {answer("BOL", {"PER"}), charge("BOL", "PER", 400)});
  c.add("c", "2011-03-03", "s", {answer("PER", {"BOL"}, 900)});
  const Lines expected = accusations(c);
  EXPECT_EQ(expected.size(), 2u);
  std::reverse(c.papers.begin(), c.papers.end());
  EXPECT_EQ(accusations(c), expected);
}

}  // namespace
}  // namespace isnad
