#include "fetch/fetcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fetch/curl_http.h"

namespace isnad {

struct Fetcher::Job {
  FetchJob asked;
  std::set<std::string> seen;  // URLs on the way, for circles
  int redirects = 0;
  bool permanent = true;
  bool wanted = false;  // was asked, and is
};

// One request to make: the page of a job, or the robots.txt of an origin.
struct Fetcher::Task {
  HttpUrl url;
  JobPtr job;
  std::string robots_of;  // origin; empty for a page
  int redirects = 0;      // of robots.txt
};

struct Fetcher::Host {
  bool busy = false;
  int64_t free_ms = 0;  // steady; no request before
  int64_t pause_ms = 0;
  int64_t closed_ms = 0;  // steady; everything is put off until then
  std::string closed_why;
  int failures = 0;  // in a row
  std::deque<Task> queue;
};

// What is known of an origin's robots.txt.
struct Fetcher::Site {
  bool known = false;
  bool asked = false;
  std::optional<Error> missing;  // why it could not be had: nothing of the site is fetched
  int64_t until_ms = 0;          // steady; then it is asked for again
  Robots robots;
  std::deque<Task> waiting;
};

namespace {

constexpr int64_t kSlice = 200;              // ms, after which stopped() is asked again
constexpr int64_t kRobotsAgainMs = 600'000;  // after it could not be had
constexpr size_t kMaxSites = 512;            // whose rules are in memory
constexpr size_t kMaxHosts = 4096;

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

Fetcher::Fetcher(Http& http, const TimeSource& time, FetchOptions options)
    : http_(http), time_(time), options_(std::move(options)) {}
Fetcher::~Fetcher() { http_.cancel(); }

void Fetcher::add(FetchJob job) {
  ++open_;
  auto shared = std::make_shared<Job>();
  shared->asked = std::move(job);
  const auto url = parse_http_url(shared->asked.url);
  if (!url) {
    give_up(shared, FetchResult::Kind::never,
            {ErrorCode::refused, shared->asked.url + ": is no http or https address"});
    return;
  }
  shared->seen.insert(url->text);
  put({*url, shared, {}, 0}, false);
}

void Fetcher::put(Task&& task, bool first) {
  Host& host = hosts_[task.url.host];
  if (first) {
    host.queue.push_front(std::move(task));
  } else {
    host.queue.push_back(std::move(task));
  }
}

void Fetcher::finish(const JobPtr& job, FetchResult result) {
  result.id = job->asked.id;
  done_.push_back(std::move(result));
  --open_;
}

void Fetcher::give_up(const JobPtr& job, FetchResult::Kind kind, Error error,
                      std::optional<int64_t> retry_s, bool put_off) {
  FetchResult out;
  out.kind = kind;
  out.url = job->asked.url;
  out.error = std::move(error);
  // Whoever asked knows the first URL, not the one that it led to.
  if (out.error.message.compare(0, out.url.size(), out.url) != 0) {
    out.error.message = out.url + ": redirects to " + out.error.message;
  }
  out.retry_s = retry_s;
  out.put_off = put_off;
  finish(job, std::move(out));
}

// Hosts in the order of their names, after the one that was served last.
void Fetcher::start_some() {
  bool more = true;
  while (more && running_.size() < options_.parallel) {
    more = false;
    std::vector<std::string> names;
    for (auto it = hosts_.upper_bound(last_host_); it != hosts_.end(); ++it) {
      names.push_back(it->first);
    }
    for (auto it = hosts_.begin(); it != hosts_.upper_bound(last_host_); ++it) {
      names.push_back(it->first);
    }
    const int64_t now = time_.steady_ms();
    for (const std::string& name : names) {
      if (running_.size() >= options_.parallel) break;
      Host& host = hosts_[name];
      if (host.queue.empty() || host.busy) continue;
      const bool closed = host.closed_ms > now;
      if (!closed && host.free_ms > now) continue;
      Task task = std::move(host.queue.front());
      host.queue.pop_front();
      more = true;
      if (closed) {
        Error why{ErrorCode::unreachable, task.url.text + ": put off: " + host.closed_why};
        const int64_t rest = (host.closed_ms - now + 999) / 1000;
        if (task.robots_of.empty()) {
          give_up(task.job, FetchResult::Kind::later, std::move(why), rest, true);
        } else {
          no_robots(task, std::move(why));
        }
        continue;
      }
      last_host_ = name;
      start(host, std::move(task));
    }
  }
}

// Starts the request, or answers or parks the task without one.
void Fetcher::start(Host& host, Task&& task) {
  HttpRequest request;
  request.limits = options_.limits;
  const std::string origin = task.url.origin();
  if (!task.robots_of.empty()) {
    request.limits.max_bytes = kMaxRobotsBytes + 1;
    request.cut = true;
    request.headers = {{"Accept", "text/plain"}};
  } else {
    const FetchJob& asked = task.job->asked;
    if (asked.ask_robots) {
      Site& site = sites_[origin];
      if (site.known && site.until_ms <= time_.steady_ms()) site.known = site.asked = false;
      if (!site.known && !site.asked) (void)use_kept_robots(origin, site);
      if (!site.known) {
        site.waiting.push_back(std::move(task));
        if (site.asked) return;
        site.asked = true;
        if (const auto url = resolve_http_url(site.waiting.back().url.text, "/robots.txt")) {
          put({*url, nullptr, origin, 0}, true);
        }
        return;
      }
      if (site.missing) {
        const bool later = site.missing->code == ErrorCode::unreachable;
        give_up(task.job, later ? FetchResult::Kind::later : FetchResult::Kind::never,
                {site.missing->code, task.url.text + ": " + site.missing->message});
        return;
      }
      if (!site.robots.allows(task.url.path)) {
        give_up(task.job, FetchResult::Kind::never,
                {ErrorCode::refused, task.url.text + ": robots.txt does not allow it"});
        return;
      }
    }
    if (!task.job->wanted && asked.wanted) {
      if (!asked.wanted(task.job->asked)) {
        FetchResult out;
        out.kind = FetchResult::Kind::unwanted;
        out.url = asked.url;
        finish(task.job, std::move(out));
        return;
      }
      task.job->wanted = true;
    }
    request.limits.max_bytes = asked.max_bytes;
    request.no_media = asked.no_media;
    request.headers = {{"Accept", asked.accept}};
    if (asked.etag) request.headers.emplace_back("If-None-Match", *asked.etag);
    if (asked.last_modified)
      request.headers.emplace_back("If-Modified-Since", *asked.last_modified);
  }
  if (options_.gate && !enter(host, task)) return;
  request.url = task.url.text;
  host.busy = true;
  const uint64_t id = ++exchanges_;
  running_.emplace(id, std::move(task));
  http_.start(id, request);
}

// Takes what is kept of the robots.txt of an origin, if it is fresh.
bool Fetcher::use_kept_robots(const std::string& origin, Site& site) {
  const auto kept = options_.load_robots ? options_.load_robots(origin) : std::nullopt;
  const int64_t age = kept ? time_.unix_ms() / 1000 - kept->fetched_s : kRobotsAgeS;
  if (age < 0 || age >= kRobotsAgeS) return false;
  site.asked = true;
  know_robots(origin, Robots::from_rules(kept->rules));
  site.until_ms = time_.steady_ms() + (kRobotsAgeS - age) * 1000;
  return true;
}

// May the task's request be made now? If not, the task waits, or needs none any more.
bool Fetcher::enter(Host& host, Task& task) {
  const std::string name = task.url.host;
  const HostGate::Entry entry =
      options_.gate->enter(name, std::max(options_.pause_ms, host.pause_ms));
  if (entry.entered && !task.robots_of.empty() && task.redirects == 0) {
    // Another program may have fetched it while this one waited for its turn.
    const std::string origin = task.robots_of;
    if (use_kept_robots(origin, sites_[origin])) {
      options_.gate->leave(name, false);
      return false;
    }
  }
  if (entry.entered) return true;
  if (entry.rest_s > 0) {
    let_rest(host, entry.rest_s, entry.why);
  } else {
    host.free_ms = time_.steady_ms() + std::max<int64_t>(entry.wait_ms, 1);
  }
  put(std::move(task), true);
  return false;
}

void Fetcher::on_done(HttpDone& done) {
  const auto found = running_.find(done.id);
  if (found == running_.end()) return;
  Task task = std::move(found->second);
  running_.erase(found);
  const std::string asked = task.url.host;
  Host& host = hosts_[asked];
  host.busy = false;
  host.free_ms = time_.steady_ms() + std::max(options_.pause_ms, host.pause_ms);
  const bool silent = !done.reply && done.reply.error().code == ErrorCode::unreachable;
  host.failures = silent ? host.failures + 1 : 0;
  if (silent && host.failures >= kHostFailures) {
    close(task.url.host, kHostRestS,
          fmt::format("{} failed {} times in a row", task.url.host, kHostFailures));
    host.failures = 0;
  }
  if (task.robots_of.empty()) {
    on_page(task, done.reply);
  } else {
    on_robots(task, done.reply);
  }
  // Last: who comes next finds the robots.txt kept, and the host closed if it is.
  if (options_.gate) options_.gate->leave(asked, true);
}

void Fetcher::close(const std::string& host, int64_t seconds, const std::string& why) {
  let_rest(hosts_[host], seconds, why);
  if (options_.gate) options_.gate->close(host, seconds, why);
}

void Fetcher::let_rest(Host& host, int64_t seconds, const std::string& why) {
  host.closed_ms = std::max(host.closed_ms, time_.steady_ms() + seconds * 1000);
  host.closed_why = why;
}

void Fetcher::know_robots(const std::string& origin, Robots robots) {
  Site& site = sites_[origin];
  site.missing.reset();
  site.until_ms = time_.steady_ms() + kRobotsAgeS * 1000;
  site.robots = std::move(robots);
  release(origin, site);
}

// The reason is said of every page of the site: an address of this network as it is, else that it
// is the robots.txt that is missing.
void Fetcher::no_robots(const Task& task, Error why) {
  const std::string& origin = task.robots_of;
  Site& site = sites_[origin];
  const std::string url = task.url.text + ": ";
  if (why.message.compare(0, url.size(), url) == 0) why.message.erase(0, url.size());
  if (why.code != ErrorCode::refused) {
    why.message = "nothing of the site is fetched, as its robots.txt cannot be had: " + why.message;
  }
  site.missing = std::move(why);
  site.until_ms = time_.steady_ms() + kRobotsAgainMs;
  release(origin, site);
}

// Hands back the tasks that waited for the robots.txt, in their order.
void Fetcher::release(const std::string& origin, Site& site) {
  site.known = site.asked = true;
  const auto delay = site.robots.delay_s();
  while (!site.waiting.empty()) {
    Task task = std::move(site.waiting.back());
    site.waiting.pop_back();
    put(std::move(task), true);
  }
  const auto url = parse_http_url(origin);
  if (url && delay) {
    Host& host = hosts_[url->host];
    host.pause_ms = std::min<int64_t>(*delay, kMaxCrawlDelayS) * 1000;
    host.free_ms = std::max(host.free_ms, time_.steady_ms() + host.pause_ms);
  }
  forget_some(origin);
}

// Rules can be long and sites many: those that nobody waits for can be asked for again.
void Fetcher::forget_some(const std::string& but) {
  if (sites_.size() <= kMaxSites) return;
  std::erase_if(sites_, [&](const auto& entry) {
    return entry.first != but && entry.second.known && entry.second.waiting.empty();
  });
}

void Fetcher::on_robots(Task& task, Result<HttpReply>& reply) {
  const auto keep = [&](Robots robots) {
    if (options_.save_robots) {
      options_.save_robots(task.robots_of, {time_.unix_ms() / 1000, robots.rules()});
    }
    know_robots(task.robots_of, std::move(robots));
  };
  if (!reply) {
    no_robots(task, reply.error());
  } else if (reply->status >= 200 && reply->status < 300) {
    keep(Robots::parse(reply->body, options_.agent));
  } else if (is_redirect(reply->status)) {
    const auto to =
        resolve_http_url(task.url.text, find_header(reply->headers, "location").value_or(""));
    if (to && task.redirects < kMaxRobotsRedirects) {
      put({*to, nullptr, task.robots_of, task.redirects + 1}, true);
    } else {
      keep(Robots());  // RFC 9309, 2.3.1.2: as if there were none
    }
  } else if (reply->status >= 400 && reply->status < 500 && reply->status != 429) {
    keep(Robots());  // 2.3.1.3
  } else {
    no_robots(task,  // 2.3.1.4
              {ErrorCode::unreachable,
               fmt::format("{}: the server answers with status {}", task.url.text, reply->status)});
  }
}

std::optional<int64_t> Fetcher::retry_after(const HttpReply& reply) const {
  const auto value = find_header(reply.headers, "retry-after");
  if (!value) return std::nullopt;
  int64_t seconds = 0;
  const auto read = std::from_chars(value->data(), value->data() + value->size(), seconds);
  if (read.ec != std::errc() || read.ptr != value->data() + value->size()) {
    const int64_t moment = http_date(std::string(*value));
    if (moment < 0) return std::nullopt;
    seconds = moment - time_.unix_ms() / 1000;
  }
  return std::clamp<int64_t>(seconds, 0, kMaxRetryS);
}

void Fetcher::on_page(Task& task, Result<HttpReply>& reply) {
  const JobPtr& job = task.job;
  using Kind = FetchResult::Kind;
  if (!reply) {
    const bool later = reply.error().code == ErrorCode::unreachable;
    give_up(job, later ? Kind::later : Kind::never, reply.error());
    return;
  }
  const int status = reply->status;
  if (is_redirect(status)) {
    redirect(task, *reply);
    return;
  }
  if (status == 200 || status == 203 || status == 304) {
    FetchResult out;
    out.kind = status == 304 ? Kind::unchanged : Kind::fetched;
    out.url = task.url.text;
    out.moved = job->redirects > 0 && job->permanent;
    out.reply = std::move(*reply);
    out.fetched = rfc3339(time_.unix_ms());
    finish(job, std::move(out));
    return;
  }
  const std::optional<int64_t> retry = retry_after(*reply);
  const bool later = status >= 500 || status == 408 || status == 425 || status == 429;
  if (status == 429 || (status == 503 && retry)) {
    const int64_t rest = retry.value_or(kHostRestS);
    close(
        task.url.host, rest,
        fmt::format("{} asks to be left alone for {} s (status {})", task.url.host, rest, status));
  }
  const ErrorCode code = later                            ? ErrorCode::unreachable
                         : status == 404 || status == 410 ? ErrorCode::not_found
                                                          : ErrorCode::refused;
  give_up(job, later ? Kind::later : Kind::never,
          {code, fmt::format("{}: the server answers with status {}", task.url.text, status)},
          retry);
}

void Fetcher::redirect(Task& task, const HttpReply& reply) {
  const JobPtr& job = task.job;
  using Kind = FetchResult::Kind;
  const std::string location(find_header(reply.headers, "location").value_or(""));
  const auto to = resolve_http_url(task.url.text, location);
  if (!to) {
    give_up(job, Kind::never,
            {ErrorCode::refused,
             fmt::format("{}: redirects to \"{}\", which is no http or https address",
                         task.url.text, location.substr(0, 200))});
    return;
  }
  if (reply.status != 301 && reply.status != 308) job->permanent = false;
  if (++job->redirects > kMaxRedirects) {
    give_up(job, Kind::never,
            {ErrorCode::refused,
             fmt::format("{}: more than {} redirects", job->asked.url, kMaxRedirects)});
    return;
  }
  if (!job->seen.insert(to->text).second) {
    give_up(job, Kind::never,
            {ErrorCode::refused,
             fmt::format("{}: redirects in a circle, by {}", job->asked.url, to->text)});
    return;
  }
  put({*to, job, {}, 0}, true);
}

int64_t Fetcher::until_ready() const {
  int64_t ms = kSlice;
  const int64_t now = time_.steady_ms();
  if (running_.size() >= options_.parallel) return ms;
  for (const auto& [name, host] : hosts_) {
    if (!host.busy && !host.queue.empty())
      ms = std::min(ms, std::max<int64_t>(host.free_ms - now, 0));
  }
  return ms;
}

void Fetcher::drop() {
  http_.cancel();
  for (const auto& [id, task] : running_) {
    if (options_.gate) options_.gate->leave(task.url.host, true);
  }
  running_.clear();
  done_.clear();
  for (auto& [name, host] : hosts_) {
    host.queue.clear();
    host.busy = false;
  }
  for (auto& [origin, site] : sites_) {
    site.waiting.clear();
    site.asked = site.known;
  }
  open_ = 0;
}

std::optional<FetchResult> Fetcher::next() {
  for (;;) {
    if (options_.stopped && options_.stopped()) {
      drop();
      return std::nullopt;
    }
    if (!done_.empty()) {
      FetchResult out = std::move(done_.front());
      done_.pop_front();
      return out;
    }
    if (open_ == 0) {
      const int64_t now = time_.steady_ms();
      if (hosts_.size() > kMaxHosts) {
        std::erase_if(hosts_, [&](const auto& h) {
          return h.second.free_ms < now && h.second.closed_ms < now;
        });
      }
      return std::nullopt;
    }
    start_some();
    if (!done_.empty()) continue;
    for (HttpDone& d : http_.wait(until_ready())) on_done(d);
  }
}

void Fetcher::wait(int64_t ms) {
  const int64_t end = time_.steady_ms() + ms;
  for (int64_t now = time_.steady_ms(); now < end; now = time_.steady_ms()) {
    if (options_.stopped && options_.stopped()) return;
    (void)http_.wait(std::min(kSlice, end - now));
  }
}

}  // namespace isnad
