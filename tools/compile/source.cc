#include "compile/source.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <algorithm>

#include "base/utf8.h"
#include "cli/bidi.h"

namespace isnad::compile {

namespace {

constexpr char32_t kFirstStrongIsolate = 0x2068;
constexpr char32_t kPopIsolate = 0x2069;
constexpr char32_t kReplacement = 0xFFFD;
constexpr size_t kWidth = 100;  // columns of the source line that are shown
constexpr size_t kBefore = 30;  // of them before the place, where the line is cut
constexpr char kEllipsis[] = "\xE2\x80\xA6";

bool right_to_left(char32_t c) {
  const UCharDirection d = u_charDirection(static_cast<UChar32>(c));
  return d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC || d == U_ARABIC_NUMBER;
}

// Each stretch of right-to-left words between quotation marks or the like in isolates.
std::string with_isolates(std::u32string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (!right_to_left(text[i])) {
      append_utf8(out, text[i++]);
      continue;
    }
    size_t last = i;
    for (size_t k = i; k < text.size() && text[k] != U'"' && text[k] != U'\'' && text[k] != U'#';
         ++k) {
      if (right_to_left(text[k])) last = k;
    }
    // Marks that follow the last letter sit on it.
    while (last + 1 < text.size() &&
           u_charType(static_cast<UChar32>(text[last + 1])) == U_NON_SPACING_MARK) {
      ++last;
    }
    append_utf8(out, kFirstStrongIsolate);
    out += encode_utf8(text.substr(i, last + 1 - i));
    append_utf8(out, kPopIsolate);
    i = last + 1;
  }
  return out;
}

// One code point as it is shown: control characters, and those that steer the direction, as one
// replacement character, so that columns stay columns.
char32_t shown(char32_t c) {
  if (c == U'\t') return U' ';
  const bool hidden = c < 0x20 || (c >= 0x7F && c < 0xA0) ||
                      u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR || c == 0x2028 ||
                      c == 0x2029;
  return hidden ? kReplacement : c;
}

}  // namespace

std::string in_quotes(std::string_view utf8) { return "\"" + isolated(utf8) + "\""; }

SourceText::SourceText(std::string name, std::string bytes)
    : name_(std::move(name)), bytes_(std::move(bytes)) {
  lines_.emplace_back();
  const auto* data = reinterpret_cast<const uint8_t*>(bytes_.data());
  const auto size = static_cast<int32_t>(bytes_.size());
  for (int32_t i = bytes_.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c == '\n') {
      if (!lines_.back().empty() && lines_.back().back() == U'\r') lines_.back().pop_back();
      lines_.emplace_back();
      continue;
    }
    if (c < 0 && !bad_) bad_ = Place{lines(), static_cast<uint32_t>(lines_.back().size() + 1), 1};
    lines_.back().push_back(c < 0 ? kReplacement : static_cast<char32_t>(c));
  }
}

std::string SourceText::show(const Fault& fault) const {
  const Place& p = fault.place;
  std::string out = name_ + ":" + std::to_string(p.line) + ":" + std::to_string(p.column) +
                    (fault.warning ? ": warning: " : ": error: ") + fault.message + "\n";
  if (p.line < 1 || p.line > lines()) return out;
  std::u32string text(line(p.line));
  std::transform(text.begin(), text.end(), text.begin(), shown);
  const size_t at = std::min<size_t>(p.column - 1, text.size());
  const size_t length = std::min<size_t>(p.length, text.size() - at);
  size_t from = 0;
  if (text.size() > kWidth && at + length > kWidth) from = at > kBefore ? at - kBefore : 0;
  const size_t to = std::min(text.size(), from + kWidth);
  const std::u32string_view view(text);
  const auto columns = [&](size_t begin, size_t end) {
    return display_width(encode_utf8(view.substr(begin, end - begin)));
  };
  const std::string number = std::to_string(p.line);
  const std::string gutter(number.size() < 5 ? 5 - number.size() : 0, ' ');
  out += gutter + number + " | " + (from > 0 ? kEllipsis : "") +
         with_isolates(view.substr(from, to - from)) + (to < text.size() ? kEllipsis : "") + "\n";
  const size_t marked = columns(at, std::min(at + length, to));
  out += std::string(gutter.size() + number.size(), ' ') + " | " +
         std::string(columns(from, at) + (from > 0 ? 1 : 0), ' ') + "^" +
         std::string(marked > 1 ? marked - 1 : 0, '~') + "\n";
  return out;
}

std::optional<Place> letter_outside_strings(std::string_view toml) {
  uint32_t line = 1;
  uint32_t column = 1;
  std::string_view quote;  // that ends the string we are in
  bool comment = false;
  for (size_t i = 0; i < toml.size();) {
    const char c = toml[i];
    const std::string_view rest = toml.substr(i);
    size_t n = 1;
    if (c == '\n') {
      comment = false;
      if (quote.size() == 1) quote = {};  // such a string ends with its line
      ++line;
      column = 0;
    } else if (!quote.empty()) {
      if (c == '\\' && quote[0] == '"' && rest.size() > 1 && rest[1] != '\n') {
        n = 2;
      } else if (rest.substr(0, quote.size()) == quote) {
        n = quote.size();
        quote = {};
      }
    } else if (!comment) {
      if (c == '#') {
        comment = true;
      } else if (c == '"' || c == '\'') {
        // Right behind a word or a string it opens none, as the parser sees it.
        constexpr std::string_view kBefore =
            " \t\r\n=[{,.\xBF";  // the last: of the byte order mark
        if (i > 0 && kBefore.find(toml[i - 1]) == std::string_view::npos) {
          return Place{line, column, 1};
        }
        const std::string_view three = c == '"' ? R"(""")" : "'''";
        quote = rest.substr(0, 3) == three ? three : three.substr(0, 1);
        n = quote.size();
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        return Place{line, column, 1};
      }
    }
    for (size_t k = 0; k < n; ++k) {
      if ((static_cast<unsigned char>(toml[i + k]) & 0xC0) != 0x80) ++column;
    }
    i += n;
  }
  return std::nullopt;
}

}  // namespace isnad::compile
