#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "morph/morph.h"

// Words as Universal Dependencies (v2, Arabic) divides and tags them: what `isnad morph` prints.
// Only the output: the stages below read Analysis. docs/morphology.md describes the mapping.

namespace isnad {

// A syntactic word: a clitic, or what stands between the clitics with its article.
struct SyntacticWord {
  std::string form;   // letters of the text; the article is restored after li-, ta marbuta before
                      // a pronoun
  std::string lemma;  // undiacritised Arabic letters
  std::string_view upos;
  std::string feats;  // "Aspect=Perf|Gender=Masc", sorted by name; "_" if none
};

// The syntactic words of token `i` under one of its analyses; at least one. The neighbours decide
// between a determiner and a pronoun, and between the readings of inna.
// REQUIRES: words has one item a token of text, i < words.size(), and `a` is of words[i].all.
std::vector<SyntacticWord> syntactic_words(const Lexicon& lexicon, const TextView& text,
                                           const std::vector<Word>& words, size_t i,
                                           const Analysis& a);

}  // namespace isnad
