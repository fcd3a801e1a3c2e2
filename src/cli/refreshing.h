#pragma once
#include "base/result.h"
#include "engine/engine.h"
#include "store/case_file.h"

namespace isnad {

// Makes anew what crosses documents, from all that the case holds now. Without `wait` it leaves
// that to another program that is at it; what it leaves out, CaseFile::needs_refresh tells.
Result<void> refresh_case(CaseFile& file, const Engine& engine, bool wait = true);

// The same, and left to another program that is at it, in a process of its own (`isnad refresh`):
// what it takes of memory grows with the case and is given back whole. The errors are those of
// refresh_case, as what fails there is done here; `full` where a signal ended the process.
// A wish to interrupt ends it.
Result<void> refresh_apart(const std::string& name, CaseFile& file, const Engine& engine);

}  // namespace isnad
