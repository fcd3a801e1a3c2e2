#pragma once
// Private to the syntax stage: whom a counted or partitive phrase is about.

#include "syntax/syntax.h"

namespace isnad {

// Does a number stand before the phrase's noun?
bool is_counted(const TextView& text, const std::vector<Word>& words, const Phrase& phrase);

// A name that no list has: "Klausner", a word or two in quotation marks.
bool may_be_name(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                 const Phrase& phrase);

// "Five of (min) the group", "soldiers of the army": does the phrase say of whom the bare one right
// before it is a part?
bool says_which(const EntityIndex& entities, const Syntax& syntax, int32_t phrase);

// "By (bi-) the arrest of (genitive) Israel (of) deputies": is the bare phrase the object of the
// verbal noun right before it, which has a preposition?
bool is_second_of_masdar(const TextView& text, const std::vector<Word>& words,
                         const EntityIndex& entities, const Syntax& syntax, int32_t phrase);

// "A letter in which (fiha) he accused X": the phrase right behind the pronoun is the object, the
// speaker the subject, unless the verb has two phrases of its own.
void speak(const Syntax& syntax, uint32_t verb, int32_t speaker, VerbArguments& args);

}  // namespace isnad
