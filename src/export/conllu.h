#pragma once
#include "export/exporter.h"

namespace isnad {

// Each Arabic article as CoNLL-U: words, lemmas, tags and features as `isnad morph` gives them,
// entities in MISC as CorefUD writes them, triggers of events, and what was read in each sentence
// as comments. docs/exports/conllu.md.
Result<void> export_conllu(Export& e);

}  // namespace isnad
