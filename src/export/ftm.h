#pragma once
#include "export/exporter.h"

namespace isnad {

// FollowTheMoney (https://followthemoney.tech, model 4): entities as JSON lines, and the same as a
// CSV of statements, one value a row. Acts are Event, facts Membership, Occupancy, Directorship or
// UnknownLink, articles Article, the parties as data/export/actors.tsv says.
// docs/exports/ftm.md says how each is filled.
Result<void> export_ftm(Export& e);
Result<void> export_ftm_statements(Export& e);

}  // namespace isnad
