#pragma once
#include "time/view.h"

// What the rules for dates share: eras, years that are not told, the value of a date.

namespace isnad {

// The token behind "AH" or "AD" at `k`, else `k`; sets `hijri` for AH.
uint32_t read_era(const TimeView& v, uint32_t k, uint32_t of, bool& hijri);

// The year of a month (and day, or 0) given without one; 0 if it cannot be told. `future`: the
// sentence looks ahead.
int choose_year(const TimeContext& c, int month, int day, Modifier modifier, bool future);
std::optional<int> choose_hijri_year(const TimeContext& c, int month, int day, Modifier modifier);

// Writes value and date of a day or month of either calendar; with `to_day` the range from d.day
// to that day of the same month. False if there is no such day or the Hijri table ends before it.
bool put_date(TimeMatch& m, const TimeContext& c, bool hijri, Date d, int to_day);

}  // namespace isnad
