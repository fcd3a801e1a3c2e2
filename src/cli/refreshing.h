#pragma once
#include "base/result.h"
#include "engine/engine.h"
#include "store/case_file.h"

namespace isnad {

// Makes anew what crosses documents, from all that the case holds now. Without `wait` it leaves
// that to another program that is at it; what it leaves out, CaseFile::needs_refresh tells.
Result<void> refresh_case(CaseFile& file, const Engine& engine, bool wait = true);

}  // namespace isnad
