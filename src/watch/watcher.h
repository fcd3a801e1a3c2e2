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
  int64_t due = 0;       // when the next feed is due, seconds since 1970
};

inline constexpr int64_t kMaxTries = 5;  // of one item's page

// One thread. The case file, the engine and the web must outlive it.
class Watcher {
 public:
  Watcher(CaseFile& file, const Engine& engine, Fetcher& fetcher, const TimeSource& time,
          WatchOptions options, std::vector<std::string> feeds);

  // Polls the feeds that are due, or with `all` every feed that is not held, fetches what is new
  // and adds it to the case, each document with its item in one transaction. What fails on the web
  // is logged and counted. Error: the case takes no more; nothing else. Then the
  // next round asks again for what this one left.
  Result<WatchRound> round(bool all);

 private:
  struct Pending {
    FeedItemRow row;
    std::optional<std::string> content;        // the feed's own text
    std::shared_ptr<const Evidence> evidence;  // of that text: the feed
    std::string outlet;
  };

  Result<WatchRound> poll(bool all);
  Result<void> ask(const std::string& url, bool all);
  Result<void> on_feed(const std::string& url, FetchResult&& result);
  Result<void> feed_failed(FeedRow row, const FetchResult& result, const std::string& why);
  Result<void> on_items(FeedRow& row, const Feed& feed);
  Result<void> ask_pages(const FeedRow& row);
  Result<void> on_page(Pending&& item, FetchResult&& result);
  Result<void> read_page(Pending&& item, FetchResult&& result);
  Result<void> read_content(const Pending& item);
  Result<bool> add(IngestItem&& item, const Pending& from);
  Result<void> settle(Pending& item, FeedItemState state, const std::string& why);
  void log(const std::string& line) const;
  int64_t now() const { return time_.unix_ms() / 1000; }

  CaseFile& file_;
  const Engine& engine_;
  Fetcher& fetcher_;
  const TimeSource& time_;
  WatchOptions options_;
  std::vector<std::string> feeds_;
  std::map<uint64_t, std::string> asked_feeds_;
  std::map<uint64_t, Pending> asked_pages_;
  std::map<std::string, std::string> contents_;  // of the feed that is being read, by item
  std::shared_ptr<const Evidence> feed_evidence_;
  WatchRound report_;
  uint64_t jobs_ = 0;
  uint64_t rounds_ = 0;
};

}  // namespace isnad
