// The real articles, where they are at hand: what holds when, and that deleting an article deletes
// what it alone said.

#include <cstdlib>
#include <filesystem>

#include "engine/engine.h"
#include "reports.h"

namespace isnad::world_test {
namespace {

class Seeds : public WorldCases {
 protected:
  void SetUp() override {
    const char* shared = std::getenv("ISNAD_SHARED");
    const std::filesystem::path root = ISNAD_SOURCE_DIR;
    std::filesystem::path file;
    for (const auto& folder : {std::filesystem::path(shared ? shared : ""), root / "shared",
                               root / "../shared", root / "../../shared"}) {
      if (std::filesystem::exists(folder / "seeds-dated.jsonl")) {
        file = folder / "seeds-dated.jsonl";
        break;
      }
    }
    if (file.empty()) GTEST_SKIP() << "no seeds-dated.jsonl in $ISNAD_SHARED or ../shared";
    const auto engine = Engine::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(engine) << engine.error().message;
    auto input = Ingest::open({file.string()}, {});
    ASSERT_TRUE(input) << input.error().message;
    while (auto item = input->next()) {
      ASSERT_TRUE(item->document) << item->document.error().message;
      records_.push_back(engine->extract(*item->document));
    }
    ASSERT_EQ(records_.size(), 5u);
  }

  // "SUBJECT: yes" of what holds on some day of `when`, in the order of names.
  static std::string holders(const std::vector<Record>& records, FluentKind kind,
                             const char* object, const char* when, const char* known_by = nullptr) {
    const Corpus corpus = corpus_of(records);
    const World world(corpus, rules());
    Viewpoint view;
    if (known_by) view.known_by = days_of(known_by).value().last;
    const State state = world.state(view);
    FluentFilter filter;
    filter.kind = kind;
    filter.object = corpus.symbols.find(object);
    std::string out;
    if (filter.object == kNoSymbol) return out;
    for (const Holding& h : state.at(days_of(when).value(), filter)) {
      out += corpus.symbols.name(h.fluent.subject) + ":" + std::string(holds_name(h.holds)) +
             (h.period->derived ? ":derived " : " ");
    }
    return out;
  }
  std::string holders(FluentKind kind, const char* object, const char* when,
                      const char* known_by = nullptr) const {
    return holders(records_, kind, object, when, known_by);
  }
  std::vector<Record> without(const std::string& uri) const {
    std::vector<Record> out;
    for (const Record& r : records_) {
      if (r.doc.uri.find(uri) == std::string::npos) out.push_back(r);
    }
    EXPECT_EQ(out.size() + 1, records_.size());
    return out;
  }

