#pragma once
#include "store/case_impl.h"

// When the counts and words that a refresh keeps of entities may be believed; included by
// src/store/*.cc alone.

namespace isnad {

// Does entity_total hold what the entities of the documents come to? The last entity alone does not
// say it: on a server a writer may still have lower ids to give than another one has used.
Result<bool> totals_stand(CaseFile::Impl& impl);

// What entity_total lacks is what the documents added since its refresh have: an older one that is
// read anew takes its state away.
Result<bool> totals_lack_new_ones_only(CaseFile::Impl& impl);

// Those documents.
inline constexpr const char* kNewDocuments =
    "(SELECT document FROM searched WHERE stale = 1 AND round IS NULL AND document IS NOT NULL)";

}  // namespace isnad
