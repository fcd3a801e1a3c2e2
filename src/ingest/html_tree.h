#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// A page as a flat list of elements in document order and the stretches of text between their
// borders. Gumbo builds the tree; it stays in html_tree.cc.

namespace isnad {

inline constexpr uint32_t kNoElement = 0xFFFFFFFF;

struct HtmlElement {
  std::string tag;  // lower case
  uint32_t parent = kNoElement;
  uint32_t end = 0;  // one past the last element inside
  uint32_t first_block = 0;
  uint32_t last_block = 0;  // one past the last
  uint32_t text_begin = 0;  // bytes into the first block and, for elements inside a line, into the
  uint32_t text_end = 0;    // block that follows the last: where their text begins and ends
  uint8_t cues = 0;         // PageCue of its names
  bool hidden = false;
  std::vector<std::pair<std::string, std::string>> attributes;

  std::string_view attribute(std::string_view name) const;  // empty if absent
};

// Text between two borders of blocks, white space made single.
struct HtmlBlock {
  uint32_t element = 0;  // the innermost block element around it
  std::string text;      // UTF-8
  uint32_t letters = 0;  // code points that are no space
  uint32_t linked = 0;   // of these, inside links
  uint32_t timed = 0;    // of these, inside <time>
};

struct HtmlTree {
  std::vector<HtmlElement> elements;  // [0] is the root
  std::vector<HtmlBlock> blocks;
  bool cut = false;  // more stretches of text than any page has: the last are missing
};

// Errors: too_large (more memory than any page needs). REQUIRES: made by clean_html.
Result<HtmlTree> build_tree(std::string_view html);

// All text of an element, blocks joined by a space; at most `most` bytes.
std::string text_of(const HtmlTree& tree, uint32_t element, size_t most);

}  // namespace isnad
