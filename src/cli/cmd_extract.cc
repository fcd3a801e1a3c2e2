#include <cstdio>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/extraction.h"
#include "cli/interrupt.h"
#include "record/json.h"

namespace isnad {

namespace {

class Extract : public Command {
 public:
  const char* name() const override { return "extract"; }
  const char* summary() const override {
    return "Print the record of each document as a line of JSON";
  }
  const char* examples() const override {
    return "Records come in the order of the input, whatever the number of threads. A document "
           "that\n"
           "cannot be read gives an error record and a message, and the others go on.\n\n"
           "Examples:\n"
           "  isnad extract article.txt --published 2025-04-04 --outlet \"The Gazette\"\n"
           "  isnad extract folder/ more.jsonl > records.ndjson\n"
           "  cat articles.jsonl | isnad extract -";
  }
  void declare(Options& o) override { options_.declare(o); }
  int run() override {
    Result<Ingest> ingest = options_.open();
    if (!ingest) return report(ingest.error());
    const Result<Engine> engine = open_engine();
    if (!engine) return report(engine.error());
    const Interrupt interrupt;
    bool all_read = true;
    std::string line;
    extract_all(
        *ingest, *engine, options_.threads, false,
        [&](Extracted& e) {
          line.clear();
          if (e.error) {
            all_read = false;
            tell(e.error->message);
            write_error_json(e.uri, *e.error, line);
          } else {
            if (!e.note.empty()) tell(e.uri + ": " + e.note);
            write_json(e.record, line);
          }
          return std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
        },
        [] { return Interrupt::requested(); });
    tell_left_out(*ingest);
    if (Interrupt::requested()) return report({ErrorCode::interrupted, "interrupted"});
    return all_read ? 0 : 1;
  }

 private:
  ReadingOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_extract() { return std::make_unique<Extract>(); }

}  // namespace isnad
