#pragma once
#include "base/result.h"
#include "engine/engine.h"
#include "store/case_file.h"

namespace isnad {

// Makes anew what crosses documents, from all that the case holds now.
Result<void> refresh_case(CaseFile& file, const Engine& engine);

}  // namespace isnad
