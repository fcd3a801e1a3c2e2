#include "fetch/fetcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "fake_http.h"

namespace isnad {
namespace {

using Kind = FetchResult::Kind;

HttpReply reply(int status, std::string body = {}, Headers headers = {}) {
  return {status, std::move(headers), std::move(body)};
}

struct Web {
  std::map<std::string, Result<HttpReply>> pages;
  FakeTime time;
  FakeHttp http{time, [this](const HttpRequest& r) -> Result<HttpReply> {
                  const auto it = pages.find(r.url);
                  return it == pages.end() ? reply(404) : it->second;
                }};
  FetchOptions options;

  std::vector<FetchResult> fetch(const std::vector<std::string>& urls) {
    Fetcher fetcher(http, time, options);
    for (size_t i = 0; i < urls.size(); ++i) {
      FetchJob job;
      job.id = i;
      job.url = urls[i];
      fetcher.add(std::move(job));
    }
    std::vector<FetchResult> out(urls.size());
    size_t n = 0;
    while (auto r = fetcher.next()) {
      ++n;
      out[r->id] = std::move(*r);
    }
    EXPECT_EQ(n, urls.size()) << "each job has one answer";
    return out;
  }
  FetchResult one(const std::string& url) { return fetch({url})[0]; }
  size_t asked(const std::string& url) const {
    return static_cast<size_t>(std::count(http.log.begin(), http.log.end(), url));
  }
};

TEST(Fetcher, RobotsComeFirstAndOnce) {
  Web web;
  web.pages["https://a.example/robots.txt"] = reply(200, "User-agent: *\nDisallow: /no\n");
  web.pages["https://a.example/1"] = reply(200, "one");
  web.pages["https://a.example/2"] = reply(200, "two");
  const auto got =
      web.fetch({"https://a.example/1", "https://a.example/no", "https://a.example/2"});
  EXPECT_EQ(got[0].kind, Kind::fetched);
  EXPECT_EQ(got[0].reply.body, "one");
  EXPECT_EQ(got[0].fetched.size(), 20u);
  EXPECT_EQ(got[1].kind, Kind::never);
  EXPECT_EQ(got[1].error.message, "https://a.example/no: robots.txt does not allow it");
  EXPECT_EQ(got[2].reply.body, "two");
  EXPECT_EQ(web.http.log, (std::vector<std::string>{"https://a.example/robots.txt",
                                                    "https://a.example/1", "https://a.example/2"}));
}

TEST(Fetcher, RobotsByStatus) {
  const auto kind = [](Result<HttpReply> robots) {
    Web web;
    web.pages["https://a.example/robots.txt"] = std::move(robots);
    web.pages["https://a.example/1"] = reply(200, "one");
    return web.one("https://a.example/1").kind;
  };
  EXPECT_EQ(kind(reply(404)), Kind::fetched);
  EXPECT_EQ(kind(reply(403)), Kind::fetched);
  EXPECT_EQ(kind(reply(500)), Kind::later);
  EXPECT_EQ(kind(reply(429)), Kind::later);
  EXPECT_EQ(kind(fail(ErrorCode::unreachable, "x")), Kind::later);
  EXPECT_EQ(kind(fail(ErrorCode::refused, "x")), Kind::never);
  EXPECT_EQ(kind(reply(200, "User-agent: isnad\nDisallow: /\n")), Kind::never);
}

TEST(Fetcher, RobotsRedirectsAreFollowedFiveTimes) {
  Web web;
  const auto hop = [&](int n) { return "https://b.example/" + std::to_string(n); };
  web.pages["https://a.example/robots.txt"] = reply(301, "", {{"location", hop(1)}});
  for (int i = 1; i < 5; ++i) web.pages[hop(i)] = reply(302, "", {{"location", hop(i + 1)}});
  web.pages[hop(5)] = reply(200, "User-agent: *\nDisallow: /\n");
  web.pages["https://a.example/1"] = reply(200, "one");
  EXPECT_EQ(web.one("https://a.example/1").kind, Kind::never);
  web.pages[hop(5)] = reply(302, "", {{"location", hop(6)}});
  web.pages[hop(6)] = reply(200, "User-agent: *\nDisallow: /\n");
  EXPECT_EQ(web.one("https://a.example/1").kind, Kind::fetched);
  EXPECT_EQ(web.asked(hop(6)), 0u);
}

TEST(Fetcher, RobotsAreKeptForADay) {
  Web web;
  std::map<std::string, KeptRobots> kept;
  web.options.load_robots = [&](const std::string& o) -> std::optional<KeptRobots> {
    if (const auto it = kept.find(o); it != kept.end()) return it->second;
    return std::nullopt;
  };
  web.options.save_robots = [&](const std::string& o, const KeptRobots& k) { kept[o] = k; };
  web.pages["https://a.example/robots.txt"] = reply(200, "User-agent: *\nDisallow: /no\n");
  web.pages["https://a.example/1"] = reply(200, "one");
  web.one("https://a.example/1");
  EXPECT_EQ(web.one("https://a.example/no").kind, Kind::never);
  EXPECT_EQ(web.asked("https://a.example/robots.txt"), 1u);
  web.time.now += kRobotsAgeS * 1000;
  web.one("https://a.example/1");
  EXPECT_EQ(web.asked("https://a.example/robots.txt"), 2u);
}

TEST(Fetcher, OneRequestAtATimeToAHostWithAPause) {
  Web web;
  std::vector<std::string> urls;
  for (int i = 0; i < 5; ++i) {
    for (const char* host : {"https://a.example/", "https://b.example/", "http://a.example/"}) {
      urls.push_back(host + std::to_string(i));
    }
  }
  web.fetch(urls);
  std::map<std::string, int64_t> last;
  for (size_t i = 0; i < web.http.log.size(); ++i) {
    const std::string host = parse_http_url(web.http.log[i])->host;
    if (last.count(host)) {
      EXPECT_GE(web.http.times[i] - last[host], web.options.pause_ms);
    }
    last[host] = web.http.times[i];
  }
  EXPECT_EQ(web.http.most, 2u);                     // two hosts
  EXPECT_EQ(web.http.log.size(), urls.size() + 3);  // and a robots.txt for each origin
}

TEST(Fetcher, CrawlDelayWithinBounds) {
  for (const auto& [wish, pause] : {std::pair{"7", 7000}, {"100000", 60000}, {"1", 2000}}) {
    Web web;
    web.pages["https://a.example/robots.txt"] =
        reply(200, std::string("User-agent: *\nCrawl-delay: ") + wish + "\n");
    web.fetch({"https://a.example/1", "https://a.example/2"});
    ASSERT_EQ(web.http.times.size(), 3u);
    for (size_t i = 1; i < 3; ++i) {
      EXPECT_GE(web.http.times[i] - web.http.times[i - 1], pause) << wish;
      EXPECT_LE(web.http.times[i] - web.http.times[i - 1], pause + 500) << wish;
    }
  }
}

TEST(Fetcher, RedirectsAreCheckedHopByHop) {
  Web web;
  web.pages["https://a.example/1"] = reply(301, "", {{"location", "https://b.example/2"}});
  web.pages["https://b.example/2"] = reply(308, "", {{"location", "3"}});
  web.pages["https://b.example/3"] = reply(200, "three");
  const FetchResult moved = web.one("https://a.example/1");
  EXPECT_EQ(moved.kind, Kind::fetched);
  EXPECT_EQ(moved.url, "https://b.example/3");
  EXPECT_TRUE(moved.moved);
  EXPECT_EQ(web.asked("https://b.example/robots.txt"), 1u);

  web.pages["https://b.example/robots.txt"] = reply(200, "User-agent: *\nDisallow: /3\n");
  EXPECT_EQ(web.one("https://a.example/1").error.message,
            "https://a.example/1: redirects to https://b.example/3: robots.txt does not allow it");
  web.pages["https://b.example/robots.txt"] = reply(404);
  web.pages["https://b.example/2"] = reply(302, "", {{"location", "3"}});
  EXPECT_FALSE(web.one("https://a.example/1").moved);
}

TEST(Fetcher, EndlessAndForeignRedirectsAreNamed) {
  Web web;
  web.pages["https://a.example/1"] = reply(302, "", {{"location", "/2"}});
  web.pages["https://a.example/2"] = reply(302, "", {{"location", "/1"}});
  EXPECT_EQ(web.one("https://a.example/1").error.message,
            "https://a.example/1: redirects in a circle, by https://a.example/1");
  for (int i = 10; i < 40; ++i) {
    web.pages["https://a.example/" + std::to_string(i)] =
        reply(302, "", {{"location", "/" + std::to_string(i + 1)}});
  }
  EXPECT_EQ(web.one("https://a.example/10").error.message,
            "https://a.example/10: more than 10 redirects");
  EXPECT_EQ(web.asked("https://a.example/20"), 1u);
  EXPECT_EQ(web.asked("https://a.example/21"), 0u);
  for (const char* to : {"file:///etc/passwd", "gopher://x.example/", "", "javascript:x"}) {
    web.pages["https://a.example/f"] = reply(302, "", {{"location", to}});
    const FetchResult r = web.one("https://a.example/f");
    EXPECT_EQ(r.kind, Kind::never);
    EXPECT_EQ(r.error.code, ErrorCode::refused);
  }
  EXPECT_EQ(web.one("file:///etc/passwd").kind, Kind::never);
}

TEST(Fetcher, ConditionsGoWithTheRequest) {
  Web web;
  web.pages["https://a.example/f"] = reply(304);
  Fetcher fetcher(web.http, web.time, web.options);
  FetchJob job;
  job.url = "https://a.example/f";
  job.etag = "\"x\"";
  job.last_modified = "Fri, 04 Apr 2025 10:00:00 GMT";
  fetcher.add(job);
  EXPECT_EQ(fetcher.next()->kind, Kind::unchanged);
  const Headers& sent = web.http.requests.back().headers;
  EXPECT_EQ(find_header(sent, "if-none-match"), "\"x\"");
  EXPECT_EQ(find_header(sent, "if-modified-since"), "Fri, 04 Apr 2025 10:00:00 GMT");
}

TEST(Fetcher, WhoAsksToBeLeftAloneIs) {
  Web web;
  web.pages["https://a.example/1"] = reply(429, "", {{"retry-after", "600"}});
  web.pages["https://a.example/2"] = reply(200, "two");
  const auto got = web.fetch({"https://a.example/1", "https://a.example/2"});
  EXPECT_EQ(got[0].kind, Kind::later);
  EXPECT_EQ(got[0].retry_s, 600);
  EXPECT_EQ(got[1].kind, Kind::later);
  EXPECT_NE(got[1].error.message.find("asks to be left alone for 600 s"), std::string::npos);
  EXPECT_EQ(web.asked("https://a.example/2"), 0u);
  web.pages["https://a.example/1"] =
      reply(503, "", {{"retry-after", "Sun, 15 Jun 2025 16:06:40 GMT"}});  // FakeTime and an hour
  const auto dated = web.one("https://a.example/1");
  EXPECT_NEAR(static_cast<double>(dated.retry_s.value_or(0)), 3600, 60);
  web.pages["https://a.example/1"] = reply(429, "", {{"retry-after", "99999999999999"}});
  EXPECT_EQ(web.one("https://a.example/1").retry_s, kMaxRetryS);
}

TEST(Fetcher, AHostThatFailsIsLeftAloneForAWhile) {
  Web web;
  std::vector<std::string> urls;
  for (int i = 0; i < 20; ++i) {
    urls.push_back("https://a.example/" + std::to_string(i));
    web.pages[urls.back()] = fail(ErrorCode::unreachable, "no answer");
  }
  for (const FetchResult& r : web.fetch(urls)) EXPECT_EQ(r.kind, Kind::later);
  EXPECT_EQ(web.http.log.size(), 1u + kHostFailures);
}

TEST(Fetcher, StatusesThatMayPassAndThatWillNot) {
  Web web;
  for (const auto& [status, kind] : std::map<int, Kind>{{500, Kind::later},
                                                        {502, Kind::later},
                                                        {408, Kind::later},
                                                        {404, Kind::never},
                                                        {410, Kind::never},
                                                        {401, Kind::never},
                                                        {204, Kind::never},
                                                        {206, Kind::never},
                                                        {300, Kind::never},
                                                        {999, Kind::later}}) {
    web.pages["https://a.example/1"] = reply(status);
    EXPECT_EQ(web.one("https://a.example/1").kind, kind) << status;
  }
}

TEST(Fetcher, StoppingForgetsTheRest) {
  Web web;
  bool stop = false;
  web.options.stopped = [&] { return stop; };
  Fetcher fetcher(web.http, web.time, web.options);
  for (int i = 0; i < 3; ++i) {
    FetchJob job;
    job.url = "https://a.example/" + std::to_string(i);
    fetcher.add(job);
  }
  EXPECT_TRUE(fetcher.next());
  stop = true;
  EXPECT_FALSE(fetcher.next());
  stop = false;
  EXPECT_FALSE(fetcher.next());
}

// Another program's turns, as a test writes them.
struct FakeGate : HostGate {
  std::deque<Entry> answers;  // then all may enter
  std::vector<std::string> log;
  Entry enter(const std::string& host, int64_t pause_ms) override {
    log.push_back("enter " + host + ' ' + std::to_string(pause_ms));
    if (answers.empty()) return {true, 0, 0, {}};
    Entry e = answers.front();
    answers.pop_front();
    return e;
  }
  void leave(const std::string& host, bool asked) override {
    log.push_back((asked ? "leave " : "not asked ") + host);
  }
  void close(const std::string& host, int64_t seconds, const std::string&) override {
    log.push_back("close " + host + ' ' + std::to_string(seconds));
  }
};

TEST(Fetcher, EachRequestTakesItsTurnAmongPrograms) {
  Web web;
  FakeGate gate;
  gate.answers = {{false, 700, 0, {}}, {true, 0, 0, {}}};
  web.options.gate = &gate;
  web.options.pause_ms = 100;
  web.pages["https://a.example/robots.txt"] = reply(200, "User-agent: *\nCrawl-delay: 3\n");
  web.pages["https://a.example/1"] = reply(200, "one");
  EXPECT_EQ(web.one("https://a.example/1").kind, Kind::fetched);
  EXPECT_EQ(gate.log, (std::vector<std::string>{"enter a.example 100", "enter a.example 100",
                                                "leave a.example", "enter a.example 3000",
                                                "leave a.example"}));
  EXPECT_GE(web.http.times[0], 1'750'000'000'700);
}

TEST(Fetcher, RobotsThatAnotherProgramFetchedMeanwhileAreNotFetchedAgain) {
  Web web;
  FakeGate gate;
  gate.answers = {{false, 500, 0, {}}};
  web.options.gate = &gate;
  web.options.load_robots = [&](const std::string&) -> std::optional<KeptRobots> {
    if (gate.log.empty()) return std::nullopt;
    return KeptRobots{web.time.now / 1000,
                      Robots::parse("User-agent: *\nDisallow: /no\n", "x").rules()};
  };
  web.pages["https://a.example/1"] = reply(200, "one");
  const auto got = web.fetch({"https://a.example/1", "https://a.example/no"});
  EXPECT_EQ(got[0].kind, Kind::fetched);
  EXPECT_EQ(got[1].kind, Kind::never);
  EXPECT_EQ(web.http.log, std::vector<std::string>{"https://a.example/1"});
  EXPECT_EQ(gate.log[2], "not asked a.example");
}

TEST(Fetcher, AHostThatIsClosedToAllIsPutOff) {
  Web web;
  FakeGate gate;
  gate.answers = {{false, 0, 90, "it said so"}};
  web.options.gate = &gate;
  const FetchResult r = web.one("https://a.example/1");
  EXPECT_EQ(r.kind, Kind::later);
  EXPECT_NE(r.error.message.find("it said so"), std::string::npos) << r.error.message;
  EXPECT_TRUE(web.http.log.empty());
  Web other;
  other.options.gate = &gate;
  other.pages["https://a.example/1"] = reply(429, "", {{"retry-after", "70"}});
  gate.log.clear();
  other.one("https://a.example/1");
  EXPECT_EQ(gate.log[3], "close a.example 70");
  EXPECT_EQ(gate.log[4], "leave a.example") << "who comes next finds it closed";
}

TEST(Fetcher, WhatIsDroppedGivesItsTurnBack) {
  Web web;
  FakeGate gate;
  bool stop = false;
  web.options.gate = &gate;
  web.options.stopped = [&] { return stop; };
  web.http.on_start = [&] { stop = true; };
  Fetcher fetcher(web.http, web.time, web.options);
  for (const char* url : {"https://a.example/1", "https://b.example/1"}) {
    FetchJob job;
    job.url = url;
    job.ask_robots = false;
    fetcher.add(job);
  }
  EXPECT_FALSE(fetcher.next());
  EXPECT_EQ(web.http.log.size(), 2u);
  EXPECT_EQ(gate.log, (std::vector<std::string>{"enter a.example 2000", "enter b.example 2000",
                                                "leave a.example", "leave b.example"}));
}

TEST(Fetcher, WhatIsNotWantedAnyMoreIsNotAskedFor) {
  Web web;
  FakeGate gate;
  gate.answers = {{false, 10, 0, {}}};
  web.options.gate = &gate;
  Fetcher fetcher(web.http, web.time, web.options);
  int asked = 0;
  for (int i = 0; i < 2; ++i) {
    FetchJob job;
    job.id = static_cast<uint64_t>(i);
    job.url = "https://a.example/" + std::to_string(i);
    job.ask_robots = false;
    job.wanted = [&asked, i](FetchJob& j) {
      j.etag = "now";
      ++asked;
      return i == 1;
    };
    fetcher.add(job);
  }
  EXPECT_EQ(fetcher.next()->kind, Kind::unwanted);
  EXPECT_EQ(fetcher.next()->kind, Kind::never);  // 404
  EXPECT_FALSE(fetcher.next());
  EXPECT_EQ(asked, 2) << "once each, however long the host is busy";
  ASSERT_EQ(web.http.requests.size(), 1u);
  EXPECT_EQ(find_header(web.http.requests[0].headers, "If-None-Match"), "now");
}

}  // namespace
}  // namespace isnad
