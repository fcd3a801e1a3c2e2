#pragma once
#include "export/exporter.h"

namespace isnad {

// What was read in each article as W3C Web Annotations (Web Annotation Data Model, Recommendation
// of 2017-02-23): one AnnotationCollection with one page, an annotation for each mention of an
// entity, each time, quantity, event, relation and claim. docs/exports/annotation.md.
Result<void> export_annotation(Export& e);

}  // namespace isnad
