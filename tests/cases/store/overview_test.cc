// What a case answers about many articles at once, and about one article among the others.

#include <algorithm>

#include "store/case_file.h"
#include "told_case.h"

namespace isnad {
namespace {

class OverviewTest : public ToldTest {
 protected:
  template <class T>
  static T got(Result<T> r) {
    EXPECT_TRUE(r) << (r ? "" : r.error().message);
    return r ? std::move(*r) : T();
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, OverviewTest, kStores, store_name);

// --- beside ---

TEST_P(OverviewTest, BesideAnArticleStandItsCopies) {
  CaseFile c = read();
  const Beside first = got(c.beside("aa.txt"));
  ASSERT_EQ(first.copies.size(), 2u);
  const BesideCopy& most = first.copies[0];
  EXPECT_EQ(most.other.uri, "in/bb.txt");
  EXPECT_EQ(most.other.outlet, "Beta");
  EXPECT_EQ(most.order, CopyOrder::after) << "the other one is a day younger";
  EXPECT_EQ(most.words, 50);
  ASSERT_EQ(most.mine.size(), 1u);
  ASSERT_EQ(most.theirs.size(), 1u);
  EXPECT_EQ(told()[0].text.substr(most.mine[0].begin, 8), "north20 ");
  EXPECT_EQ(told()[1].text.substr(most.theirs[0].begin, 8), "north20 ");
  EXPECT_EQ(first.copies[1].other.uri, "in/dd.txt");
  EXPECT_EQ(first.copies[1].order, CopyOrder::beside) << "nobody knows its day";

  // The same pair from its other side.
  const Beside second = got(c.beside("in/bb.txt"));
  const auto pair = std::find_if(second.copies.begin(), second.copies.end(),
                                 [](const BesideCopy& x) { return x.other.uri == "in/aa.txt"; });
  ASSERT_NE(pair, second.copies.end());
  EXPECT_EQ(pair->order, CopyOrder::before);
  EXPECT_EQ(pair->words, most.words);
  EXPECT_EQ(pair->told, most.told);
  EXPECT_EQ(pair->mine, most.theirs);
  EXPECT_EQ(pair->theirs, most.mine);

  EXPECT_TRUE(got(c.beside("cc.txt")).copies.empty());
}

TEST_P(OverviewTest, BesideAnArticleStandWhatOthersTellToo) {
  CaseFile c = read();
  const Beside b = got(c.beside("bb.txt"));
  const HappeningRow happening = got(c.happening("e2"));
  ASSERT_EQ(b.happenings.size(), 1u);
  EXPECT_EQ(b.happenings[0].id, happening.id);
  EXPECT_EQ(b.happenings[0].report, "e2");
  EXPECT_EQ(b.happenings[0].documents, 2);
  EXPECT_EQ(b.happenings[0].reports, 2);
  EXPECT_EQ(b.happenings[0].origins, static_cast<int64_t>(happening.origins.size()));
  const FactRow fact = got(c.fact("r2"));
  ASSERT_EQ(b.facts.size(), 1u);
  EXPECT_EQ(b.facts[0].id, fact.id);
  EXPECT_EQ(b.facts[0].report, "r2");
  EXPECT_EQ(b.facts[0].origins, static_cast<int64_t>(fact.origins.size()));

  const Beside third = got(c.beside("cc.txt"));
  ASSERT_EQ(third.happenings.size(), 1u) << "an act that it alone tells stands beside nothing";
  EXPECT_EQ(third.happenings[0].report, "e6");
  EXPECT_TRUE(third.facts.empty());
}

TEST_P(OverviewTest, BesideAnArticleStandItsContradictions) {
  CaseFile c = read();
  const Beside b = got(c.beside("bb.txt"));
  ASSERT_EQ(b.conflicts.size(), 1u);
  const BesideConflict& one = b.conflicts[0];
  const ConflictRow row = got(c.conflict(one.id));
  EXPECT_EQ(one.kind, "number");
  EXPECT_EQ(one.report, "e2");
  ASSERT_EQ(one.sides.size(), row.sides.size());
  for (size_t i = 0; i < one.sides.size(); ++i) {
    EXPECT_EQ(one.sides[i].value, row.sides[i].value);
    EXPECT_EQ(one.sides[i].reports, static_cast<int64_t>(row.sides[i].events.size()));
    EXPECT_EQ(one.sides[i].mine, row.sides[i].events[0].event.id == "e2");
  }
  EXPECT_NE(one.sides[0].mine, one.sides[1].mine);
}

TEST_P(OverviewTest, BesideAnArticleStandsItsStory) {
  CaseFile c = read();
  Filter all;
  all.alone = true;
  for (const StoryRow& story : got(c.stories(all))) {
    for (const Where& w : story.articles) {
      const Beside b = got(c.beside(w.id));
      ASSERT_EQ(b.story.has_value(), story.articles.size() > 1) << w.uri;
      if (!b.story) continue;
      EXPECT_EQ(b.story->id, story.id);
      EXPECT_EQ(b.story->headline, story.headline);
      EXPECT_EQ(b.story->articles, static_cast<int64_t>(story.articles.size()));
    }
  }
  EXPECT_TRUE(got(c.beside("aa.txt")).story) << "there is a story of several articles";
}

TEST_P(OverviewTest, BesideWhatIsNotThere) {
  CaseFile c = open("x.case");
  add(c, told()[0]);
  const Beside b = got(c.beside("aa.txt"));
  EXPECT_TRUE(b.copies.empty() && b.happenings.empty() && b.conflicts.empty() && !b.story)
      << "nothing was refreshed yet";
  EXPECT_EQ(c.beside("zz.txt").error().code, ErrorCode::not_found);
}

// --- attention ---

TEST_P(OverviewTest, AttentionCountsArticlesByTimeAndOutlet) {
  CaseFile c = read();
  const Attention months = got(c.attention({}, AttentionUnit::month, 8));
  EXPECT_EQ(months.dates, (std::vector<std::string>{"2025-03", "2025-04"}));
  ASSERT_EQ(months.series.size(), 2u) << "an outlet of undated articles has no curve";
  EXPECT_EQ(months.series[0].outlet, "Alpha");
  EXPECT_EQ(months.series[1].outlet, "Beta");
  EXPECT_EQ(months.series[0].counts, (std::vector<int64_t>{1, 1}));
  EXPECT_FALSE(months.series[1].rest);
  EXPECT_EQ(months.undated, 1);

  const Attention days = got(c.attention({}, AttentionUnit::day, 1));
  ASSERT_EQ(days.dates.size(), 39u) << "without gaps";
  EXPECT_EQ(days.dates.front(), "2025-03-02");
  EXPECT_EQ(days.dates.back(), "2025-04-09");
  ASSERT_EQ(days.series.size(), 2u);
  EXPECT_TRUE(days.series[1].rest);
  EXPECT_FALSE(days.series[1].outlet);
  EXPECT_EQ(days.series[1].counts[1], 1) << "Beta on the third of March";
  EXPECT_EQ(days.series[0].counts[1], 0);

  const Attention weeks = got(c.attention({}, AttentionUnit::week, 0));
  EXPECT_EQ(weeks.dates,
            (std::vector<std::string>{"2025-02-24", "2025-03-03", "2025-03-10", "2025-03-17",
                                      "2025-03-24", "2025-03-31", "2025-04-07"}))
      << "Mondays";
  ASSERT_EQ(weeks.series.size(), 1u);
  EXPECT_TRUE(weeks.series[0].rest);
  EXPECT_EQ(weeks.series[0].counts, (std::vector<int64_t>{1, 1, 0, 0, 0, 0, 2}));

  const Attention years = got(c.attention({}, AttentionUnit::year, 8));
  EXPECT_EQ(years.dates, std::vector<std::string>{"2025"});
  EXPECT_EQ(got(c.attention({}, std::nullopt, 8)).unit, AttentionUnit::day);
}

TEST_P(OverviewTest, AttentionOfAFilter) {
  CaseFile c = read();
  Filter f;
  f.actor = "russia";
  const Attention russia = got(c.attention(f, AttentionUnit::month, 8));
  EXPECT_EQ(russia.dates, std::vector<std::string>{"2025-04"});
  EXPECT_EQ(russia.undated, 0);
  f = {};
  f.to = "2025-03";
  EXPECT_EQ(got(c.attention(f, AttentionUnit::year, 8)).series[0].counts[0], 1);
  f = {};
  f.outlet = "beta";
  const Attention beta = got(c.attention(f, AttentionUnit::month, 8));
  ASSERT_EQ(beta.series.size(), 1u);
  EXPECT_EQ(beta.series[0].outlet, "Beta");
  f.outlet = "Nobody";
  const Attention none = got(c.attention(f, std::nullopt, 8));
  EXPECT_TRUE(none.dates.empty() && none.series.empty());
  EXPECT_EQ(none.undated, 0);
}

TEST_P(OverviewTest, AttentionIsAsPreciseAsTheDates) {
  CaseFile c = open("x.case");
  const char* const dates[] = {"2025-03-02", "2025-03", "2024", "0900", "9000"};
  for (size_t i = 0; i < std::size(dates); ++i) {
    const std::string id = "a" + std::to_string(i);
    add(c, {article(id, dates[i], "Alpha"), id});
  }
  EXPECT_EQ(c.attention({}, AttentionUnit::day, 8)->undated, 4) << "a month is no day";
  const Attention months = got(c.attention({}, AttentionUnit::month, 8));
  EXPECT_EQ(months.undated, 3);
  ASSERT_EQ(months.series.size(), 1u);
  EXPECT_EQ(months.series[0].counts, std::vector<int64_t>{2});
  const Attention years = got(c.attention({}, AttentionUnit::year, 8));
  EXPECT_EQ(years.dates.front(), "0900");
  EXPECT_EQ(years.dates.size(), 8101u);
  EXPECT_EQ(got(c.attention({}, std::nullopt, 8)).unit, AttentionUnit::year)
      << "no smaller unit has a place for nine in ten";
  add(c, {article("b1", "0900-01-01", "Alpha"), "b1"});
  EXPECT_EQ(c.attention({}, AttentionUnit::month, 8).error().code, ErrorCode::bad_argument);
}

// --- voices ---

TEST_P(OverviewTest, VoicesAboutAnActor) {
  CaseFile c = read();
  const Voices v = got(c.voices("MLI", {}));
  const auto acts = [](const VoiceRow& row, EventType type) {
    return row.types[static_cast<size_t>(type)];
  };
  ASSERT_EQ(v.outlets.size(), 3u);
  EXPECT_EQ(v.outlets[0].name, "Alpha");
  EXPECT_EQ(v.outlets[0].acts, 4);
  EXPECT_EQ(acts(v.outlets[0], EventType::assault), 2);
  EXPECT_EQ(acts(v.outlets[0], EventType::accuse), 1);
  EXPECT_EQ(acts(v.outlets[0], EventType::support), 1);
  EXPECT_EQ(v.outlets[1].name, "Beta");
  EXPECT_EQ(v.outlets[2].name, "") << "no outlet is known";
  EXPECT_EQ(acts(v.outlets[2], EventType::accuse), 1);
  ASSERT_EQ(v.speakers.size(), 2u);
  EXPECT_EQ(v.speakers[0].name, "FRA");
  EXPECT_EQ(acts(v.speakers[0], EventType::accuse), 1);
  EXPECT_EQ(v.speakers[1].name, "MLI");

  Filter f;
  f.from = "2025-04";
  const Voices april = got(c.voices("MLI", f));
  ASSERT_EQ(april.outlets.size(), 2u);
  EXPECT_EQ(april.outlets[0].acts, 3);
  f = {};
  f.limit = 1;
  EXPECT_EQ(got(c.voices("MLI", f)).outlets.size(), 1u);
  EXPECT_TRUE(got(c.voices("JNIM", {})).outlets.empty()) << "it only acts";
}

TEST_P(OverviewTest, WhatIsDeniedIsNoVoice) {
  auto all = told();
  all[3].record.events[0].factuality = Factuality::denied;
  CaseFile c = read("x.case", all);
  EXPECT_EQ(got(c.voices("MLI", {})).outlets.size(), 2u);
}

}  // namespace
}  // namespace isnad
