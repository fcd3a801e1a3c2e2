#pragma once
#include "export/exporter.h"

namespace isnad {

// The 40 columns of POLECAT, with a header and tabs between the cells, an act a row; "None" where
// there is nothing. docs/exports/polecat.md says how each column is filled.
// Source of the columns: the header of POLECAT's files; types, modes and sectors: the PLOVER
// manual.
Result<void> export_polecat(Export& e);

}  // namespace isnad
