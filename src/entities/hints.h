#pragma once
#include <vector>

#include "entities/gazetteer.h"
#include "tagger/tagger.h"

namespace isnad {

// The occurrences that the gazetteers found, as evidence for the name tagger.
std::vector<NameHint> name_hints(const Gazetteer& gazetteer, const Gazetteer::Hits& hits);

}  // namespace isnad
