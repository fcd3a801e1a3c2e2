#include <cstdio>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/extraction.h"
#include "cli/interrupt.h"
#include "record/json.h"
#include "shuffle/reading.h"

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
           "  isnad extract shards.txt --paths --fingerprints > readings.ndjson\n"
           "  cat articles.jsonl | isnad extract -";
  }
  void declare(Options& o) override {
    options_.declare(o);
    o.flag("--fingerprints", fingerprints_,
           "Beside each record what a case keeps of its text (isnad read --records takes it)");
    o.flag("--tolerant", tolerant_,
           "Documents that cannot be read do not make the exit status 1; inputs that are not there "
           "do");
  }
  int run() override {
    Result<Ingest> ingest = options_.open();
    if (!ingest) return report(ingest.error());
    const Result<Engine> engine = open_engine();
    if (!engine) return report(engine.error());
    const std::string program = engine_name(*engine);
    const Interrupt interrupt;
    bool all_read = true;
    std::string line;
    extract_all(
        *ingest, *engine, options_.threads, fingerprints_,
        [&](Extracted& e) {
          line.clear();
          if (e.error) {
            if (!tolerated(e.error->code)) all_read = false;
            tell(e.error->message);
            write_error_json(e.uri, *e.error, line);
          } else {
            if (!e.note.empty()) tell(e.uri + ": " + e.note);
            write(e, program, line);
          }
          return std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
        },
        [] { return Interrupt::requested(); });
    tell_left_out(*ingest);
    if (Interrupt::requested()) return report({ErrorCode::interrupted, "interrupted"});
    return all_read ? 0 : 1;
  }

 private:
  // A document that is no text is the same on every machine; an input that is not there may be
  // there on another one, or later.
  bool tolerated(ErrorCode code) const {
    return tolerant_ && code != ErrorCode::not_found && code != ErrorCode::unreadable;
  }

  void write(Extracted& e, const std::string& program, std::string& line) const {
    if (!fingerprints_) {
      write_json(e.record, line);
      return;
    }
    write_reading({program, std::move(e.record), std::move(e.text), std::move(e.fingerprint),
                   std::move(e.evidence)},
                  line);
  }

  ReadingOptions options_;
  bool fingerprints_ = false;
  bool tolerant_ = false;
};

}  // namespace

std::unique_ptr<Command> make_extract() { return std::make_unique<Extract>(); }

}  // namespace isnad
