// The sentences of data/frames/*.toml, read by the whole engine: every `yes` sentence must be read
// as the act, no `no` sentence give an event of the frame. frames.xfail lists the known failures;
// one that passes again breaks the test, so that the list shrinks. ISNAD_WRITE_XFAIL=FILE writes
// the list anew.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "compile/frame_examples.h"
#include "engine/engine.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ISNAD_SOURCE_DIR;
const char* const kXfail = "tests/cases/events/frames.xfail";

std::vector<std::string> toml_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(kRoot / "data/frames")) {
    if (entry.path().extension() == ".toml") out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Known failures: "id<TAB>yes|no<TAB>index<TAB>reason" -> reason.
std::map<std::string, std::string> known_failures() {
  std::map<std::string, std::string> out;
  std::ifstream in(kRoot / kXfail);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const size_t tab = line.rfind('\t');
    out[line.substr(0, tab)] = tab == std::string::npos ? "" : line.substr(tab + 1);
  }
  return out;
}

struct Tally {
  int passed = 0;
  int all = 0;
  std::string text() const {
    return std::to_string(passed) + " of " + std::to_string(all) + " (" +
           std::to_string(all ? 100 * passed / all : 0) + "%)";
  }
};

class Frames : public ::testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    auto engine = Engine::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(engine) << engine.error().message;
    engine_ = std::make_unique<Engine>(std::move(*engine));
    known_ = known_failures();
    if (const char* path = std::getenv("ISNAD_WRITE_XFAIL")) {
      std::ofstream out(path, std::ios::app);
      if (out.tellp() == 0) {
        out << "# Sentences of data/frames/*.toml that are known not to pass yet.\n"
               "# Columns: frame, yes or no, index from 0, reason. Licence: CC0 (isnad).\n";
      }
    }
  }
  static void TearDownTestSuite() {
    EXPECT_GE(3 * accepted_, yes_.all) << "the model refuses most examples of a file";
    std::cout << "frames: accepted " << accepted_ << ", yes sentences " << yes_.text()
              << ", no sentences " << no_.text() << '\n';
    engine_.reset();
  }

  void check(const compile::FrameExamples& frame, const compile::FrameExample& example) {
    Tally& tally = example.yes ? yes_ : no_;
    const std::string key =
        frame.id + '\t' + (example.yes ? "yes" : "no") + '\t' + std::to_string(example.index);
    const compile::ExampleResult result = compile::try_example(*engine_, frame, example);
    accepted_ += result.accepted ? 1 : 0;
    const std::string& wrong = result.fault;
    ++tally.all;
    if (wrong.empty()) ++tally.passed;
    const auto known = known_.find(key);
    if (const char* path = std::getenv("ISNAD_WRITE_XFAIL"); path && !wrong.empty()) {
      std::ofstream(path, std::ios::app)
          << key << '\t' << (known == known_.end() ? wrong : known->second) << '\n';
    }
    if (known == known_.end()) {
      EXPECT_EQ(wrong, "") << frame.rule << ' ' << key << ": " << example.sentence;
    } else {
      EXPECT_NE(wrong, "") << key << " passes now: take it out of " << kXfail;
      seen_.insert(key);
    }
  }

  static std::unique_ptr<Engine> engine_;
  static std::map<std::string, std::string> known_;
  static std::set<std::string> seen_;
  static Tally yes_;
  static Tally no_;
  static int accepted_;  // yes sentences that give an event of their type
};
std::unique_ptr<Engine> Frames::engine_;
std::map<std::string, std::string> Frames::known_;
std::set<std::string> Frames::seen_;
Tally Frames::yes_;
Tally Frames::no_;
int Frames::accepted_ = 0;

TEST_P(Frames, SentencesReadAsDeclared) {
  const auto frames = compile::read_examples(kRoot / "data/frames" / GetParam());
  ASSERT_TRUE(frames) << frames.error().message;
  ASSERT_FALSE(frames->empty());
  std::set<std::string> ids;
  for (const compile::FrameExamples& frame : *frames) {
    ids.insert(frame.id);
    for (const bool yes : {true, false}) {
      EXPECT_TRUE(std::any_of(frame.examples.begin(), frame.examples.end(),
                              [&](const auto& example) { return example.yes == yes; }))
          << frame.rule << " lacks a sentence";
    }
    for (const compile::FrameExample& example : frame.examples) check(frame, example);
  }
  // Entries of frames.xfail for this file's frames must name sentences that exist.
  for (const auto& [key, reason] : known_) {
    if (ids.count(key.substr(0, key.find('\t')))) {
      EXPECT_TRUE(seen_.count(key)) << key << " is in " << kXfail << " but names no sentence";
    }
  }
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  return fs::path(info.param).stem().string();
}

INSTANTIATE_TEST_SUITE_P(Data, Frames, ::testing::ValuesIn(toml_files()), test_name);

}  // namespace
}  // namespace isnad
