#include "text/text.h"

#include <algorithm>

#include "text/tokens.h"

namespace isnad {

namespace {

constexpr char32_t kAlefMaqsura = 0x0649;
constexpr uint32_t kMaxSentenceTokens = 400;
constexpr size_t kMaxQuoteTokens = 250;  // longer "quotes" are a missing closing mark

// Extends word spans over the diacritics that follow the last letter and notes alef maqsura.
void finish_words(TextView& view) {
  for (Token& t : view.tokens) {
    if (t.kind != TokenKind::word) continue;
    t.alef_maqsura = view.text[t.span.end - 1] == kAlefMaqsura;
    const uint32_t limit = view.folded.origin[t.folded_begin + t.key.size()];
    while (t.span.end < limit) ++t.span.end;
  }
}

bool newline_between(const TextView& view, uint32_t a, uint32_t b) {
  for (uint32_t i = a; i < b; ++i) {
    if (view.text[i] == U'\n' || view.text[i] == U'\r') return true;
  }
  return false;
}

// Pairs quotation marks inside a paragraph: straight quotes alternate; a mark without a partner
// stays as it is but quotes nothing. Marks tokens between partners as quoted.
void pair_quotes(TextView& view, uint32_t first, uint32_t last) {
  static constexpr char kMarks[2] = {kQuoteOpen, kQuoteClose};
  uint32_t open = last;
  for (uint32_t i = first; i < last; ++i) {
    Token& t = view.tokens[i];
    if (t.kind != TokenKind::punct) continue;
    const char c = t.key[0];
    if (c != kQuoteOpen && c != kQuoteClose && c != kQuotePlain) continue;
    const bool is_open = open == last;
    // A typographic mark that opens when a quote is open, or closes when none is, is mistyped as
    // often as not: Arabic outlets mix the two directions. Position decides.
    t.key = std::string_view(&kMarks[is_open ? 0 : 1], 1);
    if (is_open) {
      open = i;
    } else {
      if (i - open <= kMaxQuoteTokens) {
        for (uint32_t k = open + 1; k < i; ++k) view.tokens[k].quoted = true;
      }
      open = last;
    }
  }
}

bool not_arabic(const Token& t) {
  return t.kind == TokenKind::latin || t.kind == TokenKind::number;
}

bool ends_sentence(const TextView& view, uint32_t i, uint32_t last) {
  const Token& t = view.tokens[i];
  if (t.kind != TokenKind::punct || t.quoted) return false;
  const char c = t.key[0];
  // A quotation that ends in a full stop ends its sentence, unless a mark follows.
  if (c == kQuoteClose) {
    return i > 0 && view.tokens[i - 1].is(kStop) && i + 1 < last &&
           view.tokens[i + 1].kind != TokenKind::punct;
  }
  if (c == kQuestion || c == kExclaim) {  // the last of a run: "?!"
    return i + 1 >= last || !(view.tokens[i + 1].is(kQuestion) || view.tokens[i + 1].is(kExclaim));
  }
  if (c != kStop) return false;
  // An ellipsis, a stop inside an address or a dotted date, and an initial (a single letter before
  // the stop) go on.
  if (i + 1 < last && view.tokens[i + 1].is(kStop)) return false;
  if (i > 0 && i + 1 < last && not_arabic(view.tokens[i - 1]) && not_arabic(view.tokens[i + 1]) &&
      view.tokens[i - 1].span.end == t.span.begin && view.tokens[i + 1].span.begin == t.span.end) {
    return false;
  }
  if (i > 0 && view.tokens[i - 1].key.size() == 1 && view.tokens[i - 1].kind == TokenKind::word &&
      view.tokens[i - 1].span.end == t.span.begin) {
    return false;
  }
  return true;
}

void add_sentence(TextView& view, uint32_t first, uint32_t last, bool paragraph_start) {
  if (first >= last) return;
  Sentence s;
  s.first = first;
  s.last = last;
  s.span = {view.tokens[first].span.begin, view.tokens[last - 1].span.end};
  s.paragraph_start = paragraph_start;
  const auto index = static_cast<uint32_t>(view.sentences.size());
  for (uint32_t i = first; i < last; ++i) view.tokens[i].sentence = index;
  view.sentences.push_back(s);
}

void split_paragraph(TextView& view, uint32_t first, uint32_t last) {
  pair_quotes(view, first, last);
  uint32_t start = first;
  for (uint32_t i = first; i < last; ++i) {
    const bool too_long =
        i - start >= kMaxSentenceTokens ||
        (i - start > kMaxSentenceTokens / 2 && view.tokens[i].is(kComma) && !view.tokens[i].quoted);
    if (!ends_sentence(view, i, last) && !too_long) continue;
    uint32_t end = i + 1;
    while (end < last && view.tokens[end].is(kQuoteClose)) ++end;
    add_sentence(view, start, end, start == first);
    start = end;
    i = end - 1;
  }
  add_sentence(view, start, last, start == first);
}

}  // namespace

TextView read_text(std::u32string_view text) {
  TextView view;
  view.text = text;
  view.folded = fold(text);
  view.tokens = tokenise(view.folded);
  finish_words(view);
  const auto n = static_cast<uint32_t>(view.tokens.size());
  uint32_t start = 0;
  for (uint32_t i = 1; i <= n; ++i) {
    if (i < n && !newline_between(view, view.tokens[i - 1].span.end, view.tokens[i].span.begin)) {
      continue;
    }
    split_paragraph(view, start, i);
    start = i;
  }
  return view;
}

}  // namespace isnad
