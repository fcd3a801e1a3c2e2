// Development driver of the analyser.
//   morph_tokens IMAGE forms < FORMS    one folded form a line -> all analyses, tab-separated
//   morph_tokens IMAGE text < LINES     one sentence a line -> the chosen analysis of each token,
//                                       an empty line after each input line
//   morph_tokens IMAGE count < LINES    counts of what was chosen, for estimate.py
//   morph_tokens IMAGE speed < LINES    one text a line; prints how many words the lexicon
//                                       knows, the processor time of read_text and of
//                                       analyse_words (one thread, the cache empty at the start),
//                                       and the time to open image and lexicon (median of 11, the
//                                       file in memory)
// Columns: form, pos, lemma, conj, prep, future, article, pronoun letters, aspect, voice, person,
// gender, number, known, derivation, class, score, final maqsura.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <iostream>

#include <map>

#include "base/utf8.h"
#include "morph/morph.h"
#include "morph/rows.h"

namespace {

// Arabic letters as their folded bytes; anything else as '?', so that columns stay columns.
std::string shown(std::string_view folded) {
  std::string out(folded);
  for (char& c : out) {
    if (!isnad::is_arabic_letter_byte(c) && (c < ' ' || c > '~')) c = '?';
  }
  return out;
}

void print(std::string_view form, const isnad::Analysis& a) {
  std::printf("%s\t%s\t%s\t%d\t%d\t%d\t%d\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t%.2f\t%d\n",
              shown(form).c_str(), std::string(isnad::pos_name(a.pos)).c_str(),
              shown(a.lemma).c_str(), static_cast<int>(a.conj), static_cast<int>(a.prep), a.future,
              a.definite, shown(form.substr(form.size() - a.enclitic.length)).c_str(),
              static_cast<int>(a.aspect), static_cast<int>(a.voice), a.person,
              static_cast<int>(a.gender), static_cast<int>(a.number), a.known && !a.variant,
              static_cast<int>(a.derivation),
              std::string(isnad::word_class_name(a.word_class)).c_str(),
              static_cast<double>(a.score), a.final_maqsura);
}

// How often each (form, analysis) and each pair of neighbour classes was chosen.
class Counter {
 public:
  void add(const isnad::TextView& view, const std::vector<isnad::Word>& words) {
    using isnad::morph::Tag;
    for (const isnad::Sentence& s : view.sentences) {
      Tag left = Tag::edge;
      for (uint32_t i = s.first; i < s.last; ++i) {
        const isnad::Analysis& a = words[i].best();
        const Tag right = isnad::morph::tag_of(a);
        if (a.conj == isnad::Conj::none) ++pairs_[{left, right}];
        left = right;
        if (view.tokens[i].kind == isnad::TokenKind::word) {
          ++chosen_[std::string(view.tokens[i].key)][words[i].chosen];
        }
      }
    }
  }
  void print(isnad::Analyser& analyser) const {
    for (const auto& [form, which] : chosen_) {
      const auto all = analyser.analyse(form);
      for (const auto& [at, n] : which) {
        const auto k = at;  // clang 14 captures no structured binding
        // Readings of one class cannot be told apart by their neighbours: they share by score.
        double sum = 0;
        const auto same = [&](size_t i) {
          return isnad::morph::tag_of(all[i]) == isnad::morph::tag_of(all[k]) &&
                 all[i].conj == all[k].conj;
        };
        const auto part = [&](size_t i) {
          return std::exp(static_cast<double>(all[i].score - all[k].score));
        };
        for (size_t i = 0; i < all.size(); ++i) sum += same(i) ? part(i) : 0;
        for (size_t i = 0; i < all.size(); ++i) {
          if (!same(i) || part(i) / sum < 0.001) continue;
          std::printf("%.3f\t", static_cast<double>(n) * part(i) / sum);
          ::print(form, all[i]);
        }
      }
    }
    for (const auto& [pair, n] : pairs_) {
      std::printf("%zu\tPAIR\t%s\t%s\n", n, std::string(tag_name(pair.first)).c_str(),
                  std::string(tag_name(pair.second)).c_str());
    }
  }

 private:
  std::map<std::string, std::map<uint32_t, size_t>> chosen_;
  std::map<std::pair<isnad::morph::Tag, isnad::morph::Tag>, size_t> pairs_;
};

double milliseconds_to_open(const char* path) {
  std::array<double, 11> times{};
  for (double& t : times) {
    const auto start = std::chrono::steady_clock::now();
    const auto image = isnad::Image::open(path);
    if (image) (void)isnad::Lexicon::open(*image);
    t = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  }
  std::nth_element(times.begin(), times.begin() + 5, times.end());
  return times[5];
}

void speed(const std::vector<std::u32string>& texts, const char* image, isnad::Analyser& analyser) {
  using isnad::TokenKind;
  size_t tokens = 0, words = 0, known = 0;
  std::clock_t reading = 0, analysing = 0;
  for (const std::u32string& text : texts) {
    const std::clock_t start = std::clock();
    const isnad::TextView view = isnad::read_text(text);
    const std::clock_t read = std::clock();
    const auto chosen = analyse_words(view, analyser);
    analyser.trim();
    analysing += std::clock() - read;
    reading += read - start;
    tokens += chosen.size();
    for (size_t i = 0; i < chosen.size(); ++i) {
      if (view.tokens[i].kind != TokenKind::word) continue;
      ++words;
      known += chosen[i].best().known && !chosen[i].best().variant;
    }
  }
  const auto seconds = [](std::clock_t t) { return static_cast<double>(t) / CLOCKS_PER_SEC; };
  std::printf(
      "texts %zu tokens %zu words %zu known %zu read_text_s %.3f analyse_s %.3f open_ms %.2f\n",
      texts.size(), tokens, words, known, seconds(reading), seconds(analysing),
      milliseconds_to_open(image));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace isnad;
  if (argc != 3) {
    std::fputs("usage: morph_tokens IMAGE forms|text|count|speed\n", stderr);
    return 2;
  }
  auto image = Image::open(argv[1]);
  if (!image) {
    std::fprintf(stderr, "%s\n", image.error().message.c_str());
    return 1;
  }
  auto lexicon = Lexicon::open(*image);
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", lexicon.error().message.c_str());
    return 1;
  }
  Analyser analyser(*lexicon);
  const std::string mode = argv[2];
  std::string line;
  Counter counter;
  std::vector<std::u32string> texts;
  while (std::getline(std::cin, line)) {
    if (mode == "forms") {
      for (const Analysis& a : analyser.analyse(line)) print(line, a);
      analyser.trim();
      continue;
    }
    auto text = decode_utf8(line);
    if (!text) continue;
    if (mode == "speed") {
      texts.push_back(std::move(*text));
      continue;
    }
    const TextView view = read_text(*text);
    const auto chosen = analyse_words(view, analyser);
    if (mode == "count") {
      counter.add(view, chosen);
      continue;
    }
    for (size_t i = 0; i < chosen.size(); ++i) print(view.tokens[i].key, chosen[i].best());
    std::puts("");
    analyser.trim();
  }
  if (mode == "count") counter.print(analyser);
  if (mode == "speed") speed(texts, argv[1], analyser);
  return 0;
}
