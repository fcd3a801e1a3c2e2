#pragma once
// Private to the syntax stage: which noun may be the subject of which verb, by form.

#include "syntax/syntax.h"

namespace isnad {

// Plural and dual verbs follow their subject in Arabic: no subject phrase comes after them.
// First and second persons have none at all.
bool follows_subject(const Analysis& verb);

// Written as accusative: tanwin alef, or the oblique ending of duals and sound plurals. Such a
// phrase after a verb is no subject.
bool accusative(const Token& token, const Analysis& analysis);

// May the phrase, standing before the verb, be its subject? Verbs agree with a subject before them
// in gender and number; plurals of things take the feminine singular. Names, numbers and lists may
// be anything.
bool may_precede(const Syntax& syntax, const std::vector<Word>& words, const EntityIndex& entities,
                 int32_t phrase, uint32_t verb);

// The same of any noun in the phrase: a relative clause may describe its genitive.
bool some_noun_may_precede(const Syntax& syntax, const std::vector<Word>& words,
                           const EntityIndex& entities, int32_t phrase, uint32_t verb);

// May the phrase, standing behind the verb, be its subject? The verb is singular then and agrees in
// gender, strictly where it stands right beside.
bool may_follow(const Syntax& syntax, const std::vector<Word>& words, const EntityIndex& entities,
                int32_t phrase, uint32_t verb);

}  // namespace isnad
