#pragma once
#include <vector>

#include "text/text.h"

namespace isnad {

// Splits folded text into words, Latin words, numbers and single punctuation marks. Sentence,
// quote and alef-maqsura fields are set later (read_text). Keys point into `folded`.
std::vector<Token> tokenise(const Folded& folded);

}  // namespace isnad
