#pragma once
#include "store/corpus_load.h"
#include "story/rules.h"
#include "world/rules.h"

// The parts of CaseFile::refresh, each of which replaces what the case holds of its kind; included
// by src/store/*.cc alone. All run inside one transaction.

namespace isnad {

// Happenings, facts, their origins and contradictions. REQUIRES: copies and stories are up to date.
Result<void> refresh_accounts(CaseFile::Impl& impl, const LoadedCorpus& loaded,
                              const StoryRules& rules, Refreshed& done);

// What entities come to over all documents.
Result<void> refresh_entity_totals(CaseFile::Impl& impl);

// What the state of the world is worked out from.
Result<void> refresh_world(CaseFile::Impl& impl, const LoadedCorpus& loaded,
                           const WorldRules& rules);

// What queries of `isnad search` are answered from. REQUIRES: copies and contradictions are up to
// date.
Result<void> refresh_search(CaseFile::Impl& impl, const LoadedCorpus& loaded);

}  // namespace isnad
