#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "morph/morph.h"
#include "text/text.h"

// What full-text search looks at: the words of a text as they are written and their lemmas, one of
// each a position, and the same for the words of a query.

namespace isnad {

// Words with one space between them, in text order. Both lists have `count` words.
struct SearchColumn {
  std::string forms;   // folded
  std::string lemmas;  // of the analysis that the context chose; the form itself where none is
  uint32_t count = 0;
};

struct SearchWords {
  SearchColumn text;
  SearchColumn title;
};

// A folded form as the index keeps it: Arabic letters, Latin small letters and digits in UTF-8,
// and nothing that a full-text engine could take for syntax. Forms of more than kSearchLetters
// letters are cut. Of a number the commas go (1,000 is 1000).
std::string search_token(std::string_view key);
inline constexpr size_t kSearchLetters = 48;

// Every token of the view but punctuation, furniture too: who sees a word on the page expects to
// find it. `words`: one a token, or none at all for a text that is not Arabic.
SearchColumn search_column(const TextView& view, const std::vector<Word>& words);

// Where the words of a SearchColumn stand in the text that it was made of: code points.
std::vector<Span> search_spans(std::u32string_view text);

// A word of a query.
struct SearchWord {
  std::string form;
  // What the form may be a form of, likeliest first; the form itself where it is no Arabic word.
  std::vector<std::string> lemmas;
};

// The words of a piece of a query, in its order. Not thread safe on one analyser.
std::vector<SearchWord> search_words(std::u32string_view piece, Analyser& analyser);

}  // namespace isnad
