#include "text/tokens.h"

namespace isnad {

namespace {

enum class Class : uint8_t { arabic, latin, digit, space, other };

Class class_of(char b) {
  if (is_arabic_letter_byte(b)) return Class::arabic;
  if (is_latin_byte(b)) return Class::latin;
  if (b >= '0' && b <= '9') return Class::digit;
  if (b == kSpace || b == kNewline) return Class::space;
  return Class::other;
}

// End of a number that starts at `i`: digits with inner separators. A comma joins only groups of
// three digits (1,000), a stop joins digits on both sides (2.5).
size_t number_end(std::string_view s, size_t i) {
  auto digits = [&](size_t at) {
    size_t n = 0;
    while (at + n < s.size() && class_of(s[at + n]) == Class::digit) ++n;
    return n;
  };
  size_t end = i + digits(i);
  const size_t head = end - i;
  for (;;) {
    if (end + 1 >= s.size()) return end;
    const size_t n = digits(end + 1);
    if (s[end] == kComma && n == 3 && head <= 3) {
      end += 1 + n;
    } else if (s[end] == kStop && n > 0 && n <= 3) {
      end += 1 + n;
    } else {
      return end;
    }
  }
}

// Latin words take digits and inner hyphens along: T-72B3, BTR-82A.
size_t latin_end(std::string_view s, size_t i) {
  while (i < s.size()) {
    const Class c = class_of(s[i]);
    if (c == Class::latin || c == Class::digit) {
      ++i;
    } else if (s[i] == kDash && i + 1 < s.size() &&
               (class_of(s[i + 1]) == Class::latin || class_of(s[i + 1]) == Class::digit)) {
      ++i;
    } else {
      return i;
    }
  }
  return i;
}

}  // namespace

std::vector<Token> tokenise(const Folded& folded) {
  const std::string_view s = folded.bytes;
  std::vector<Token> out;
  out.reserve(s.size() / 5 + 8);
  for (size_t i = 0; i < s.size();) {
    const Class c = class_of(s[i]);
    size_t end = i + 1;
    TokenKind kind = TokenKind::punct;
    switch (c) {
      case Class::space:
        ++i;
        continue;
      case Class::arabic:
        while (end < s.size() && class_of(s[end]) == Class::arabic) ++end;
        kind = TokenKind::word;
        break;
      case Class::latin:
        end = latin_end(s, i);
        kind = TokenKind::latin;
        break;
      case Class::digit:
        end = number_end(s, i);
        kind = TokenKind::number;
        break;
      case Class::other:
        break;
    }
    Token t{};
    t.key = s.substr(i, end - i);
    t.folded_begin = static_cast<uint32_t>(i);
    // Marks that vanish after the last letter belong to the word; so the span ends where the next
    // folded byte begins only if that is adjacent, else right after the marks.
    t.span = {folded.origin[i], folded.origin[end - 1] + 1};
    t.kind = kind;
    out.push_back(t);
    i = end;
  }
  return out;
}

}  // namespace isnad
