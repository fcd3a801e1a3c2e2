#include "morph/conllu.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace isnad {

namespace {

std::string_view derivation_name(Derivation d) {
  static constexpr std::string_view kNames[] = {"", "masdar", "active_participle",
                                                "passive_participle", "nisba"};
  return kNames[static_cast<size_t>(d)];
}

// Marks that turn the direction of a line around; they are no part of a word. Fewer than safe_line
// drops: the others may be tokens of their own, and a token has a form.
bool is_direction_mark(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

uint32_t letters(std::string_view utf8) {
  return static_cast<uint32_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// Where each part of a token stands: those before the longest part from the front, those behind it
// from the back.
std::vector<Span> places(const Span& token, const std::vector<SyntacticWord>& parts) {
  std::vector<uint32_t> lengths;
  for (const SyntacticWord& p : parts) lengths.push_back(letters(p.form));
  const size_t longest =
      static_cast<size_t>(std::max_element(lengths.begin(), lengths.end()) - lengths.begin());
  std::vector<Span> out(parts.size(), token);
  for (size_t i = 0; i < longest; ++i) {
    out[i].end = std::min(token.end, out[i].begin + lengths[i]);
    out[i + 1].begin = out[i].end;
  }
  uint32_t end = token.end;
  for (size_t i = parts.size() - 1; i > longest; --i) {
    out[i].end = end;
    out[i].begin = end - std::min(lengths[i], end - std::min(end, out[longest].begin));
    end = out[i].begin;
  }
  out[longest].end = end;
  return out;
}

}  // namespace

std::string conllu_line(std::u32string_view text, Span s) {
  std::string out;
  for (const char32_t c : text.substr(s.begin, s.end - s.begin)) {
    const bool space = c == U'\n' || c == U'\t' || c == U'\r' || c == 0x2028 || c == 0x2029;
    const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    if (!is_direction_mark(c)) append_utf8(out, space ? U' ' : control ? U'\uFFFD' : c);
  }
  return out;
}

std::string conllu_notes(const Analysis& a) {
  std::string out;
  if (a.word_class != WordClass::none) {
    out += "Class=" + std::string(word_class_name(a.word_class)) + '|';
  }
  if (a.derivation != Derivation::none) {
    out += "Derivation=" + std::string(derivation_name(a.derivation)) + '|';
  }
  out += a.known ? "Known=Yes" : "Known=No";
  if (a.variant) out += "|Variant=Yes";
  return out;
}

std::vector<ConlluWord> conllu_words(const Lexicon& lexicon, const TextView& text,
                                     const std::vector<Word>& words, const Sentence& sentence) {
  std::vector<ConlluWord> out;
  for (uint32_t i = sentence.first; i < sentence.last; ++i) {
    const Token& token = text.tokens[i];
    auto parts = syntactic_words(lexicon, text, words, i, words[i].best());
    const std::vector<Span> spans = places(token.span, parts);
    for (size_t k = 0; k < parts.size(); ++k) {
      ConlluWord& w = out.emplace_back();
      w.token = i;
      w.whole = parts.size() == 1;
      w.word = std::move(parts[k]);
      w.span = spans[k];
      if (token.kind == TokenKind::word) w.misc.push_back(conllu_notes(words[i].best()));
    }
  }
  return out;
}

void append_conllu(const std::vector<ConlluWord>& words, const TextView& text, std::string& out) {
  for (size_t i = 0; i < words.size(); ++i) {
    const ConlluWord& w = words[i];
    const Token& token = text.tokens[w.token];
    const bool last_token = w.token == words.back().token;
    const bool tight = !last_token && text.tokens[w.token + 1].span.begin == token.span.end;
    if (!w.whole && (i == 0 || words[i - 1].token != w.token)) {
      size_t end = i;
      while (end < words.size() && words[end].token == w.token) ++end;
      out += fmt::format("{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n", i + 1, end,
                         conllu_line(text.text, token.span), tight ? "SpaceAfter=No" : "_");
    }
    std::string misc;
    for (const std::string& m : w.misc) misc += (misc.empty() ? "" : "|") + m;
    if (w.whole && tight) misc += (misc.empty() ? "" : "|") + std::string("SpaceAfter=No");
    out += fmt::format("{}\t{}\t{}\t{}\t_\t{}\t_\t_\t_\t{}\n", i + 1,
                       w.whole ? conllu_line(text.text, token.span) : w.word.form, w.word.lemma,
                       w.word.upos, w.word.feats, misc.empty() ? "_" : misc);
  }
}

}  // namespace isnad
