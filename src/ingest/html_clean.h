#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace isnad {

// A script whose contents are data.
struct HtmlScript {
  std::string type;  // lower case, for example "application/ld+json"
  std::string id;
  std::string_view text;  // points into the page
};

// A page without what no reader of texts needs, safe to give to a tree builder.
struct CleanHtml {
  std::string html;
  std::vector<HtmlScript> scripts;
  bool cut = false;        // more than kMaxTags tags: the rest are left out, their text is kept
  bool flattened = false;  // deeper than kMaxDepth: inner tags are left out, their text is kept
  bool frames = false;     // a frame set
};

inline constexpr size_t kMaxTags = 100'000;
inline constexpr size_t kMaxDepth = 256;

// Drops comments, styles, scripts, drawings, forms' choices, formatting tags (b, font ...), control
// characters and attributes that carry no cue; closes attributes at 2,000 bytes; limits the depth
// to kMaxDepth. One pass, linear. The views in `scripts` point into `utf8`. REQUIRES: valid UTF-8.
CleanHtml clean_html(std::string_view utf8);

}  // namespace isnad
