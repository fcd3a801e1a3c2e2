#include "compile/frame_try.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "compile/compile.h"
#include "compile/frame_examples.h"
#include "compile/frame_new.h"

namespace isnad::compile {

namespace {

// The image as a file, which the engine maps; gone when the engine is.
class ImageFile {
 public:
  ImageFile() = default;
  ImageFile(const ImageFile&) = delete;
  ImageFile& operator=(const ImageFile&) = delete;
  ~ImageFile() {
    std::error_code gone;
    if (!path_.empty()) std::filesystem::remove(path_, gone);
  }
  Result<void> write(const std::string& bytes) {
    std::string name = (std::filesystem::temp_directory_path() / "isnad-frames-XXXXXX").string();
    const int fd = ::mkstemp(name.data());
    if (fd < 0) return fail(ErrorCode::unreadable, name + ": cannot be made");
    ::close(fd);
    path_ = name;
    std::ofstream out(path_, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) return fail(ErrorCode::unreadable, name + ": cannot be written");
    return {};
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Result<std::string> compiled(const std::filesystem::path& data) {
  ImageWriter writer;
  if (auto ok = all(data, writer); !ok) return tl::unexpected(ok.error());
  return writer.finish();
}

// A name of `wanted` is a file's or a frame's.
bool is_wanted(const std::vector<std::string>& wanted, const std::string& stem,
               const std::string& id, std::set<std::string>& met) {
  bool found = wanted.empty();
  for (const std::string& name : wanted) {
    if (name != stem && name != stem + ".toml" && name != id) continue;
    met.insert(name);
    found = true;
  }
  return found;
}

}  // namespace

Result<FrameTest> test_frames(const std::filesystem::path& data,
                              const std::vector<std::string>& wanted) {
  std::vector<FrameExamples> frames;
  std::set<std::string> met;
  std::vector<std::filesystem::path> files;
  std::error_code unreadable;
  for (const auto& entry : std::filesystem::directory_iterator(data / "frames", unreadable)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    auto read = read_examples(file);
    if (!read) return tl::unexpected(read.error());
    for (FrameExamples& one : *read) {
      if (is_wanted(wanted, file.stem().string(), one.id, met)) frames.push_back(std::move(one));
    }
  }
  for (const std::string& name : wanted) {
    if (met.contains(name)) continue;
    return fail(ErrorCode::not_found, name + ": neither a file of " + (data / "frames").string() +
                                          " nor the id of a frame");
  }
  const auto bytes = compiled(data);
  if (!bytes) return tl::unexpected(bytes.error());
  ImageFile image;
  if (auto ok = image.write(*bytes); !ok) return tl::unexpected(ok.error());
  const auto engine = Engine::open(image.path());
  if (!engine) return tl::unexpected(engine.error());

  FrameTest out;
  for (const FrameExamples& frame : frames) {
    ++out.frames;
    std::string lines;
    for (const FrameExample& example : frame.examples) {
      ++out.examples;
      const ExampleResult result = try_example(*engine, frame, example);
      const std::string said = !result.fault.empty() ? result.fault
                               : !example.yes        ? "does not fire"
                               : result.accepted     ? "an event"
                                                     : "read, too unsure alone to be an event";
      out.faults += result.fault.empty() ? 0 : 1;
      // The sentence is isolated: it runs from right to left in a line that does not.
      lines +=
          fmt::format("  {} {:<3} {}: \u2068{}\u2069\n", result.fault.empty() ? "good" : "BAD ",
                      example.yes ? "yes" : "no", said, example.sentence);
    }
    out.report += fmt::format("{} ({})\n{}", frame.id, frame.rule, lines);
  }
  return out;
}

Result<std::string> draft_frame(const std::filesystem::path& data, const std::string& type,
                                const std::string& sentence, const std::string& word) {
  if (auto ok = check_type(type); !ok) return tl::unexpected(ok.error());
  auto bytes = compiled(data);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto image = Image::from_bytes(std::move(*bytes));
  if (!image) return tl::unexpected(image.error());
  return new_frame(data, *image, type, sentence, word);
}

}  // namespace isnad::compile
