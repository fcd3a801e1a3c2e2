#pragma once
#include <string>
#include <vector>

#include "answer/timeline.h"
#include "store/rows.h"
#include "store/search.h"

// Which codes stand in an answer, for the names beside it. Each function appends those of one row
// in the order in which the row has them, a code as often as it stands there.

namespace isnad {

void collect_codes(const EventRow& row, std::vector<std::string>& codes);
void collect_codes(const ClaimRow& row, std::vector<std::string>& codes);
void collect_codes(const RelationRow& row, std::vector<std::string>& codes);
void collect_codes(const EntityRow& row, std::vector<std::string>& codes);
// With those of its reports, of speakers and agencies behind them, and of what articles credit.
void collect_codes(const HappeningRow& row, std::vector<std::string>& codes);
void collect_codes(const FactRow& row, std::vector<std::string>& codes);
void collect_codes(const HappeningOutline& row, std::vector<std::string>& codes);
void collect_codes(const FactOutline& row, std::vector<std::string>& codes);
void collect_codes(const ConflictRow& row, std::vector<std::string>& codes);
void collect_codes(const TimelineEntry& entry, std::vector<std::string>& codes);
void collect_codes(const SearchHit& hit, std::vector<std::string>& codes);

}  // namespace isnad
