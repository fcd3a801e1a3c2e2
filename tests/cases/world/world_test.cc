// Viewpoints, questions to a state, consequences and their reasons.

#include "reports.h"
#include "world/impl.h"

namespace isnad::world_test {
namespace {

using World_ = WorldCases;

TEST_F(World_, LateReportsCorrectThePastAndNotWhatWasKnown) {
  const std::string text =
      "2020-02-01 X: AAA member_of ORG from=2019\n"
      "2023-02-01 Y: AAA member_of ORG to=2021-06";
  Viewpoint before;
  before.known_by = day("2022-12-31");
  EXPECT_EQ(state_of(text, before), "AAA member_of ORG from 2019 on\n");
  EXPECT_EQ(state_of(text), "AAA member_of ORG from 2019 to 2021-06\n");
  before.known_by = day("2020-01-31");
  EXPECT_EQ(state_of(text, before), "");
}

TEST_F(World_, WithoutADateOfPublicationKnownOnlyWhenNobodyAsksByWhen) {
  const std::string text = "- X: AAA member_of ORG from=2019";
  EXPECT_EQ(state_of(text), "AAA member_of ORG from 2019 on\n");
  Viewpoint view;
  view.known_by = kLastDay - 1;
  EXPECT_EQ(state_of(text, view), "");
  // A month of publication is known at its end.
  view.known_by = day("2020-02-28");
  EXPECT_EQ(state_of("2020-02 X: AAA member_of ORG from=2019", view), "");
  view.known_by = day("2020-02-29");
  EXPECT_NE(state_of("2020-02 X: AAA member_of ORG from=2019", view), "");
}

TEST_F(World_, TheWorldByOneVoice) {
  const Corpus corpus =
      corpus_of(records_of("2020-02-01 Herald: AAA member_of ORG; BBB member_of ORG by=Smith\n"
                           "2020-02-01 Tribune: CCC member_of ORG"));
  const World world(corpus, rules());
  Viewpoint view;
  view.outlets = {corpus.symbols.find("Tribune")};
  EXPECT_EQ(show(world.state(view), corpus), "CCC member_of ORG from ..2020-02-01 on\n");
  view.outlets = {corpus.symbols.find("Tribune"), corpus.symbols.find("Herald")};
  EXPECT_EQ(world.state(view).all().size(), 3u);
  view.outlets.clear();
  view.sources = {corpus.symbols.find("Smith")};
  EXPECT_EQ(show(world.state(view), corpus), "BBB member_of ORG from ..2020-02-01 on\n");
}

TEST_F(World_, AskedForOneParty) {
  const Corpus corpus = corpus_of(records_of(
      "2020-02-01 X: AAA member_of ORG; BBB forces_in AAA; BBB member_of ORG from=2021"));
  const World world(corpus, rules());
  const State state = world.state();
  FluentFilter filter;
  filter.party = corpus.symbols.find("AAA");
  EXPECT_EQ(state.at(day("2020-03-01"), filter).size(), 2u);
  filter.kind = FluentKind::forces_in;
  const auto found = state.at(day("2020-03-01"), filter);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].holds, Holds::yes);
  filter = {};
  filter.subject = corpus.symbols.find("BBB");
  EXPECT_EQ(state.at(day("2020-03-01"), filter).size(), 1u);  // no member yet
  EXPECT_EQ(state.at(day("2019-03-01"), filter).size(), 0u);
  EXPECT_EQ(state.at(day("2019-03-01"), filter, true).size(), 1u);  // untold
}

