#pragma once
#include <string>
#include <vector>

#include "answer/timeline.h"
#include "cli/terminal.h"

namespace isnad {

// Dates as headings, under each what happened, who says so and where.
std::string print_timeline(const std::vector<TimelineEntry>& entries, NameBook& names,
                           const Terminal& terminal);

}  // namespace isnad
