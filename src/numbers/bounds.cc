#include "numbers/bounds.h"

#include "numbers/digits.h"
#include "numbers/rows.h"

namespace isnad {

namespace {

constexpr std::string_view kOr = "Aw";
constexpr std::string_view kOf = "mn";

bool is_kind(const PhraseHit& hit, BoundWord kind) {
  return hit.kind == static_cast<uint32_t>(kind);
}

// The longest phrase that ends right before token `i` of the same sentence.
std::optional<PhraseHit> phrase_before(const TextView& text, const PhraseTable& bounds, uint32_t i,
                                       NumberScope scope, uint32_t* first) {
  if (i == 0 || i > text.tokens.size()) return std::nullopt;
  const uint32_t sentence = text.tokens[i - 1].sentence;
  for (uint32_t back = kBoundTokens; back >= 1; --back) {
    if (back > i || text.tokens[i - back].sentence != sentence) continue;
    for (const PhraseHit& hit : bounds.find(text, i - back)) {
      const bool bare =
          scope == NumberScope::full && hit.skip == 0 && is_kind(hit, BoundWord::bare);
      if (hit.last == i && (bare || is_kind(hit, BoundWord::before))) {
        *first = i - back;
        return hit;
      }
    }
  }
  return std::nullopt;
}

// The sign of comparison before token `i`. nullopt for others too (<>, =>).
std::optional<StatedBound> comparison_before(const TextView& text, uint32_t i) {
  std::u32string signs;
  uint32_t k = i;
  while (k > 0 && text.tokens[k - 1].sentence == text.tokens[i].sentence && signs.size() < 3) {
    const char32_t c = symbol_at(text, k - 1);
    if (c != '<' && c != '>' && c != '=' && c != 0x2264 && c != 0x2265) break;
    signs.insert(signs.begin(), c);
    --k;
  }
  // The end of a tag of markup.
  if (k > 1 && signs == U">" && text.tokens[k - 1].kind == TokenKind::latin &&
      symbol_at(text, k - 2) == '<') {
    return std::nullopt;
  }
  StatedBound b;
  b.first = k;
  if (signs == U"<" || signs == U"<=" || signs == U"\u2264") {
    b.sign = '<';
  } else if (signs == U">" || signs == U">=" || signs == U"\u2265") {
    b.sign = '>';
  } else {
    return std::nullopt;
  }
  b.inclusive = signs != U"<" && signs != U">";
  return b;
}

// A bound after the number. "or more than 30" bounds the 30.
std::optional<PhraseHit> phrase_after(const NumeralText& in, const PhraseTable& bounds, uint32_t at,
                                      uint32_t sentence) {
  if (at >= in.text.tokens.size() || in.text.tokens[at].sentence != sentence) return std::nullopt;
  for (const PhraseHit& hit : bounds.find(in.text, at)) {
    if (!is_kind(hit, BoundWord::after)) continue;
    uint32_t next = hit.last;
    const auto inside = [&](uint32_t k) {
      return k < in.text.tokens.size() && in.text.tokens[k].sentence == sentence;
    };
    if (inside(next) && in.text.tokens[next].key == kOf) ++next;
    if (inside(next) && read_numeral(in, next)) return std::nullopt;
    return hit;
  }
  return std::nullopt;
}

std::optional<StatedBound> bound_before(const TextView& text, const PhraseTable& bounds,
                                        uint32_t i) {
  if (auto sign = comparison_before(text, i)) return sign;
  StatedBound b;
  const auto hit = phrase_before(text, bounds, i, NumberScope::full, &b.first);
  if (!hit) return std::nullopt;
  b.skip = hit->skip;
  b.sign = bound_sign(hit->value);
  b.inclusive = bound_inclusive(hit->value);
  // "more than or equal to", "equal to or less than".
  if (b.first > 1 && text.tokens[b.first - 1].key == kOr && b.sign != '~') {
    uint32_t first = 0;
    const auto other = phrase_before(text, bounds, b.first - 1, NumberScope::full, &first);
    const char sign = other ? bound_sign(other->value) : '~';
    if (sign != '~' && (sign == '=') != (b.sign == '=')) {
      if (b.sign == '=') b.sign = sign;
      b.inclusive = true;
      b.first = first;
      b.skip = other->skip;
    }
  }
  return b;
}

}  // namespace

std::optional<StatedBound> stated_bound(const NumeralText& in, const PhraseTable& bounds,
                                        uint32_t first, uint32_t last, uint32_t unit_last) {
  const uint32_t sentence = in.text.tokens[first].sentence;
  auto b = bound_before(in.text, bounds, first);
  if (b) b->last = last;
  for (const uint32_t at : {last, unit_last}) {
    const auto hit = phrase_after(in, bounds, at, sentence);
    if (!hit) continue;
    const char sign = bound_sign(hit->value);
    if (!b || b->sign == '~') {
      if (sign == '=') return b;
      StatedBound after = b.value_or(StatedBound{});
      if (!b) after.first = first;
      after.sign = sign;
      after.inclusive = bound_inclusive(hit->value);
      after.last = hit->last;
      return after;
    }
    // "equal to 5000 or less", "less than 5000 or equal to it".
    if ((sign == '=') == (b->sign == '=')) return b;
    if (b->sign == '=') b->sign = sign;
    b->inclusive = true;
    b->last = hit->last;
    return b;
  }
  return b;
}

char bound_after(const TextView& text, const PhraseTable& bounds, uint32_t at, uint32_t sentence) {
  if (at >= text.tokens.size() || text.tokens[at].sentence != sentence) return '=';
  for (const PhraseHit& hit : bounds.find(text, at)) {
    if (is_kind(hit, BoundWord::after)) return bound_sign(hit.value);
  }
  return '=';
}

char bound_around(const TextView& text, const PhraseTable& bounds, uint32_t i, uint32_t last,
                  uint32_t* first) {
  uint32_t at = i;
  const auto hit = phrase_before(text, bounds, i, NumberScope::record, &at);
  if (hit && text.tokens[at].sentence == text.tokens[i].sentence && bound_sign(hit->value) != '=') {
    *first = at;
    return bound_sign(hit->value);
  }
  return bound_after(text, bounds, last, text.tokens[i].sentence);
}

}  // namespace isnad