TEST_F(World_, WhatChangedBetweenTwoDays) {
  const Corpus corpus = corpus_of(records_of(
      "2024-02-01 X: AAA member_of ORG from=2021-05-01 to=2022-05-01; BBB member_of ORG "
      "from=2020-01-01 to=2021-06-01; CCC member_of ORG from=2023-01-01; DDD member_of ORG; EEE "
      "member_of ORG from=2020-06; FFF member_of ORG from=2019"));
  const World world(corpus, rules());
  const auto lines = [&](const char* from, const char* to) {
    std::string out;
    for (const Change& c : world.state().difference(day(from), day(to))) {
      out += corpus.symbols.name(c.fluent.subject) + " " + std::string(change_name(c.what)) + "; ";
    }
    return out;
  };
  EXPECT_EQ(lines("2021-01-01", "2022-01-01"), "AAA began; BBB ended; ");
  EXPECT_EQ(lines("2021-01-01", "2022-12-31"), "AAA came and went; BBB ended; ");
  EXPECT_EQ(lines("2022-06-01", "2024-03-01"), "CCC began; DDD told; ");
  EXPECT_EQ(lines("2020-06-15", "2020-12-31"), "EEE surer; ");
  EXPECT_EQ(lines("2020-12-31", "2020-12-31"), "");
}

TEST_F(World_, ASuccessorTakesOverOnTheDayOfSuccession) {
  const std::string text =
      "2020-02-01 X: OLD forces_in AAA from=2018; OLD subordinate_to BOSS\n"
      "2023-02-01 Y: NEW successor_of OLD from=2022-07-01";
  EXPECT_EQ(state_of(text),
            "NEW forces_in AAA from 2022-07-01 on (derived)\n"
            "OLD forces_in AAA from 2018 to 2022-07-01 (end derived)\n"
            "NEW subordinate_to BOSS from 2022-07-01 on (derived)\n"
            "OLD subordinate_to BOSS from ..2020-02-01 to 2022-07-01 (end derived)\n"
            "NEW successor_of OLD from 2022-07-01 on\n");
  // Reports go before rules: who is seen later has not left.
  EXPECT_NE(
      state_of(text + "\n2023-03-01 Z: OLD forces_in AAA").find("OLD forces_in AAA from 2018 on\n"),
      std::string::npos);
  // Delete the article that says so, and nothing is derived.
  EXPECT_EQ(state_of(text.substr(0, text.find('\n'))).find("NEW"), std::string::npos);
}

TEST_F(World_, AChainOfSuccessorsIsFollowedToItsEnd) {
  std::string text = "2000-02-01 X: S0 forces_in AAA from=1999";
  for (int i = 1; i < 7; ++i) {
    text += "; S" + std::to_string(i) + " successor_of S" + std::to_string(i - 1) +
            " from=" + std::to_string(2000 + i) + "-01-01";
  }
  const std::string state = state_of(text);
  EXPECT_NE(state.find("S5 forces_in AAA from 2005-01-01 to 2006-01-01"), std::string::npos);
  EXPECT_NE(state.find("S6 forces_in AAA from 2006-01-01 on (derived)"), std::string::npos);
  EXPECT_EQ(state.find("S6 forces_in AAA from 2005"), std::string::npos);
}

TEST_F(World_, RulesInACircleComeToAnEnd) {
  // Each succeeds the other: no state of affairs, but no endless loop either, and the same twice.
  const std::string text =
      "2020-02-01 X: AAA successor_of BBB; BBB successor_of AAA; AAA forces_in CCC; "
      "BBB subordinate_to CCC";
  EXPECT_EQ(state_of(text), state_of(text));
  EXPECT_NE(state_of(text), "");
  const Corpus corpus = corpus_of(records_of(text));
  const World world(corpus, rules());
  const State state = world.state();
  for (const History& h : state.all()) {
    const Why why = state.why(h.fluent, {day("2020-02-01"), day("2020-02-01")});
    EXPECT_FALSE(why.steps.empty()) << fluent_text(corpus.symbols, h.fluent);
  }
}

