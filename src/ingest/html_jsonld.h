#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html_clean.h"

namespace isnad {

// What the data in a page's scripts says of its article.
struct ScriptFacts {
  std::optional<std::string> title, author, outlet, published, url, lang;
  std::string text;   // articleBody of schema.org, plain or HTML, or empty
  bool live = false;  // a LiveBlogPosting
  std::string note;   // what could not be read
};

// Reads schema.org JSON-LD: single objects, lists, @graph with references, several scripts, broken
// JSON as far as it can be mended. An article comes before the page around it, and one whose
// address is `url` before others. `published` is as it stands there.
ScriptFacts read_json_ld(const std::vector<HtmlScript>& scripts, std::string_view url);

// The longest text that the state of a page's program holds (Next.js, Fusion and the like): HTML or
// plain text, paragraphs as lines; empty if there is none of 200 bytes.
std::string script_text(const std::vector<HtmlScript>& scripts);

}  // namespace isnad
