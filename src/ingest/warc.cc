#include "ingest/warc.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "ingest/warc_bytes.h"

namespace isnad {

namespace {

// Named fields of a record; real ones have about 1 KB.
constexpr size_t kMaxHeader = size_t{128} << 10;

// "WARC/1.1" and a line end.
bool begins_like_record(std::string_view s) {
  return s.size() >= 9 && s.starts_with("WARC/") && is_ascii_digit(s[5]) && s[6] == '.' &&
         is_ascii_digit(s[7]);
}

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if ((a[i] | 32) != (b[i] | 32)) return false;
  }
  return true;
}

struct HeaderEnd {
  size_t fields;   // where the named fields begin
  size_t end;      // where they end
  size_t content;  // where the block begins
};

std::optional<HeaderEnd> header_end(std::string_view view) {
  const size_t first = view.find('\n');
  if (first == std::string_view::npos) return std::nullopt;
  for (size_t at = first;;) {
    const size_t next = at + 1;
    if (next >= view.size()) return std::nullopt;
    if (view[next] == '\n') return HeaderEnd{first + 1, next, next + 1};
    if (view[next] == '\r') {
      if (next + 1 >= view.size()) return std::nullopt;
      if (view[next + 1] == '\n') return HeaderEnd{first + 1, next, next + 2};
    }
    at = view.find('\n', next);
    if (at == std::string_view::npos) return std::nullopt;
  }
}

std::optional<uint64_t> number_of(std::string_view s) {
  if (s.empty() || s.size() > 18) return std::nullopt;
  uint64_t n = 0;
  for (const char c : s) {
    if (!is_ascii_digit(c)) return std::nullopt;
    n = n * 10 + static_cast<uint64_t>(c - '0');
  }
  return n;
}

}  // namespace

std::optional<std::string_view> WarcRecord::field(std::string_view name) const {
  for (size_t at = 0; at < header.size();) {
    const size_t end = std::min(header.find('\n', at), header.size());
    std::string_view line = header.substr(at, end - at);
    at = end + 1;
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || !same_name(line.substr(0, colon), name)) continue;
    line.remove_prefix(colon + 1);
    const size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) return std::string_view();
    return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
  }
  return std::nullopt;
}

struct WarcReader::Impl {
  std::unique_ptr<WarcBytes> bytes;
  uint64_t number = 0;
  size_t used = 0;       // of the view, by the record that was handed out
  bool lost = false;     // the next record is to be searched for
  bool at_begin = true;  // the view begins where a member does, or the file

  using Step = WarcBytes::Step;
  using Outcome = std::optional<Result<WarcRecord>>;

  tl::unexpected<Error> trouble(ErrorCode code, uint64_t offset, const std::string& what) const {
    return fail(code, "record " + std::to_string(number) + " at byte " + std::to_string(offset) +
                          ": " + what);
  }

  // What stands where a record was interrupted by the end of its bytes.
  Outcome interrupted(Step step, uint64_t offset, size_t boundary) {
    lost = false;
    if (step == Step::begins) {
      bytes->consume(boundary);
      at_begin = true;
      return trouble(ErrorCode::bad_format, offset, "cut off: the next one begins inside it");
    }
    bytes->consume(bytes->view().size());
    at_begin = true;
    if (step == Step::damaged) {
      return trouble(ErrorCode::bad_format, offset, bytes->trouble());
    }
    const std::string why = bytes->trouble();
    return trouble(ErrorCode::bad_format, offset,
                   "cut off: the file ends inside it" + (why.empty() ? "" : " (" + why + ")"));
  }

  // Goes on until `want` bytes are there. Else the outcome of the record.
  Outcome need(size_t want, uint64_t offset) {
    while (bytes->view().size() < want) {
      const size_t before = bytes->view().size();
      const Step step = bytes->more();
      if (step == Step::more) continue;
      if (step == Step::begins && !begins_like_record(bytes->view().substr(before))) continue;
      return interrupted(step, offset, before);
    }
    return std::nullopt;
  }

  // Passes over what is no record. False at the end.
  bool search() {
    for (;;) {
      const std::string_view view = bytes->view();
      if (at_begin && begins_like_record(view)) break;
      size_t at = 0;
      bool found = false;
      while ((at = view.find("\nWARC/", at)) != std::string_view::npos) {
        if (view.size() - at < 10) break;  // wait for the rest of the line
        if (begins_like_record(view.substr(at + 1))) {
          found = true;
          break;
        }
        ++at;
      }
      if (found) {
        bytes->consume(at + 1);
        break;
      }
      at_begin = false;
      bytes->consume(at != std::string_view::npos ? at : view.size() > 16 ? view.size() - 16 : 0);
      const size_t before = bytes->view().size();
      const Step step = bytes->more();
      if (step == Step::end) return false;
      if (step == Step::damaged || step == Step::begins) {
        bytes->consume(before);
        at_begin = true;
      }
    }
    lost = false;
    return true;
  }

