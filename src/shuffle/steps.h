#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/image.h"
#include "base/result.h"
#include "shuffle/groups.h"
#include "story/rules.h"
#include "story/shingles.h"
#include "story/stories.h"

// What crosses documents, cut into steps between which a cluster shuffles lines by their keys:
// `isnad reduce STEP`. Each step reads groups and writes lines of a letter, which says for which
// later step a line is, a key and a value: AKEY<TAB>VALUE. The functions that decide are those of
// src/story, so that the results are those of a case with the same articles (docs/spark.md).

namespace isnad {

struct StepOptions {
  size_t buckets = 16;    // into which prints and terms are dealt
  size_t most_mb = 1024;  // of lines that a step keeps of one group
  std::string terms;      // file of the lines that the step terms wrote, for spread-days
};

// What steps know of the language; each opened when a step first asks for it.
class StepImage {
 public:
  // `open` gives the image to the steps that need it.
  explicit StepImage(std::function<Result<Image>()> open);
  StepImage(StepImage&&) noexcept;
  ~StepImage();
  // Errors: those of `open`; corrupt.
  Result<const WordHasher*> hasher();
  Result<const StoryRules*> rules();

 private:
  Result<const Image*> image();

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One run of a step.
struct StepRun {
  Groups& in;
  const Emit& out;
  const StepOptions& options;
  StepImage& image;
};

struct Step {
  const char* name;
  const char* about;  // one line for the help
  Result<void> (*run)(StepRun& run);
};

// In the order in which a job takes them.
std::span<const Step> steps();
// Null if there is none of this name.
const Step* find_step(std::string_view name);

// The steps, by what they are for. Errors: those of Groups; bad_format (values that no step wrote),
// too_large (a group that does not fit into most_mb).
Result<void> step_articles(StepRun& run);

Result<void> step_spread_prints(StepRun& run);
Result<void> step_prints(StepRun& run);
Result<void> step_pairs(StepRun& run);
Result<void> step_texts(StepRun& run);
Result<void> step_copies(StepRun& run);

Result<void> step_spread_terms(StepRun& run);
Result<void> step_terms(StepRun& run);
Result<void> step_spread_days(StepRun& run);
Result<void> step_neighbours(StepRun& run);
Result<void> step_likest(StepRun& run);
Result<void> step_stories(StepRun& run);

Result<void> step_tellings(StepRun& run);
Result<void> step_happenings(StepRun& run);
Result<void> step_facts(StepRun& run);

}  // namespace isnad
