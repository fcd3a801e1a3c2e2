#pragma once
#include "export/exporter.h"

namespace isnad {

// The network of actors as GEXF 1.3 (https://gexf.net, schema of 2022): directed, dynamic, one edge
// for all acts of one type between the same two, parallel edges by `kind`. docs/exports/gexf.md.
Result<void> export_gexf(Export& e);

}  // namespace isnad
