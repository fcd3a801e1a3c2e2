#pragma once
#include "export/exporter.h"

namespace isnad {

// GDELT 2.0: export.CSV, the events (61 columns), and mentions.CSV (16), both without a header and
// with tabs between the cells, as GDELT publishes them. An act of several parties is a row a pair
// of them, as CAMEO codes it. docs/exports/gdelt.md says how each column is filled.
// Source of the columns: The GDELT Event Database Data Format Codebook V2.0, 2015-02-19.
Result<void> export_gdelt(Export& e);

}  // namespace isnad
