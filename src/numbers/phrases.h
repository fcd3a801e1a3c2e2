#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "text/text.h"

// Phrases of closed classes (number words, units, words of time) found in the token sequence.
// The first word may carry proclitics; the article is set apart. Used by numbers and time.

namespace isnad {

struct PhraseRow {
  uint32_t kind;
  uint32_t tokens;  // words of the phrase; a row of kind kPhrasePrefix says how far to look
  double value;
  StrRef text;
};
inline constexpr uint32_t kPhrasePrefix = 0xFFFFFFFFu;

// One reading of the tokens from `first` on.
struct PhraseHit {
  uint32_t kind = 0;
  double value = 0;
  StrRef text;
  uint32_t last = 0;      // one past the last token
  uint8_t skip = 0;       // bytes of conjunction and preposition before the word (and its article)
  bool conj = false;      // wa- or fa-
  bool prep = false;      // bi-, li-, ka-
  bool definite = false;  // al- stripped from the first word
};

class PhraseTable {
 public:
  static PhraseTable open(const Image& image, const std::string& name);

  // All readings at token `i`, longest first; within one length the least stripped first.
  std::vector<PhraseHit> find(const TextView& text, uint32_t i) const;

 private:
  // False if no phrase begins with the word `key`; true for few others. Most words of a text are
  // turned away here without a look-up.
  bool maybe(std::string_view key) const;

  KeyTable<PhraseRow> table_;
  std::span<const uint16_t> filter_;
};

// Compiler side: adds phrases (plain Arabic) once each.
class PhraseTableBuilder {
 public:
  void add(std::string_view utf8, uint32_t kind, double value, StrRef text = {});
  bool contains(std::string_view utf8) const;
  void write(ImageWriter& out, const std::string& name) const;

 private:
  std::map<std::string, std::vector<PhraseRow>> rows_;
};

}  // namespace isnad
