#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "export/exporter.h"
#include "store/rows.h"

// A briefing for a desk officer, before it is HTML or Markdown: what happened by day, who says so,
// what contradicts what, what holds, and the numbered sources of each line.

namespace isnad {

// A stretch of a line. Texts are as the case has them: whoever writes them out escapes them and
// keeps their direction to themselves.
struct Inline {
  enum class Kind : uint8_t {
    text,   // our own English
    name,   // of somebody or something, in any script
    quote,  // words of an article
    label   // a short mark before a line: "planned", "denied"
  };
  Kind kind = Kind::text;
  std::string text;
};

struct BriefingItem {
  std::vector<Inline> line;
  std::vector<size_t> notes;   // indexes of Briefing::notes, ascending
  std::vector<Inline> detail;  // a second, smaller line; may be empty
};

struct BriefingGroup {
  std::vector<Inline> title;  // empty: the section has one group
  std::vector<BriefingItem> items;
};

struct BriefingSection {
  std::string id;  // of the place in the page
  std::string title;
  std::string about;  // one or two sentences on how to read it
  std::vector<BriefingGroup> groups;
};

// Where a line was read.
struct BriefingNote {
  Where where;
  std::optional<std::string> title;
  std::optional<std::string> url;  // of the article, if it is one that a browser may follow
  struct Piece {
    std::string text;
    bool marked = false;  // the words that tell it
  };
  std::vector<Piece> quote;  // the sentence; empty where the case lacks it
};

struct Briefing {
  std::string title;
  std::vector<std::pair<std::string, std::string>> about;  // period, filters, numbers
  std::vector<BriefingSection> sections;
  std::vector<BriefingNote> notes;
};

// Of what the filter leaves. REQUIRES: the image. Errors: of the case file; corrupt.
Result<Briefing> briefing(Export& e);

}  // namespace isnad