TEST_F(World_, MembersOfAPactOweDefence) {
  std::string attack;
  for (const EvidenceRule& r : rules().impl().evidence) {
    if (r.fluent == FluentKind::attacks) attack = "ASSAULT - any/rule";
  }
  ASSERT_FALSE(attack.empty());
  const std::string text =
      "2020-02-01 X: NOR member_of NATO from=1949-04-04; ISL member_of NATO from=1949-04-04; "
      "SWE member_of NATO from=2024-03-07\n"
      "2024-06-02 Y: " +
      attack + " RUS > NOR at=2024-06-01";
  const std::string state = state_of(text);
  EXPECT_NE(state.find("ISL pledged_to_defend NOR from 1949-04-04 on (derived)\n"),
            std::string::npos)
      << state;
  EXPECT_NE(state.find("ISL obliged_to_defend NOR from 2024-06-01 on (derived)\n"),
            std::string::npos)
      << state;
  EXPECT_NE(state.find("SWE obliged_to_defend NOR from 2024-06-01 on (derived)\n"),
            std::string::npos)
      << state;
  EXPECT_EQ(state.find("obliged_to_defend SWE"), std::string::npos) << state;
  EXPECT_EQ(state.find("RUS obliged_to_defend"), std::string::npos) << state;
  // The obligation ends with the membership.
  const std::string left = state_of(text + "\n2026-01-02 Z: ISL member_of NATO to=2026-01-01");
  EXPECT_NE(left.find("ISL obliged_to_defend NOR from 2024-06-01 to 2026-01-01 (derived)\n"),
            std::string::npos)
      << left;
  // Who may have joined after the attack may be obliged.
  const std::string maybe = state_of(
      "2020-02-01 X: NOR member_of NATO from=1949-04-04; ISL member_of NATO from=2023/2025\n"
      "2024-06-02 Y: " +
      attack + " RUS > NOR at=2024-06-01");
  EXPECT_NE(maybe.find("ISL obliged_to_defend NOR from 2024-06-01 on (possible, derived)\n"),
            std::string::npos)
      << maybe;
  // Nobody owes anything by what is reported alone.
  EXPECT_EQ(told(text).find("defend"), std::string::npos);
}

TEST_F(World_, ForcesInARegionMayBeInItsStates) {
  // EST, LTU and LVA are the states of the Baltic; FIN is not.
  const std::string text =
      "2024-02-01 X: CAN forces_in Baltic from=2017 to=2030; EST party_to NPT; LTU party_to NPT; "
      "LVA member_of NATO; FIN member_of NATO; CAN forces_in LVA from=2017-06-01";
  const std::string state = state_of(text);
  for (const char* line :
       {"CAN forces_in Baltic from 2017 on (possible after 2030-01-01)\n",
        "CAN forces_in EST from 2017 on (possible, possible after 2030-01-01, derived)\n",
        "CAN forces_in LTU from 2017 on (possible, possible after 2030-01-01, derived)\n",
        "CAN forces_in LVA from 2017-06-01 on\n"}) {
    EXPECT_NE(state.find(line), std::string::npos) << line << state;
  }
  EXPECT_EQ(state.find("forces_in FIN"), std::string::npos) << state;
  EXPECT_EQ(told(text).find("forces_in EST"), std::string::npos);
  // Who has left one of the states is not back because of the region, unless it came later.
  const std::string gone =
      "2019-02-01 X: CAN forces_in EST to=2018\n"
      "2024-02-01 Y: LTU party_to NPT; CAN forces_in Baltic";
  EXPECT_EQ(state_of(gone).find("CAN forces_in EST from ..2024"), std::string::npos);
  EXPECT_NE(state_of(gone).find("CAN forces_in LTU from ..2024-02-01 on (possible, derived)\n"),
            std::string::npos);
  EXPECT_NE(
      state_of(gone + " from=2022").find("CAN forces_in EST from 2022 on (possible, derived)"),
      std::string::npos);
  // Left with the region at the latest.
  EXPECT_NE(state_of("2024-02-01 X: EST party_to NPT; CAN forces_in Baltic from=2017 to=2020")
                .find("CAN forces_in EST from 2017 to 2020 (possible, derived)\n"),
            std::string::npos);
}

