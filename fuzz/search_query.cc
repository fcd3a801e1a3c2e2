// Queries of `isnad search`: whatever is typed is a tree within the limits or a fault with a place.

#include "store/search_query.h"

#include "base/utf8.h"
#include "fuzz.h"

using namespace isnad;

namespace {

// Counts the conditions; `depth` of parentheses is bounded, and each may bring three levels.
size_t conditions(const SearchNode& node, size_t depth) {
  fuzz::require(depth <= 3 * kSearchDepth + 3, "the tree is as flat as the limit says");
  if (node.kind == SearchNode::Kind::atom) {
    fuzz::require(!node.atom.value.empty(), "a condition has a value");
    fuzz::require(decode_utf8(node.atom.value).has_value(), "values are UTF-8");
    return 1;
  }
  fuzz::require(!node.parts.empty(), "a node has parts");
  fuzz::require(node.kind != SearchNode::Kind::none || node.parts.size() == 1, "a not has one");
  size_t n = 0;
  for (const SearchNode& part : node.parts) n += conditions(part, depth + 1);
  return n;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = fuzz::view(data, size);
  const auto parsed = parse_search(text);
  if (parsed) {
    const size_t n = conditions(*parsed, 0);
    fuzz::require(n > 0 && n <= kSearchAtoms, "something is asked, and not too much");
    (void)search_tree(*parsed);
    return 0;
  }
  const SearchFault& f = parsed.error();
  fuzz::require(!f.message.empty() && f.message.find('\n') == std::string::npos,
                "a fault is one line");
  const auto points = decode_utf8(text);
  fuzz::require(f.at.begin <= f.at.end, "a place has an order");
  if (points) fuzz::require(f.at.end <= points->size(), "a place lies in the query");
  return 0;
}
