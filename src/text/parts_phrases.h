#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "text/parts.h"
#include "text/parts_rows.h"
#include "text/text.h"

// What the lines of a page are made of: furniture, names of desks, agencies and towns, dates.

namespace isnad {

// A paragraph of the text.
struct Line {
  uint32_t first_sentence = 0;
  uint32_t last_sentence = 0;
  uint32_t first = 0;  // tokens
  uint32_t last = 0;
  uint32_t words = 0;
  bool stop = false;  // ends like a sentence
  bool bullet = false;
  Part part = Part::body;
  bool fixed = false;  // decided
};

std::vector<Line> lines_of(const TextView& view);

inline bool is_word(const Token& t) { return t.kind != TokenKind::punct; }

// The words of tokens [first, last) joined by a space: what two lines must share to be equal.
std::string words_key(const TextView& view, uint32_t first, uint32_t last);

// What a line or the space between two separators is made of.
struct Cover {
  bool agency = false;
  bool outlet = false;
  bool city = false;
  bool state = false;
  bool date = false;
  bool number = false;
  bool all = false;  // nothing else is in it
  std::string place_key;
  std::string agency_key;
};

class Phrases {
 public:
  explicit Phrases(const Image& image)
      : image_(&image),
        phrases_(KeyTable<PartPhraseRow>::open(image, "parts.phrases")),
        function_words_(KeyTable<LanguageWordRow>::open(image, "language.words")) {}
  bool empty() const { return phrases_.size() == 0; }

  // Is the run of tokens furniture? `words` are those of the run. Sets *block where the short lines
  // after it belong to it.
  bool furniture(const TextView& view, uint32_t first, uint32_t last, bool* block) const;
  // Lines of marks, numbers, addresses and Latin labels without an Arabic word worth the name.
  static bool address_or_marks(const TextView& view, const Line& line);
  // Bylines and date lines; sets *part.
  bool byline(const TextView& view, const Line& line, Part* part) const;
  Cover cover(const TextView& view, uint32_t first, uint32_t last) const;
  // A dateline at the beginning of tokens [first, last), followed by text.
  bool opening(const TextView& view, uint32_t first, uint32_t last, DatelineReading* out) const;

 private:
  uint32_t match(const TextView& view, uint32_t i, uint32_t last, const PartPhraseRow& row) const;
  template <class F>
  void each_match(const TextView& view, uint32_t i, uint32_t last, F f) const;
  bool desk(const TextView& view, const Line& line) const;
  bool person(const TextView& view, uint32_t first, uint32_t last) const;

  const Image* image_;
  KeyTable<PartPhraseRow> phrases_;
  KeyTable<LanguageWordRow> function_words_;
};

}  // namespace isnad
