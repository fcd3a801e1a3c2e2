// isnad-compile: data/ -> the image that the program maps at start; checks of the frame files.

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "compile/compile.h"
#include "compile/frame_check.h"
#include "compile/frame_file.h"
#include "compile/frame_try.h"
#include "compile/world_file.h"

namespace {

constexpr char kUsage[] =
    "usage: isnad-compile DATA_DIR OUT_IMAGE               compile all of data/ and models/\n"
    "       isnad-compile --check-frames DATA_DIR [FRAMES]  check the frame files (default:\n"
    "                                                      DATA_DIR/frames), compile nothing\n"
    "       isnad-compile --check-world DATA_DIR [RULES]    the same for the rules of data/world\n"
    "       isnad-compile --test-frames DATA_DIR [FILE|ID]...  check the frame files, compile, and "
    "read\n"
    "                                                      their examples (default: of all)\n"
    "       isnad-compile --new-frame DATA_DIR TYPE SENTENCE [WORD]  draft of a frame for the act\n"
    "                                                      that the (first) word tells\n"
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

// Exit status as of check_frames; 1 also if an example is not read as declared.
int test_frames(const std::filesystem::path& data, const std::vector<std::string>& wanted) {
  const auto check = isnad::compile::check_frames(data, data / "frames");
  if (!check || check->faults > 0) return check_frames(data, data / "frames");
  const auto tested = isnad::compile::test_frames(data, wanted);
  if (!tested) {
    std::fprintf(stderr, "isnad-compile: %s\n", tested.error().message.c_str());
    return 2;
  }
  std::fputs(tested->report.c_str(), stdout);
  std::printf("%zu examples of %zu frames: %zu not read as declared\n", tested->examples,
              tested->frames, tested->faults);
  return tested->faults == 0 ? 0 : 1;
}

int new_frame(const std::filesystem::path& data, const std::string& type,
              const std::string& sentence, const std::string& word) {
  const auto draft = isnad::compile::draft_frame(data, type, sentence, word);
  if (!draft) {
    std::fprintf(stderr, "isnad-compile: %s\n", draft.error().message.c_str());
    return draft.error().code == isnad::ErrorCode::bad_argument ||
                   draft.error().code == isnad::ErrorCode::not_found
               ? 1
               : 2;
  }
  std::fputs(draft->c_str(), stdout);
  return 0;
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
  if (mode == "--test-frames" && argc >= 3) return test_frames(argv[2], {argv + 3, argv + argc});
  if (mode == "--new-frame" && (argc == 5 || argc == 6)) {
    return new_frame(argv[2], argv[3], argv[4], argc == 6 ? argv[5] : "");
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
  if (auto ok = compile::all(data, writer); !ok) {
    std::fprintf(stderr, "isnad-compile: %s\n", ok.error().message.c_str());
    return 1;
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