TEST_F(World_, StatesThatOnlyARuleNamesKeepTheirOrder) {
  // No report tells of a fluent of these states; what follows is in the order of names all the
  // same.
  const std::string text = "2024-02-01 X: CAN forces_in Baltic";
  Corpus one = corpus_of(records_of(text));
  Corpus other = one;
  for (const char* name : {"LVA", "EST", "LTU"}) one.symbols.add(name);
  for (const char* name : {"LTU", "EST", "LVA"}) other.symbols.add(name);
  const World first(one, rules());
  const World second(other, rules());
  const State state = first.state();
  EXPECT_EQ(show(state, one), show(second.state(), other));
  EXPECT_EQ(show(state, one),
            "CAN forces_in Baltic from ..2024-02-01 on\n"
            "CAN forces_in EST from ..2024-02-01 on (possible, derived)\n"
            "CAN forces_in LTU from ..2024-02-01 on (possible, derived)\n"
            "CAN forces_in LVA from ..2024-02-01 on (possible, derived)\n");
  const Fluent last{FluentKind::forces_in, one.symbols.find("CAN"), one.symbols.find("LVA")};
  EXPECT_NE(state.find(last), nullptr);
}

TEST_F(World_, LeavingEndsWhatMembershipImplied) {
  const std::string text =
      "2020-02-01 X: NOR member_of ICC from=2002; NOR party_to ROME_STATUTE from=2000; "
      "NOR party_to NPT from=1969; GUARD subordinate_to ICC; GUARD forces_in NOR; "
      "ICC forces_in NOR; CHAMBER subordinate_to ICC; NOR member_of CHAMBER; "
      "NOR hosts_base ICC\n"
      "2023-02-01 Y: NOR member_of ICC to=2022-07-01";
  const std::string state = state_of(text);
  for (const char* line : {"NOR party_to ROME_STATUTE from 2000 to 2022-07-01 (end derived)\n",
                           "NOR party_to NPT from 1969 on\n",
                           "GUARD forces_in NOR from ..2020-02-01 to 2022-07-01 (end derived)\n",
                           "ICC forces_in NOR from ..2020-02-01 to 2022-07-01 (end derived)\n",
                           "NOR member_of CHAMBER from ..2020-02-01 to 2022-07-01 (end derived)\n",
                           "NOR hosts_base ICC from ..2020-02-01 to 2022-07-01 (end derived)\n"}) {
    EXPECT_NE(state.find(line), std::string::npos) << line << state;
  }
}

TEST_F(World_, OneHolderAtATime) {
  const std::string text =
      "2015-01-10 X: Ahmad holds_office president@AAA; Ahmad holds_office judge@AAA\n"
      "2015-03-01 Y: Badr holds_office president@AAA; Badr holds_office judge@AAA\n"
      "2015-03-02 Y: Badr holds_office president@AAA\n";
  EXPECT_EQ(state_of(text),
            "Ahmad holds_office judge@AAA from ..2015-01-10 on\n"
            "Ahmad holds_office president@AAA from ..2015-01-10 to 2015-01-10..2015-03-01 (end "
            "derived)\n"
            "Badr holds_office judge@AAA from ..2015-03-01 on\n"
            "Badr holds_office president@AAA from ..2015-03-01 on\n");
  // The day on which one takes office is the other's last.
  EXPECT_NE(state_of(text + "2015-03-01 Z: Badr holds_office president@AAA from=2015-02-02")
                .find("Ahmad holds_office president@AAA from ..2015-01-10 to 2015-02-02 (end "),
            std::string::npos);
  // One article alone may have read a title wrongly.
  EXPECT_EQ(state_of(text.substr(0, text.rfind("2015"))).find("derived"), std::string::npos);
  // Told of both in the same weeks: no rule can say who is wrong.
  EXPECT_EQ(state_of(text + "2015-04-01 Z: Ahmad holds_office president@AAA").find("derived"),
            std::string::npos);
}

