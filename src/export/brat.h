#pragma once
#include "export/exporter.h"

namespace isnad {

// Each article as a text and what was read in it as brat standoff (https://brat.nlplab.org/
// standoff.html), with the annotation.conf that names the types and documents.tsv that says which
// article each file is. docs/exports/brat.md.
Result<void> export_brat(Export& e);

}  // namespace isnad
