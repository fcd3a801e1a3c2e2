// Times of searches in process, for tools/quality/search.py. Arguments: image, case, runs. Standard
// input: a query a line, after a tab facets with commas between. Output, a line a query: the median
// and the longest time of a search in milliseconds, with its hits read, the median of its processor
// time, and the number of hits.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <sstream>

#include "store/case_file.h"

using namespace isnad;

namespace {

int stop(const std::string& message) {
  std::fprintf(stderr, "search_speed: %s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return stop("usage: search_speed IMAGE CASE RUNS < QUERIES");
  const Result<Image> image = Image::open(argv[1]);
  if (!image) return stop(image.error().message);
  const Result<Lexicon> lexicon = Lexicon::open(*image);
  if (!lexicon) return stop(lexicon.error().message);
  Analyser analyser(*lexicon);
  const Result<CaseFile> file = CaseFile::open(argv[2], CaseFile::Mode::read);
  if (!file) return stop(file.error().message);
  const int runs = std::max(1, std::atoi(argv[3]));
  std::string line;
  while (std::getline(std::cin, line)) {
    const size_t tab = line.find('\t');
    auto parsed = parse_search(line.substr(0, tab));
    if (!parsed) return stop(line + ": " + parsed.error().message);
    SearchRequest request;
    request.query = std::move(*parsed);
    request.words = [&](std::u32string_view piece) { return search_words(piece, analyser); };
    std::istringstream facets(tab == std::string::npos ? "" : line.substr(tab + 1));
    for (std::string name; std::getline(facets, name, ',');) {
      const auto facet = search_facet_from_name(name);
      if (!facet) return stop(name + " is no facet");
      request.facets.push_back(*facet);
    }
    std::vector<double> times;
    std::vector<double> busy;  // of the processor, which a full machine does not change
    size_t total = 0;
    for (int i = 0; i < runs; ++i) {
      const auto start = std::chrono::steady_clock::now();
      const std::clock_t begin = std::clock();
      const Result<SearchAnswer> answer = file->search(request);
      const auto end = std::chrono::steady_clock::now();
      busy.push_back(1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
      if (!answer) return stop(answer.error().message);
      total = answer->total;
      times.push_back(std::chrono::duration<double, std::milli>(end - start).count());
    }
    std::sort(times.begin(), times.end());
    std::sort(busy.begin(), busy.end());
    fmt::print("{:.2f}\t{:.2f}\t{:.2f}\t{}\n", times[times.size() / 2], times.back(),
               busy[busy.size() / 2], total);
  }
  return 0;
}