TEST_F(World_, WhoTakesATownEndsTheControlOfTheOneBefore) {
  const std::string text =
      "2015-01-10 X: AAA controls Oslo\n"
      "2015-03-01 Y: BBB controls Oslo\n"
      "2015-03-02 Z: BBB controls Oslo\n";
  EXPECT_EQ(state_of(text).find("derived"), std::string::npos);  // both may hold parts of it
  EXPECT_NE(state_of(text + "2015-03-03 Y: BBB controls Oslo from=2015-02-20")
                .find("AAA controls Oslo from ..2015-01-10 to 2015-02-20 (end derived)\n"),
            std::string::npos);
}

TEST_F(World_, WhyGoesDownToTheReports) {
  const std::string text =
      "2020-02-01 X: OLD forces_in AAA from=2018\n"
      "2023-02-01 Y: NEW successor_of OLD from=2022-07-01; NEW forces_in AAA as=denied";
  const Corpus corpus = corpus_of(records_of(text));
  const World world(corpus, rules());
  const State state = world.state();
  const auto code = [&](const char* name) { return corpus.symbols.find(name); };
  const Fluent fluent{FluentKind::forces_in, code("NEW"), code("AAA")};
  const Why why = state.why(fluent, {day("2023-01-01"), day("2023-01-01")});
  EXPECT_EQ(why.holds, Holds::yes);
  ASSERT_TRUE(why.period);
  EXPECT_TRUE(why.period->derived);
  ASSERT_EQ(why.steps.size(), 2u);
  const Why::Step& rule = why.steps[0];
  EXPECT_EQ(rule.role, Why::Step::Role::derived);
  EXPECT_EQ(rules().name(rule.rule).substr(0, 22), "world/succession.toml:");
  EXPECT_NE(rules().says(rule.rule), "");
  ASSERT_EQ(rule.from.size(), 2u);
  EXPECT_EQ(fluent_text(corpus.symbols, rule.from[0].fluent), "NEW successor_of OLD");
  EXPECT_EQ(fluent_text(corpus.symbols, rule.from[1].fluent), "OLD forces_in AAA");
  ASSERT_FALSE(rule.from[1].steps.empty());
  const uint32_t number = rule.from[1].steps[0].evidence;
  ASSERT_LT(number, world.evidence().size());
  const Report& report = report_of(corpus, world.evidence()[number].report);
  EXPECT_EQ(corpus.articles[report.article].id, "a");
  EXPECT_EQ(report.spans, (std::vector<Span>{{0, 1}}));
  EXPECT_EQ(why.steps[1].role, Why::Step::Role::beside);
  // Of what never was there are no reasons.
  EXPECT_FALSE(state.why({FluentKind::leads, code("NEW"), code("AAA")}, {0, 0}).period);
}

TEST_F(World_, CodesTellTheirKind) {
  EXPECT_EQ(rules().kind("NOR"), PartyKind::state);
  EXPECT_EQ(rules().kind("NATO"), PartyKind::alliance);
  EXPECT_EQ(rules().kind("ROME_STATUTE"), PartyKind::agreement);
  EXPECT_EQ(rules().kind("HEZBOLLAH"), PartyKind::armed_group);
  EXPECT_EQ(rules().kind("GEN:rebels:MLI"), PartyKind::generic);
  EXPECT_EQ(rules().kind("ar:x"), PartyKind::unknown);
  EXPECT_EQ(rules().kind("Oslo"), PartyKind::place);
  EXPECT_EQ(rules().state_of("Oslo"), "NOR");
  EXPECT_EQ(rules().state_of("NOR"), "NOR");
  EXPECT_EQ(rules().state_of("NATO"), "");
  EXPECT_TRUE(rules().reads(EventType::assault, "any/rule"));
  EXPECT_FALSE(rules().reads(EventType::protest, "any/rule"));
}

}  // namespace
}  // namespace isnad::world_test
