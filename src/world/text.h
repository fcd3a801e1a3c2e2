#pragma once
#include <string>

#include "world/world.h"

// Fluents and periods as short text, for tests, tools and tables.

namespace isnad {

// "2023-09-16", "2023-09", "2023", else "2021-12-01..2022-02-28"; an open side is empty:
// "..2025-04-04".
std::string days_text(const Days& days);
// "MLI member_of AES".
std::string fluent_text(const Symbols& symbols, const Fluent& fluent);
// "from 2023-09-16 on", "from ..2021-12-31 to 2022", then in brackets what else is to be known of
// it: possible, possible after 2023-12-31, interrupted, begin disputed, end disputed, derived, end
// derived.
std::string period_text(const Period& period);
// The shortest EDTF date for the days: "2023", "2023-09", "2023-09-16", "2023-09-16/2023-10-02".
std::string date_of(const Days& days);
// When it began: a date, or "by 2025-04-04" where only that is known.
std::string since(const Period& period);
// When it ended: a date, or "" while it goes on.
std::string until(const Period& period);

}  // namespace isnad
