#include "serve/guard.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace isnad {
namespace {

Guard guard_at(const std::string& listen, std::vector<std::string> names = {},
               std::optional<std::string> token = std::nullopt) {
  const Result<ListenAddress> at = parse_listen(listen);
  EXPECT_TRUE(at) << listen;
  return Guard(at.value_or(ListenAddress{}), std::move(names), std::move(token));
}

TEST(Listen, ReadsAddresses) {
  const auto v4 = parse_listen("127.0.0.1:8080");
  ASSERT_TRUE(v4);
  EXPECT_EQ(v4->host, "127.0.0.1");
  EXPECT_EQ(v4->port, 8080);
  EXPECT_TRUE(v4->loopback);
  const auto v6 = parse_listen("[::1]:0");
  ASSERT_TRUE(v6);
  EXPECT_EQ(v6->host, "::1");
  EXPECT_TRUE(v6->loopback);
  EXPECT_FALSE(parse_listen("0.0.0.0:80")->loopback);
  EXPECT_FALSE(parse_listen("news.example:80")->loopback);
  EXPECT_TRUE(parse_listen(":9000")->loopback);
}

TEST(Listen, RefusesWhatIsNone) {
  for (const char* bad : {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000",
                          "127.0.0.1:-1", "[::1:80", "::1:80", "a:1:2"}) {
    const auto r = parse_listen(bad);
    ASSERT_FALSE(r) << bad;
    EXPECT_EQ(r.error().code, ErrorCode::bad_argument);
  }
}

TEST(Host, OnlyTheServersOwnNames) {
  const Guard g = guard_at("127.0.0.1:8080", {"News.Example.org"});
  for (const char* ours : {"127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080",
                           "127.0.0.2:8080", "news.example.org", "news.example.org:443"}) {
    EXPECT_TRUE(g.knows_host(ours)) << ours;
  }
  for (const char* other :
       {"", "evil.example:8080", "localhost", "localhost:8081", "localhost.evil.example:8080",
        "127.0.0.1.evil.example:8080", "[::1", "127.0.0.1:8080:8080", "localhost:8080@evil.example",
        "[localhost]:8080", "[news.example.org]", "news.example.org:x", "news.example.org:443000",
        "news.example.org:443 evil.example"}) {
    EXPECT_FALSE(g.knows_host(other)) << other;
  }
  using namespace std::string_literals;
  EXPECT_FALSE(g.knows_host("127.0.0.1\0evil.example:8080"s)) << "an address ends where it ends";
}

TEST(Host, AnotherAddressIsKnownByItself) {
  const Guard g = guard_at("10.0.0.7:80");
  EXPECT_TRUE(g.knows_host("10.0.0.7"));
  EXPECT_TRUE(g.knows_host("10.0.0.7:80"));
  EXPECT_FALSE(g.knows_host("10.0.0.8"));
}

TEST(Origin, IsOfTheServer) {
  const Guard g = guard_at("127.0.0.1:8080");
  EXPECT_TRUE(g.knows_origin("http://127.0.0.1:8080"));
  EXPECT_FALSE(g.knows_origin("http://evil.example"));
  EXPECT_FALSE(g.knows_origin("null"));
}

TEST(Token, IsAskedForWhereThereIsOne) {
  const Guard open = guard_at("127.0.0.1:8080");
  EXPECT_TRUE(open.knows_token(""));
  const Guard shut = guard_at("127.0.0.1:8080", {}, "0123456789abcdef");
  EXPECT_TRUE(shut.knows_token("Bearer 0123456789abcdef"));
  EXPECT_TRUE(shut.knows_token("bearer 0123456789abcdef"));
  for (const char* wrong :
       {"", "Bearer", "Bearer ", "Bearer 0123456789abcdeF", "Bearer 0123456789abcdef ",
        "Basic 0123456789abcdef", "0123456789abcdef"}) {
    EXPECT_FALSE(shut.knows_token(wrong)) << wrong;
  }
}

class TokenFile : public ::testing::Test {
 protected:
  std::string write(const std::string& text, mode_t mode) {
    const auto path =
        std::filesystem::temp_directory_path() / ("isnad-token-" + std::to_string(::getpid()));
    std::ofstream(path) << text;
    ::chmod(path.c_str(), mode);
    path_ = path.string();
    return path_;
  }
  void TearDown() override { std::filesystem::remove(path_); }
  std::string path_ = "/nonexistent";
};

TEST_F(TokenFile, OneLineThatOnlyTheOwnerReads) {
  const auto token = read_token(write("0123456789abcdef\r\nrest\n", 0600));
  ASSERT_TRUE(token) << token.error().message;
  EXPECT_EQ(*token, "0123456789abcdef");
}

TEST_F(TokenFile, RefusesWeakOnes) {
  EXPECT_FALSE(read_token(write("short\n", 0600)));
  EXPECT_FALSE(read_token(write("", 0600)));
  EXPECT_FALSE(read_token(write("0123456789 abcdef\n", 0600)));
  const auto open = read_token(write("0123456789abcdef\n", 0644));
  ASSERT_FALSE(open);
  EXPECT_NE(open.error().message.find("chmod 600"), std::string::npos);
  EXPECT_EQ(read_token("/nonexistent/token").error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace isnad
