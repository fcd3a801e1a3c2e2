#pragma once
#include <string>
#include <vector>

#include "export/exporter.h"

namespace isnad {

// What holds on one day by the reports that the filter leaves, for a briefing.
struct StateLine {
  std::string subject;  // codes
  std::string kind;     // fluent: "member_of"
  std::string object;   // may be empty
  bool possible = false;
  bool derived = false;
  std::string since;  // "2024-01", "by 2025-04-04"
  std::string until;  // empty while it goes on
  struct Told {
    Where where;
    std::vector<Span> spans;
  };
  std::vector<Told> told;
};
struct StateLines {
  std::string day;
  std::vector<StateLine> lines;
};

// On the filter's last day, else the day of the latest article; of the filter's party, source and
// outlet. REQUIRES: the image. Errors: of the case file; bad_argument (what is no date).
Result<StateLines> state_lines(const Export& e);

}  // namespace isnad
