// Reads HTML pages and compares them with what stands beside them.
//
// usage: page_scores FOLDER...          scores of all pages; exit 1 below the floors
//        page_scores --show FILE...     what is read from each, in the form of an .expected file
//        page_scores --speed N FOLDER   reads all pages N times: pages and MB in a second of one
//        core
//
// Beside NAME.html stands NAME.expected: lines "field: value" (title, author, outlet, published,
// url, lang, charset of the header, from: the address that the page came from, error), an empty
// line, the body. A field that is not there must not be read either. F1 is that of the words of the
// body as a multiset; metadata must be the same to the letter.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <vector>

#include "base/utf8.h"
#include "ingest/page.h"

namespace fs = std::filesystem;
using namespace isnad;

namespace {

constexpr double kMeanFloor = 0.95;
constexpr double kPageFloor = 0.85;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, int> words(const std::string& text) {
  std::map<std::string, int> out;
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      word.push_back(c);
    } else if (!word.empty()) {
      ++out[word];
      word.clear();
    }
  }
  out.erase("|");
  return out;
}

double f1(const std::string& got, const std::string& want) {
  const auto a = words(got);
  const auto b = words(want);
  double both = 0;
  double all = 0;
  for (const auto& [w, n] : a) {
    const auto it = b.find(w);
    if (it != b.end()) both += std::min(n, it->second);
    all += n;
  }
  for (const auto& [w, n] : b) all += n;
  return all == 0 ? 1 : 2 * both / all;
}

struct Expected {
  std::map<std::string, std::string> fields;
  std::string body;
};

Expected read_expected(const fs::path& path) {
  Expected out;
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line) && !line.empty()) {
    const size_t colon = line.find(": ");
    if (colon != std::string::npos) out.fields[line.substr(0, colon)] = line.substr(colon + 2);
  }
  out.body.assign(std::istreambuf_iterator<char>(in), {});
  return out;
}

std::vector<std::pair<const char*, std::optional<std::string>>> fields_of(const Page& page) {
  return {{"title", page.title},         {"author", page.author}, {"outlet", page.outlet},
          {"published", page.published}, {"url", page.url},       {"lang", page.lang}};
}

std::vector<fs::path> pages_in(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".html") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

PageHints hints_of(const Expected& expected) {
  PageHints hints;
  if (const auto it = expected.fields.find("charset"); it != expected.fields.end()) {
    hints.charset = it->second;
  }
  if (const auto it = expected.fields.find("from"); it != expected.fields.end()) {
    hints.url = it->second;
  }
  return hints;
}

int show(const fs::path& path) {
  const Expected expected = read_expected(fs::path(path).replace_extension(".expected"));
  const auto page = read_page(read_file(path), hints_of(expected), path.filename().string());
  if (!page) {
    std::printf("error: %s\n", page.error().message.c_str());
    return 0;
  }
  for (const auto& [name, value] : fields_of(*page)) {
    if (value) std::printf("%s: %s\n", name, value->c_str());
  }
  if (!page->note.empty()) std::printf("note: %s\n", page->note.c_str());
  std::printf("\n%s\n", encode_utf8(page->text).c_str());
  return 0;
}

int speed(int times, const fs::path& folder) {
  std::vector<std::string> pages;
  size_t bytes = 0;
  for (const auto& path : pages_in(folder)) {
    pages.push_back(read_file(path));
    bytes += pages.back().size();
  }
  size_t read = 0;
  const std::clock_t begin = std::clock();  // time of this process: other work does not count
  for (int i = 0; i < times; ++i) {
    for (const auto& page : pages) read += read_page(page, {}, "page") ? 1 : 0;
  }
  const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("%zu pages of %.1f kB in the mean, %zu read, %.0f pages/s, %.1f MB/s\n",
              pages.size() * static_cast<size_t>(times),
              static_cast<double>(bytes) / 1000 / static_cast<double>(pages.size()), read,
              static_cast<double>(pages.size()) * times / took,
              static_cast<double>(bytes) * times / 1e6 / took);
  return 0;
}

int score(const std::vector<fs::path>& folders) {
  size_t bodies = 0;
  size_t wrong = 0;
  size_t fields = 0;
  double sum = 0;
  double least = 1;
  bool failed = false;
  for (const fs::path& folder : folders) {
    for (const fs::path& path : pages_in(folder)) {
      const std::string name = path.filename().string();
      const Expected expected = read_expected(fs::path(path).replace_extension(".expected"));
      const auto page = read_page(read_file(path), hints_of(expected), name);
      const auto error = expected.fields.find("error");
      if (error != expected.fields.end() || !page) {
        const std::string got = page ? "none" : std::string(error_name(page.error().code));
        const std::string want = error == expected.fields.end() ? "none" : error->second;
        if (got == want) continue;
        std::printf("%-34s error: %s, not %s\n", name.c_str(), got.c_str(), want.c_str());
        failed = true;
        if (error != expected.fields.end()) continue;
      }
      const double score = page ? f1(encode_utf8(page->text), expected.body) : 0;
      ++bodies;
      sum += score;
      least = std::min(least, score);
      std::printf("%-34s F1 %.3f%s\n", name.c_str(), score, score < kPageFloor ? "  LOW" : "");
      failed = failed || score < kPageFloor;
      if (!page) continue;
      for (const auto& [field, value] : fields_of(*page)) {
        const auto want = expected.fields.find(field);
        ++fields;
        if (want == expected.fields.end() ? !value : value == want->second) continue;
        ++wrong;
        std::printf("%-34s %s: \"%s\", not \"%s\"\n", name.c_str(), field,
                    value ? value->c_str() : "(none)",
                    want == expected.fields.end() ? "(none)" : want->second.c_str());
      }
    }
  }
  if (bodies == 0) return 2;
  const double mean = sum / static_cast<double>(bodies);
  std::printf("pages %zu, mean F1 %.4f, least %.3f, metadata fields right %zu of %zu\n", bodies,
              mean, least, fields - wrong, fields);
  return failed || wrong > 0 || mean < kMeanFloor ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() >= 2 && args[0] == "--show") {
    for (size_t i = 1; i < args.size(); ++i) show(args[i]);
    return 0;
  }
  if (args.size() == 3 && args[0] == "--speed") return speed(std::atoi(args[1].c_str()), args[2]);
  if (args.empty()) {
    std::fputs("usage: page_scores FOLDER... | --show FILE... | --speed N FOLDER\n", stderr);
    return 2;
  }
  return score({args.begin(), args.end()});
}
