#pragma once
// Private to the syntax stage.

#include "syntax/syntax.h"

namespace isnad {

// REQUIRES: phrases are built. Fills clauses, clause_of, finite_verb and the phrases' clause.
void build_clauses(const TextView& text, const std::vector<Word>& words,
                   const EntityIndex& entities, const Government& government, Syntax& syntax);

}  // namespace isnad
