#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/engine.h"
#include "ingest/ingest.h"
#include "story/conflicts.h"
#include "story/happenings.h"
#include "story/origins.h"

// What crosses the five articles of ../shared, whatever else the engine reads in them.

namespace isnad {
namespace {

namespace fs = std::filesystem;

fs::path seeds() {
  for (fs::path up = ISNAD_SOURCE_DIR; up.has_relative_path(); up = up.parent_path()) {
    const fs::path file = up / "shared" / "seeds-dated.jsonl";
    if (fs::exists(file)) return file;
  }
  return {};
}

class Seeds : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path file = seeds();
    if (file.empty()) GTEST_SKIP() << "no ../shared/seeds-dated.jsonl";
    image_.emplace(Image::open(ISNAD_IMAGE_FILE).value());
    rules_.emplace(StoryRules::open(*image_).value());
    const auto engine = Engine::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(engine);
    auto input = Ingest::open({file.string()}, {});
    ASSERT_TRUE(input);
    while (auto item = input->next()) {
      ASSERT_TRUE(item->document);
      records_.push_back(engine->extract(*item->document));
    }
    ASSERT_EQ(records_.size(), 5u);
  }

  std::vector<std::string> conflicts(const std::vector<Record>& records) const {
    const Corpus corpus = corpus_of(records);
    const Across across{corpus, {}, {}};
    std::vector<std::string> out;
    for (const Conflict& c :
         conflicts_of(across, happenings_of(across, *rules_), facts_of(corpus), *rules_)) {
      std::string line = c.id + " " + std::string(conflict_kind_name(c.kind)) + " " + c.about;
      for (const ConflictSide& s : c.sides) {
        line += " | " + s.value;
        std::set<std::string> uris;
        for (const uint32_t i : s.reports) {
          const Report& r = c.relations ? static_cast<const Report&>(corpus.relations[i])
                                        : static_cast<const Report&>(corpus.events[i]);
          uris.insert(corpus.articles[r.article].uri);
        }
        for (const std::string& u : uris) line += " " + u;
      }
      out.push_back(line);
    }
    return out;
  }

  std::optional<Image> image_;
  std::optional<StoryRules> rules_;
  std::vector<Record> records_;
};

bool tells(const std::vector<std::string>& lines, const std::vector<std::string>& parts) {
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return std::all_of(parts.begin(), parts.end(),
                       [&](const std::string& p) { return line.find(p) != std::string::npos; });
  });
}

TEST_F(Seeds, AVisitThatWasPlannedForOneMonthAndToldOfAnother) {
  const std::vector<std::string> planned = {"date planned", "2025-06 seeds/000.txt",
                                            "seeds/001.txt"};
  EXPECT_TRUE(tells(conflicts(records_), planned));
  std::vector<Record> without(records_.begin() + 1, records_.end());
  EXPECT_FALSE(tells(conflicts(without), planned));
}

TEST_F(Seeds, AnArticleThatTellsADepartureAsPastAndAsPlanned) {
  const std::vector<std::string> twice = {"date planned", "| 2025-06 seeds/001.txt",
                                          "| after 2025-07-28 seeds/001.txt"};
  EXPECT_TRUE(tells(conflicts(records_), twice));
  std::erase_if(records_, [](const Record& r) { return r.doc.uri == "seeds/001.txt"; });
  EXPECT_FALSE(tells(conflicts(records_), twice));
}

TEST_F(Seeds, AnAccusationWithItsDenial) {
  const std::vector<std::string> denied = {"polarity accusation", "| accused seeds/000.txt",
                                           "| denied seeds/000.txt"};
  EXPECT_TRUE(tells(conflicts(records_), denied));
  std::vector<Record> without(records_.begin() + 1, records_.end());
  EXPECT_FALSE(tells(conflicts(without), denied));
  const std::vector<std::string> exaggerated = {"polarity accusation", "| accused seeds/001.txt",
                                                "| denied seeds/001.txt"};
  EXPECT_TRUE(tells(conflicts(records_), exaggerated));
}

TEST_F(Seeds, TheSameInWhateverOrderTheyCome) {
  const std::vector<std::string> expected = conflicts(records_);
  std::reverse(records_.begin(), records_.end());
  EXPECT_EQ(conflicts(records_), expected);
}

TEST_F(Seeds, EveryEventIsInOneHappeningAndHasAnOrigin) {
  const Corpus corpus = corpus_of(records_);
  const Across across{corpus, {}, {}};
  const IsnadReader reader(across);
  std::set<uint32_t> met;
  for (const Happening& h : happenings_of(across, *rules_)) {
    const Isnad isnad = reader.of(h);
    EXPECT_EQ(isnad.reports(), h.reports.size());
    EXPECT_GE(isnad.independent(), 1u);
    EXPECT_LE(isnad.independent(), isnad.reports());
    for (const uint32_t i : h.reports) EXPECT_TRUE(met.insert(i).second);
  }
  EXPECT_EQ(met.size(), corpus.events.size());
}

TEST_F(Seeds, AMinisterWhoIsQuotedIsTheOrigin) {
  const Corpus corpus = corpus_of(records_);
  const Across across{corpus, {}, {}};
  const IsnadReader reader(across);
  bool found = false;
  for (const Happening& h : happenings_of(across, *rules_)) {
    for (const Origin& o : reader.of(h).origins) {
      found = found ||
              (o.kind == OriginKind::speaker && corpus.symbols.name(o.name) == "Sergei Lavrov");
    }
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace isnad
