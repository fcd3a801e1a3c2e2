#pragma once
#include "store/case_impl.h"

// A case in a schema of a PostgreSQL database; included by src/store/*.cc alone.

namespace isnad {

// `url` is as the user gave it. Errors as CaseFile::open's.
Result<std::unique_ptr<CaseFile::Impl>> open_server_case(const std::string& url,
                                                         CaseFile::Mode mode, int patience_ms);

}  // namespace isnad
