#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

// When a feed is polled again. Pure functions; moments are seconds since 1970.

namespace isnad {

inline constexpr int64_t kMinInterval = 60;
inline constexpr int64_t kMaxInterval = 24 * 3600;  // whatever a feed wishes, or fails
inline constexpr int64_t kClockSkew = 300;          // between the clocks of two machines

// What a poll showed.
struct PollOutcome {
  bool good = true;                     // an answer that could be read, or "not changed"
  int64_t failures = 0;                 // in a row, this one included
  std::optional<int64_t> feed_minutes;  // ttl or sy:updatePeriod
  std::optional<int64_t> max_age;       // seconds, of Cache-Control
  std::optional<int64_t> retry_after;   // seconds
};

struct NextPoll {
  int64_t due = 0;
  int64_t held = 0;  // not before, even on demand: failures and wishes of the server
};

// After a good poll: the interval, or what the feed and its Cache-Control wish if that is longer,
// at most kMaxInterval. After a failure: doubled with each one, at most kMaxInterval. What
// Retry-After says is obeyed. `luck` in [0, 1) puts up to a tenth on top, so that many feeds do not
// keep step.
NextPoll next_poll(int64_t now, int64_t interval, const PollOutcome& outcome, double luck);

// The max-age of a Cache-Control header, in seconds; 0 where it says no-store or no-cache.
std::optional<int64_t> max_age_of(std::string_view cache_control);

// A number in [0, 1) that the same seed, name and round always give.
double luck_of(uint64_t seed, std::string_view name, uint64_t round);

}  // namespace isnad
