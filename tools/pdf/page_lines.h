#pragma once
#include <string>
#include <vector>

// Glyphs of a page -> lines of text in the order in which they are read.

namespace isnad_pdf {

struct Glyph {
  double left, right, top, bottom;
  char32_t letter;
};
// Neighbours on one line that the library took together; their glyphs from left to right.
using Box = std::vector<Glyph>;

// The lines, each ended by a line feed; an empty one stands before a line that is set off from the
// one above it. Poppler's own text is not used: it divides Arabic words where fonts are set glyph
// by glyph, and turns ligatures of lam and alef round.
std::u32string lines_of(const std::vector<Box>& boxes);

}  // namespace isnad_pdf
