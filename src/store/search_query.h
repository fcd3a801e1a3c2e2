#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

// The language of `isnad search`: actor:MLI type:AGREE from:2025-01 "words" -(a OR b). The grammar
// is in docs/search.md. Text in, a tree out; nothing is looked up.

namespace isnad {

enum class SearchField : uint8_t {
  text,  // a word without a field
  title,
  actor,
  recipient,
  source,
  via,
  place,
  type,
  mode,
  context,
  rel,
  subject,
  object,
  outlet,
  from,
  to,
  published,
  known,
  factuality,
  conflict,
  copies,
  lang,
  entity,
};
std::string_view search_field_name(SearchField field);

// A condition on one field.
struct SearchAtom {
  enum class Form : uint8_t {
    word,    // text: any form of the word
    phrase,  // text: these written forms in this order
    prefix   // text: what begins with these letters
  };
  SearchField field = SearchField::text;
  Form form = Form::word;
  std::string value;  // UTF-8, as it was written, without quotation marks; checked for its field
  Span at;            // code points of the query
};

struct SearchNode {
  enum class Kind : uint8_t { all, any, none, atom };  // none: not its one part
  Kind kind = Kind::all;
  std::vector<SearchNode> parts;
  SearchAtom atom;
};

// Limits of a query.
inline constexpr size_t kSearchBytes = 4096;
inline constexpr size_t kSearchDepth = 32;
inline constexpr size_t kSearchAtoms = 64;

// What is wrong with a query and where; the message is one line.
struct SearchFault {
  std::string message;
  Span at;  // code points of the query
};

// Faults: no UTF-8, beyond the limits, nothing asked, parentheses or quotation marks that do not
// close, unknown fields, values that the field does not take.
tl::expected<SearchNode, SearchFault> parse_search(std::string_view query);

// The tree as text, for tests: (all actor:MLI (none "a b") c*).
std::string search_tree(const SearchNode& node);

}  // namespace isnad
