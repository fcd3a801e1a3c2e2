#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html_clean.h"
#include "ingest/html_jsonld.h"
#include "ingest/html_tree.h"

namespace isnad {

struct PageFacts {
  std::optional<std::string> title, author, outlet, published, url, lang;
  bool weak_title = false;  // from <title> alone, which may name the site only
  std::vector<std::string> notes;
};

// What the page says of itself, the surest first: JSON-LD, meta elements, itemprop, <time>, links;
// then headings and the lines about them. Values are cleaned: one line, no control characters, no
// bidi controls; dates are EDTF.
PageFacts read_facts(const HtmlTree& tree, const ScriptFacts& script,
                     const std::optional<std::string>& page_url);

// A relative address against the page's: absolute, or nothing where that makes no http(s) address.
std::optional<std::string> absolute_url(std::string_view address,
                                        const std::optional<std::string>& base);

// One line without control characters and what turns the direction of text; `changed` tells that
// such were there. At most 500 code points.
std::string clean_line(std::string_view s, bool* changed = nullptr);

}  // namespace isnad
