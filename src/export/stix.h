#pragma once
#include "export/exporter.h"

namespace isnad {

// Actual acts and facts as a bundle of STIX 2.1 (OASIS Standard, 2021-06-10), by the mapping of
// data/export/stix.tsv. docs/exports/stix.md. REQUIRES: the image.
Result<void> export_stix(Export& e);

}  // namespace isnad
