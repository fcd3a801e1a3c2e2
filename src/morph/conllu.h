#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "morph/morph.h"
#include "morph/ud.h"

// Sentences as CoNLL-U (https://universaldependencies.org/format.html): words, lemmas, tags and
// features, no heads. docs/morphology.md describes the columns.

namespace isnad {

// One syntactic word of a sentence.
struct ConlluWord {
  uint32_t token = 0;  // index in TextView::tokens
  bool whole = true;   // it is the token, and no part of it
  SyntacticWord word;
  // Where it stands. For a part of a token counted from the letters of its neighbours, so that
  // diacritics inside the token can shift it.
  Span span;
  std::vector<std::string> misc;  // "Key=Value"; REQUIRES: no '|', no space, no line break in it
};

// The words of a sentence with the notes of their analysis (class, derivation, whether the lexicon
// knows it) in misc. REQUIRES: words has one item a token of text.
std::vector<ConlluWord> conllu_words(const Lexicon& lexicon, const TextView& text,
                                     const std::vector<Word>& words, const Sentence& sentence);

// Their lines, with those of the tokens that they divide, and no empty line behind them.
void append_conllu(const std::vector<ConlluWord>& words, const TextView& text, std::string& out);

// A span on one line, harmless for a terminal: breaks become spaces, controls the replacement
// character, marks that turn the direction around are dropped.
std::string conllu_line(std::u32string_view text, Span s);

// Of the chosen or another analysis: "Class=noun|Known=Yes".
std::string conllu_notes(const Analysis& analysis);

}  // namespace isnad
