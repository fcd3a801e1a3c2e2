#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/fold.h"

// The text stage: a document's code points -> folded form, tokens, sentences, parts.

namespace isnad {

enum class TokenKind : uint8_t {
  word,    // Arabic letters
  latin,   // Latin letters, possibly with digits and hyphens (T-72B3)
  number,  // ASCII-folded digits with inner separators (1,000 2.5); dates are several tokens
  punct
};

struct Token {
  Span span;              // code points
  std::string_view key;   // folded bytes, points into TextView::folded.bytes
  uint32_t folded_begin;  // index of key[0] in TextView::folded.bytes
  uint32_t sentence;      // index in TextView::sentences
  TokenKind kind;
  bool alef_maqsura;  // the word's last letter is written as alef maqsura
  bool quoted;        // stands inside quotation marks
  // For punct: the class byte is key[0] (see fold.h); quotes are resolved to open or close.
  bool is(char punct) const { return kind == TokenKind::punct && key[0] == punct; }
};

// Which part of the document a sentence is. headline: the first line and its repeats; heading: a
// sub-heading inside the text; dateline: only where it is a line of its own (a dateline that opens
// a body sentence is given by PartReader::dateline).
enum class Part : uint8_t { headline, summary, byline, dateline, body, furniture, heading };

struct Sentence {
  Span span;           // code points, without surrounding space
  uint32_t first = 0;  // first token
  uint32_t last = 0;   // one past the last token
  Part part = Part::body;
  bool paragraph_start = false;
};

struct TextView {
  std::u32string_view text;
  Folded folded;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  // Code point span of the token's bytes [from, to) (0 <= from <= to <= key.size()).
  Span part_of(const Token& t, size_t from, size_t to) const {
    if (from >= to) return {t.span.begin, t.span.begin};
    return {folded.origin[t.folded_begin + from],
            to == t.key.size() ? t.span.end : folded.origin[t.folded_begin + to]};
  }
};

// Splits a decoded text. Moving the view keeps its keys valid (folded.bytes always lives on the
// heap); copying does not. The view keeps `text` by reference: it must outlive the view.
// Bounded: sentences longer than 400 tokens are cut at a comma or space.
TextView read_text(std::u32string_view text);

}  // namespace isnad
