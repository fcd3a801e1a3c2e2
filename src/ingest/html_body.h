#pragma once
#include <string>
#include <vector>

#include "ingest/html_tree.h"

namespace isnad {

struct BodyText {
  std::string text;          // UTF-8, a line a paragraph; empty if there is no article
  uint32_t element = 0;      // that holds it
  uint32_t first_block = 0;  // of the article
  bool forum = false;        // the first contribution of several
};

// The article's text on a page: where the most text with the fewest links stands, as the names of
// elements say and the sum over what they hold, without the furniture inside. `known`: title,
// author and the like, whose lines at the head are no text. An empty text where nothing on the page
// reads like one.
BodyText find_body(const HtmlTree& tree, const std::vector<std::string>& known);

// The line that stands right above the text like a title, where no element says it is one: short,
// without links, no date. Empty if there is none.
std::string line_above(const HtmlTree& tree, const BodyText& body);

// Do two lines say the same, case, points and marks aside? False for empty ones.
bool same_line(std::string_view a, std::string_view b);

}  // namespace isnad
