#include "cli/query.h"
#include "cli/timeline.h"

namespace isnad {

namespace {

std::vector<std::string> cells(const TimelineEntry&, NameBook&) { return {}; }

class Timeline : public Command {
 public:
  const char* name() const override { return "timeline"; }
  const char* summary() const override {
    return "What happened when, who says so, and where it is told";
  }
  const char* examples() const override {
    return "The same thing told of the same day by several documents is one entry.\n\n"
           "Examples:\n"
           "  isnad timeline -d matter.case --from 2025\n"
           "  isnad timeline -d matter.case --actor JNIM --json";
  }
  void declare(Options& o) override {
    options_.declare(o, "Takes part, on either side: a code or a name",
                     "PLOVER type: AGREE, CONSULT, ... ASSAULT",
                     "Nothing that ended before this date; undated events are left out");
  }
  int run() override {
    if (auto r = options_.check(event_types()); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(options_.file, CaseFile::Mode::read);
    if (!file) return report(file.error());
    Result<std::vector<TimelineEntry>> read = timeline_entries(*file, options_.filter);
    if (!read) return report(read.error());
    const std::vector<TimelineEntry> entries = std::move(*read);
    NameBook names(*file, place_names());
    if (options_.json || options_.csv) {
      static const View<TimelineEntry> kView = {{}, cells, timeline_form()};
      return print_rows(entries, kView, options_, names);
    }
    const Terminal terminal = Terminal::look();
    if (entries.empty() && terminal.err) tell("nothing found");
    put(print_timeline(entries, names, terminal));
    return 0;
  }

 private:
  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_timeline() { return std::make_unique<Timeline>(); }

}  // namespace isnad
