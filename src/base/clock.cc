#include "base/clock.h"

#include <fmt/format.h>

#include <chrono>

namespace isnad {

namespace {

template <class Clock>
int64_t milliseconds_of() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch())
      .count();
}

}  // namespace

int64_t SystemTime::unix_ms() const { return milliseconds_of<std::chrono::system_clock>(); }
int64_t SystemTime::steady_ms() const { return milliseconds_of<std::chrono::steady_clock>(); }

std::string rfc3339(int64_t unix_ms) {
  using namespace std::chrono;
  const sys_time<milliseconds> moment{milliseconds(unix_ms)};
  const auto day = floor<days>(moment);
  const year_month_day date(day);
  const hh_mm_ss time(floor<seconds>(moment - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace isnad
