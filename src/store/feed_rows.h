#pragma once
#include <cstdint>
#include <optional>
#include <string>

// What a case keeps of the feeds that it is fed from: plain values.

namespace isnad {

// Moments are seconds since 1970.
struct FeedRow {
  bool operator==(const FeedRow&) const = default;
  std::string url;
  std::optional<std::string> title;
  std::optional<std::string> etag;           // of the last answer that was read wholly
  std::optional<std::string> last_modified;  // of the same
  std::optional<std::string> sha;            // SHA-256 of its bytes
  std::optional<int64_t> minutes;            // how long the feed asks to be left alone
  int64_t polled = 0;
  int64_t due = 0;       // when the next poll is to be
  int64_t held = 0;      // no poll before, even if somebody asks: a failure, or the site's wish
  int64_t failures = 0;  // in a row
  std::optional<std::string> message;  // of the last failure
};

enum class FeedItemState : uint8_t {
  waiting,  // to be fetched
  read,     // its document is in the case
  known,    // its link came by another feed or item
  refused   // given up; the message says why
};

struct FeedItemRow {
  std::string feed;
  std::string item;    // its id in the feed
  int64_t number = 0;  // in the order in which they are to be read
  std::optional<std::string> link;
  std::optional<std::string> title;
  std::optional<std::string> author;
  std::optional<std::string> published;  // EDTF
  FeedItemState state = FeedItemState::waiting;
  int64_t tries = 0;
  std::optional<std::string> message;
};

// How a host may be asked now.
struct HostEntry {
  bool entered = false;  // ask it, then leave
  int64_t wait_ms = 0;   // otherwise: after so long it is worth trying again
  int64_t rest_s = 0;    // and so long it asks to be left alone, for this reason
  std::string why;
};

inline constexpr int64_t kMostRestS = 7 * 24 * 3600;  // that a host is left alone

// What a site's robots.txt allows, as the stage fetch writes it down.
struct SiteRules {
  bool operator==(const SiteRules&) const = default;
  int64_t fetched = 0;
  std::string rules;
};

}  // namespace isnad
