#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "base/this_process.h"
#include "store/case_file.h"
#include "store/watch_lock.h"

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
    for (const char* end : {"", "-wal", "-shm", "-watch"}) fs::remove(path.string() + end);
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
  FeedItemRow done = item("c", 0, "https://a.example/c");
  done.state = FeedItemState::refused;
  done.tries = 5;
  done.message = "gone";
  std::vector<FeedItemRow> items = {item("b", 0, "https://a.example/b"),
                                    item("a", 0, "https://a.example/a"), done,
                                    item("b2", 0, "https://a.example/b")};
  ASSERT_TRUE(file.keep_new_items(items));
  EXPECT_EQ(items[2].number, 3);
  EXPECT_EQ(items[3].state, FeedItemState::known);  // its link comes by b
  std::vector<FeedItemRow> more = {item("d", 0, "https://a.example/c")};
  more[0].feed = "https://b.example/f";
  ASSERT_TRUE(file.keep_new_items(more));
  EXPECT_EQ(more[0].number, 5);
  EXPECT_EQ(more[0].state, FeedItemState::known);
  const auto waiting = *file.waiting_items("https://a.example/f", 0);
  ASSERT_EQ(waiting.size(), 2u);
  EXPECT_EQ(waiting[0].item, "b");
  EXPECT_EQ(waiting[1].title, "T");
  EXPECT_EQ(file.waiting_items("https://a.example/f", 1)->size(), 1u);
  EXPECT_EQ(file.waiting_counts()->at("https://a.example/f"), 2);
  EXPECT_EQ(file.waiting_counts()->count("https://b.example/f"), 0u);
  const auto kept = *file.feed_items("https://a.example/f");
  EXPECT_EQ(kept.size(), 4u);
  EXPECT_EQ(kept.at("c"), FeedItemState::refused);
}

TEST_F(Feeds, AllFeedsByTheirUrls) {
  CaseFile file = open();
  for (const char* url : {"https://b.example/f", "https://a.example/f"}) {
    FeedRow row;
    row.url = url;
    row.due = 7;
    ASSERT_TRUE(file.keep_feed(row));
  }
  const auto rows = *file.feeds();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows.at("https://a.example/f").due, 7);
  EXPECT_EQ(rows.at("https://b.example/f"), *file.feed("https://b.example/f"));
}

// A file has one watcher: it takes no turns, but hosts that asked to be left alone are remembered.
TEST_F(Feeds, ClosedHostsAreRememberedByTheFile) {
  ASSERT_TRUE(open().enter_host("a.example", 2000)->entered);
  ASSERT_TRUE(open().close_host("a.example", 60, "status 429"));
  const HostEntry entry = *open().enter_host("a.example", 2000);
  EXPECT_FALSE(entry.entered);
  EXPECT_NEAR(static_cast<double>(entry.rest_s), 60, 2);
  EXPECT_EQ(entry.why, "status 429");
  EXPECT_TRUE(open().enter_host("b.example", 2000)->entered);
}

TEST_F(Feeds, OneWatcherOfAFileAtATime) {
  open();
  {
    const auto first = WatchLock::take(path);
    ASSERT_TRUE(first) << first.error().message;
    const auto second = WatchLock::take(path);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::locked);
    EXPECT_NE(second.error().message.find('(' + this_process() + ')'), std::string::npos)
        << second.error().message;
  }
  EXPECT_FALSE(fs::exists(path.string() + "-watch"));
  EXPECT_TRUE(WatchLock::take(path));
}

// The file that says who watches stays behind, and holds nobody up.
TEST_F(Feeds, AKilledWatcherHoldsNobodyUp) {
  open();
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = WatchLock::take(path);
    ::raise(SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_TRUE(fs::exists(path.string() + "-watch"));
  EXPECT_TRUE(WatchLock::take(path));
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
