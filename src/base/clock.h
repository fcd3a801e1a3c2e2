#pragma once
#include <cstdint>
#include <string>

namespace isnad {

// The time, as a seam that tests replace.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  virtual int64_t unix_ms() const = 0;    // since 1970-01-01T00:00Z; may jump
  virtual int64_t steady_ms() const = 0;  // since some moment; never goes back
};

// That of the machine. Thread safe.
class SystemTime : public TimeSource {
 public:
  int64_t unix_ms() const override;
  int64_t steady_ms() const override;
};

// A moment as RFC 3339 in UTC, by the second: 2025-04-04T10:15:00Z.
std::string rfc3339(int64_t unix_ms);

}  // namespace isnad
