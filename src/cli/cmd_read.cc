#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>

#include "cli/command.h"
#include "cli/digest.h"
#include "cli/exit_code.h"
#include "cli/extraction.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/refreshing.h"
#include "cli/terminal.h"
#include "shuffle/groups.h"
#include "shuffle/reading.h"

namespace isnad {

namespace {

// Documents that are committed together: enough that the disk is not the brake, few enough that an
// interrupt costs little.
constexpr size_t kBatch = 128;

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
           "  isnad read today.jsonl -d matter.case --outlet \"The Gazette\"\n"
           "  isnad read --records readings.ndjson -d matter.case";
  }
  void declare(Options& o) override {
    options_.declare(o);
    o.required_text("-d,--case", file_, "CASE",
                    "The case file, or postgresql://USER@HOST/DATABASE; made if it does not exist");
    o.flag("--keep-raw", options_.keep_raw,
           "Keep the bytes as they came too (isnad show --raw writes them)");
    o.flag("-q,--quiet", quiet_, "No digest");
    o.flag("--records", records_,
           "INPUT is what isnad extract --fingerprints wrote: nothing is read anew");
    o.flag("--no-refresh", no_refresh_,
           "Leave copies, stories and all else that crosses articles to a later isnad read");
    o.flag("--tolerant", tolerant_,
           "Documents that the case does not take do not make the exit status 1 (with --records)");
  }
  int run() override {
    if (records_) return run_records();
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
    tell_left_out(*ingest);
    return finish(*file, *engine, terminal);
  }

 private:
  // After the last commit: what was read, and what crosses articles.
  int finish(CaseFile& file, const Engine& engine, const Terminal& terminal) {
    added_ = file.tally();  // with what other writers brought meanwhile
    tell(summary_line());
    if (!Interrupt::requested() && !no_refresh_) {
      if (auto r = refresh_case(file, engine); !r) return report(r.error());
    }
    if (Interrupt::requested()) {
      return report({ErrorCode::interrupted, "interrupted; " + file.name() +
                                                 " keeps what was read, the same command goes on"});
    }
    if (!quiet_) {
      const Result<std::string> digest = print_digest(file, file.name(), terminal);
      if (!digest) return report(digest.error());
      std::fwrite(digest->data(), 1, digest->size(), stdout);
    }
    return failed_ == 0 || tolerant_ ? 0 : 1;
  }

  int run_records() {
    Result<CaseFile> file = CaseFile::open(file_, CaseFile::Mode::create);
    if (!file) return report(file.error());
    const Result<Engine> engine = open_engine();
    if (!engine) return report(engine.error());
    const std::string program = engine_name(*engine);
    const Terminal terminal = Terminal::look();
    const Interrupt interrupt;
    Progress progress(false);
    for (const std::string& input : options_.inputs) {
      if (auto r = keep_records(*file, input, program, progress); !r) return report(r.error());
    }
    if (auto r = file->commit(); !r) return report(r.error());
    return finish(*file, *engine, terminal);
  }

  // One file of readings. What is wrong with a line is wrong with the program that wrote it: the
  // run ends, and the case keeps what was committed.
  Result<void> keep_records(CaseFile& file, const std::string& input, const std::string& program,
                            Progress& progress) {
    const std::string name = input == "-" ? "standard input" : input;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(
        input == "-" ? nullptr : std::fopen(input.c_str(), "rb"),
        [](std::FILE* f) { return f ? std::fclose(f) : 0; });
    if (input != "-" && !opened) {
      return fail(ErrorCode::not_found, name + ": cannot be opened: " + std::strerror(errno));
    }
    StreamLines lines(input == "-" ? stdin : opened.get(), name);
    std::string_view line;
    while (!Interrupt::requested()) {
      const Result<bool> more = lines.next(line);
      if (!more) return tl::unexpected<Error>(more.error());
      if (!*more) return {};
      Result<WholeReading> reading = read_reading(line);
      if (!reading) return lines.fail_here(reading.error().code, reading.error().message);
      if (reading->engine != program) {
        return lines.fail_here(ErrorCode::unsupported,
                               "read by " + reading->engine + ", this is " + program +
                                   ": extract the documents anew with this program");
      }
      Extracted e;
      e.uri = reading->record.doc.uri;
      e.record = std::move(reading->record);
      e.text = std::move(reading->text);
      e.fingerprint = std::move(reading->fingerprint);
      e.evidence = std::move(reading->evidence);
      if (auto r = keep(file, e, progress); !r) return r;
    }
    return {};
  }

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
  bool records_ = false;
  bool no_refresh_ = false;
  bool tolerant_ = false;
  std::map<Added, size_t> added_;
  size_t in_batch_ = 0;
  size_t failed_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_read() { return std::make_unique<Read>(); }

}  // namespace isnad
