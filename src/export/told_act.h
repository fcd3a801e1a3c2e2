#pragma once
#include <optional>
#include <string>
#include <vector>

#include "entities/places.h"
#include "export/acts.h"
#include "export/codings.h"
#include "record/edtf.h"
#include "store/rows.h"

// One act for the formats that count acts, so that copies and retellings do not multiply it: of a
// happening with all its reports one value a field, the same in every format.

namespace isnad {

// The report whose words and sides stand for all: one with the sides that most reports give; of
// equals the one that names most of who did it to whom, when and where, then one with a mode, then
// the earliest. REQUIRES: the row has a report.
const EventRow& lead_of(const HappeningRow& row);

// The act as one event: that of lead_of(), but for the place, which is the narrowest that a report
// gives (without `places`: any), then the one that most give; for the date, which is the one of the
// fewest days, then what most give; for the count, which is the lowest; and for the factuality: it
// was done if one report tells it as done, else it is what most tell.
// REQUIRES: the row has a report.
Event told_event(const HappeningRow& row, const PlaceTable* places = nullptr);

// The days of its date; an end may be open.
std::optional<DayRange> days_of_act(const Event& told);

struct ToldAct {
  const HappeningRow* row = nullptr;
  const EventRow* lead = nullptr;  // the report whose words and sides stand for all
  EventType type = EventType::agree;
  std::string mode;
  std::string cameo;
  std::vector<std::string> contexts;
  std::vector<std::string> actor;
  std::vector<std::string> recipient;
  std::optional<std::string> place;  // as records write it
  std::optional<DayRange> days;
  Factuality factuality = Factuality::actual;
  // An act that is only planned, told as PLOVER tells it (type, mode and cameo are of the
  // announcement).
  bool announced = false;
  std::optional<int64_t> count;  // the lowest that a report gives
  // YYYY-MM-DD; empty where no report's article has a day of publication
  std::string first_published;
  std::string last_published;
};

// What told_event() chooses, with its days (none where an end is open) and as a plan is coded.
// REQUIRES: the row has a report and outlives the act.
ToldAct told_act(const HappeningRow& row, const PlaceTable& places, const Codings& codings);

// Days from the first to the last, both counted; 0 for days that no calendar has and for open ends.
int64_t length_of(const DayRange& days);
// The middle of the days, YYYY-MM-DD (of an even number the earlier).
std::string middle_of(const DayRange& days);
// Days since 1970-01-01; nothing for what is no day of the calendar.
std::optional<int64_t> day_number(std::string_view day);

}  // namespace isnad
