#pragma once
#include "export/exporter.h"

namespace isnad {

// Acts, and facts about who is where (forces, bases, control), as points on a map: a GeoJSON
// FeatureCollection (RFC 7946). What has no point is counted and left out: none is made up.
// docs/exports/geojson.md. REQUIRES: the image.
Result<void> export_geojson(Export& e);

}  // namespace isnad
