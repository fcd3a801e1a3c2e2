#pragma once
#include <string>
#include <vector>

#include "record/record.h"
#include "syntax/actors.h"

// References without a name: pronouns, nouns that stand for somebody named before ("the two
// countries", "the Malian minister"), organs whose state the discourse supplies, and unnamed
// groups.

namespace isnad {

struct Reference {
  Span span;  // code points, without clitics
  MentionForm form = MentionForm::nominal;
  std::string id;                         // as Entity::id; GEN:kind[:STATE] for unnamed groups
  EntityKind kind = EntityKind::generic;  // of the entity
};

// In text order; a reference to several ("the two countries") gives one row for each. Words that
// name their owner ("the French forces") are none: the name in them is a mention already. A pronoun
// or noun that the discourse does not settle gives nothing.
std::vector<Reference> references(const TextView& text, const std::vector<Word>& words,
                                  const EntityIndex& entities, const Syntax& syntax,
                                  const Actors& actors);

}  // namespace isnad
