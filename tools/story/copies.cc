// Pairs of documents that share text, for measuring the finder of copies (tools/quality/copies.py).
//
// usage: copy_pairs IMAGE INPUT...
//
// A line a pair: uri, uri, shared words, of them no formulas, share of each text, longest run, is
// it a copy (0 or 1). Times of the steps go to standard error.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>

#include "ingest/ingest.h"
#include "story/overlap.h"

namespace {

using namespace isnad;

int fail_with(const Error& e) {
  std::fprintf(stderr, "copy_pairs: %s\n", e.message.c_str());
  return 1;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: copy_pairs IMAGE INPUT...\n", stderr);
    return 2;
  }
  const auto image = Image::open(argv[1]);
  if (!image) return fail_with(image.error());
  const auto hasher = WordHasher::open(*image);
  if (!hasher) return fail_with(hasher.error());
  auto input = Ingest::open({argv + 2, argv + argc}, {});
  if (!input) return fail_with(input.error());
  std::vector<std::string> uris;
  std::vector<ShingledText> texts;
  std::vector<std::vector<Print>> prints;
  std::vector<std::vector<uint32_t>> hashes;
  std::map<std::string, uint32_t> day_numbers;
  std::vector<uint32_t> days;
  const auto start = std::chrono::steady_clock::now();
  while (auto item = input->next()) {
    if (!item->document) continue;
    uris.push_back(item->uri);
    texts.emplace_back(hasher->read(item->document->text));
    prints.push_back(prints_of(texts.back().words));
    hashes.push_back(hashes_of(prints.back()));
    const std::string day = item->document->published.value_or("");
    days.push_back(day_numbers.emplace(day, day_numbers.size()).first->second);
  }
  const double read = seconds_since(start);
  const auto pairs = likely_copies(hashes);
  const auto formulas = formulas_of(hashes, days);
  const double found = seconds_since(start);
  std::string out;
  size_t copies = 0;
  std::optional<Comparer> comparer;
  uint32_t of = UINT32_MAX;
  for (const auto& [a, b] : pairs) {
    if (a != of) {  // pairs come by their first text
      comparer.emplace(texts[a]);
      of = a;
    }
    const Overlap shared = comparer->with(texts[b]);
    uint32_t longest = 0;
    for (const SharedRun& r : shared.runs) longest = std::max(longest, r.words);
    const uint32_t told = told_words(shared, prints[a], formulas);
    const bool copy = is_copy(shared.words, told, texts[a].words.size(), texts[b].words.size());
    copies += copy ? 1 : 0;
    out += fmt::format("{}\t{}\t{}\t{}\t{:.3f}\t{:.3f}\t{}\t{}\n", uris[a], uris[b], shared.words,
                       told, shared.share_a, shared.share_b, longest, copy ? 1 : 0);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  std::fprintf(stderr,
               "%zu documents: read %.2f s, pairs %.2f s, compared %.2f s; %zu pairs, %zu copies\n",
               uris.size(), read, found - read, seconds_since(start) - found, pairs.size(), copies);
  return 0;
}
