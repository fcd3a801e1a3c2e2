#include "fetch/robots.h"

#include <gtest/gtest.h>

#include <chrono>

namespace isnad {
namespace {

bool allows(std::string_view file, std::string_view path) {
  const Robots robots = Robots::parse(file, "isnad");
  const bool answer = robots.allows(path);
  // What is kept says the same as what was read.
  EXPECT_EQ(Robots::from_rules(robots.rules()).allows(path), answer) << file << " " << path;
  return answer;
}

TEST(Robots, GroupsAreChosenByProductToken) {
  const char* file =
      "User-agent: other\nDisallow: /\n\n"
      "user-agent: ISNAD/9 (x)\nUser-Agent: third\nDisallow: /a\n\n"
      "User-agent: *\nDisallow: /b\n\n"
      "User-agent: isnad\nDisallow: /c\n";
  EXPECT_FALSE(allows(file, "/a"));
  EXPECT_TRUE(allows(file, "/b"));   // the groups of "*" are for those that none names
  EXPECT_FALSE(allows(file, "/c"));  // all groups that name us count together
  EXPECT_TRUE(allows(file, "/d"));
  EXPECT_FALSE(Robots::parse(file, "somebody").allows("/b"));
  EXPECT_FALSE(Robots::parse(file, "other").allows("/d"));
  EXPECT_TRUE(allows("User-agent: isnadbot\nDisallow: /\n", "/"));
  EXPECT_TRUE(allows("Disallow: /\n", "/a"));  // a rule outside any group
}

TEST(Robots, LongestMatchDecidesAndAllowAmongEquals) {
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /p\nAllow: /p/q\n", "/p/q/r"));
  EXPECT_FALSE(allows("User-agent: *\nAllow: /p\nDisallow: /p/q\n", "/p/q/r"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /p\nAllow: /p\n", "/p"));
  EXPECT_TRUE(allows("User-agent: *\nAllow: /p\nDisallow: /p\n", "/p"));
  EXPECT_FALSE(allows("User-agent: *\nAllow: /page\nDisallow: /*.html\n", "/page.html"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow:\n", "/x"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: p\n", "/pq"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /P\n", "/p"));  // paths have their case
}

TEST(Robots, Wildcards) {
  const auto forbids = [](const std::string& pattern, std::string_view path) {
    return !allows("User-agent: *\nDisallow: " + pattern + "\n", path);
  };
  EXPECT_TRUE(forbids("/*.gif$", "/a/b.gif"));
  EXPECT_FALSE(forbids("/*.gif$", "/a/b.gif?x"));
  EXPECT_TRUE(forbids("/*.gif", "/a/b.gif?x"));
  EXPECT_TRUE(forbids("/a*b*c", "/axxbyycz"));
  EXPECT_FALSE(forbids("/a*b*c", "/acb"));
  EXPECT_TRUE(forbids("/fish$", "/fish"));
  EXPECT_FALSE(forbids("/fish$", "/fishing"));
  EXPECT_TRUE(forbids("*x", "/yx"));
  EXPECT_TRUE(forbids("/*", "/"));
  EXPECT_TRUE(forbids("/a*$", "/abc"));
  EXPECT_FALSE(forbids("/ab*b$", "/ab"));  // the two letters are not one
  EXPECT_TRUE(forbids("/*?", "/x?y=1"));
}

TEST(Robots, EncodingIsComparedAlike) {
  const auto forbids = [](const std::string& pattern, std::string_view path) {
    return !allows("User-agent: *\nDisallow: " + pattern + "\n", path);
  };
  EXPECT_TRUE(forbids("/\xD8\xA7", "/%d8%a7"));
  EXPECT_TRUE(forbids("/%D8%a7", "/%d8%A7/x"));
  EXPECT_TRUE(forbids("/%7Euser", "/~user"));
  EXPECT_FALSE(forbids("/a%2Fb", "/a/b"));
  EXPECT_TRUE(forbids("/a%2fb", "/a%2Fb"));
  EXPECT_TRUE(forbids("/100%", "/100%"));
  EXPECT_TRUE(forbids("/%%34a", "/%%34a"));  // encoding it twice changes nothing
}

TEST(Robots, OddFiles) {
  EXPECT_TRUE(allows("", "/"));
  EXPECT_FALSE(allows("\xEF\xBB\xBFUser-agent: *\r\nDisallow: / # all\r\n", "/x"));
  EXPECT_FALSE(allows("User-agent : *\rDisallow : /x\r", "/x"));
  EXPECT_TRUE(allows("<html><body>not found</body></html>", "/x"));
  // Sitemaps stand for themselves: they end no group and begin none.
  EXPECT_FALSE(allows("User-agent: *\nSitemap: https://x.example/s\nDisallow: /x\n", "/x"));
  // After 500 KiB nothing is read, nor the line that is cut there.
  std::string big = "User-agent: *\n";
  big += std::string(kMaxRobotsBytes - big.size() - 11, '#') + "\nDisallow: /";
  EXPECT_EQ(big.size(), kMaxRobotsBytes + 1);
  EXPECT_TRUE(allows(big + "ab\n", "/x"));
}

TEST(Robots, Delay) {
  EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: 2.5\nDisallow:\n", "isnad").delay_s(), 3u);
  EXPECT_FALSE(Robots::parse("User-agent: *\nCrawl-delay: soon\n", "isnad").delay_s());
  EXPECT_FALSE(Robots::parse("User-agent: *\nCrawl-delay: -1\n", "isnad").delay_s());
  EXPECT_FALSE(Robots::parse("User-agent: *\nCrawl-delay: nan\n", "isnad").delay_s());
}

TEST(Robots, HostilePatternsTakeLinearTime) {
  std::string file = "User-agent: *\n";
  while (file.size() < kMaxRobotsBytes)
    file += "Disallow: /" + std::string(40, 'a') + "*a*aab*aac\n";
  const Robots robots = Robots::parse(file, "isnad");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(robots.allows("/" + std::string(8000, 'a')));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace isnad
