#include <fmt/format.h>

#include <cstdio>
#include <map>

#include "cli/command.h"
#include "cli/digest.h"
#include "cli/exit_code.h"
#include "cli/extraction.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/refreshing.h"
#include "cli/terminal.h"

namespace isnad {

namespace {

// Documents that are committed together: enough that the disk is not the brake, few enough that an
// interrupt costs little.
constexpr size_t kBatch = 64;

class Read : public Command {
 public:
  const char* name() const override { return "read"; }
  const char* summary() const override {
    return "Read documents into a case file and print its digest";
  }
  const char* examples() const override {
    return "A text that the case holds already is not read in twice. The run can be interrupted at "
           "any\n"
           "time: the case keeps whole documents, and the same command goes on from there.\n\n"
           "Examples:\n"
           "  isnad read articles/ -d matter.case\n"
           "  isnad read today.jsonl -d matter.case --outlet \"The Gazette\"";
  }
  void declare(Options& o) override {
    options_.declare(o);
    o.required_text("-d,--case", file_, "CASE",
                    "The case file, or postgresql://USER@HOST/DATABASE; made if it does not exist");
    o.flag("--keep-raw", options_.keep_raw,
           "Keep the bytes as they came too (isnad show --raw writes them)");
    o.flag("-q,--quiet", quiet_, "No digest");
  }
  int run() override {
    Result<Ingest> ingest = options_.open();
    if (!ingest) return report(ingest.error());
    Result<CaseFile> file = CaseFile::open(file_, CaseFile::Mode::create);
    if (!file) return report(file.error());
    const Result<Engine> engine = open_engine();
    if (!engine) return report(engine.error());
    const Terminal terminal = Terminal::look();
    const Interrupt interrupt;
    std::optional<Error> broken;  // the case file could not take more
    {
      Progress progress(terminal.err);
      extract_all(
          *ingest, *engine, options_.threads, true,
          [&](Extracted& e) {
            progress.update(e.files_done, e.files, documents());
            if (e.error || !e.note.empty()) progress.clear();
            if (e.error) {
              ++failed_;
              tell(e.error->message);
              return true;
            }
            if (!e.note.empty()) tell(e.uri + ": " + e.note);
            if (auto r = keep(*file, e, progress); !r) broken = r.error();
            return !broken;
          },
          [] { return Interrupt::requested(); });
    }
    if (!broken) {
      if (auto r = file->commit(); !r) broken = r.error();
    }
    if (broken) return report(*broken);
    added_ = file->tally();  // with what other writers brought meanwhile
    tell_left_out(*ingest);
    tell(summary_line());
    if (!Interrupt::requested()) {
      if (auto r = refresh_case(*file, *engine); !r) return report(r.error());
    }
    if (Interrupt::requested()) {
      return report({ErrorCode::interrupted, "interrupted; " + file->name() +
                                                 " keeps what was read, the same command goes on"});
    }
    if (!quiet_) {
      const Result<std::string> digest = print_digest(*file, file->name(), terminal);
      if (!digest) return report(digest.error());
      std::fwrite(digest->data(), 1, digest->size(), stdout);
    }
    return failed_ == 0 ? 0 : 1;
  }

 private:
  Result<void> keep(CaseFile& file, const Extracted& e, Progress& progress) {
    if (in_batch_ == 0) {
      if (auto r = file.begin(); !r) return r;
    }
    const Result<Added> added =
        file.add(e.record, e.text, e.fingerprint, e.evidence ? &*e.evidence : nullptr);
    if (!added && added.error().code == ErrorCode::too_large) {  // this one alone
      ++failed_;
      progress.clear();
      tell(added.error().message);
    } else if (!added) {
      return tl::unexpected<Error>(added.error());
    } else {
      ++added_[*added];
    }
    if (++in_batch_ < kBatch) return {};
    in_batch_ = 0;
    return file.commit();
  }

  size_t documents() const {
    size_t n = 0;
    for (const auto& [what, count] : added_) n += count;
    return n;
  }

  std::string summary_line() const {
    const auto count = [&](Added what) {
      const auto it = added_.find(what);
      return it == added_.end() ? size_t{0} : it->second;
    };
    std::string line = fmt::format("{} document{} read: {} new", documents(),
                                   documents() == 1 ? "" : "s", count(Added::document));
    if (const size_t n = count(Added::appearance))
      line += fmt::format(", {} known texts in a new place", n);
    if (const size_t n = count(Added::update)) line += fmt::format(", {} read anew", n);
    if (const size_t n = count(Added::nothing)) line += fmt::format(", {} there already", n);
    if (failed_) line += fmt::format("; {} could not be read", failed_);
    return line;
  }

  ReadingOptions options_;
  std::string file_;
  bool quiet_ = false;
  std::map<Added, size_t> added_;
  size_t in_batch_ = 0;
  size_t failed_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_read() { return std::make_unique<Read>(); }

}  // namespace isnad
