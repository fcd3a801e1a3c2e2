#pragma once
#include <cstdint>

#include "base/image.h"

// Rows of the image sections "parts.*" and "language.*", shared with the compiler of data/.

namespace isnad {

enum class PhraseKind : uint8_t { furniture, desk, agency, outlet, city, state, date };

// Where furniture stands: the whole line; before a mark, number or Latin word or alone; before
// anything.
enum class PhrasePlace : uint8_t { line, begins, opens };

// A phrase; the table is keyed by its first word.
struct PartPhraseRow {
  StrRef words;  // folded words joined by one space; "#" stands for a number
  StrRef name;   // agency: folded name of the gazetteer, or empty
  uint32_t word_count;
  uint16_t max_words;  // of the line
  PhraseKind kind;
  PhrasePlace place;  // furniture
  uint8_t block;      // furniture: the short lines after it belong to it
  uint8_t padding[3];
};

enum class Script : uint8_t { arabic, latin, hebrew, cyrillic, other, none };

struct LanguageRow {
  StrRef tag;
  Script script;
  uint8_t padding[3];
};
struct LanguageWordRow {
  uint32_t language;
};
struct LanguageLetterRow {  // sorted by letter
  char32_t letter;
  uint32_t language;
  float weight;  // 1 / number of languages that share the letter
};

// The script of a letter; none for what is no letter.
Script script_of(char32_t c);

}  // namespace isnad
