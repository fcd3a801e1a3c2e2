#include "ingest/lines.h"

#include <utility>

#include "ingest/ingest.h"

namespace isnad {

namespace {
constexpr size_t kLinesAtOnce = size_t{256} << 10;
}

LineReader::Status LineReader::next(std::string& line) {
  line.clear();
  bool too_long = false;
  bool any = false;
  const auto take = [&](std::string_view part) {
    any = true;
    if (too_long) return;
    if (line.size() + part.size() > kMaxDocumentBytes) {
      too_long = true;
      line.clear();
      line.shrink_to_fit();
      return;
    }
    line += part;
  };
  for (;;) {
    const std::string_view view = std::string_view(buffer_).substr(begin_);
    const size_t newline = view.find('\n');
    if (newline != std::string_view::npos) {
      take(view.substr(0, newline));
      begin_ += newline + 1;
      break;
    }
    if (!view.empty()) take(view);
    buffer_.resize(kLinesAtOnce);
    begin_ = 0;
    const Result<size_t> n = source_->read(buffer_.data(), kLinesAtOnce);
    buffer_.resize(n.value_or(0));
    if (!n) {
      // The part of a line before the failure is no line.
      error_ = n.error();
      ++number_;
      return Status::failed;
    }
    if (*n == 0) {
      if (!any) return Status::end;
      break;
    }
  }
  ++number_;
  return too_long ? Status::too_long : Status::line;
}

}  // namespace isnad
