#include "serve/answer_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

// Answers are made once for a state of the case, and never given for another.

namespace isnad {
namespace {

ApiResponse with_body(std::string body, int status = 200) {
  ApiResponse r;
  r.status = status;
  r.body = std::move(body);
  return r;
}

struct Counted {
  AnswerCache cache;
  int made = 0;
  explicit Counted(size_t bytes) : cache(bytes) {}
  std::string ask(const std::string& state, const std::string& key, size_t size = 1,
                  int status = 200) {
    return cache
        .get(state, key,
             [&] {
               ++made;
               return with_body(state + key + std::string(size, '.'), status);
             })
        ->response()
        .body;
  }
};

TEST(AnswerCache, KeepsWhatWasMadeInThisState) {
  Counted c(1 << 20);
  EXPECT_EQ(c.ask("1", "a"), "1a.");
  EXPECT_EQ(c.ask("1", "a"), "1a.");
  EXPECT_EQ(c.made, 1);
  EXPECT_EQ(c.ask("1", "b"), "1b.");
  EXPECT_EQ(c.ask("2", "a"), "2a.");
  EXPECT_EQ(c.made, 3);
  EXPECT_EQ(c.ask("2", "a"), "2a.");
  EXPECT_EQ(c.made, 3);
}

TEST(AnswerCache, KeepsNoProblem) {
  Counted c(1 << 20);
  c.ask("1", "a", 1, 404);
  c.ask("1", "a", 1, 404);
  EXPECT_EQ(c.made, 2);
}

TEST(AnswerCache, LetsTheLeastLatelyAskedGo) {
  Counted c(80000);
  for (const char* key : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    c.ask("1", key, 6000);
    c.ask("1", "a", 6000);
  }
  EXPECT_EQ(c.made, 8);  // nine of them fit
  for (const char* key : {"i", "j", "k", "l", "m", "n", "o", "p", "q"}) c.ask("1", key, 6000);
  EXPECT_EQ(c.made, 17);
  c.ask("1", "q", 6000);
  EXPECT_EQ(c.made, 17);
  c.ask("1", "a", 6000);
  EXPECT_EQ(c.made, 18);  // by now older than the others
  c.ask("1", "large", 20000);
  c.ask("1", "large", 20000);
  EXPECT_EQ(c.made, 20);  // too large to be kept
}

TEST(AnswerCache, MakesOnceForAllWhoAskTogether) {
  AnswerCache cache(1 << 20);
  std::atomic<int> made = 0;
  std::vector<std::thread> all;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 16; ++t) {
    all.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        const std::string key = std::to_string((i + t) % 10);
        const auto answer = cache.get("s", key, [&] {
          ++made;
          std::this_thread::sleep_for(std::chrono::milliseconds(2));
          return with_body(key + std::string(5000, 'x'));
        });
        if (answer->response().body[0] != key[0] || answer->gzip().empty()) ++wrong;
      }
    });
  }
  for (std::thread& t : all) t.join();
  EXPECT_EQ(made, 10);
  EXPECT_EQ(wrong, 0);
}

TEST(AnswerCache, AThrownErrorLeavesNobodyWaiting) {
  AnswerCache cache(1 << 20);
  std::thread other;
  EXPECT_THROW(
      cache.get("s", "a",
                [&]() -> ApiResponse {
                  other = std::thread([&] {
                    EXPECT_EQ(cache.get("s", "a", [] { return with_body("b"); })->response().body,
                              "b");
                  });
                  std::this_thread::sleep_for(std::chrono::milliseconds(20));
                  throw std::runtime_error("no");
                }),
      std::runtime_error);
  other.join();
}

}  // namespace
}  // namespace isnad
