#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "story/corpus.h"

// A corpus as the bytes of one column, so that a question about the world reads one row of the case
// file and not a hundred thousand.

namespace isnad {

// Without titles and numbers of words.
std::string bytes_of(const Corpus& corpus);

// Error corrupt for bytes that bytes_of did not make.
Result<Corpus> corpus_from(std::string_view bytes);

}  // namespace isnad
