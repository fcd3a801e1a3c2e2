#include "watch/schedule.h"

#include <algorithm>
#include <charconv>

namespace isnad {

NextPoll next_poll(int64_t now, int64_t interval, const PollOutcome& outcome, double luck) {
  int64_t seconds = std::max(interval, kMinInterval);
  const int64_t most = std::max(seconds, kMaxInterval);
  if (outcome.good) {
    if (outcome.feed_minutes) {
      seconds = std::max(seconds, std::min(*outcome.feed_minutes, most / 60 + 1) * 60);
    }
    if (outcome.max_age) seconds = std::max(seconds, *outcome.max_age);
  } else {
    for (int64_t i = 0; i < outcome.failures && seconds < most; ++i) seconds *= 2;
  }
  seconds = std::min(seconds, most);
  const int64_t wish = outcome.retry_after.value_or(0);
  NextPoll out;
  out.due = now + std::max(seconds + static_cast<int64_t>(static_cast<double>(seconds) * luck / 10),
                           wish);
  out.held = outcome.good ? now + wish : std::max(now + wish, now + seconds);
  return out;
}

std::optional<int64_t> max_age_of(std::string_view cache_control) {
  std::optional<int64_t> out;
  while (!cache_control.empty()) {
    std::string_view part = cache_control.substr(0, cache_control.find(','));
    cache_control.remove_prefix(std::min(cache_control.size(), part.size() + 1));
    part.remove_prefix(std::min(part.size(), part.find_first_not_of(" \t")));
    const auto begins = [&](std::string_view word) {
      return part.size() >= word.size() &&
             std::equal(word.begin(), word.end(), part.begin(),
                        [](char a, char b) { return a == (b | 32) || a == b; });
    };
    if (begins("no-store") || begins("no-cache")) return 0;
    if (!begins("max-age=")) continue;
    part.remove_prefix(8);
    int64_t seconds = 0;
    const auto read = std::from_chars(part.data(), part.data() + part.size(), seconds);
    if (read.ec == std::errc() && seconds >= 0) out = seconds;
  }
  return out;
}

double luck_of(uint64_t seed, std::string_view name, uint64_t round) {
  // FNV-1a, then the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
  uint64_t x = 0xCBF29CE484222325u ^ seed;
  for (const char c : name) x = (x ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  x += 0x9E3779B97F4A7C15u * (round + 1);
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  x ^= x >> 31;
  return static_cast<double>(x >> 11) / 9007199254740992.0;  // 2^53
}

}  // namespace isnad
