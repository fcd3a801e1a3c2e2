#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"

// The sentences that frame files give as examples, and whether the whole engine reads them as
// declared: docs/frames.md, "The test of the examples".

namespace isnad::compile {

struct FrameExample {
  bool yes = true;   // must be read as the act; else: must give no event of the frame
  size_t index = 0;  // in its list
  std::string sentence;
};

struct FrameExamples {
  std::string id;
  std::string type;
  std::string rule;  // "frames/aid.toml:12", as events name the frame
  std::vector<std::string> require;
  std::vector<FrameExample> examples;
};

// The examples of one file in its order. Errors: not_found; bad_format, with line and column, if it
// is no TOML.
Result<std::vector<FrameExamples>> read_examples(const std::filesystem::path& file);

struct ExampleResult {
  std::string fault;  // what is wrong; empty: the sentence is read as declared
  bool accepted =
      false;  // of a yes sentence: the reading is sure enough to be an event of its type
};
// A yes sentence must be read as the act with the sides that the frame requires; whether a reading
// without an article around it is sure enough is the model's matter.
ExampleResult try_example(const Engine& engine, const FrameExamples& frame,
                          const FrameExample& example);

}  // namespace isnad::compile
