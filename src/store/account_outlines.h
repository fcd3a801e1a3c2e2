#pragma once
#include <cstdint>
#include <vector>

#include "store/case_impl.h"
#include "store/rows.h"

// What lists show of happenings and facts, found without reading all their reports; included by
// src/store/*.cc alone.

namespace isnad {

struct FoundOutline {
  int64_t reports = 0;
  // Reports that the case does not have any more: it waits to be refreshed.
  int64_t lost = 0;
  std::vector<ToldTime> times;  // as AccountOutline::times
  int64_t best = 0;             // the row of the report that says most; 0: all are lost
};

// Of each of these rows of `account`. REQUIRES: all are happenings if `acts`, else all facts.
Result<std::vector<FoundOutline>> find_outlines(CaseFile::Impl& impl, bool acts,
                                                const std::vector<int64_t>& accounts);

}  // namespace isnad
