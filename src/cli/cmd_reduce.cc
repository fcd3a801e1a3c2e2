#include <fmt/format.h>

#include <cstdio>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "engine/engine.h"
#include "shuffle/steps.h"

namespace isnad {

namespace {

std::string examples_of_steps() {
  std::string out =
      "Reads KEY<TAB>VALUE on standard input, sorted by bytes (LC_ALL=C sort), and writes lines of "
      "a\n"
      "letter, which says for which step they are, a key and a value. docs/spark.md has the way of "
      "the lines.\n\n"
      "Steps:\n";
  for (const Step& s : steps()) out += fmt::format("  {:<14} {}\n", s.name, s.about);
  out +=
      "\nExample:\n"
      "  isnad extract news.jsonl --fingerprints | sed -E 's/^.{24}(.{16})/\\1\\t~\\t&/' |\n"
      "    LC_ALL=C sort | isnad reduce articles";
  return out;
}

class Reduce : public Command {
 public:
  const char* name() const override { return "reduce"; }
  const char* summary() const override {
    return "One step of what crosses documents, for a cluster that shuffles lines";
  }
  const char* examples() const override { return examples_.c_str(); }
  void declare(Options& o) override {
    o.inputs("STEP", steps_, "The step, of those below");
    o.number("--buckets", options_.buckets,
             "Into how many groups prints and terms are dealt (default: 16)");
    o.number("--most-mb", options_.most_mb,
             "A group of more megabytes ends the step with an error (default: 1024)");
    o.text("--terms", options_.terms, "FILE", "The lines that the step terms wrote");
  }
  int run() override {
    const Step* step = steps_.size() == 1 ? find_step(steps_.front()) : nullptr;
    if (!step) {
      return report({ErrorCode::bad_argument,
                     (steps_.size() == 1 ? steps_.front() + ": is no step" : "name one step") +
                         "; isnad reduce --help lists them"});
    }
    if (options_.buckets == 0 || options_.buckets > kMostBuckets || options_.most_mb == 0) {
      return report(
          {ErrorCode::bad_argument,
           fmt::format("--buckets is a number from 1 to {}, --most-mb one from 1", kMostBuckets)});
    }
    StepImage image([] { return Image::open(find_image()); });
    Groups groups(stdin, "standard input");
    const Emit emit = [](std::string_view line) {
      return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() &&
             std::putc('\n', stdout) != EOF;
    };
    StepRun step_run{groups, emit, options_, image};
    const Result<void> done = step->run(step_run);
    if (!done && std::ferror(stdout)) return 1;  // finish_output says why
    if (!done)
      return report({done.error().code, std::string(step->name) + ": " + done.error().message});
    return 0;
  }

 private:
  static constexpr size_t kMostBuckets = 65536;

  std::vector<std::string> steps_;
  StepOptions options_;
  std::string examples_ = examples_of_steps();
};

}  // namespace

std::unique_ptr<Command> make_reduce() { return std::make_unique<Reduce>(); }

}  // namespace isnad