  std::vector<Record> records_;
};

constexpr FluentKind kMember = FluentKind::member_of;
constexpr FluentKind kForces = FluentKind::forces_in;

TEST_F(Seeds, WhoBelongsToTheAllianceAndByWhichArticles) {
  EXPECT_EQ(holders(kMember, "AES", "2025-04-04"), "BFA:yes MLI:yes NER:yes ");
  EXPECT_EQ(holders(kMember, "AES", "2024-04-30", "2024-04-30"), "BFA:yes MLI:yes NER:yes ");
  // Only article 003 tells since when.
  EXPECT_EQ(holders(kMember, "AES", "2023-09-16"), "BFA:yes MLI:yes NER:yes ");
  EXPECT_EQ(holders(kMember, "AES", "2023-09-15"), "");
  EXPECT_EQ(holders(without("003"), kMember, "AES", "2023-09-16"), "");
  // Told in three articles; without them it is gone.
  std::vector<Record> fewer;
  for (const Record& r : without("000")) {
    if (r.doc.uri.find("002") == std::string::npos && r.doc.uri.find("003") == std::string::npos) {
      fewer.push_back(r);
    }
  }
  EXPECT_EQ(holders(fewer, kMember, "AES", "2030").find("NER"), std::string::npos);
  const Corpus corpus = corpus_of(records_);
  const World world(corpus, rules());
  const auto code = [&](const char* name) { return corpus.symbols.find(name); };
  const Why why = world.state().why({kMember, code("MLI"), code("AES")},
                                    {day("2025-06-01"), day("2025-06-01")});
  EXPECT_EQ(why.holds, Holds::yes);
  EXPECT_GE(why.steps.size(), 2u);
}

TEST_F(Seeds, ForeignForcesInMali) {
  const std::string late = holders(kForces, "MLI", "2025-07-28");
  EXPECT_NE(late.find("AFRICA_CORPS:yes"), std::string::npos) << late;
  EXPECT_EQ(late.find("WAGNER"), std::string::npos) << late;
  EXPECT_NE(holders(kForces, "MLI", "2025-05").find("WAGNER:yes"), std::string::npos);
  // Only article 001 tells of the one after the other.
  EXPECT_EQ(holders(without("001"), kForces, "MLI", "2025-07-28").find("AFRICA_CORPS"),
            std::string::npos);
}

TEST_F(Seeds, ForcesInTheRegionMayHaveBeenInMali) {
  EXPECT_NE(holders(kForces, "MLI", "2021").find("FRA:possible:derived"), std::string::npos)
      << holders(kForces, "MLI", "2021");
  EXPECT_EQ(holders(kForces, "MLI", "2023-06-01").find("FRA:yes"), std::string::npos);
  EXPECT_EQ(holders(without("001"), kForces, "MLI", "2021").find("FRA"), std::string::npos);
}

TEST_F(Seeds, AMissionThatWasToLeaveMayBeGone) {
  EXPECT_NE(holders(kForces, "MLI", "2023-09-17").find("WAGNER:yes"), std::string::npos);
  const std::string then = holders(kForces, "MLI", "2023");
  EXPECT_NE(then.find("WAGNER:yes"), std::string::npos) << then;
  EXPECT_NE(then.find("MINUSMA:yes"), std::string::npos) << then;
  const std::string later = holders(kForces, "MLI", "2025-07-29");
  EXPECT_NE(later.find("MINUSMA:possible"), std::string::npos) << later;
  EXPECT_NE(later.find("AFRICA_CORPS:yes"), std::string::npos) << later;
  EXPECT_EQ(holders(without("003"), kForces, "MLI", "2023").find("MINUSMA"), std::string::npos);
}

TEST_F(Seeds, TheSuccessorStandsUnderTheState) {
  EXPECT_EQ(holders(FluentKind::successor_of, "WAGNER", "2025-07-28"), "AFRICA_CORPS:yes ");
  EXPECT_NE(holders(FluentKind::subordinate_to, "RUS", "2025-07-28").find("AFRICA_CORPS:yes"),
            std::string::npos);
}

TEST_F(Seeds, AgreementsThatEnded) {
  EXPECT_EQ(holders(FluentKind::agreement_with, "USA", "2024-02-29"), "NER:yes ");
  EXPECT_EQ(holders(FluentKind::agreement_with, "USA", "2024-04-01"), "");
  EXPECT_EQ(holders(without("002"), FluentKind::agreement_with, "USA", "2024-02-29"), "");
}

TEST_F(Seeds, TheCharterPledgesItsParties) {
  EXPECT_EQ(holders(FluentKind::pledged_to_defend, "MLI", "2023-09-17"), "BFA:yes NER:yes ");
  EXPECT_EQ(holders(FluentKind::pledged_to_defend, "MLI", "2023-09-17", "2023-09-16"), "");
  EXPECT_EQ(holders(without("003"), FluentKind::pledged_to_defend, "MLI", "2030"), "");
}

TEST_F(Seeds, RelationsSeveredAndAtOdds) {
  EXPECT_EQ(holders(FluentKind::diplomatic_relations, "UKR", "2024-09-01"), "");
  EXPECT_EQ(holders(FluentKind::diplomatic_relations, "UKR", "2024-07-31"), "MLI:yes ");
  EXPECT_EQ(holders(FluentKind::at_odds_with, "UKR", "2025-01-01"), "MLI:yes ");
  EXPECT_NE(holders(FluentKind::at_odds_with, "MLI", "2025-07-01").find("DZA:yes"),
            std::string::npos);
}

}  // namespace
}  // namespace isnad::world_test
