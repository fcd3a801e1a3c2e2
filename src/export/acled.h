#pragma once
#include "export/exporter.h"

namespace isnad {

// ACLED-shaped CSV: acled.csv, the 31 columns of ACLED's data, an act a row, of the acts that ACLED
// codes: violence, demonstrations and some developments that are dated within a month and placed
// below the state. With ExportOptions::previous also deletions.csv: the ids of that earlier export
// that no act has any more. An act keeps the id of the earlier export as long as one of its reports
// had it there. docs/exports/acled.md says how each column is filled.
// Source of columns and rules: the ACLED codebook of 2024.
Result<void> export_acled(Export& e);

}  // namespace isnad
