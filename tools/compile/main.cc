// isnad-compile: data/ -> the image that the program maps at start; checks of the frame files.

#include <cstdio>
#include <fstream>

#include "compile/compile.h"
#include "compile/frame_check.h"
#include "compile/frame_file.h"
#include "compile/world_file.h"

namespace {

constexpr char kUsage[] =
    "usage: isnad-compile DATA_DIR OUT_IMAGE               compile all of data/ and models/\n"
    "       isnad-compile --check-frames DATA_DIR [FRAMES]  check the frame files (default:\n"
    "                                                      DATA_DIR/frames), compile nothing\n"
    "       isnad-compile --check-world DATA_DIR [RULES]    the same for the rules of data/world\n"
    "       isnad-compile --frame-keys                     the keys of a frame: name, kind, of "
    "what\n";

// Exit status: 0 no fault (warnings there may be), 1 faults, 2 something cannot be read.
int check_frames(const std::filesystem::path& data, const std::filesystem::path& folder) {
  const auto check = isnad::compile::check_frames(data, folder);
  if (!check) {
    std::fprintf(stderr, "isnad-compile: %s\n", check.error().message.c_str());
    return 2;
  }
  std::fputs(check->report.c_str(), stdout);
  std::printf("%zu frames in %zu files: %zu faults, %zu warnings\n", check->frames, check->files,
              check->faults, check->warnings);
  return check->faults == 0 ? 0 : 1;
}

int check_world(const std::filesystem::path& data, const std::filesystem::path& folder) {
  const auto check = isnad::compile::check_world(data, folder);
  if (!check) {
    std::fprintf(stderr, "isnad-compile: %s\n", check.error().message.c_str());
    return 2;
  }
  std::fputs(check->report.c_str(), stdout);
  std::printf("%zu rules: %zu faults\n", check->rules, check->faults);
  return check->faults == 0 ? 0 : 1;
}

void print_keys(const std::vector<isnad::compile::FrameKey>& keys, const char* of) {
  for (const auto& k : keys) {
    std::printf("%s\t%s\t%s\t%s\n", of, std::string(k.name).c_str(),
                std::string(isnad::compile::value_kind_name(k.kind)).c_str(),
                k.required ? "required" : "optional");
  }
}

}  // namespace

int main(int argc, char** argv) {
  using namespace isnad;
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "--check-frames" && (argc == 3 || argc == 4)) {
    const std::filesystem::path folder = argv[2];
    return check_frames(folder, argc == 4 ? argv[3] : folder / "frames");
  }
  if (mode == "--check-world" && (argc == 3 || argc == 4)) {
    const std::filesystem::path folder = argv[2];
    return check_world(folder, argc == 4 ? argv[3] : folder / "world");
  }
  if (mode == "--frame-keys" && argc == 2) {
    print_keys(compile::frame_keys(), "frame");
    print_keys(compile::constraint_keys(), "constraint");
    return 0;
  }
  if (argc != 3 || mode.starts_with("--")) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  const std::filesystem::path data = argv[1];
  const std::filesystem::path target = argv[2];
  ImageWriter writer;
  for (auto* stage :
       {compile::lexicon, compile::gazetteers, compile::spellings, compile::numbers, compile::times,
        compile::syntax, compile::frames, compile::claims, compile::relations, compile::parts,
        compile::tagger, compile::events, compile::story, compile::world, compile::places,
        compile::wording, compile::stix, compile::codings}) {
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
