#include "story/search_words.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace isnad {

namespace {

// Readings of a query's word that are this much less likely than the best are not looked for.
constexpr float kLemmaMargin = 3.0F;
constexpr size_t kLemmasAWord = 4;

// The letter that stands for all that fold to one byte.
std::array<char32_t, 256> letters_by_byte() {
  std::array<char32_t, 256> out{};
  const auto set = [&](char32_t c) {
    const char b = fold_code_point(c);
    if (!is_arabic_letter_byte(b)) return;
    char32_t& letter = out[static_cast<unsigned char>(b)];
    if (letter == 0) letter = c;
  };
  for (const char32_t plain : {0x0627, 0x0643, 0x064A}) set(plain);  // alef, kaf, ya
  for (char32_t c = 0x0621; c <= 0x064A; ++c) set(c);
  for (const char32_t borrowed : {0x067E, 0x0686, 0x06A4, 0x06AF}) set(borrowed);
  return out;
}

}  // namespace

std::string search_token(std::string_view key) {
  static const std::array<char32_t, 256> kLetters = letters_by_byte();
  std::string out;
  size_t letters = 0;
  for (const char b : key) {
    if (letters == kSearchLetters) break;
    if (is_latin_byte(b)) {
      out += latin_letter(b);
    } else if (is_ascii_digit(b)) {
      out += b;
    } else if (const char32_t c = kLetters[static_cast<unsigned char>(b)]) {
      append_utf8(out, c);
    } else if (b == kStop) {
      out += '.';
    } else if (b == kDash) {
      out += '_';  // a dash would be syntax
    } else {
      continue;
    }
    ++letters;
  }
  return out;
}

SearchColumn search_column(const TextView& view, const std::vector<Word>& words) {
  SearchColumn out;
  const auto put = [](const std::string& token, std::string& to) {
    if (!to.empty()) to += ' ';
    to += token;
  };
  for (size_t i = 0; i < view.tokens.size(); ++i) {
    const Token& t = view.tokens[i];
    if (t.kind == TokenKind::punct) continue;
    const std::string form = search_token(t.key);
    const bool analysed = t.kind == TokenKind::word && i < words.size() && !words[i].all.empty();
    const std::string lemma = analysed ? search_token(words[i].best().lemma) : std::string();
    put(form, out.forms);
    put(lemma.empty() ? form : lemma, out.lemmas);
    ++out.count;
  }
  return out;
}

std::vector<Span> search_spans(std::u32string_view text) {
  const TextView view = read_text(text);
  std::vector<Span> out;
  for (const Token& t : view.tokens) {
    if (t.kind != TokenKind::punct) out.push_back(t.span);
  }
  return out;
}

std::vector<SearchWord> search_words(std::u32string_view piece, Analyser& analyser) {
  const TextView view = read_text(piece);
  std::vector<SearchWord> out;
  for (const Token& t : view.tokens) {
    if (t.kind == TokenKind::punct) continue;
    SearchWord& word = out.emplace_back();
    word.form = search_token(t.key);
    if (t.kind == TokenKind::word) {
      const std::span<const Analysis> all = analyser.analyse(t.key);
      for (const Analysis& a : all) {
        if (word.lemmas.size() == kLemmasAWord || a.score < all[0].score - kLemmaMargin) break;
        std::string lemma = search_token(a.lemma);
        if (lemma.empty()) continue;
        if (std::find(word.lemmas.begin(), word.lemmas.end(), lemma) == word.lemmas.end()) {
          word.lemmas.push_back(std::move(lemma));
        }
      }
    }
    if (word.lemmas.empty()) word.lemmas.push_back(word.form);
  }
  return out;
}

}  // namespace isnad