  // To the next record's first byte. An outcome if there is something to tell first.
  Outcome find_begin(bool& end) {
    for (;;) {
      if (lost) {
        if (!search()) {
          end = true;
          return std::nullopt;
        }
      }
      const std::string_view view = bytes->view();
      const size_t text = std::min(view.find_first_not_of("\r\n"), view.size());
      if (text > 0) {
        bytes->consume(text);
        continue;
      }
      if (begins_like_record(view)) return std::nullopt;
      if (view.size() < 9) {
        const Step step = bytes->more();
        if (step == Step::more || step == Step::begins) continue;
        const uint64_t offset = bytes->offset(0);
        if (step == Step::damaged) {
          ++number;
          bytes->consume(bytes->view().size());
          return trouble(ErrorCode::bad_format, offset, bytes->trouble());
        }
        if (view.empty() && bytes->trouble().empty()) {
          end = true;
          return std::nullopt;
        }
      }
      ++number;
      const std::string why = bytes->trouble();
      if (bytes->view().size() < 9) {
        const uint64_t offset = bytes->offset(0);
        bytes->consume(bytes->view().size());
        finished = true;
        return trouble(ErrorCode::bad_format, offset, why.empty() ? "no WARC record" : why);
      }
      lost = true;
      at_begin = false;
      return trouble(ErrorCode::bad_format, bytes->offset(0),
                     "no WARC record; passed over up to the next one");
    }
  }

  Outcome pass_over(uint64_t length, uint64_t offset) {
    while (length > 0) {
      const size_t n = static_cast<size_t>(std::min<uint64_t>(length, bytes->view().size()));
      bytes->consume(n);
      length -= n;
      if (length == 0) break;
      if (auto outcome = need(1, offset)) return outcome;
    }
    return trouble(ErrorCode::too_large, offset,
                   "longer than " + std::to_string(kMaxWarcRecord >> 20) + " MB; passed over");
  }

  bool finished = false;

  Outcome next() {
    bytes->consume(used);
    used = 0;
    if (finished) return std::nullopt;
    bool end = false;
    if (auto outcome = find_begin(end)) return outcome;
    if (end) {
      finished = true;
      return std::nullopt;
    }
    ++number;
    at_begin = false;
    const uint64_t offset = bytes->offset(0);
    std::optional<HeaderEnd> head = header_end(bytes->view());
    while (!head) {
      if (bytes->view().size() > kMaxHeader) {
        bytes->consume(5);
        lost = true;
        return trouble(ErrorCode::bad_format, offset, "its header does not end");
      }
      if (auto outcome = need(bytes->view().size() + 1, offset)) return outcome;
      head = header_end(bytes->view());
    }
    WarcRecord record;
    record.number = number;
    record.offset = offset;
    record.header = bytes->view().substr(head->fields, head->end - head->fields);
    const auto length = number_of(record.field("Content-Length").value_or(""));
    const bool typed = record.field("WARC-Type").has_value();
    if (!length || !typed) {
      bytes->consume(5);
      lost = true;
      return trouble(ErrorCode::bad_format, offset,
                     typed ? "no valid Content-Length" : "no field WARC-Type");
    }
    if (*length > kMaxWarcRecord) {
      bytes->consume(head->content);
      return pass_over(*length, offset);
    }
    const size_t whole = head->content + static_cast<size_t>(*length);
    if (auto outcome = need(whole, offset)) return outcome;
    return finish(*head, whole, offset, record);
  }

  Outcome finish(const HeaderEnd& head, size_t whole, uint64_t offset, WarcRecord& record) {
    // Two line ends follow. What else follows says that the length is wrong, and that the next
    // record may be among what it covers.
    if (!bytes->has_members()) {
      while (bytes->view().size() == whole && bytes->more() == Step::more) {
      }
    }
    const std::string_view view = bytes->view();
    if (view.size() > whole) {
      const char after = view[whole];
      if (after != '\r' && after != '\n' && !view.substr(whole).starts_with("WARC/")) {
        bytes->consume(head.content);
        lost = true;
        return trouble(ErrorCode::bad_format, offset, "its Content-Length is wrong");
      }
    }
    record.header = view.substr(head.fields, head.end - head.fields);
    record.type = record.field("WARC-Type").value_or("");
    record.content = view.substr(head.content, whole - head.content);
    used = whole;
    return record;
  }
};

WarcReader::WarcReader(std::unique_ptr<ByteSource> source, Budget& budget)
    : impl_(std::make_unique<Impl>()) {
  impl_->bytes = warc_bytes(std::move(source), budget);
}
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader::~WarcReader() = default;

std::optional<Result<WarcRecord>> WarcReader::next() { return impl_->next(); }

}  // namespace isnad
