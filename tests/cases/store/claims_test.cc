// What watchers of one case on a server agree on: who polls which feed, who asks which host.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "base/this_process.h"
#include "stores.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;
constexpr const char* kFeed = "https://a.example/f";
constexpr const char* kHost = "a.example";

class ClaimsTest : public ::testing::Test {
 protected:
  void SetUp() override { ISNAD_NEEDS_SERVER(); }
  CaseFile open(const std::string& name = "x") {
    Result<CaseFile> c = CaseFile::open(schemas_.url(name), Mode::create);
    EXPECT_TRUE(c) << (c ? "" : c.error().message);
    return std::move(*c);
  }
  void sql(const std::string& text) {
    const auto server = TestSchemas::connect(TestSchemas::schema_of("x"));
    ASSERT_TRUE(server);
    const auto done = server->execute(text.c_str());
    ASSERT_TRUE(done) << done.error().message;
  }
  static void pass(int64_t ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }
  TestSchemas schemas_;
};

TEST_F(ClaimsTest, AFeedIsOnesAtATime) {
  CaseFile a = open();
  CaseFile b = open();
  EXPECT_TRUE(*a.claim_feed(kFeed));
  EXPECT_FALSE(*b.claim_feed(kFeed));
  EXPECT_TRUE(*b.claim_feed("https://a.example/other"));
  EXPECT_EQ(*b.holder_of_feed(kFeed), "isnad " + this_process());
  ASSERT_TRUE(a.give_back_feed(kFeed));
  EXPECT_EQ(*b.holder_of_feed(kFeed), "");
  EXPECT_TRUE(*b.claim_feed(kFeed));
  EXPECT_TRUE(*open("other").claim_feed(kFeed)) << "of another case";
}

TEST_F(ClaimsTest, TransactionsLeaveAClaimAlone) {
  CaseFile a = open();
  CaseFile b = open();
  ASSERT_TRUE(*a.claim_feed(kFeed));
  FeedItemRow item;
  item.feed = kFeed;
  item.item = "1";
  std::vector<FeedItemRow> items = {item};
  ASSERT_TRUE(a.keep_new_items(items));
  a.rollback();
  EXPECT_FALSE(*b.claim_feed(kFeed));
}

TEST_F(ClaimsTest, AClaimEndsWithItsProcess) {
  CaseFile b = open();
  const std::string url = schemas_.url("x");
  const pid_t child = ::fork();
  if (child == 0) {
    auto mine = CaseFile::open(url, Mode::write);
    const bool held = mine && *mine->claim_feed(kFeed) && mine->enter_host(kHost, 0)->entered;
    ::raise(held ? SIGKILL : SIGTERM);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  bool taken = false;
  for (int i = 0; i < 100 && !taken; ++i) {  // until the server has seen it
    taken = *b.claim_feed(kFeed);
    if (!taken) pass(50);
  }
  EXPECT_TRUE(taken);
  // When its request ended nobody knows: the pause is counted from now.
  const HostEntry entry = *b.enter_host(kHost, 300);
  EXPECT_FALSE(entry.entered);
  EXPECT_EQ(entry.wait_ms, 300);
  pass(301);
  EXPECT_TRUE(b.enter_host(kHost, 300)->entered);
}

TEST_F(ClaimsTest, OneRequestAtATimeToAHostAndThePauseBetween) {
  CaseFile a = open();
  CaseFile b = open();
  ASSERT_TRUE(a.enter_host(kHost, 400)->entered);
  const HostEntry busy = *b.enter_host(kHost, 0);
  EXPECT_FALSE(busy.entered);
  EXPECT_GT(busy.wait_ms, 0);
  EXPECT_TRUE(b.enter_host("b.example", 400)->entered);
  ASSERT_TRUE(a.leave_host(kHost, true));
  const HostEntry early = *b.enter_host(kHost, 400);
  EXPECT_FALSE(early.entered);
  EXPECT_GT(early.wait_ms, 0);
  EXPECT_LE(early.wait_ms, 400);
  pass(early.wait_ms + 1);
  ASSERT_TRUE(b.enter_host(kHost, 400)->entered);
  // Without a request nobody waits for it.
  ASSERT_TRUE(b.leave_host(kHost, false));
  EXPECT_TRUE(a.enter_host(kHost, 400)->entered);
}

TEST_F(ClaimsTest, AHostThatAskedForItIsLeftAloneByAll) {
  CaseFile a = open();
  CaseFile b = open();
  ASSERT_TRUE(a.enter_host(kHost, 0)->entered);
  ASSERT_TRUE(a.close_host(kHost, 3600, "status 429"));
  ASSERT_TRUE(a.close_host(kHost, 60, "failed"));  // shorter: the longer one stands
  ASSERT_TRUE(a.leave_host(kHost, true));
  const HostEntry entry = *b.enter_host(kHost, 0);
  EXPECT_FALSE(entry.entered);
  EXPECT_NEAR(static_cast<double>(entry.rest_s), 3600, 5);
  ASSERT_TRUE(b.close_host("b.example", int64_t{1} << 40, "for ever"));
  EXPECT_NEAR(static_cast<double>(b.enter_host("b.example", 0)->rest_s), kMostRestS, 5);
}

// The clock of the database went back: what stands there is of a time to come.
TEST_F(ClaimsTest, AClockThatWasPutBackClosesNothing) {
  CaseFile a = open();
  ASSERT_TRUE(a.enter_host(kHost, 200)->entered);
  ASSERT_TRUE(a.leave_host(kHost, true));
  const std::string year = std::to_string(int64_t{365} * 24 * 3600 * 1000);
  sql("UPDATE host_visit SET begun = begun + " + year + ", ended = ended + " + year +
      ", closed = begun + 2 * " + year);
  const HostEntry entry = *a.enter_host(kHost, 200);
  EXPECT_EQ(entry.rest_s, 0);
  EXPECT_EQ(entry.wait_ms, 200);
  pass(201);
  EXPECT_TRUE(a.enter_host(kHost, 200)->entered);
}

TEST_F(ClaimsTest, ALockThatAnotherHoldsIsNotWaitedFor) {
  CaseFile a = open();
  const auto other = TestSchemas::connect(TestSchemas::schema_of("x"));
  ASSERT_TRUE(other);
  ASSERT_TRUE(other->lock(1));  // kRefreshLock of case_impl.h
  EXPECT_FALSE(*Database(TestSchemas::connect(TestSchemas::schema_of("x"))).try_lock(1));
  other->unlock(1);
  EXPECT_TRUE(*Database(TestSchemas::connect(TestSchemas::schema_of("x"))).try_lock(1));
}

}  // namespace
}  // namespace isnad
