#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/extraction.h"
#include "cli/interrupt.h"
#include "cli/refreshing.h"
#include "cli/staying.h"
#include "fetch/curl_http.h"
#include "store/watch_lock.h"
#include "watch/feed_list.h"
#include "watch/watcher.h"

namespace isnad {

namespace {

class Watch : public Command {
 public:
  const char* name() const override { return "watch"; }
  const char* summary() const override {
    return "Poll feeds and read what is new into a case file";
  }
  const char* examples() const override {
    return "Feeds are RSS, Atom, RDF and JSON Feed. A failure of the web ends nothing: it is "
           "told,\n"
           "counted and tried again later. Ctrl-C ends after the current item (docs/watch.md).\n\n"
           "Examples:\n"
           "  isnad watch https://news.example/rss -d matter.case --contact desk@paper.example\n"
           "  isnad watch feeds.opml -d matter.case --once";
  }
  void declare(Options& o) override {
    o.inputs("FEEDS", words_, "URLs of feeds, OPML lists, or files with one URL a line");
    o.required_text(
        "-d,--case", file_, "CASE",
        "The case: a file, made if it does not exist, or a database (several watchers)");
    o.flag("--once", once_, "One round now, for cron, instead of going on");
    o.number("--interval", interval_, "Minutes between two polls of a feed (default 15)");
    o.number("--limit", limit_, "Pages of one feed in one round (default 100; 0: all)");
    o.number("--pause", pause_, "Seconds between two requests to one host (default 2)");
    o.number("--timeout", timeout_, "Seconds that one answer may take (default 120)");
    o.text("--contact", contact_, "TEXT", "How a site reaches you: goes into the user agent");
    o.flag("--no-pages", no_pages_, "Do not fetch pages of items whose full text the feed has");
    o.flag("--feeds-anyway", feeds_anyway_,
           "Poll the feeds even where robots.txt forbids it; pages obey it always");
    o.flag("--allow-private", private_, "Let addresses of this machine and private networks in");
    o.flag("--keep-raw", keep_raw_, "Keep the bytes of pages in the case");
  }
  int run() override {
    constexpr size_t kPageBytes = 4 << 20;
    if (!once_) stay_small(kPageBytes);
    std::vector<std::string> faults;
    Result<std::vector<std::string>> feeds = feed_urls(words_, faults);
    for (const std::string& fault : faults) tell(fault);
    if (!feeds) return report(feeds.error());
    if (auto r = check(); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(file_, CaseFile::Mode::create);
    if (!file) return report(file.error());
    const Result<WatchLock> alone = WatchLock::take(file_);
    if (!alone) return report(alone.error());
    const Result<Engine> engine = open_engine();
    if (!engine) return report(engine.error());
    auto http = CurlHttp::open({user_agent(), address_guard(private_)});
    if (!http) return report(http.error());
    const SystemTime time;
    const Interrupt interrupt;
    CaseHosts hosts(*file);
    Fetcher fetcher(**http, time, fetching(hosts));
    Watcher watcher(*file, *engine, fetcher, hosts, time, watching(), *feeds);
    bool good = faults.empty();
    for (;;) {
      const Result<Looked> looked = look(watcher, *file, *engine);
      give_memory_back();
      if (looked) {
        good = good && looked->good;
      } else if (once_ || !may_pass(looked.error())) {
        return report(looked.error());
      }
      if (once_ && !Interrupt::requested()) return good ? 0 : 1;
      if (looked) {
        const int64_t left = looked->due * 1000 - time.unix_ms();
        fetcher.wait(std::clamp<int64_t>(left, 1000, kLookMs));
      } else if (looked.error().code == ErrorCode::unreachable) {
        connect_again(looked.error(), *file, fetcher);
      } else {
        tell(looked.error().message + "; tried again in a minute");
        fetcher.wait(kPatienceMs);
      }
      if (Interrupt::requested()) {
        return report(
            {ErrorCode::interrupted,
             "interrupted; " + file->name() + " keeps what was read, the same command goes on"});
      }
    }
  }

 private:
  static constexpr int64_t kPatienceMs = 60'000;
  // So soon a watcher sees what became due, and what another one left.
  static constexpr int64_t kLookMs = 5'000;

  struct Looked {
    int64_t due = 0;  // when the next feed is, seconds since 1970
    bool good = true;
  };

  // One round, and what crosses documents after it.
  Result<Looked> look(Watcher& watcher, CaseFile& file, const Engine& engine) const {
    const Result<WatchRound> round = watcher.round(once_);
    if (!round) return tl::unexpected<Error>(round.error());
    if (once_ || round->polled) tell(summary(*round));
    // Before the comparison, which takes the longer the larger the case is.
    engine.forget_forms();
    give_memory_back();
    if (auto r = refresh(file, engine); !r) return tl::unexpected<Error>(r.error());
    return Looked{round->due, round->failed == 0 && round->refused == 0 && round->put_off == 0};
  }

  // Somebody else writes for long, the disk is full, the database is started anew: not for ever.
  static bool may_pass(const Error& error) {
    return error.code == ErrorCode::locked || error.code == ErrorCode::full ||
           error.code == ErrorCode::unreachable;
  }

  // What the lost connection had claimed is free; the next round claims what it needs.
  void connect_again(const Error& lost, CaseFile& file, Fetcher& fetcher) const {
    std::string why = lost.message;
    for (int64_t wait_ms = 1000;; wait_ms = std::min(wait_ms * 2, kPatienceMs)) {
      tell(fmt::format("{}; connecting again in {} s", why, wait_ms / 1000));
      fetcher.wait(wait_ms);
      if (Interrupt::requested()) return;
      Result<CaseFile> again = CaseFile::open(file_, CaseFile::Mode::write);
      if (again) {
        file = std::move(*again);
        tell(file.name() + ": connected again");
        return;
      }
      why = again.error().message;
    }
  }

  // Also what a run before this one added and could not compare any more.
  Result<void> refresh(CaseFile& file, const Engine& engine) const {
    if (Interrupt::requested()) return {};
    const Result<bool> needed = file.needs_refresh();
    if (!needed) return tl::unexpected<Error>(needed.error());
    if (!*needed) return {};
    return once_ ? refresh_case(file, engine) : refresh_apart(file_, file, engine);
  }

  Result<void> check() const {
    const bool printable =
        std::all_of(contact_.begin(), contact_.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    if (!printable) {
      return fail(ErrorCode::bad_argument, "--contact: only printable ASCII can go into a header");
    }
    if (interval_ == 0 || interval_ > 7 * 24 * 60) {
      return fail(ErrorCode::bad_argument, "--interval: from 1 to 10080 minutes");
    }
    if (timeout_ == 0 || timeout_ > 3600) {
      return fail(ErrorCode::bad_argument, "--timeout: from 1 to 3600 seconds");
    }
    if (pause_ > 3600) return fail(ErrorCode::bad_argument, "--pause: at most 3600 seconds");
    return {};
  }

  std::string user_agent() const {
    const std::string name = std::string("isnad/") + ISNAD_VERSION;
    return contact_.empty() ? name : name + " (" + contact_ + ")";
  }

  FetchOptions fetching(CaseHosts& hosts) const {
    FetchOptions o;
    o.pause_ms = static_cast<int64_t>(pause_) * 1000;
    o.limits.timeout_s = static_cast<uint32_t>(timeout_);
    o.limits.connect_timeout_s = std::min(o.limits.connect_timeout_s, o.limits.timeout_s);
    o.stopped = [&hosts] { return Interrupt::requested() || hosts.fault(); };
    hosts.serve(o);
    return o;
  }

  WatchOptions watching() const {
    WatchOptions o;
    o.interval_s = static_cast<int64_t>(interval_) * 60;
    o.limit = limit_;
    o.pages = !no_pages_;
    o.keep_raw = keep_raw_;
    o.feeds_obey = !feeds_anyway_;
    o.seed = std::random_device()();
    o.log = [](const std::string& line) { tell(line); };
    o.stopped = [] { return Interrupt::requested(); };
    return o;
  }

  static std::string summary(const WatchRound& r) {
    std::string line = fmt::format(
        "{} feed{} polled: {} unchanged, {} failed; {} new item{}, {} new "
        "document{}",
        r.polled, r.polled == 1 ? "" : "s", r.unchanged, r.failed, r.items, r.items == 1 ? "" : "s",
        r.documents, r.documents == 1 ? "" : "s");
    if (r.refused) line += fmt::format(", {} given up", r.refused);
    if (r.put_off) line += fmt::format(", {} put off", r.put_off);
    if (r.waiting) line += fmt::format(", {} waiting", r.waiting);
    if (r.held) {
      line += fmt::format("; {} feed{} left to other watchers", r.held, r.held == 1 ? "" : "s");
    }
    return line;
  }

  std::vector<std::string> words_;
  std::string file_;
  std::string contact_;
  size_t interval_ = 15;
  size_t limit_ = 100;
  size_t pause_ = 2;
  size_t timeout_ = 120;
  bool once_ = false;
  bool no_pages_ = false;
  bool feeds_anyway_ = false;
  bool private_ = false;
  bool keep_raw_ = false;
};

}  // namespace

std::unique_ptr<Command> make_watch() { return std::make_unique<Watch>(); }

}  // namespace isnad
