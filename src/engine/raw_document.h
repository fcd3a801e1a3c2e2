#pragma once
#include "base/result.h"
#include "ingest/ingest.h"
#include "isnad/engine.h"

namespace isnad {

// A text that a program hands over, checked and decoded. Errors: bad_argument (a publication date
// that is none), too_large, empty, bad_encoding, binary.
Result<RawDocument> raw_document(const api::Document& document);

}  // namespace isnad
