#include "watch/case_hosts.h"

#include <utility>

namespace isnad {

namespace {

static_assert(kMostRestS == kMaxRetryS);
constexpr int64_t kAfterFaultMs = 1000;  // nothing is asked any more

}  // namespace

void CaseHosts::serve(FetchOptions& options) {
  options.gate = this;
  options.load_robots = [this](const std::string& origin) -> std::optional<KeptRobots> {
    const auto kept = file_.site_rules(origin);
    if (!kept) note(kept.error());
    if (!kept || !*kept) return std::nullopt;
    return KeptRobots{(*kept)->fetched, (*kept)->rules};
  };
  options.save_robots = [this](const std::string& origin, const KeptRobots& robots) {
    auto r = file_.keep_site_rules(origin, {robots.fetched_s, robots.rules},
                                   robots.fetched_s - kRobotsAgeS);
    if (!r) note(r.error());
  };
}

CaseHosts::Entry CaseHosts::enter(const std::string& host, int64_t pause_ms) {
  const auto entry = file_.enter_host(host, pause_ms);
  if (entry) return {entry->entered, entry->wait_ms, entry->rest_s, entry->why};
  note(entry.error());
  return {false, kAfterFaultMs, 0, {}};
}

void CaseHosts::leave(const std::string& host, bool asked) {
  if (auto r = file_.leave_host(host, asked); !r) note(r.error());
}

void CaseHosts::close(const std::string& host, int64_t seconds, const std::string& why) {
  if (auto r = file_.close_host(host, seconds, why); !r) note(r.error());
}

void CaseHosts::note(const Error& error) {
  if (!fault_) fault_ = error;
}

std::optional<Error> CaseHosts::take_fault() { return std::exchange(fault_, std::nullopt); }

}  // namespace isnad
