#pragma once
#include <string>

#include "cli/terminal.h"
#include "store/case_file.h"

namespace isnad {

// A case on one page: documents and outlets, most active actors, events by date with who says so,
// open contradictions.
Result<std::string> print_digest(const CaseFile& file, const std::string& file_name,
                                 const Terminal& terminal);

}  // namespace isnad
