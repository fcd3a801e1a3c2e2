#pragma once
#include "export/exporter.h"

namespace isnad {

// A folder of CSV files for spreadsheets, a table each: documents, appearances, entities, events,
// relations, claims, happenings, happening_reports, facts, fact_reports, conflicts, conflict_sides,
// copies. Each table is what the verb of its name lists under the same filters. docs/exports/csv.md
// says what each column holds.
Result<void> export_csv(Export& e);

}  // namespace isnad
