// Words a second of the stage `time`, alone and with all that it needs, on one core.
//
// usage: times_speed IMAGE < ARTICLES.jsonl
//
// Words are maximal runs of non-space, as in bench/. Processor time of this one thread counts, not
// wall time; the fastest of three rounds is printed, after one that fills the caches as a long run
// does. `from_text` is the way from decoded text to expressions: folding, tokens, sentences, words,
// numbers, times.

#include <cstdio>
#include <ctime>
#include <functional>
#include <limits>

#include "ingest/ingest.h"
#include "morph/morph.h"
#include "numbers/numbers.h"
#include "text/language.h"
#include "text/text.h"
#include "time/time.h"

namespace {

using namespace isnad;

template <class T>
T opened(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "times_speed: %s\n", result.error().message.c_str());
  std::exit(1);
}

double seconds_of(const std::function<void()>& work) {
  timespec before{};
  timespec after{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
  work();
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
  return static_cast<double>(after.tv_sec - before.tv_sec) +
         static_cast<double>(after.tv_nsec - before.tv_nsec) * 1e-9;
}

double fastest(const std::function<void()>& work) {
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 3; ++round) best = std::min(best, seconds_of(work));
  return best;
}

size_t count_words(const std::string& bytes) {
  size_t words = 0;
  bool inside = false;
  for (const char c : bytes) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

struct Article {
  RawDocument document;
  TextView text;
  std::vector<Word> words;
  std::vector<NumberMention> numbers;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: times_speed IMAGE < ARTICLES.jsonl\n", stderr);
    return 2;
  }
  const Image image = opened(Image::open(argv[1]));
  const Lexicon lexicon = opened(Lexicon::open(image));
  const NumberReader numbers = opened(NumberReader::open(image));
  const TimeReader times = opened(TimeReader::open(image));
  Analyser analyser(lexicon);
  Ingest ingest = opened(Ingest::open({"-"}, {}));
  std::vector<Article> articles;
  size_t words = 0;
  while (auto item = ingest.next()) {
    if (!item->document || detect_language(item->document->text, image) != "ar") continue;
    words += count_words(item->document->text_utf8);
    articles.emplace_back().document = std::move(*item->document);
  }
  if (articles.empty()) {
    std::fputs("times_speed: no Arabic article on standard input\n", stderr);
    return 1;
  }
  const auto prepare = [&] {
    for (Article& a : articles) {
      a.text = read_text(a.document.text);
      a.words = analyse_words(a.text, analyser);
      a.numbers = numbers.numbers(a.text, a.words);
    }
  };
  size_t found = 0;
  const auto read = [&] {
    found = 0;
    for (const Article& a : articles) {
      found += times.times(a.text, a.words, a.numbers, Anchor{a.document.published}).size();
    }
  };
  prepare();
  const double alone = fastest(read);
  const double whole = fastest([&] {
    prepare();
    read();
  });
  std::printf("time: %zu articles, %zu words, %zu expressions\n", articles.size(), words, found);
  const auto rate = [&](double seconds) { return static_cast<double>(words) / seconds; };
  std::printf("figure time.words_per_second %.0f asked 84400\n", rate(alone));
  std::printf("figure time.words_per_second.from_text %.0f asked 84400\n", rate(whole));
  return 0;
}
