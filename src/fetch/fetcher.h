#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/clock.h"
#include "fetch/host_gate.h"
#include "fetch/http.h"
#include "fetch/robots.h"
#include "ingest/url.h"

// Fetching politely: many hosts beside each other, one request at a time to each, by its
// robots.txt.

namespace isnad {

// What is kept of a site's robots.txt between runs.
struct KeptRobots {
  int64_t fetched_s = 0;  // since 1970
  std::string rules;      // Robots::rules
};

struct FetchOptions {
  std::string agent = "isnad";  // product token, for robots.txt
  int64_t pause_ms = 2000;      // between the end of one request to a host and the next
  size_t parallel = 8;          // requests under way, all hosts together
  HttpLimits limits;
  // Both may be empty: then robots.txt is known for as long as the Fetcher lives.
  std::function<std::optional<KeptRobots>(const std::string& origin)> load_robots;
  std::function<void(const std::string& origin, const KeptRobots&)> save_robots;
  HostGate* gate = nullptr;       // where other programs ask the same hosts; outlives the Fetcher
  std::function<bool()> stopped;  // asked often; true ends all waiting
};

struct FetchJob {
  uint64_t id = 0;  // comes back
  std::string url;
  std::optional<std::string> etag;
  std::optional<std::string> last_modified;
  std::string accept = "*/*";
  size_t max_bytes = size_t{16} << 20;
  bool ask_robots = true;
  bool no_media = false;
  // Asked once, when its host is free: is it still to be fetched? May change the job, but for its
  // URL. Empty: yes.
  std::function<bool(FetchJob&)> wanted;
};

struct FetchResult {
  enum class Kind : uint8_t {
    fetched,    // status 200
    unchanged,  // 304
    later,      // may work at another time
    never,      // will not
    unwanted    // FetchJob::wanted said no
  };
  uint64_t id = 0;
  Kind kind = Kind::never;
  std::string url;       // that answered, after redirects
  bool moved = false;    // there by permanent redirects alone
  HttpReply reply;       // of fetched and unchanged
  std::string fetched;   // RFC 3339 UTC, when the answer was there
  Error error;           // of later and never
  bool put_off = false;  // later, and nothing was asked: the host is left alone as a whole
  std::optional<int64_t> retry_s;  // the site asks to be left alone for so long
};

inline constexpr int kMaxRedirects = 10;
inline constexpr int kMaxRobotsRedirects = 5;      // RFC 9309, 2.3.1.2
inline constexpr int64_t kRobotsAgeS = 24 * 3600;  // RFC 9309, 2.4
inline constexpr int64_t kMaxCrawlDelayS = 60;
inline constexpr int64_t kMaxRetryS = 7 * 24 * 3600;
inline constexpr int kHostFailures = 3;     // in a row, then a host is left alone
inline constexpr int64_t kHostRestS = 300;  // for so long

// Single-threaded: work goes on inside next() and wait().
class Fetcher {
 public:
  Fetcher(Http& http, const TimeSource& time, FetchOptions options);
  ~Fetcher();

  void add(FetchJob job);
  // The next answer, in the order in which they come; nothing when all jobs are answered, or when
  // stopped() says so (then the rest is forgotten).
  std::optional<FetchResult> next();
  // Forgets all jobs that have no answer yet, and the answers that nobody took.
  void drop();
  // Sleeps without work; ends early when stopped() says so.
  void wait(int64_t ms);

 private:
  struct Job;
  struct Task;
  struct Host;
  struct Site;
  using JobPtr = std::shared_ptr<Job>;

  void put(Task&& task, bool first);
  void start_some();
  void start(Host& host, Task&& task);
  bool enter(Host& host, Task& task);
  bool use_kept_robots(const std::string& origin, Site& site);
  void on_done(HttpDone& done);
  void on_page(Task& task, Result<HttpReply>& reply);
  void on_robots(Task& task, Result<HttpReply>& reply);
  void know_robots(const std::string& origin, Robots robots);
  void no_robots(const Task& task, Error why);
  void release(const std::string& origin, Site& site);
  void forget_some(const std::string& but);
  void redirect(Task& task, const HttpReply& reply);
  void close(const std::string& host, int64_t seconds, const std::string& why);
  void let_rest(Host& host, int64_t seconds, const std::string& why);
  void finish(const JobPtr& job, FetchResult result);
  void give_up(const JobPtr& job, FetchResult::Kind kind, Error error,
               std::optional<int64_t> retry_s = std::nullopt, bool put_off = false);
  std::optional<int64_t> retry_after(const HttpReply& reply) const;
  int64_t until_ready() const;

  Http& http_;
  const TimeSource& time_;
  FetchOptions options_;
  std::map<std::string, Host> hosts_;
  std::map<std::string, Site> sites_;  // by origin
  std::map<uint64_t, Task> running_;
  std::deque<FetchResult> done_;
  std::string last_host_;  // that was served, so that the others come first
  uint64_t exchanges_ = 0;
  size_t open_ = 0;  // jobs without an answer
};

}  // namespace isnad
