// Threads come with the work and go without it.

#include "serve/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

namespace isnad {
namespace {

using std::chrono::milliseconds;

template <class Condition>
bool becomes(Condition condition) {
  for (int i = 0; i < 1000 && !condition(); ++i) std::this_thread::sleep_for(milliseconds(5));
  return condition();
}

TEST(Workers, DoAllWorkWithNoMoreThreadsThanAllowed) {
  Workers workers(3);
  std::atomic<int> done = 0;
  std::atomic<int> busy = 0;
  std::atomic<int> most = 0;
  for (int i = 0; i < 300; ++i) {
    workers.enqueue([&] {
      const int now = ++busy;
      for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
      }
      std::this_thread::sleep_for(std::chrono::microseconds(200));
      --busy;
      ++done;
    });
  }
  workers.shutdown();
  EXPECT_EQ(done, 300);
  EXPECT_EQ(most, 3);
}

TEST(Workers, OneAtATimeNeedsOneThread) {
  Workers workers(100);
  std::mutex mutex;
  std::set<std::thread::id> who;
  for (int i = 0; i < 50; ++i) {
    std::atomic<bool> done = false;
    workers.enqueue([&] {
      const std::lock_guard lock(mutex);
      who.insert(std::this_thread::get_id());
      done = true;
    });
    ASSERT_TRUE(becomes([&] { return done.load(); }));
    std::this_thread::sleep_for(milliseconds(1));  // it says so before it is idle again
  }
  EXPECT_LE(who.size(), 3U);
  workers.shutdown();
}

TEST(Workers, WithoutWorkTheyEnd) {
  Workers workers(8, milliseconds(20));
  std::atomic<bool> go = false;
  std::atomic<int> begun = 0;
  for (int i = 0; i < 8; ++i) {
    workers.enqueue([&] {
      ++begun;
      while (!go) std::this_thread::yield();
    });
  }
  EXPECT_TRUE(becomes([&] { return begun == 8; }));
  EXPECT_EQ(workers.threads(), 8U);
  go = true;
  EXPECT_TRUE(becomes([&] { return workers.threads() == 0; }));
  std::atomic<bool> again = false;
  workers.enqueue([&] { again = true; });
  workers.shutdown();
  EXPECT_TRUE(again);
}

TEST(Workers, ManyGiveWorkWhileOthersEnd) {
  Workers workers(4, milliseconds(1));
  std::atomic<int> done = 0;
  std::vector<std::thread> givers;
  for (int g = 0; g < 4; ++g) {
    givers.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        workers.enqueue([&] { ++done; });
        if (i % 10 == 0) std::this_thread::sleep_for(milliseconds(2));
      }
    });
  }
  for (std::thread& t : givers) t.join();
  workers.shutdown();
  EXPECT_EQ(done, 800);
}

}  // namespace
}  // namespace isnad
