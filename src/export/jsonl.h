#pragma once
#include "export/exporter.h"

namespace isnad {

// The record of each article that the filter leaves (CaseFile::each_document), as a line, byte for
// byte what `isnad extract` wrote. Other programs and other cases take it in again.
Result<void> export_jsonl(Export& e);

}  // namespace isnad
