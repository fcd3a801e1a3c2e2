#include <algorithm>
#include <chrono>

#include "store/case_impl.h"

// Who polls which feed and asks which host, where several programs feed one case.

namespace isnad {

namespace {

// While another asks the host.
constexpr int64_t kBusyMs = 150;
// Hosts that nobody has asked for so long are forgotten.
constexpr int64_t kForgetMs = int64_t{24} * 3600 * 1000;

std::string feed_claim(const std::string& url) { return "feed " + url; }
std::string host_claim(const std::string& host) { return "host " + host; }

struct Visit {
  bool kept = false;
  int64_t begun = 0;
  std::optional<int64_t> ended;
  int64_t closed = 0;
  std::string why;
  int64_t now = 0;  // by the clock of the database
};

Result<Visit> visit_of(CaseFile::Impl& impl, const std::string& host) {
  Visit v;
  const std::string now =
      impl.db.is_server() ? "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)" : "0";
  auto r = impl.each(
      "SELECT host, begun, ended, closed, why, " + now +
          " FROM (SELECT 1 AS one) AS x LEFT JOIN host_visit ON host = ?",
      [&](const Statement& row) {
        v.kept = !row.is_null(0);
        v.begun = row.integer(1);
        v.ended = row.optional_integer(2);
        v.closed = row.integer(3);
        v.why = row.optional_text(4).value_or("");
        v.now = row.integer(5);
      },
      host);
  if (!r) return tl::unexpected<Error>(r.error());
  if (!impl.db.is_server()) {
    v.now = std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count();
  }
  return v;
}

// REQUIRES: on a server the host is claimed.
Result<HostEntry> enter(CaseFile::Impl& impl, const std::string& host, int64_t pause_ms) {
  const Result<Visit> seen = visit_of(impl, host);
  if (!seen) return tl::unexpected<Error>(seen.error());
  HostEntry out;
  // A clock that was put back closes no host for longer than it can have asked for.
  if (seen->closed > seen->now && seen->closed - seen->now <= kMostRestS * 1000) {
    out.rest_s = (seen->closed - seen->now + 999) / 1000;
    out.why = seen->why;
    return out;
  }
  if (!impl.db.is_server()) {
    out.entered = true;
    return out;
  }
  // Whoever asked last has ended without a word, or by another clock: its request ends now.
  const bool lost = seen->kept && (!seen->ended || *seen->ended > seen->now);
  const int64_t ended = lost ? seen->now : seen->ended.value_or(seen->now - pause_ms);
  if (lost) {
    auto r = impl.run("UPDATE host_visit SET ended = ? WHERE host = ?", ended, host);
    if (!r) return tl::unexpected<Error>(r.error());
  }
  out.wait_ms = std::clamp<int64_t>(ended + pause_ms - seen->now, 0, pause_ms);
  if (out.wait_ms > 0) return out;
  if (!seen->kept) {
    auto r = impl.run("DELETE FROM host_visit WHERE begun < ? AND closed < ?",
                      seen->now - kForgetMs, seen->now);
    if (!r) return tl::unexpected<Error>(r.error());
  }
  auto r = impl.run(
      "INSERT INTO host_visit (host, begun, ended, closed, why) VALUES (?,?,?,?,?) "
      "ON CONFLICT (host) DO UPDATE SET begun = excluded.begun, ended = excluded.ended",
      host, seen->now, std::optional<int64_t>(), int64_t{0}, std::optional<std::string>());
  if (!r) return tl::unexpected<Error>(r.error());
  impl.entered[host] = ended;
  out.entered = true;
  return out;
}

}  // namespace

Result<bool> CaseFile::claim_feed(const std::string& url) {
  return impl_->db.claim(feed_claim(url));
}

Result<void> CaseFile::give_back_feed(const std::string& url) {
  return impl_->db.give_back(feed_claim(url));
}

Result<std::string> CaseFile::holder_of_feed(const std::string& url) const {
  return impl_->db.holder(feed_claim(url));
}

Result<HostEntry> CaseFile::enter_host(const std::string& host, int64_t pause_ms) {
  const Result<bool> claimed = impl_->db.claim(host_claim(host));
  if (!claimed) return tl::unexpected<Error>(claimed.error());
  if (!*claimed) {
    HostEntry busy;
    busy.wait_ms = kBusyMs;
    return busy;
  }
  Result<HostEntry> out = enter(*impl_, host, pause_ms);
  if (out && !out->entered) {
    if (auto r = impl_->db.give_back(host_claim(host)); !r) return tl::unexpected<Error>(r.error());
  }
  return out;
}

Result<void> CaseFile::leave_host(const std::string& host, bool asked) {
  if (!impl_->db.is_server()) return {};
  const auto before = impl_->entered.find(host);
  auto r = asked || before == impl_->entered.end()
               ? impl_->run(
                     "UPDATE host_visit SET ended = "
                     "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) WHERE host = ?",
                     host)
               : impl_->run("UPDATE host_visit SET ended = ? WHERE host = ?", before->second, host);
  impl_->entered.erase(host);
  if (!r) return r;
  return impl_->db.give_back(host_claim(host));
}

Result<void> CaseFile::close_host(const std::string& host, int64_t seconds,
                                  const std::string& why) {
  const Result<Visit> seen = visit_of(*impl_, host);
  if (!seen) return tl::unexpected<Error>(seen.error());
  const int64_t until = seen->now + std::min(seconds, kMostRestS) * 1000;
  return impl_->run(
      "INSERT INTO host_visit (host, begun, ended, closed, why) VALUES (?,?,?,?,?) "
      "ON CONFLICT (host) DO UPDATE SET closed = CASE WHEN excluded.closed > host_visit.closed "
      "THEN excluded.closed ELSE host_visit.closed END, why = excluded.why",
      host, seen->now, seen->now, until, std::optional<std::string>(why));
}

}  // namespace isnad
