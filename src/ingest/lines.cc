#include "ingest/lines.h"

#include <utility>

#include "ingest/ingest.h"

namespace isnad {

LineReader::LineReader(LineReader&& o) noexcept
    : file_(std::exchange(o.file_, nullptr)), owned_(o.owned_), number_(o.number_) {}

LineReader::~LineReader() {
  if (owned_ && file_) std::fclose(file_);
}

LineReader::Status LineReader::next(std::string& line) {
  line.clear();
  bool too_long = false;
  bool any = false;
  flockfile(file_);
  // Byte by byte, so that a NUL byte is content like any other and cannot glue two lines together.
  for (int c = 0; (c = getc_unlocked(file_)) != EOF;) {
    any = true;
    if (c == '\n') break;
    if (too_long) continue;
    line.push_back(static_cast<char>(c));
    if (line.size() > kMaxDocumentBytes) {
      too_long = true;
      line.clear();
      line.shrink_to_fit();
    }
  }
  funlockfile(file_);
  if (!any) return std::ferror(file_) ? Status::failed : Status::end;
  ++number_;
  return too_long ? Status::too_long : Status::line;
}

}  // namespace isnad
