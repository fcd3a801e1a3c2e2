#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace isnad {

// The day that a feed states, as EDTF (2025-04-04; 2025-04 or 2025 where it says no more): RFC 822
// with its usual faults (wrong or foreign weekdays, unknown zones, two-digit years by RFC 2822
// section 4.3, a month before the day), RFC 3339 and ISO 8601. The day is that of the stated zone.
// Nothing for what is no existing day, and for years before 1900 or after 2199: feeds say 0000,
// 0001 and 9999 for "not known" and "always on top".
std::optional<std::string> feed_day(std::string_view text);

}  // namespace isnad
