#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

// Files of word processors and print -> text.

namespace isnad {

struct FileText {
  std::u32string text;  // paragraphs as lines
  std::optional<std::string> title;
  std::optional<std::string> author;
  std::optional<std::string> published;  // EDTF
  std::string note;                      // what had to be done to read it, or empty
};

// A .docx file (ECMA-376, WordprocessingML): paragraphs, tables (a row a line, cells divided by
// tabs), text boxes; foot- and endnotes, headers, footers, comments, what was deleted and hidden
// text are left out. Title, author and the day of creation are its properties. Errors: bad_format
// (damaged), unsupported (another package: .xlsx, .odt, .epub; encrypted), too_large, empty.
// `where` begins the messages. Thread safe.
Result<FileText> read_docx(std::string_view bytes, const std::string& where);

// A PDF file, read by the program isnad-pdf in a process of its own with limits of time and memory:
// libraries that read PDF are large, and hostile files have crashed them. It is sought as
// $ISNAD_PDF, beside this program, then in ../libexec/isnad. Errors: unsupported (no such program;
// encrypted), bad_format (no PDF, damaged, or its reader failed), too_large (time or memory), empty
// (pictures of pages without text). Thread safe.
Result<FileText> read_pdf(std::string_view bytes, const std::string& where);

// What one .docx or PDF file may have; one page image is larger than a book.
inline constexpr size_t kMaxFileBytes = size_t{64} << 20;

}  // namespace isnad
