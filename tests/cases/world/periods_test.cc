// Evidence -> periods: ranges of doubt, ends, what is untold, disputed, denied or planned.

#include "reports.h"
#include "world/impl.h"

namespace isnad::world_test {
namespace {

class Periods : public WorldCases {
 protected:
  static Holds at(const std::string& text, const std::string& when, Factuality = {}) {
    const Corpus corpus = corpus_of(records_of(text));
    const World world(corpus, rules());
    const State state = world.state();
    EXPECT_EQ(state.all().size(), 1u);
    Holds best = Holds::no;
    for (const Period& p : state.all().front().periods) {
      best = std::max(best, p.holds(days_of(when).value()));
    }
    return best;
  }
};

TEST_F(Periods, ShownIsNeverDatedAsBegun) {
  const std::string text = "2024-05-10 X: AAA member_of ORG";
  EXPECT_EQ(told(text), "AAA member_of ORG from ..2024-05-10 on\n");
  EXPECT_EQ(at(text, "2024-05-09"), Holds::untold);
  EXPECT_EQ(at(text, "2024-05-10"), Holds::yes);
  EXPECT_EQ(at(text, "2031-01-01"), Holds::yes);  // inertia
  EXPECT_EQ(at(text, "2024"), Holds::yes);        // on some day of the year
}

TEST_F(Periods, ADateMayBeginAnywhereInIt) {
  const std::string text = "2024-05-10 X: AAA member_of ORG from=2020";
  EXPECT_EQ(told(text), "AAA member_of ORG from 2020 on\n");
  EXPECT_EQ(at(text, "2019-12-31"), Holds::no);
  EXPECT_EQ(at(text, "2020-01-01"), Holds::possible);
  EXPECT_EQ(at(text, "2020-12-30"), Holds::possible);
  EXPECT_EQ(at(text, "2020-12-31"), Holds::yes);
}

TEST_F(Periods, EndsWithItsLastDay) {
  const std::string text = "2024-05-10 X: AAA member_of ORG from=2020-03-01 to=2021";
  EXPECT_EQ(told(text), "AAA member_of ORG from 2020-03-01 to 2021\n");
  EXPECT_EQ(at(text, "2021-01-01"), Holds::yes);
  EXPECT_EQ(at(text, "2021-06-01"), Holds::possible);
  EXPECT_EQ(at(text, "2022-01-01"), Holds::no);
}

TEST_F(Periods, WhatEndsHeldTheDayBefore) {
  const std::string text = "2024-05-10 X: AAA forces_in BBB to=2022";
  EXPECT_EQ(told(text), "AAA forces_in BBB from ..2021-12-31 to 2022\n");
  EXPECT_EQ(at(text, "2021"), Holds::yes);
  EXPECT_EQ(at(text, "2021-06-01"), Holds::untold);
}

TEST_F(Periods, TwoDatesOfOneBeginAreTheNarrower) {
  EXPECT_EQ(told("2024-05-10 X: AAA member_of ORG from=2020\n"
                 "2024-05-11 Y: AAA member_of ORG from=2020-03-05\n"
                 "2024-05-12 Z: AAA member_of ORG"),
            "AAA member_of ORG from 2020-03-05 on\n");
}

TEST_F(Periods, DatesThatExcludeEachOtherStayVisible) {
  const std::string text =
      "2024-05-10 X: AAA member_of ORG from=2021-12\n"
      "2024-05-11 Y: AAA member_of ORG from=2022-02\n"
      "2024-05-11 Z: AAA member_of ORG from=2022-01\n";
  EXPECT_EQ(told(text), "AAA member_of ORG from 2021-12-01..2022-02-28 on (begin disputed)\n");
  EXPECT_EQ(at(text, "2022-01-15"), Holds::possible);
  EXPECT_EQ(at(text, "2022-02-28"), Holds::yes);
  EXPECT_EQ(told("2024-05-10 X: AAA member_of ORG from=2019 to=2021-12\n"
                 "2024-05-11 Y: AAA member_of ORG to=2022-02\n"),
            "AAA member_of ORG from 2019 to 2021-12-01..2022-02-28 (end disputed)\n");
}

TEST_F(Periods, SeenBeforeItIsSaidToHaveBegun) {
  // Who was there in 2020 had come by then: the begin of 2022 is another.
  EXPECT_EQ(told("2020-06-01 X: AAA forces_in BBB\n"
                 "2024-05-11 Y: AAA forces_in BBB from=2022"),
            "AAA forces_in BBB from ..2020-06-01 on\n");
}

TEST_F(Periods, AnEndBeforeABeginIsOfAnotherTime) {
  EXPECT_EQ(told("2024-05-10 X: AAA forces_in BBB to=2012\n"
                 "2024-05-11 Y: AAA forces_in BBB from=2015"),
            "AAA forces_in BBB from ..2011-12-31 to 2012\n"
            "AAA forces_in BBB from 2015 on\n");
  EXPECT_EQ(told("2024-05-10 X: AAA forces_in BBB from=2020 to=2020-03"),
            "AAA forces_in BBB from 2020-01-01..2020-03-31 to 2020-03\n");
}

TEST_F(Periods, SeenAfterItsEndItBeganAgain) {
  EXPECT_EQ(told("2013-01-10 X: AAA forces_in BBB from=2010 to=2012\n"
                 "2014-05-11 Y: AAA forces_in BBB"),
            "AAA forces_in BBB from 2010 to 2012\n"
            "AAA forces_in BBB from 2012-01-01..2014-05-11 on\n");
}

TEST_F(Periods, AnEndWithoutDateIsBetweenTheLastSightAndTheArticle) {
  const std::string text =
      "2020-06-01 X: AAA forces_in BBB\n"
      "2021-05-11 Y: AAA forces_in BBB to=XXXX";
  EXPECT_EQ(told(text), "AAA forces_in BBB from ..2020-06-01 to 2020-06-01..2021-05-11\n");
  // Another article that says when makes it sure.
  EXPECT_EQ(told(text + "\n2021-05-12 Z: AAA forces_in BBB to=2020-09-03"),
            "AAA forces_in BBB from ..2020-06-01 to 2020-09-03\n");
}

TEST_F(Periods, TheRuleOfARelationTellsAnEndToCome) {
  const auto rule_with = [](uint8_t bits) {
    std::string out;
    for (const auto& [rule, b] : rules().impl().bounds) {
      if (b == bits && (out.empty() || rule < out)) out = rule;
    }
    EXPECT_FALSE(out.empty());
    return out;
  };
  // Within the year of the article: its rest.
  EXPECT_EQ(
      told("2023-09-17 X: AAA forces_in BBB to=2023 rule=" + rule_with(kBoundEnd | kBoundPlan)),
      "AAA forces_in BBB from ..2023-09-17 on (possible after 2023-09-17)\n");
  // A partial withdrawal, or a plan without a day.
  EXPECT_EQ(told("2023-09-17 X: AAA forces_in BBB rule=" + rule_with(kBoundEnd)),
            "AAA forces_in BBB from ..2023-09-17 on\n");
}

TEST_F(Periods, DeniedAndPlannedStandBeside) {
  const std::string text =
      "2024-05-10 X: AAA forces_in BBB from=2021\n"
      "2024-05-11 Y: AAA forces_in BBB as=denied by=AAA\n"
      "2024-05-12 Z: AAA forces_in BBB to=2025 as=planned";
  EXPECT_EQ(told(text), "AAA forces_in BBB from 2021 on (possible after 2025-01-01)\n");
  const Corpus corpus = corpus_of(records_of(text));
  const World world(corpus, rules());
  const State state = world.state();
  const History& h = state.all().front();
  ASSERT_EQ(h.beside.size(), 2u);
  EXPECT_EQ(world.evidence()[h.beside[0]].factuality, Factuality::denied);
  EXPECT_EQ(world.evidence()[h.beside[1]].factuality, Factuality::planned);
  EXPECT_EQ(world.evidence()[h.beside[1]].effect, Effect::ends);
  EXPECT_EQ(told("2024-05-12 Z: AAA forces_in BBB as=planned"), "AAA forces_in BBB -\n");
}

TEST_F(Periods, AfterAPlannedEndItIsOnlyPossible) {
  const std::string text =
      "2024-05-10 X: AAA forces_in BBB from=2021\n"
      "2024-05-12 Y: AAA forces_in BBB to=2025-06-30 as=planned";
  EXPECT_EQ(told(text), "AAA forces_in BBB from 2021 on (possible after 2025-06-30)\n");
  EXPECT_EQ(at(text, "2025-06-30"), Holds::yes);
  EXPECT_EQ(at(text, "2025-07-01"), Holds::possible);
  EXPECT_EQ(at(text, "2031"), Holds::possible);
  // Who is seen there later has stayed.
  const std::string later = text + "\n2025-09-01 Z: AAA forces_in BBB";
  EXPECT_EQ(told(later), "AAA forces_in BBB from 2021 on\n");
  EXPECT_EQ(at(later, "2025-08-01"), Holds::yes);
  // Seen before, it is as doubtful as it was.
  EXPECT_EQ(told(text + "\n2025-01-01 Z: AAA forces_in BBB"), told(text));
  // An end that is told takes the plan's place; so does another time.
  EXPECT_EQ(told(text + "\n2026-09-01 Z: AAA forces_in BBB to=2026-08-01"),
            "AAA forces_in BBB from 2021 to 2026-08-01\n");
  EXPECT_EQ(told("2019-05-10 X: AAA forces_in BBB to=2019-06 as=planned\n"
                 "2024-05-12 Y: AAA forces_in BBB from=2021"),
            "AAA forces_in BBB from 2021 on\n");
}

TEST_F(Periods, APlanOfAYearIsDoubtfulFromItsFirstDay) {
  // The relation of one article: it holds, and its end is to come.
  const std::string text = "2023-09-17 X: AAA forces_in BBB to=2024";
  EXPECT_EQ(told(text), "AAA forces_in BBB from ..2023-09-17 on (possible after 2024-01-01)\n");
  EXPECT_EQ(at(text, "2023-12-31"), Holds::yes);
  EXPECT_EQ(at(text, "2024-06-01"), Holds::possible);
  // Seen within the year it held until then.
  const std::string seen = text + "\n2024-03-05 Y: AAA forces_in BBB";
  EXPECT_EQ(at(seen, "2024-03-05"), Holds::yes);
  EXPECT_EQ(at(seen, "2024-03-06"), Holds::possible);
  // A plan without a day, or told by nobody as of the day asked for, changes nothing.
  EXPECT_EQ(told("2023-09-17 X: AAA forces_in BBB\n"
                 "2023-09-18 X: AAA forces_in BBB to=XXXX as=planned"),
            "AAA forces_in BBB from ..2023-09-17 on\n");
  Viewpoint early;
  early.known_by = day("2023-12-31");
  EXPECT_EQ(state_of("2023-09-17 X: AAA forces_in BBB\n"
                     "2024-02-01 Y: AAA forces_in BBB to=2024-05-01",
                     early),
            "AAA forces_in BBB from ..2023-09-17 on\n");
}

TEST_F(Periods, WhatIsToldAsPossibleIsPossible) {
  const std::string text = "2024-05-10 X: AAA forces_in BBB as=possible";
  EXPECT_EQ(told(text), "AAA forces_in BBB from ..2024-05-10 on (possible)\n");
  EXPECT_EQ(at(text, "2024-06-01"), Holds::possible);
  EXPECT_EQ(told(text + "\n2024-05-09 Y: AAA forces_in BBB"),
            "AAA forces_in BBB from ..2024-05-09 on\n");
}

TEST_F(Periods, WithoutAnyDateNothingIsSure) {
  const std::string text = "- X: AAA member_of ORG";
  EXPECT_EQ(told(text), "AAA member_of ORG from .. on\n");
  EXPECT_EQ(at(text, "2024-05-10"), Holds::untold);
}

TEST_F(Periods, SameResultWhateverTheOrderOfArticles) {
  const std::string text =
      "2024-05-10 X: ZZZ allied_with AAA; AAA member_of ORG from=2021-12; BBB leads ORG\n"
      "2024-05-11 Y: AAA allied_with ZZZ; AAA member_of ORG from=2022-02; NNN successor_of OOO\n"
      "2023-05-12 Z: OOO forces_in AAA; OOO subordinate_to BBB; AAA member_of ORG to=2023\n";
  std::vector<Record> records = records_of(text);
  const Corpus one = corpus_of(records);
  std::swap(records[0], records[2]);
  Corpus other = corpus_of(records);
  // Other numbers for the same names.
  Corpus renumbered;
  renumbered.symbols.add("zzz: never used");
  renumbered.symbols.add("ORG");
  renumbered.articles = other.articles;
  const auto number = [&](Symbol& s) {
    if (s != kNoSymbol) s = renumbered.symbols.add(other.symbols.name(s));
  };
  for (RelationReport r : other.relations) {
    number(r.object);
    number(r.subject);
    number(r.rule);
    renumbered.relations.push_back(r);
  }
  for (Article& a : renumbered.articles) number(a.outlet);
  const World first(one, rules());
  const World second(renumbered, rules());
  EXPECT_EQ(show(first.state(), one), show(second.state(), renumbered));
  EXPECT_NE(one.symbols.find("ORG"), renumbered.symbols.find("ORG"));
  EXPECT_EQ(show(first.state(), one).find("ZZZ allied_with AAA"), std::string::npos);
}

}  // namespace
}  // namespace isnad::world_test
