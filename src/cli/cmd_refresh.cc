#include <fmt/format.h>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/extraction.h"
#include "cli/refreshing.h"

namespace isnad {

namespace {

class RefreshCase : public Command {
 public:
  const char* name() const override { return "refresh"; }
  const char* summary() const override {
    return "Make anew what crosses the articles of a case, where it is behind";
  }
  const char* examples() const override {
    return "Copies, stories, happenings, contradictions and the state of the world. read and watch "
           "do this\n"
           "themselves; it is for what read --no-refresh left. A case that is up to date stays as "
           "it is.\n\n"
           "Example:\n"
           "  isnad refresh -d matter.case";
  }
  void declare(Options& o) override {
    o.required_text("-d,--case", file_, "CASE", "The case");
    o.flag("--if-free", if_free_, "Leave it to another program that is at it now");
  }
  int run() override {
    Result<CaseFile> file = CaseFile::open(file_, CaseFile::Mode::write);
    if (!file) return report(file.error());
    const Result<bool> needed = file->needs_refresh();
    if (!needed) return report(needed.error());
    if (!*needed) return 0;
    const Result<Engine> engine = open_engine();
    if (!engine) return report(engine.error());
    const Result<void> done = refresh_case(*file, *engine, !if_free_);
    return done ? 0 : report(done.error());
  }

 private:
  std::string file_;
  bool if_free_ = false;
};

}  // namespace

std::unique_ptr<Command> make_refresh() { return std::make_unique<RefreshCase>(); }

}  // namespace isnad
