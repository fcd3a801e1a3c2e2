#pragma once
#include <string>
#include <string_view>

#include "export/exporter.h"

namespace isnad {

// A briefing as Markdown (CommonMark with footnotes as in GitHub and Pandoc). What articles say is
// escaped, so that it cannot make headings, links or HTML, and stands between direction isolates
// where it is written from right to left. docs/exports/briefing.md. REQUIRES: the image.
Result<void> export_markdown(Export& e);

// Text of an article for the inside of a Markdown line.
std::string markdown_text(std::string_view utf8);

}  // namespace isnad
