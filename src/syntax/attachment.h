#pragma once
// Private to the syntax stage: on which word each prepositional phrase depends.

#include "syntax/government.h"
#include "syntax/syntax.h"

namespace isnad {

// REQUIRES: phrases and clauses are built. Fills Phrase::governor and Syntax::leaning, and joins
// later conjuncts to their list where other phrases stand between (Phrase::coordinated). One pass
// over the tokens; at most a fixed number of words is open at a time.
void attach(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
            const Government& government, Syntax& syntax);

}  // namespace isnad
