// Stories of many documents, for measuring how they are told apart (tools/quality/stories.py).
//
// usage: story_list IMAGE INPUT...
//
// A line a story of two articles or more: uris in order, the central one first, between tabs. Times
// go to standard error.

#include <chrono>
#include <cstdio>

#include "engine/engine.h"
#include "story/stories.h"

namespace {

using namespace isnad;

int fail_with(const Error& e) {
  std::fprintf(stderr, "story_list: %s\n", e.message.c_str());
  return 1;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: story_list IMAGE INPUT...\n", stderr);
    return 2;
  }
  const auto engine = Engine::open(argv[1]);
  if (!engine) return fail_with(engine.error());
  auto input = Ingest::open({argv + 2, argv + argc}, {});
  if (!input) return fail_with(input.error());
  std::vector<Article> articles;
  std::vector<std::vector<Term>> terms;
  const auto start = std::chrono::steady_clock::now();
  while (auto item = input->next()) {
    if (!item->document) continue;
    Fingerprint print;
    const Record record = engine->extract(*item->document, &print);
    Article& a = articles.emplace_back();
    a.id = record.doc.id;
    a.uri = record.doc.uri;
    if (record.doc.published) a.published = days_of(*record.doc.published);
    terms.push_back(std::move(print.terms));
  }
  const double read = seconds_since(start);
  const std::vector<Story> stories = stories_of(articles, terms);
  size_t many = 0;
  for (const Story& s : stories) {
    if (s.articles.size() < 2) continue;
    ++many;
    std::printf("%s", articles[s.central].uri.c_str());
    for (const uint32_t i : s.articles) {
      if (i != s.central) std::printf("\t%s", articles[i].uri.c_str());
    }
    std::printf("\n");
  }
  std::fprintf(stderr, "%zu documents: read %.2f s, stories %.2f s; %zu stories, %zu of several\n",
               articles.size(), read, seconds_since(start) - read, stories.size(), many);
  return 0;
}
