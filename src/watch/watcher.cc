#include "watch/watcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/blob.h"
#include "ingest/feed_documents.h"
#include "watch/schedule.h"

namespace isnad {

namespace {

constexpr const char* kAcceptFeed =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";
constexpr const char* kAcceptPage =
    "text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.8, */*;q=0.1";

// Ids are somebody else's text of any length; a long one is known by its hash.
std::string item_key(const std::string& id) {
  constexpr size_t kLongest = 500;
  return id.size() <= kLongest ? id : "sha256:" + sha256_hex(id);
}

// "text/html; charset=windows-1256" in its parts.
void set_type(Blob& blob, const Headers& headers) {
  const auto value = find_header(headers, "content-type");
  if (!value) return;
  const std::string_view type = value->substr(0, value->find(';'));
  if (!type.empty()) blob.media_type = type.substr(0, type.find_last_not_of(" \t") + 1);
  const size_t at = value->find("charset=");
  if (at == std::string_view::npos) return;
  std::string_view charset = value->substr(at + 8);
  if (!charset.empty() && charset[0] == '"') charset.remove_prefix(1);
  charset = charset.substr(0, charset.find_first_of("\"; \t"));
  if (!charset.empty()) blob.charset = charset;
}

FeedRow new_feed(const std::string& url) {
  FeedRow row;
  row.url = url;
  return row;
}

}  // namespace

Watcher::Watcher(CaseFile& file, const Engine& engine, Fetcher& fetcher, CaseHosts& hosts,
                 const TimeSource& time, WatchOptions options, std::vector<std::string> feeds)
    : file_(file),
      engine_(engine),
      fetcher_(fetcher),
      hosts_(hosts),
      time_(time),
      options_(std::move(options)),
      feeds_(std::move(feeds)) {}

void Watcher::log(const std::string& line) const {
  if (options_.log) options_.log(line);
}

Result<WatchRound> Watcher::round(bool all) {
  Result<WatchRound> done = poll(all);
  if (!done) {
    file_.rollback();
    fetcher_.drop();
  }
  // Those of a round that ended early; nobody holds them for a connection that is gone.
  for (const auto& [url, hand] : hands_) (void)file_.give_back_feed(url);
  hands_.clear();
  asked_feeds_.clear();
  asked_pages_.clear();
  contents_.clear();
  feed_evidence_.reset();
  fault_.reset();
  (void)hosts_.take_fault();
  return done;
}

Result<WatchRound> Watcher::poll(bool all) {
  report_ = WatchRound();
  ++rounds_;
  const auto rows = file_.feeds();
  if (!rows) return tl::unexpected<Error>(rows.error());
  for (const std::string& url : feeds_) {
    const auto row = rows->find(url);
    ask(row == rows->end() ? new_feed(url) : row->second, all);
  }
  while (auto result = fetcher_.next()) {
    Result<void> done;
    if (const auto feed = asked_feeds_.find(result->id); feed != asked_feeds_.end()) {
      const Asked asked = std::move(feed->second);
      asked_feeds_.erase(feed);
      // What was given up before it was its turn is claimed only now.
      const bool mine = hands_.count(asked.row.url) != 0;
      const Result<bool> taken = mine || result->kind == FetchResult::Kind::unwanted
                                     ? Result<bool>(mine)
                                     : take(asked.row, asked.all);
      if (!taken) return tl::unexpected<Error>(taken.error());
      if (*taken) done = on_feed(asked.row.url, std::move(*result));
    } else if (const auto page = asked_pages_.find(result->id); page != asked_pages_.end()) {
      Pending item = std::move(page->second);
      asked_pages_.erase(page);
      done = on_page(item, std::move(*result));
      if (done) done = page_answered(item.row.feed);
    }
    if (!done) return tl::unexpected<Error>(done.error());
    if (fault_) break;
  }
  if (fault_) return tl::unexpected<Error>(*fault_);
  if (const auto fault = hosts_.take_fault()) return tl::unexpected<Error>(*fault);
  if (auto r = look_ahead(); !r) return tl::unexpected<Error>(r.error());
  return report_;
}

// When there is something to do again.
Result<void> Watcher::look_ahead() {
  const auto rows = file_.feeds();
  if (!rows) return tl::unexpected<Error>(rows.error());
  const auto waiting = file_.waiting_counts();
  if (!waiting) return tl::unexpected<Error>(waiting.error());
  for (const std::string& url : feeds_) {
    const auto row = rows->find(url);
    const int64_t due = row == rows->end() ? now() : row->second.due;
    if (report_.due == 0 || due < report_.due) report_.due = due;
    const auto count = waiting->find(url);
    if (count != waiting->end()) report_.waiting += static_cast<size_t>(count->second);
  }
  return {};
}

// A row that was written in the future, by a clock that was put right since, says nothing.
bool Watcher::may_poll(const FeedRow& row, bool all) const {
  if (row.polled > now() + kClockSkew) return true;
  return row.held <= now() && (all || row.due <= now());
}

void Watcher::ask(const FeedRow& row, bool all) {
  if (!may_poll(row, all)) {
    if (all) {
      log(fmt::format("{}: left alone until {}{}", row.url, rfc3339(row.held * 1000),
                      row.message ? ": " + *row.message : std::string()));
      ++report_.put_off;
    }
    return;
  }
  FetchJob job;
  job.id = ++jobs_;
  job.url = row.url;
  job.accept = kAcceptFeed;
  job.max_bytes = kMaxDocumentBytes;
  job.ask_robots = options_.feeds_obey;
  // Only when it is its turn: a feed that waits for its host is free for others.
  job.wanted = [this, seen = row, all](FetchJob& asked) {
    const Result<bool> mine = take(seen, all);
    if (!mine) fault_ = mine.error();
    if (!mine || !*mine) return false;
    const FeedRow& now_kept = hands_[seen.url].row;
    asked.etag = now_kept.etag;
    asked.last_modified = now_kept.last_modified;
    return true;
  };
  asked_feeds_[job.id] = {row, all};
  fetcher_.add(std::move(job));
}

// Claims the feed if nobody else holds it, and if nobody has polled it since it was found due.
Result<bool> Watcher::take(const FeedRow& seen, bool all) {
  const Result<bool> mine = file_.claim_feed(seen.url);
  if (!mine) return mine;
  if (!*mine) {
    ++report_.held;
    const Result<std::string> who = file_.holder_of_feed(seen.url);
    if (!who) return tl::unexpected<Error>(who.error());
    std::string& told = told_[seen.url];
    if (!who->empty() && (all || told != *who)) {
      log(fmt::format("{}: left to {}, which polls it now", seen.url, *who));
      told = *who;
    }
    return false;
  }
  told_.erase(seen.url);
  const auto row = file_.feed(seen.url);
  if (!row) return tl::unexpected<Error>(row.error());
  const FeedRow now_kept = row->value_or(new_feed(seen.url));
  if (now_kept.polled != seen.polled || !may_poll(now_kept, all)) {
    if (auto r = file_.give_back_feed(seen.url); !r) return tl::unexpected<Error>(r.error());
    return false;
  }
  hands_[seen.url].row = now_kept;
  ++report_.polled;
  return true;
}

// All of the feed is done: writes that down, and lets others have it.
Result<void> Watcher::close(std::string url) {
  const auto hand = hands_.find(url);
  if (hand == hands_.end()) return {};
  if (auto r = file_.keep_feed(hand->second.row); !r) return r;
  hands_.erase(hand);
  return file_.give_back_feed(url);
}

Result<void> Watcher::page_answered(const std::string& feed) {
  const auto hand = hands_.find(feed);
  if (hand == hands_.end() || --hand->second.pages > 0) return {};
  return close(feed);
}

Result<void> Watcher::feed_failed(FeedRow& row, const FetchResult& result, const std::string& why) {
  ++report_.failed;
  ++row.failures;
  row.message = why;
  row.polled = now();
  PollOutcome outcome;
  outcome.good = false;
  outcome.failures = row.failures;
  outcome.retry_after = result.retry_s;
  const NextPoll next =
      next_poll(now(), options_.interval_s, outcome, luck_of(options_.seed, row.url, rounds_));
  row.due = next.due;
  row.held = next.held;
  log(fmt::format("{}; next poll not before {}", why, rfc3339(next.held * 1000)));
  return close(row.url);
}

Result<void> Watcher::on_feed(const std::string& url, FetchResult&& result) {
  using Kind = FetchResult::Kind;
  Hand& hand = hands_[url];
  FeedRow& row = hand.row;
  if (result.kind == Kind::later || result.kind == Kind::never) {
    return feed_failed(row, result, result.error.message);
  }
  if (result.moved) {
    log(fmt::format("{}: has moved for good to {}; change your list", url, result.url));
  }
  std::string sha = result.kind == Kind::fetched ? sha256_hex(result.reply.body) : std::string();
  const bool same = result.kind == Kind::unchanged || row.sha == sha;
  if (same) {
    ++report_.unchanged;
  } else {
    Blob hints;
    set_type(hints, result.reply.headers);
    const Result<Feed> feed = read_feed(result.reply.body, {hints.charset, result.url}, url);
    if (!feed) return feed_failed(row, result, feed.error().message);
    Evidence evidence;
    evidence.sha256 = sha;
    evidence.size = result.reply.body.size();
    evidence.media_type = media_type_of_feed(feed->kind);
    evidence.url = result.url;
    evidence.fetched = result.fetched;
    evidence.headers = result.reply.headers;
    if (options_.keep_raw) evidence.raw = std::move(result.reply.body);
    feed_evidence_ = std::make_shared<const Evidence>(std::move(evidence));
    result.reply.body = std::string();
    if (!feed->note.empty()) log(url + ": " + feed->note);
    row.title = feed->title;
    row.minutes = feed->minutes ? std::optional<int64_t>(*feed->minutes) : std::nullopt;
    if (auto r = on_items(row, *feed); !r) return r;
    row.sha = std::move(sha);
  }
  const Headers& headers = result.reply.headers;
  const auto header = [&](const char* name) -> std::optional<std::string> {
    const auto value = find_header(headers, name);
    if (!value || value->empty() || value->size() > 1024) return std::nullopt;
    return std::string(*value);
  };
  if (result.kind == Kind::fetched) {
    row.etag = header("etag");
    row.last_modified = header("last-modified");
  }
  PollOutcome outcome;
  outcome.feed_minutes = row.minutes;
  if (const auto cache = header("cache-control")) outcome.max_age = max_age_of(*cache);
  const NextPoll next =
      next_poll(now(), options_.interval_s, outcome, luck_of(options_.seed, url, rounds_));
  row.polled = now();
  row.due = next.due;
  row.held = next.held;
  row.failures = 0;
  row.message.reset();
  auto r = ask_pages(hand);
  contents_.clear();
  feed_evidence_.reset();
  // Not all of it was read: the next round asks for all of it again.
  if (r && options_.stopped && options_.stopped()) return r;
  if (r && hand.pages == 0) r = close(url);
  return r;
}

// Writes down what is new, and notes the feed's own text of what waits.
Result<void> Watcher::on_items(const FeedRow& row, const Feed& feed) {
  const auto known = file_.feed_items(row.url);
  if (!known) return tl::unexpected<Error>(known.error());
  std::vector<FeedItemRow> fresh;
  std::set<std::string> seen;
  for (const FeedItem& item : feed.items) {
    const std::string key = item_key(item.id);
    if (!seen.insert(key).second) continue;
    const auto before = known->find(key);
    const bool waits = before == known->end() || before->second == FeedItemState::waiting;
    if (waits && item.content) contents_[key] = *item.content;
    if (before != known->end()) continue;
    FeedItemRow one{row.url,
                    key,
                    0,
                    item.link,
                    item.title,
                    item.author,
                    item.published,
                    FeedItemState::waiting,
                    0,
                    std::nullopt};
    if (!item.link && !item.content) {
      one.state = FeedItemState::refused;
      one.message = "has neither a link nor a text";
      ++report_.refused;
      log(fmt::format("{}: item {}: has neither a link nor a text", row.url, key));
    }
    fresh.push_back(std::move(one));
  }
  if (auto r = file_.keep_new_items(fresh); !r) return r;
  report_.items += fresh.size();
  log(fmt::format("{}: {} items, {} new", row.url, feed.items.size(), fresh.size()));
  return {};
}

// Asks for the pages of what waits; reads at once what needs none.
Result<void> Watcher::ask_pages(Hand& hand) {
  auto items = file_.waiting_items(hand.row.url, 0);
  if (!items) return tl::unexpected<Error>(items.error());
  for (FeedItemRow& item : *items) {
    if (options_.stopped && options_.stopped()) return {};
    Pending p;
    p.outlet = hand.row.title.value_or("");
    if (const auto text = contents_.find(item.item); text != contents_.end()) {
      p.content = std::move(text->second);
      p.evidence = feed_evidence_;
    }
    p.row = std::move(item);
    if (p.content && (!options_.pages || !p.row.link)) {
      if (auto r = read_content(p); !r) return r;
      continue;
    }
    if (!p.row.link) {  // a watcher was killed before it had read it
      ++report_.refused;
      const std::string why = "its text is no more in the feed";
      log(fmt::format("{}: item {}: {}", p.row.feed, p.row.item, why));
      if (auto r = settle(p, FeedItemState::refused, why); !r) return r;
      continue;
    }
    if (options_.limit != 0 && hand.pages >= options_.limit) continue;
    FetchJob job;
    job.id = ++jobs_;
    job.url = *p.row.link;
    job.accept = kAcceptPage;
    job.max_bytes = kMaxDocumentBytes;
    job.no_media = true;
    asked_pages_[job.id] = std::move(p);
    fetcher_.add(std::move(job));
    ++hand.pages;
  }
  return {};
}

Result<void> Watcher::settle(Pending& item, FeedItemState state, const std::string& why) {
  item.row.state = state;
  item.row.message = why.empty() ? std::nullopt : std::optional(why);
  return file_.keep_item(item.row);
}

Result<void> Watcher::on_page(Pending& item, FetchResult&& result) {
  using Kind = FetchResult::Kind;
  if (result.kind == Kind::fetched) return read_page(item, std::move(result));
  const std::string why = result.error.message;
  if (!result.put_off) ++item.row.tries;
  if (result.kind == Kind::later && item.row.tries < kMaxTries) {
    ++report_.put_off;
    log(why + "; tried again later");
    return settle(item, FeedItemState::waiting, why);
  }
  if (item.content) {
    log(why + "; the feed's own text is read");
    return read_content(item);
  }
  ++report_.refused;
  log(result.kind == Kind::later ? fmt::format("{}; given up after {} tries", why, kMaxTries)
                                 : why);
  return settle(item, FeedItemState::refused, why);
}

Result<void> Watcher::read_page(Pending& item, FetchResult&& result) {
  Blob blob;
  blob.uri = result.url;
  blob.url = result.url;
  blob.fetched = std::move(result.fetched);
  blob.headers = std::move(result.reply.headers);
  set_type(blob, blob.headers);
  blob.bytes = std::move(result.reply.body);
  IngestOptions options;
  options.keep_raw = options_.keep_raw;
  if (auto r = file_.begin(); !r) return r;
  bool any = false;
  std::string why;
  for (IngestItem& found : read_blob(std::move(blob), options)) {
    if (!found.document) why = found.document.error().message;
    const auto added = add(std::move(found), item);
    if (!added && added.error().code == ErrorCode::too_large) {  // this one alone
      why = added.error().message;
      continue;
    }
    if (!added) {
      file_.rollback();
      return tl::unexpected<Error>(added.error());
    }
    any = any || *added;
  }
  if (!any && item.content) {
    file_.rollback();
    log(why + "; the feed's own text is read");
    return read_content(item);
  }
  if (!any) {
    ++report_.refused;
    log(why);
  }
  if (auto r = settle(item, any ? FeedItemState::read : FeedItemState::refused, why); !r) return r;
  return file_.commit();
}

Result<void> Watcher::read_content(Pending& item) {
  RawDocument document;
  document.uri = item.row.link.value_or(item.row.feed + "#" + item.row.item);
  document.url = item.row.link;
  document.text_utf8 = *item.content;
  Result<std::u32string> text = decode_utf8(document.text_utf8);
  if (!text) return settle(item, FeedItemState::refused, text.error().message);
  document.text = std::move(*text);
  if (item.evidence) document.evidence = *item.evidence;
  if (auto r = file_.begin(); !r) return r;
  std::string uri = document.uri;
  const auto added = add({std::move(uri), std::move(document)}, item);
  if (!added) file_.rollback();
  if (!added && added.error().code == ErrorCode::too_large) {
    ++report_.refused;
    log(added.error().message);
    return settle(item, FeedItemState::refused, added.error().message);
  }
  if (!added) return tl::unexpected<Error>(added.error());
  if (auto r = settle(item, FeedItemState::read, {}); !r) return r;
  return file_.commit();
}

// Is it in the case now? What it could not be read for is logged by the caller.
Result<bool> Watcher::add(IngestItem&& item, const Pending& from) {
  if (!item.document) return false;
  RawDocument& d = *item.document;
  if (!d.title) d.title = from.row.title;
  if (!d.author) d.author = from.row.author;
  if (!d.published) d.published = from.row.published;
  if (!d.outlet && !from.outlet.empty()) d.outlet = from.outlet;
  if (!d.url) d.url = from.row.link;
  Fingerprint fingerprint;
  const Record record = engine_.extract(d, &fingerprint);
  const auto added =
      file_.add(record, d.text_utf8, fingerprint, d.evidence ? &*d.evidence : nullptr);
  if (!added) return tl::unexpected<Error>(added.error());
  if (*added == Added::document) ++report_.documents;
  log(fmt::format("{}: {}{}", d.uri,
                  *added == Added::document ? "read" : "a text that the case has already",
                  d.title ? ": " + *d.title : std::string()));
  return true;
}

}  // namespace isnad
