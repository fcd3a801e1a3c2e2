#pragma once
#include "export/exporter.h"

namespace isnad {

// The network of actors as GraphML (http://graphml.graphdrawing.org, 1.0): directed, typed keys,
// parallel edges. docs/exports/graphml.md.
Result<void> export_graphml(Export& e);

}  // namespace isnad
