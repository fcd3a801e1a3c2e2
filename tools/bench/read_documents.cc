// Reads documents as `isnad extract` does and makes nothing of them, for bench/peers and
// docs/scale.md.
//
// usage: read_documents [--language IMAGE] INPUT...
//
// One line on standard output: documents read, characters of their texts, documents that could not
// be read, texts in Arabic by the check with which the engine begins (-1 without --language).

#include <cstdio>
#include <cstring>
#include <optional>

#include "ingest/ingest.h"
#include "text/language.h"

namespace {

int fail_with(const isnad::Error& error) {
  std::fprintf(stderr, "read_documents: %s\n", error.message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const bool language = argc > 2 && std::strcmp(argv[1], "--language") == 0;
  const int first = language ? 3 : 1;
  if (argc <= first) {
    std::fputs("usage: read_documents [--language IMAGE] INPUT...\n", stderr);
    return 2;
  }
  std::optional<isnad::Image> image;
  if (language) {
    auto opened = isnad::Image::open(argv[2]);
    if (!opened) return fail_with(opened.error());
    image.emplace(std::move(*opened));
  }
  auto input = isnad::Ingest::open({argv + first, argv + argc}, {});
  if (!input) return fail_with(input.error());
  size_t documents = 0;
  size_t characters = 0;
  size_t refused = 0;
  long arabic = language ? 0 : -1;
  while (const auto item = input->next()) {
    if (!item->document) {
      ++refused;
      continue;
    }
    ++documents;
    characters += item->document->text.size();
    if (image) arabic += isnad::detect_language(item->document->text, *image) == "ar" ? 1 : 0;
  }
  std::printf("%zu %zu %zu %ld\n", documents, characters, refused, arabic);
  return 0;
}
