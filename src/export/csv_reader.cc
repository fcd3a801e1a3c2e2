#include "export/csv_reader.h"

#include <utility>

namespace isnad {

CsvReader::CsvReader(std::string_view bytes, std::string name)
    : bytes_(bytes), name_(std::move(name)) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

tl::unexpected<Error> CsvReader::bad(const char* what) const {
  return fail(ErrorCode::bad_format, name_ + ':' + std::to_string(row_line_) + ": " + what);
}

Result<void> CsvReader::quoted(std::string& cell) {
  for (++at_; at_ < bytes_.size(); ++at_) {
    const char c = bytes_[at_];
    if (c == '\n') ++line_;
    if (c != '"') {
      cell += c;
    } else if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '"') {
      cell += c;
      ++at_;
    } else {
      ++at_;
      const bool ends = at_ == bytes_.size() ||
                        std::string_view(",\r\n").find(bytes_[at_]) != std::string_view::npos;
      if (!ends) return bad("text after a closing quotation mark");
      return {};
    }
  }
  return bad("a quotation mark is never closed");
}

Result<bool> CsvReader::next(std::vector<std::string>& cells) {
  cells.clear();
  while (at_ < bytes_.size() && (bytes_[at_] == '\n' || bytes_[at_] == '\r')) {
    if (bytes_[at_++] == '\n') ++line_;
  }
  if (at_ == bytes_.size()) return false;
  row_line_ = line_;
  for (;;) {
    std::string& cell = cells.emplace_back();
    if (at_ < bytes_.size() && bytes_[at_] == '"') {
      if (auto r = quoted(cell); !r) return tl::unexpected<Error>(r.error());
    } else {
      size_t end = bytes_.find_first_of(",\r\n", at_);
      if (end == std::string_view::npos) end = bytes_.size();
      cell = bytes_.substr(at_, end - at_);
      at_ = end;
    }
    if (at_ == bytes_.size() || bytes_[at_] != ',') return true;
    ++at_;
  }
}

}  // namespace isnad
