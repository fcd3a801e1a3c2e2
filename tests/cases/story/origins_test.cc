#include "story/origins.h"

#include <gtest/gtest.h>

#include <numeric>

#include "case.h"

namespace isnad {
namespace {

const Told kStrike{EventType::protest, {"GEN:workers:BOL"}, {"BOL"}, "2011-03-01"};

Told said_by(std::vector<std::string> source) {
  Told t = kStrike;
  t.source = std::move(source);
  return t;
}

// Of all events of the corpus.
Isnad isnad_of(const Across& across) {
  std::vector<uint32_t> all(across.corpus.events.size());
  std::iota(all.begin(), all.end(), 0u);
  return IsnadReader(across).of_events(all);
}

TEST(Origins, EachArticleInItsOwnVoiceIsOne) {
  Case c;
  c.add("a", "2011-03-02", "s", {kStrike});
  c.add("b", "2011-03-02", "s", {kStrike});
  const Across across = c.across();
  const Isnad isnad = isnad_of(across);
  EXPECT_EQ(isnad.reports(), 2u);
  EXPECT_EQ(isnad.independent(), 2u);
  EXPECT_EQ(isnad.origins[0].kind, OriginKind::outlet);
  EXPECT_EQ(isnad.origins[1].article, 1u);
}

TEST(Origins, OneOutletIsOneVoice) {
  Case c;
  c.add("a", "2011-03-02", "s", {kStrike}).outlet = "EL DEBER";
  c.add("b", "2011-03-03", "s", {kStrike}).outlet = "EL DEBER";
  c.add("d", "2011-03-03", "s", {kStrike}).outlet = "LA RAZON";
  const Across across = c.across();
  const Isnad isnad = isnad_of(across);
  EXPECT_EQ(isnad.independent(), 2u);
  EXPECT_EQ(across.corpus.symbols.name(isnad.origins[0].name), "EL DEBER");
}

TEST(Origins, AChainOfReprintsIsOne) {
  Case c;
  c.add("z", "2011-03-02", "s", {kStrike}).outlet = "FIRST";
  c.add("b", "2011-03-03", "s", {kStrike}).outlet = "SECOND";
  c.add("d", "2011-03-04", "s", {kStrike}).outlet = "THIRD";
  c.copy("z", "b");
  c.copy("b", "d");
  const Across across = c.across();
  const Isnad isnad = isnad_of(across);
  ASSERT_EQ(isnad.independent(), 1u);
  EXPECT_EQ(isnad.origins[0].kind, OriginKind::outlet);
  EXPECT_EQ(across.corpus.symbols.name(isnad.origins[0].name), "FIRST");
  EXPECT_EQ(isnad.chains[0].copied_from, 2u);  // b from z
  EXPECT_EQ(isnad.chains[1].copied_from, 0u);  // d from b
  EXPECT_EQ(isnad.chains[2].copied_from, kNoArticle);
}

TEST(Origins, CopiesOfOneDayHaveAnOriginThatIsNotSeen) {
  Case c;
  c.add("a", "2011-03-02", "s", {kStrike}).outlet = "ONE";
  c.add("b", "2011-03-02", "s", {kStrike}).outlet = "OTHER";
  c.copy("a", "b");
  const Across across = c.across();
  const Isnad isnad = isnad_of(across);
  ASSERT_EQ(isnad.independent(), 1u);
  EXPECT_EQ(isnad.origins[0].kind, OriginKind::unseen);
  EXPECT_EQ(isnad.origins[0].article, kNoArticle);
}

TEST(Origins, LaterCopiesOfWordsThatTheFirstDidNotHaveHaveTheirOwn) {
  Case c;
  c.add("a", "2011-03-01", "s", {kStrike});  // tells it in other words
  c.add("b", "2011-03-02", "s", {kStrike});
  c.add("d", "2011-03-02", "s", {kStrike});
  c.copy("b", "d");
  const Across across = c.across();
  const Isnad isnad = isnad_of(across);
  ASSERT_EQ(isnad.independent(), 2u);
  EXPECT_EQ(isnad.origins[0].kind, OriginKind::outlet);
  EXPECT_EQ(isnad.origins[1].kind, OriginKind::unseen);
}

TEST(Origins, SharedWordsThatDoNotTellTheReportJoinNothing) {
  Case c;
  Told behind = kStrike;
  behind.span = {1200, 1210};
  c.add("a", "2011-03-02", "s", {behind});
  c.add("b", "2011-03-02", "s", {behind});
  c.copy("a", "b");
  const Across across = c.across();
  EXPECT_EQ(isnad_of(across).independent(), 2u);
}

TEST(Origins, OneSpeakerIsOneWhoeverQuotesHim) {
  Case c;
  c.add("a", "2011-03-02", "s", {said_by({"Evo Morales", "BOL"})}).credits = {"EFE"};
  c.add("b", "2011-03-02", "s", {said_by({"Evo Morales"})}).credits = {"AFP"};
  c.add("d", "2011-03-02", "s", {said_by({"UN"})}).credits = {"AFP"};
  const Across across = c.across();
  const Isnad isnad = isnad_of(across);
  ASSERT_EQ(isnad.independent(), 2u);
  EXPECT_EQ(isnad.origins[0].kind, OriginKind::speaker);
  EXPECT_EQ(across.corpus.symbols.name(isnad.origins[0].name), "Evo Morales");
  EXPECT_EQ(isnad.origins[0].chains, (std::vector<uint32_t>{0, 1}));
}

TEST(Origins, ABodyIsItsOnlySpeakerNotOneOfTwo) {
  Case c;
  c.add("a", "2011-03-02", "s", {said_by({"Evo Morales", "BOL"})});
  c.add("b", "2011-03-02", "s", {said_by({"BOL"})});
  Across one = c.across();
  EXPECT_EQ(isnad_of(one).independent(), 1u);
  c.add("d", "2011-03-02", "s", {said_by({"Alvaro Garcia", "BOL"})});
  const Across two = c.across();
  EXPECT_EQ(isnad_of(two).independent(), 3u);
}

TEST(Origins, UnnamedSpeakersTellNoTwoVoicesApartNorTogether) {
  Case c;
  c.add("a", "2011-03-02", "s", {said_by({"GEN:witnesses"})});
  c.add("b", "2011-03-02", "s", {said_by({"GEN:witnesses"})});
  const Across across = c.across();
  const Isnad isnad = isnad_of(across);
  EXPECT_EQ(isnad.independent(), 2u);
  EXPECT_EQ(isnad.origins[0].kind, OriginKind::outlet);
}

TEST(Origins, OneAgencyIsOneWhereNobodyIsNamed) {
  Case c;
  c.add("a", "2011-03-02", "s", {kStrike}).credits = {"EFE"};
  c.add("b", "2011-03-02", "s", {kStrike}).credits = {"EFE"};
  c.add("d", "2011-03-02", "s", {kStrike}).credits = {"AFP"};
  const Across across = c.across();
  const Isnad isnad = isnad_of(across);
  ASSERT_EQ(isnad.independent(), 2u);
  EXPECT_EQ(isnad.origins[0].kind, OriginKind::agency);
  EXPECT_EQ(across.corpus.symbols.name(isnad.origins[0].name), "EFE");
}

TEST(Origins, FactsHaveAnIsnadToo) {
  Case c;
  const Lasting fact{RelationKind::member_of, "BOL", "MERCOSUR"};
  c.add("a", "2011-03-02", "s").relations = {fact};
  c.add("b", "2011-03-04", "s").relations = {fact};
  c.copy("a", "b");
  const Across across = c.across();
  const auto facts = facts_of(across.corpus);
  ASSERT_EQ(facts.size(), 1u);
  const Isnad isnad = IsnadReader(across).of(facts[0]);
  EXPECT_EQ(isnad.reports(), 2u);
  EXPECT_EQ(isnad.independent(), 1u);
}

}  // namespace
}  // namespace isnad
