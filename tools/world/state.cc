// The state of the world by the records of a file, for measuring and for writers of rules.
//
// usage: world_state IMAGE RECORDS.ndjson [COPIES]
//
// A line a period: fluent, period, how many reports open, show and close it, and how many stand
// beside, between tabs. COPIES: every record counts as so many articles, to see what more cost.
// Times go to standard error.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "record/json.h"
#include "world/text.h"

namespace {

using namespace isnad;

int fail_with(const Error& e) {
  std::fprintf(stderr, "world_state: %s\n", e.message.c_str());
  return 1;
}

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: world_state IMAGE RECORDS.ndjson [COPIES]\n", stderr);
    return 2;
  }
  const auto image = Image::open(argv[1]);
  if (!image) return fail_with(image.error());
  const auto rules = WorldRules::open(*image);
  if (!rules) return fail_with(rules.error());
  const int copies = argc > 3 ? std::atoi(argv[3]) : 1;
  std::vector<Record> records;
  std::ifstream in(argv[2]);
  for (std::string line; std::getline(in, line);) {
    auto record = read_json(line);
    if (!record) continue;
    for (int i = 0; i < copies; ++i) {
      records.push_back(*record);
      if (i > 0) records.back().doc.id += std::to_string(i);
    }
  }
  const Corpus corpus = corpus_of(records);
  using Clock = std::chrono::steady_clock;
  auto start = Clock::now();
  std::vector<FluentEvidence> evidence = evidence_of(corpus, *rules);
  const double evidence_ms = ms_since(start);
  const size_t pieces = evidence.size();
  start = Clock::now();
  const World world(corpus, *rules, std::move(evidence));
  const double world_ms = ms_since(start);
  start = Clock::now();
  Viewpoint reported;
  reported.consequences = false;
  const size_t told = world.state(reported).all().size();
  const double reported_ms = ms_since(start);
  start = Clock::now();
  const State state = world.state();
  const double state_ms = ms_since(start);
  size_t periods = 0;
  for (const History& h : state.all()) {
    const std::string name = fluent_text(corpus.symbols, h.fluent);
    for (const Period& p : h.periods) {
      ++periods;
      std::printf("%s\t%s\t%zu\t%zu\t%zu\t%zu\n", name.c_str(), period_text(p).c_str(),
                  p.opened.size(), p.shown.size(), p.closed.size(), h.beside.size());
    }
    if (h.periods.empty()) std::printf("%s\t-\t0\t0\t0\t%zu\n", name.c_str(), h.beside.size());
  }
  std::fprintf(stderr,
               "%zu articles, %zu events, %zu relations: %zu pieces of evidence in %.1f ms, sorted "
               "in %.1f ms\n%zu fluents reported in %.1f ms; %zu fluents and %zu periods with "
               "consequences in %.1f ms\n",
               corpus.articles.size(), corpus.events.size(), corpus.relations.size(), pieces,
               evidence_ms, world_ms, told, reported_ms, state.all().size(), periods, state_ms);
  return 0;
}
