#pragma once
#include <string>
#include <vector>

namespace isnad {

// Lines of pages as they are printed -> paragraphs, one a line. Lines that stand at the head or
// foot of most pages (with other numbers on each) and numbers of pages are left out; a line goes on
// with the next one unless it is shorter than its page's lines are or ends a sentence; a word that
// is divided at the end of a line is joined. Presentation forms of Arabic letters become the
// letters, marks of direction go.
std::u32string pdf_text(const std::vector<std::u32string>& pages);

}  // namespace isnad
