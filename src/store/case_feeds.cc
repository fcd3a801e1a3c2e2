#include <algorithm>
#include <array>
#include <set>

#include "store/case_impl.h"
#include "store/feed_rows.h"

// What `isnad watch` keeps between its rounds.

namespace isnad {

namespace {

constexpr std::array<std::string_view, 4> kStates = {"waiting", "read", "known", "refused"};

std::string_view state_name(FeedItemState s) { return kStates[static_cast<size_t>(s)]; }

constexpr const char* kFeedColumns =
    "title, etag, last_modified, sha, minutes, polled, due, held, failures, message";

FeedRow feed_row(const std::string& url, const Statement& row) {
  return {url,
          row.optional_text(0),
          row.optional_text(1),
          row.optional_text(2),
          row.optional_text(3),
          row.optional_integer(4),
          row.integer(5),
          row.integer(6),
          row.integer(7),
          row.integer(8),
          row.optional_text(9)};
}

constexpr const char* kInsertItem =
    "INSERT INTO feed_item (feed, item, number, link, title, author, published, state, tries, "
    "message) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING";

}  // namespace

Result<bool> CaseFile::needs_refresh() const {
  bool found = false;
  // Articles that nothing was compared with, or a case that an older isnad left.
  auto r = impl_->each(
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM fingerprint WHERE compared = 0) OR (EXISTS (SELECT 1 "
      "FROM entity) AND NOT EXISTS (SELECT 1 FROM entity_total_state))",
      [&](const Statement&) { found = true; });
  if (!r) return tl::unexpected<Error>(r.error());
  return found;
}

Result<std::optional<FeedRow>> CaseFile::feed(const std::string& url) const {
  std::optional<FeedRow> out;
  auto r = impl_->each(
      std::string("SELECT ") + kFeedColumns + " FROM feed WHERE url = ?",
      [&](const Statement& row) { out = feed_row(url, row); }, url);
  if (!r) return tl::unexpected<Error>(r.error());
  return out;
}

Result<std::map<std::string, FeedRow>> CaseFile::feeds() const {
  std::map<std::string, FeedRow> out;
  auto r = impl_->each(std::string("SELECT ") + kFeedColumns + ", url FROM feed",
                       [&](const Statement& row) {
                         const std::string url = row.text(10);
                         out[url] = feed_row(url, row);
                       });
  if (!r) return tl::unexpected<Error>(r.error());
  return out;
}

Result<void> CaseFile::keep_feed(const FeedRow& f) {
  return impl_->run(
      "INSERT INTO feed (url, title, etag, last_modified, sha, minutes, polled, due, held, "
      "failures, message) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (url) DO UPDATE SET "
      "title = excluded.title, etag = excluded.etag, last_modified = excluded.last_modified, "
      "sha = excluded.sha, minutes = excluded.minutes, polled = excluded.polled, "
      "due = excluded.due, held = excluded.held, failures = excluded.failures, "
      "message = excluded.message",
      f.url, f.title, f.etag, f.last_modified, f.sha, f.minutes, f.polled, f.due, f.held,
      f.failures, f.message);
}

Result<std::map<std::string, FeedItemState>> CaseFile::feed_items(const std::string& feed) const {
  std::map<std::string, FeedItemState> out;
  auto r = impl_->each(
      "SELECT item, state FROM feed_item WHERE feed = ?",
      [&](const Statement& row) {
        const auto state = std::find(kStates.begin(), kStates.end(), row.text(1));
        out[row.text(0)] = static_cast<FeedItemState>(state - kStates.begin());
      },
      feed);
  if (!r) return tl::unexpected<Error>(r.error());
  return out;
}

Result<void> CaseFile::keep_new_items(std::vector<FeedItemRow>& items) {
  if (items.empty()) return {};
  const bool alone = !impl_->db.in_transaction();
  auto r = alone ? impl_->db.begin() : Result<void>();
  if (r) r = impl_->db.lock(kItemLock);
  if (r) r = impl_->insert_items(items);
  if (r && alone) r = impl_->db.commit();
  if (!r && alone && impl_->db.in_transaction()) impl_->db.rollback();
  return r;
}

// REQUIRES: nobody else writes items (kItemLock).
Result<void> CaseFile::Impl::insert_items(std::vector<FeedItemRow>& items) {
  int64_t next = 0;
  auto r = each("SELECT coalesce(max(number), 0) + 1 FROM feed_item",
                [&](const Statement& row) { next = row.integer(0); });
  std::set<std::string> links;
  for (size_t i = 0; r && i < items.size(); ++i) {
    FeedItemRow& item = items[i];
    item.number = next++;
    if (!item.link) continue;
    bool known = !links.insert(*item.link).second;
    r = each(
        "SELECT 1 FROM feed_item WHERE link = ? LIMIT 1", [&](const Statement&) { known = true; },
        *item.link);
    if (known) item.state = FeedItemState::known;
  }
  for (size_t i = 0; r && i < items.size(); ++i) {
    const FeedItemRow& item = items[i];
    r = run(kInsertItem, item.feed, item.item, item.number, item.link, item.title, item.author,
            item.published, state_name(item.state), item.tries, item.message);
  }
  return r;
}

Result<void> CaseFile::keep_item(const FeedItemRow& i) {
  // With the document that was read from it, which may wait for the end of its group.
  return impl_->when_written([impl = impl_.get(), i] {
    auto r = impl->run(
        "UPDATE feed_item SET state = ?, tries = ?, message = ? WHERE feed = ? AND item = ?",
        state_name(i.state), i.tries, i.message, i.feed, i.item);
    if (!r) return r;
    return impl->run(kInsertItem, i.feed, i.item, i.number, i.link, i.title, i.author, i.published,
                     state_name(i.state), i.tries, i.message);
  });
}

Result<std::vector<FeedItemRow>> CaseFile::waiting_items(const std::string& feed,
                                                         size_t limit) const {
  std::vector<FeedItemRow> out;
  auto r = impl_->each(
      "SELECT item, number, link, title, author, published, tries, message FROM feed_item "
      "WHERE feed = ? AND state = 'waiting' ORDER BY number LIMIT ?",
      [&](const Statement& row) {
        out.push_back({feed, row.text(0), row.integer(1), row.optional_text(2),
                       row.optional_text(3), row.optional_text(4), row.optional_text(5),
                       FeedItemState::waiting, row.integer(6), row.optional_text(7)});
      },
      feed, limit == 0 ? int64_t{1} << 40 : static_cast<int64_t>(limit));
  if (!r) return tl::unexpected<Error>(r.error());
  return out;
}

Result<std::map<std::string, int64_t>> CaseFile::waiting_counts() const {
  std::map<std::string, int64_t> out;
  auto r = impl_->each("SELECT feed, count(*) FROM feed_item WHERE state = 'waiting' GROUP BY feed",
                       [&](const Statement& row) { out[row.text(0)] = row.integer(1); });
  if (!r) return tl::unexpected<Error>(r.error());
  return out;
}

Result<std::optional<SiteRules>> CaseFile::site_rules(const std::string& origin) const {
  std::optional<SiteRules> out;
  auto r = impl_->each(
      "SELECT fetched, rules FROM site_rules WHERE origin = ?",
      [&](const Statement& row) {
        out = SiteRules{row.integer(0), row.text(1)};
      },
      origin);
  if (!r) return tl::unexpected<Error>(r.error());
  return out;
}

Result<void> CaseFile::keep_site_rules(const std::string& origin, const SiteRules& rules,
                                       int64_t forget_before) {
  auto r = impl_->run(
      "INSERT INTO site_rules (origin, fetched, rules) VALUES (?,?,?) ON CONFLICT (origin) "
      "DO UPDATE SET fetched = excluded.fetched, rules = excluded.rules",
      origin, rules.fetched, rules.rules);
  if (!r) return r;
  return impl_->run("DELETE FROM site_rules WHERE fetched < ?", forget_before);
}

}  // namespace isnad
