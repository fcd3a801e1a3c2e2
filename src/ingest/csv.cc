#include "ingest/csv.h"

#include <algorithm>

#include "ingest/ingest.h"

namespace isnad {

namespace {

constexpr size_t kCsvAtOnce = size_t{256} << 10;
// Each row whose quote never closes is read to the end of the table or to the limit of a row: after
// so many of them the file is taken for no table.
constexpr int kMaxUnclosed = 20;

// Where a row ends, read piece by piece.
class RowEnd {
 public:
  explicit RowEnd(char delimiter) : delimiter_(delimiter) {}
  // Goes on in `text` (which begins with the row) where it stopped; true if the end is in it.
  bool find(std::string_view text) {
    for (; at_ < text.size(); ++at_) {
      const char c = text[at_];
      if (quoted_) {
        if (c == '"') quoted_ = false;  // a doubled quote opens it again at once
      } else if (c == '"' && (field_begins_ || closed_)) {
        quoted_ = true;
      } else if (c == '\n' || c == '\r') {
        return true;
      }
      closed_ = !quoted_ && c == '"';
      field_begins_ = !quoted_ && c == delimiter_;
    }
    return false;
  }
  size_t at() const { return at_; }
  bool quoted() const { return quoted_; }

 private:
  char delimiter_;
  size_t at_ = 0;
  bool quoted_ = false;
  bool closed_ = false;  // the character before closed a quoted part
  bool field_begins_ = true;
};

}  // namespace

Result<bool> CsvReader::more() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const size_t before = buffer_.size();
  buffer_.resize(before + kCsvAtOnce);
  const Result<size_t> n = source_->read(buffer_.data() + before, kCsvAtOnce);
  buffer_.resize(before + n.value_or(0));
  if (!n) return tl::unexpected(n.error());
  return *n > 0;
}

void CsvReader::choose_delimiter() {
  constexpr std::string_view kDelimiters = ",;\t|";
  size_t counts[4] = {};
  bool quoted = false;
  for (size_t i = begin_; i < buffer_.size(); ++i) {
    const char c = buffer_[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    const size_t which = kDelimiters.find(c);
    if (which != std::string_view::npos) ++counts[which];
  }
  delimiter_ = kDelimiters[static_cast<size_t>(std::max_element(counts, counts + 4) - counts)];
}

CsvReader::Row CsvReader::split(std::string_view row, uint64_t line) const {
  Row out;
  out.bytes = row;
  out.line = line;
  std::string field;
  bool quoted = false;
  bool begins = true;
  for (size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    if (quoted && c == '"' && i + 1 < row.size() && row[i + 1] == '"') {
      field += '"';
      ++i;
    } else if (c == '"' && (quoted || begins)) {
      quoted = !quoted;
    } else if (!quoted && c == delimiter_) {
      out.fields.push_back(std::move(field));
      field.clear();
      begins = true;
      continue;
    } else {
      field += c;
    }
    begins = false;
  }
  out.fields.push_back(std::move(field));
  return out;
}

std::optional<Result<CsvReader::Row>> CsvReader::next() {
  if (!begun_) {
    begun_ = true;
    // The first block decides on the delimiter: a row of column names is not longer.
    while (!end_ && buffer_.size() < 4096) {
      const Result<bool> any = more();
      if (!any) {
        end_ = true;
        return tl::unexpected(any.error());
      }
      if (!*any) end_ = true;
    }
    if (buffer_.starts_with("\xEF\xBB\xBF")) begin_ = 3;
    if (delimiter_ == 0) choose_delimiter();
  }
  // Ends of rows before the row: a line feed after its carriage return, and empty lines.
  for (;;) {
    if (begin_ == buffer_.size()) {
      if (end_) return std::nullopt;
      const Result<bool> any = more();
      if (!any || !*any) end_ = true;
      if (!any) return tl::unexpected(any.error());
      continue;
    }
    const char c = buffer_[begin_];
    if (c != '\n' && c != '\r') break;
    if (c == '\n') ++line_;
    ++begin_;
  }
  RowEnd row(delimiter_);
  bool whole = row.find(std::string_view(buffer_).substr(begin_));
  while (!whole && !end_ && buffer_.size() - begin_ <= kMaxDocumentBytes) {
    const Result<bool> any = more();
    if (!any) {
      end_ = true;
      begin_ = buffer_.size();
      return tl::unexpected(any.error());
    }
    if (!*any) end_ = true;
    whole = row.find(std::string_view(buffer_).substr(begin_));
  }
  std::string_view bytes = std::string_view(buffer_).substr(begin_, row.at());
  if (!whole && (!end_ || row.quoted())) {
    // Back to the end of the first line: what follows may be rows of their own.
    const bool unclosed = row.quoted();
    const size_t first = std::min(bytes.find('\n'), bytes.size());
    begin_ += first;
    if (++unclosed_ > kMaxUnclosed) {
      begin_ = buffer_.size();
      end_ = true;
      return fail(ErrorCode::bad_format,
                  "too many rows like this; the rest of the table is not read");
    }
    if (unclosed && end_) return fail(ErrorCode::bad_format, "a quote that is never closed");
    return fail(ErrorCode::too_large, "row longer than " + std::to_string(kMaxDocumentBytes >> 20) +
                                          " MB, perhaps a quote that is not closed; skipped");
  }
  const uint64_t line = line_;
  line_ += static_cast<uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  begin_ += row.at();
  return split(bytes, line);
}

}  // namespace isnad
