#pragma once
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "fetch/fetcher.h"

// A web and a clock that tests write themselves.

namespace isnad {

class FakeTime : public TimeSource {
 public:
  int64_t now = 1'750'000'000'000;
  int64_t unix_ms() const override { return now; }
  int64_t steady_ms() const override { return now; }
};

class FakeHttp : public Http {
 public:
  using Answer = std::function<Result<HttpReply>(const HttpRequest&)>;
  FakeHttp(FakeTime& time, Answer answer) : time_(time), answer_(std::move(answer)) {}

  void start(uint64_t id, const HttpRequest& request) override {
    if (on_start) on_start();
    log.push_back(request.url);
    requests.push_back(request);
    times.push_back(time_.now);
    waiting_.push_back({id, request});
    most = std::max(most, waiting_.size());
  }
  // Each answer takes 100 ms; waiting for nothing takes its time.
  std::vector<HttpDone> wait(int64_t ms) override {
    if (waiting_.empty()) {
      time_.now += std::max<int64_t>(ms, 1);
      return {};
    }
    time_.now += 100;
    auto [id, request] = waiting_.front();
    waiting_.pop_front();
    std::vector<HttpDone> out;
    out.push_back({id, answer_(request)});
    return out;
  }
  void cancel() override { waiting_.clear(); }

  std::function<void()> on_start;
  std::vector<std::string> log;       // URLs in the order in which they were asked for
  std::vector<HttpRequest> requests;  // the same, whole
  std::vector<int64_t> times;
  size_t most = 0;  // under way at once

 private:
  struct Waiting {
    uint64_t id;
    HttpRequest request;
  };
  FakeTime& time_;
  Answer answer_;
  std::deque<Waiting> waiting_;
};

}  // namespace isnad
