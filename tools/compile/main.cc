// isnad-compile: data/ -> the image that the program maps at start.

#include <cstdio>
#include <fstream>

#include "compile/compile.h"

int main(int argc, char** argv) {
  using namespace isnad;
  if (argc != 3) {
    std::fputs("usage: isnad-compile DATA_DIR OUT_IMAGE\n", stderr);
    return 2;
  }
  const std::filesystem::path data = argv[1];
  const std::filesystem::path target = argv[2];
  ImageWriter writer;
  for (auto* stage : {compile::lexicon, compile::gazetteers, compile::spellings, compile::numbers,
                      compile::times, compile::syntax, compile::frames, compile::claims,
                      compile::relations, compile::parts, compile::tagger, compile::events}) {
    if (auto ok = stage(data, writer); !ok) {
      std::fprintf(stderr, "isnad-compile: %s\n", ok.error().message.c_str());
      return 1;
    }
  }
  // Written beside the target and renamed, so that a program that maps the old image keeps it.
  const std::filesystem::path part = target.string() + ".part";
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    const std::string bytes = writer.finish();
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) {
      std::fprintf(stderr, "isnad-compile: %s: cannot write\n", part.c_str());
      return 1;
    }
  }
  std::error_code error;
  std::filesystem::rename(part, target, error);
  if (error) {
    std::fprintf(stderr, "isnad-compile: %s: %s\n", target.c_str(), error.message().c_str());
    return 1;
  }
  return 0;
}
