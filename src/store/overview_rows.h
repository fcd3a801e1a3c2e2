#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

// What a case is about at a glance: how much was published when and by whom, and who tells what is
// done to somebody.

namespace isnad {

enum class TimeStep : uint8_t { day, week, month, year };
const char* time_step_name(TimeStep step);
std::optional<TimeStep> time_step_from_name(const std::string& name);

// Articles of one outlet over the times of an Attention.
struct AttentionSeries {
  std::optional<std::string> outlet;  // none: where no outlet is known, or the rest
  bool rest = false;                  // all outlets beside those that are named
  std::vector<int64_t> counts;        // one a time
};

// How many articles were published when. Times follow each other without a gap.
struct Attention {
  TimeStep step = TimeStep::month;
  std::vector<std::string> times;       // EDTF: a day, the Monday of a week, a month, a year
  std::vector<AttentionSeries> series;  // the outlets with most articles first, the rest last
  int64_t undated = 0;  // without a date of publication, or with one that is longer than a step
};

// How often acts whose recipient somebody is are told by an outlet or a speaker.
struct Teller {
  std::string name;                      // outlet ("" where none is known) or code of the speaker
  std::map<std::string, int64_t> types;  // by PLOVER type
  int64_t reports = 0;
};
struct Voices {
  std::vector<Teller> outlets;   // those with most reports first
  std::vector<Teller> speakers;  // to whom the reports are ascribed
};

}  // namespace isnad
