#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>

#include "store/case_file.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

struct Feeds : testing::Test {
  fs::path path =
      fs::temp_directory_path() /
      ("isnad_feeds_" + std::to_string(testing::UnitTest::GetInstance()->random_seed()) +
       std::to_string(::getpid()) + ".case");
  Feeds() { forget(); }
  ~Feeds() override { forget(); }
  void forget() const {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(path.string() + end);
  }
  CaseFile open() const { return std::move(*CaseFile::open(path, CaseFile::Mode::create)); }
};

FeedItemRow item(const std::string& id, int64_t number, const std::string& link) {
  FeedItemRow row;
  row.feed = "https://a.example/f";
  row.item = id;
  row.number = number;
  row.link = link;
  row.title = "T";
  return row;
}

TEST_F(Feeds, StateOfAFeedIsKept) {
  {
    CaseFile file = open();
    EXPECT_EQ(*file.feed("https://a.example/f"), std::nullopt);
    FeedRow row;
    row.url = "https://a.example/f";
    row.etag = "\"x\"";
    row.minutes = 60;
    row.due = 100;
    row.failures = 2;
    row.message = "down";
    ASSERT_TRUE(file.keep_feed(row));
    row.failures = 0;
    row.message.reset();
    ASSERT_TRUE(file.keep_feed(row));
  }
  const CaseFile file = open();
  const auto row = *file.feed("https://a.example/f");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->etag, "\"x\"");
  EXPECT_EQ(row->minutes, 60);
  EXPECT_EQ(row->due, 100);
  EXPECT_EQ(row->failures, 0);
  EXPECT_EQ(row->message, std::nullopt);
}

TEST_F(Feeds, ItemsWaitInTheirOrder) {
  CaseFile file = open();
  EXPECT_EQ(*file.next_item_number(), 1);
  ASSERT_TRUE(file.keep_item(item("b", 2, "https://a.example/b")));
  ASSERT_TRUE(file.keep_item(item("a", 1, "https://a.example/a")));
  FeedItemRow done = item("c", 3, "https://a.example/c");
  ASSERT_TRUE(file.keep_item(done));
  done.state = FeedItemState::refused;
  done.tries = 5;
  done.message = "gone";
  ASSERT_TRUE(file.keep_item(done));
  EXPECT_EQ(*file.next_item_number(), 4);
  const auto waiting = *file.waiting_items("https://a.example/f", 0);
  ASSERT_EQ(waiting.size(), 2u);
  EXPECT_EQ(waiting[0].item, "a");
  EXPECT_EQ(waiting[1].title, "T");
  EXPECT_EQ(file.waiting_items("https://a.example/f", 1)->size(), 1u);
  EXPECT_EQ(*file.waiting_count("https://a.example/f"), 2);
  EXPECT_EQ(*file.waiting_count("https://b.example/f"), 0);
  EXPECT_TRUE(*file.knows_item("https://a.example/f", "c"));
  EXPECT_FALSE(*file.knows_item("https://b.example/f", "c"));
  EXPECT_TRUE(*file.knows_link("https://a.example/c"));
  EXPECT_FALSE(*file.knows_link("https://a.example/d"));
}

TEST_F(Feeds, RulesOfSitesAreForgottenInTime) {
  CaseFile file = open();
  ASSERT_TRUE(file.keep_site_rules("https://a.example:443", {100, "disallow /\n"}, 0));
  EXPECT_EQ((*file.site_rules("https://a.example:443"))->rules, "disallow /\n");
  ASSERT_TRUE(file.keep_site_rules("https://b.example:443", {200, ""}, 150));
  EXPECT_EQ(*file.site_rules("https://a.example:443"), std::nullopt);
  EXPECT_EQ((*file.site_rules("https://b.example:443"))->fetched, 200);
}

}  // namespace
}  // namespace isnad
