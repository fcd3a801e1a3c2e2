#include "serve/answer_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
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

// Bytes that no compression makes shorter.
std::string noise(size_t size) {
  std::mt19937 dice(7);
  std::string out;
  while (out.size() < size) out += static_cast<char>(dice());
  return out;
}

struct Counted {
  AnswerCache cache;
  int made = 0;
  explicit Counted(size_t bytes) : cache(bytes) {}
  std::string ask(const std::string& state, const std::string& key, size_t size = 1,
                  int status = 200) {
    return *cache
                .get(state, key,
                     [&] {
                       ++made;
                       return with_body(state + key + (size == 1 ? "." : noise(size)), status);
                     })
                ->body();
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

TEST(AnswerCache, KeepsThePackedBodyAlone) {
  AnswerCache cache(1 << 20);
  const std::string body(100000, 'x');
  const auto ask = [&] {
    return cache.get("s", "a", [&] {
      ApiResponse r = with_body(body);
      r.headers.emplace_back("ETag", "e");
      return r;
    });
  };
  const SharedAnswer first = ask();
  EXPECT_EQ(*first->body(), body);
  const SharedAnswer again = ask();
  EXPECT_LT(again->bytes(), body.size() / 50);
  EXPECT_EQ(*again->body(), body);
  ASSERT_TRUE(again->gzip());
  EXPECT_EQ(*again->gzip(), *first->gzip());
  EXPECT_EQ(again->head().headers, first->head().headers);
  EXPECT_EQ(again->head().type, first->head().type);
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
    c.ask("1", key, 8300);
    c.ask("1", "a", 8300);
  }
  EXPECT_EQ(c.made, 8);  // nine of them fit
  for (const char* key : {"i", "j", "k", "l", "m", "n", "o", "p", "q"}) c.ask("1", key, 8300);
  EXPECT_EQ(c.made, 17);
  c.ask("1", "q", 8300);
  EXPECT_EQ(c.made, 17);
  c.ask("1", "a", 8300);
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
        if ((*answer->body())[0] != key[0] || !answer->gzip()) ++wrong;
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
  EXPECT_THROW(cache.get("s", "a",
                         [&]() -> ApiResponse {
                           other = std::thread([&] {
                             EXPECT_EQ(*cache.get("s", "a", [] { return with_body("b"); })->body(),
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
