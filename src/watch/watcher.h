#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "engine/engine.h"
#include "fetch/fetcher.h"
#include "ingest/evidence.h"
#include "ingest/feed.h"
#include "store/case_file.h"
#include "watch/case_hosts.h"

// Polls feeds and reads what is new in them into a case.

namespace isnad {

struct WatchOptions {
  int64_t interval_s = 900;
  size_t limit = 100;      // pages that one round fetches of one feed; 0: all
  bool pages = true;       // fetch the page also of an item whose full text the feed has
  bool keep_raw = false;   // keep the bytes of pages in the case
  bool feeds_obey = true;  // robots.txt holds for the feeds as well as for pages
  uint64_t seed = 0;       // of the jitter
  std::function<void(const std::string&)> log;  // one line for people
  std::function<bool()> stopped;
};

// What one round did.
struct WatchRound {
  size_t polled = 0;     // feeds that were asked
  size_t unchanged = 0;  // of them, with nothing new since the last time
  size_t failed = 0;     // of them, that could not be read
  size_t items = 0;      // new in them
  size_t documents = 0;  // new in the case
  size_t refused = 0;    // items given up
  size_t put_off = 0;    // items that failed and are tried again
  size_t waiting = 0;    // items that are left for later rounds
  size_t held = 0;       // feeds that were due, which another watcher of the case has in hand
  int64_t due = 0;       // when the next feed is due, seconds since 1970
};

inline constexpr int64_t kMaxTries = 5;  // of one item's page

// One thread. The case file, the engine and the web must outlive it. Several watchers, in other
// programs, may feed one case in a database: each feed is claimed while it is polled and its pages
// are fetched, and nothing of it is written without the claim. Its row says that it was polled only
// when all its pages were answered: what stops a watcher in between, the feed is due still.
class Watcher {
 public:
  // `hosts` is what the fetcher takes turns by.
  Watcher(CaseFile& file, const Engine& engine, Fetcher& fetcher, CaseHosts& hosts,
          const TimeSource& time, WatchOptions options, std::vector<std::string> feeds);

  // Polls the feeds that are due, or with `all` every feed that may be asked, fetches what is new
  // and adds it to the case, each document with its item in one transaction. What fails on the web
  // is logged and counted. Error: the case takes no more, or the connection to it broke; nothing
  // else. Then no claim is left, and the next round asks again for what this one left.
  Result<WatchRound> round(bool all);

 private:
  // A feed that this watcher has claimed.
  struct Hand {
    FeedRow row;       // as it was when it was claimed, then as it is to be kept
    size_t pages = 0;  // that are not answered yet
  };
  struct Pending {
    FeedItemRow row;
    std::optional<std::string> content;        // the feed's own text
    std::shared_ptr<const Evidence> evidence;  // of that text: the feed
    std::string outlet;
  };

  Result<WatchRound> poll(bool all);
  void ask(const FeedRow& row, bool all);
  bool may_poll(const FeedRow& row, bool all) const;
  Result<bool> take(const FeedRow& seen, bool all);
  Result<void> close(std::string url);  // by value: a name in its own row goes with the row
  Result<void> page_answered(const std::string& feed);
  Result<void> look_ahead();
  Result<void> on_feed(const std::string& url, FetchResult&& result);
  Result<void> feed_failed(FeedRow& row, const FetchResult& result, const std::string& why);
  Result<void> on_items(const FeedRow& row, const Feed& feed);
  Result<void> ask_pages(Hand& hand);
  Result<void> on_page(Pending& item, FetchResult&& result);
  Result<void> read_page(Pending& item, FetchResult&& result);
  Result<void> read_content(Pending& item);
  Result<bool> add(IngestItem&& item, const Pending& from);
  Result<void> settle(Pending& item, FeedItemState state, const std::string& why);
  void log(const std::string& line) const;
  int64_t now() const { return time_.unix_ms() / 1000; }

  CaseFile& file_;
  const Engine& engine_;
  Fetcher& fetcher_;
  CaseHosts& hosts_;
  const TimeSource& time_;
  WatchOptions options_;
  std::vector<std::string> feeds_;
  struct Asked {
    FeedRow row;  // as it was when the feed was found due
    bool all = false;
  };
  std::map<uint64_t, Asked> asked_feeds_;
  std::map<std::string, Hand> hands_;
  std::map<std::string, std::string> told_;  // who held a feed, when it was last said
  std::optional<Error> fault_;               // of a claim
  std::map<uint64_t, Pending> asked_pages_;
  std::map<std::string, std::string> contents_;  // of the feed that is being read, by item
  std::shared_ptr<const Evidence> feed_evidence_;
  WatchRound report_;
  uint64_t jobs_ = 0;
  uint64_t rounds_ = 0;
};

}  // namespace isnad
