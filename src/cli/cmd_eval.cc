#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>

#include "cli/bidi.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/extraction.h"
#include "eval/score.h"
#include "record/json.h"

namespace isnad {

namespace {

std::vector<std::string> lines_of(std::istream& in) {
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

// Are there records on standard input? A terminal or /dev/null gives none.
bool input_is_given() {
  struct stat s {};
  return ::fstat(STDIN_FILENO, &s) == 0 && !S_ISCHR(s.st_mode);
}

class Eval : public Command {
 public:
  const char* name() const override { return "eval"; }
  const char* summary() const override { return "Score records against gold files"; }
  const char* examples() const override {
    return "The records come from standard input or --records; with neither (standard input is a\n"
           "terminal or /dev/null) the texts are read now.\n\n"
           "Examples:\n"
           "  isnad eval texts/ gold/\n"
           "  isnad extract texts/ | isnad eval texts/ gold/ --misses 2> faults.txt";
  }
  void declare(Options& o) override {
    o.required_text("TEXTS", texts_, "", "Folder of texts (NAME.txt) or a .jsonl file (uri, text)");
    o.required_text("GOLD", gold_, "", "Folder of gold files (NAME.json)");
    o.text("--records", records_, "FILE",
           "Records as isnad extract prints them (- standard input)");
    o.flag("--json", json_, "Figures as JSON");
    o.flag("--misses", misses_, "List on standard error what was missed and what was too much");
  }
  int run() override {
    const Result<TextOf> texts = texts_of(texts_);
    if (!texts) return report(texts.error());
    Result<std::vector<std::string>> records = load();
    if (!records) return report(records.error());
    const Result<Scores> scores = score(*records, gold_, *texts);
    if (!scores) return report(scores.error());
    if (misses_) {
      for (const std::string& fault : scores->faults) {
        const std::string line = safe_line(fault) + '\n';
        std::fwrite(line.data(), 1, line.size(), stderr);
      }
    }
    const std::string out = json_ ? scores_as_json(*scores) : scores_as_text(*scores);
    std::fwrite(out.data(), 1, out.size(), stdout);
    return 0;
  }

 private:
  Result<std::vector<std::string>> load() const {
    if (records_ && *records_ != "-") {
      std::ifstream in(*records_);
      if (!in)
        return fail(ErrorCode::not_found, *records_ + ": no such file, or it cannot be read");
      return lines_of(in);
    }
    if (records_ || input_is_given()) return lines_of(std::cin);
    Result<Ingest> ingest = Ingest::open({texts_}, {});
    if (!ingest) return tl::unexpected<Error>(ingest.error());
    const Result<Engine> engine = open_engine();
    if (!engine) return tl::unexpected<Error>(engine.error());
    std::vector<std::string> lines;
    extract_all(
        *ingest, *engine, 0, false,
        [&](Extracted& e) {
          std::string line;
          if (e.error) {
            tell(e.error->message);
            write_error_json(e.uri, *e.error, line);
          } else {
            write_json(e.record, line);
          }
          lines.push_back(std::move(line));
          return true;
        },
        [] { return false; });
    return lines;
  }

  std::string texts_;
  std::string gold_;
  std::optional<std::string> records_;
  bool json_ = false;
  bool misses_ = false;
};

}  // namespace

std::unique_ptr<Command> make_eval() { return std::make_unique<Eval>(); }

}  // namespace isnad
