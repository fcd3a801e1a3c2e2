#pragma once
#include "export/exporter.h"

namespace isnad {

// A briefing as one HTML page that needs nothing else: no scripts, no fonts or pictures from
// elsewhere, fit for printing. Words of articles are escaped and keep their direction to
// themselves. docs/exports/briefing.md. REQUIRES: the image.
Result<void> export_html(Export& e);

}  // namespace isnad
