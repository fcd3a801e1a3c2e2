#include "watch/schedule.h"

#include <gtest/gtest.h>

#include <set>

namespace isnad {
namespace {

constexpr int64_t kNow = 1'750'000'000;

PollOutcome good(std::optional<int64_t> minutes = {}, std::optional<int64_t> age = {}) {
  PollOutcome o;
  o.feed_minutes = minutes;
  o.max_age = age;
  return o;
}

PollOutcome bad(int64_t failures, std::optional<int64_t> retry = {}) {
  PollOutcome o;
  o.good = false;
  o.failures = failures;
  o.retry_after = retry;
  return o;
}

int64_t due_in(const PollOutcome& o, int64_t interval = 900, double luck = 0) {
  return next_poll(kNow, interval, o, luck).due - kNow;
}

TEST(Schedule, TheIntervalOrWhatTheFeedWishesIfThatIsLonger) {
  EXPECT_EQ(due_in(good()), 900);
  EXPECT_EQ(due_in(good(60)), 3600);
  EXPECT_EQ(due_in(good(5)), 900);
  EXPECT_EQ(due_in(good({}, 1800)), 1800);
  EXPECT_EQ(due_in(good({}, 0)), 900);
  EXPECT_EQ(due_in(good(60, 7200)), 7200);
}

TEST(Schedule, WishesAreBounded) {
  EXPECT_EQ(due_in(good(525600)), kMaxInterval);
  EXPECT_EQ(due_in(good(INT64_MAX)), kMaxInterval);
  EXPECT_EQ(due_in(good({}, INT64_MAX)), kMaxInterval);
  EXPECT_EQ(due_in(good({}), 0), kMinInterval);
  EXPECT_EQ(due_in(good(), 3 * kMaxInterval), 3 * kMaxInterval);  // the user's own wish
}

TEST(Schedule, FailuresDoubleTheWait) {
  EXPECT_EQ(due_in(bad(1)), 1800);
  EXPECT_EQ(due_in(bad(2)), 3600);
  EXPECT_EQ(due_in(bad(3)), 7200);
  EXPECT_EQ(due_in(bad(20)), kMaxInterval);
  EXPECT_EQ(due_in(bad(INT64_MAX)), kMaxInterval);
  EXPECT_EQ(next_poll(kNow, 900, bad(1), 0).held, kNow + 1800);
  EXPECT_EQ(next_poll(kNow, 900, good(), 0).held, kNow);  // anybody may ask again
}

TEST(Schedule, RetryAfterIsObeyed) {
  EXPECT_EQ(due_in(bad(1, 86400 * 3)), 86400 * 3);
  EXPECT_EQ(due_in(bad(1, 10)), 1800);
  EXPECT_EQ(next_poll(kNow, 900, bad(1, 5000), 0).held, kNow + 5000);
}

TEST(Schedule, JitterPutsUpToATenthOnTop) {
  EXPECT_EQ(due_in(good(), 900, 0.999), 900 + 89);
  std::set<double> lucks;
  for (uint64_t round = 0; round < 1000; ++round) {
    const double luck = luck_of(7, "https://a.example/feed", round);
    EXPECT_GE(luck, 0);
    EXPECT_LT(luck, 1);
    lucks.insert(luck);
  }
  EXPECT_EQ(lucks.size(), 1000u);
  EXPECT_EQ(luck_of(7, "a", 1), luck_of(7, "a", 1));
  EXPECT_NE(luck_of(7, "a", 1), luck_of(8, "a", 1));
  EXPECT_NE(luck_of(7, "a", 1), luck_of(7, "b", 1));
}

TEST(Schedule, CacheControl) {
  EXPECT_EQ(max_age_of("max-age=600"), 600);
  EXPECT_EQ(max_age_of("public, Max-Age=600, must-revalidate"), 600);
  EXPECT_EQ(max_age_of("no-cache, max-age=600"), 0);
  EXPECT_EQ(max_age_of("private"), std::nullopt);
  EXPECT_EQ(max_age_of("max-age=-5"), std::nullopt);
  EXPECT_EQ(max_age_of("max-age=99999999999999999999"), std::nullopt);
  EXPECT_EQ(max_age_of("s-maxage=60"), std::nullopt);
  EXPECT_EQ(max_age_of(",,,"), std::nullopt);
}

}  // namespace
}  // namespace isnad
