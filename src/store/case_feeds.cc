#include <array>

#include "store/case_impl.h"
#include "store/feed_rows.h"

// What `isnad watch` keeps between its rounds.

namespace isnad {

namespace {

constexpr std::array<std::string_view, 4> kStates = {"waiting", "read", "known", "refused"};

std::string_view state_name(FeedItemState s) { return kStates[static_cast<size_t>(s)]; }

}  // namespace

Result<bool> CaseFile::needs_refresh() const {
  bool found = false;
  auto r = impl_->each("SELECT 1 FROM fingerprint WHERE compared = 0 LIMIT 1",
                       [&](const Statement&) { found = true; });
  if (!r) return tl::unexpected<Error>(r.error());
  return found;
}

Result<std::optional<FeedRow>> CaseFile::feed(const std::string& url) const {
  std::optional<FeedRow> out;
  auto r = impl_->each(
      "SELECT title, etag, last_modified, sha, minutes, polled, due, held, failures, message "
      "FROM feed WHERE url = ?",
      [&](const Statement& row) {
        out = FeedRow{url,
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
      },
      url);
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

Result<bool> CaseFile::knows_item(const std::string& feed, const std::string& item) const {
  bool found = false;
  auto r = impl_->each(
      "SELECT 1 FROM feed_item WHERE feed = ? AND item = ?",
      [&](const Statement&) { found = true; }, feed, item);
  if (!r) return tl::unexpected<Error>(r.error());
  return found;
}

Result<bool> CaseFile::knows_link(const std::string& link) const {
  bool found = false;
  auto r = impl_->each(
      "SELECT 1 FROM feed_item WHERE link = ? LIMIT 1", [&](const Statement&) { found = true; },
      link);
  if (!r) return tl::unexpected<Error>(r.error());
  return found;
}

Result<void> CaseFile::keep_item(const FeedItemRow& i) {
  // With the document that was read from it, which may wait for the end of its group.
  return impl_->when_written([impl = impl_.get(), i] {
    auto r = impl->run(
        "UPDATE feed_item SET state = ?, tries = ?, message = ? WHERE feed = ? AND item = ?",
        state_name(i.state), i.tries, i.message, i.feed, i.item);
    if (!r) return r;
    return impl->run(
        "INSERT INTO feed_item (feed, item, number, link, title, author, published, state, tries, "
        "message) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
        i.feed, i.item, i.number, i.link, i.title, i.author, i.published, state_name(i.state),
        i.tries, i.message);
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

Result<int64_t> CaseFile::waiting_count(const std::string& feed) const {
  int64_t n = 0;
  auto r = impl_->each(
      "SELECT count(*) FROM feed_item WHERE feed = ? AND state = 'waiting'",
      [&](const Statement& row) { n = row.integer(0); }, feed);
  if (!r) return tl::unexpected<Error>(r.error());
  return n;
}

Result<int64_t> CaseFile::next_item_number() const {
  int64_t n = 0;
  auto r = impl_->each("SELECT coalesce(max(number), 0) + 1 FROM feed_item",
                       [&](const Statement& row) { n = row.integer(0); });
  if (!r) return tl::unexpected<Error>(r.error());
  return n;
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
