#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/query.h"
#include "engine/engine.h"
#include "export/exporter.h"

namespace isnad {

namespace {

class ExportCommand : public Command {
 public:
  const char* name() const override { return "export"; }
  const char* summary() const override { return "Write a case in a format that other tools read"; }
  const char* examples() const override {
    if (examples_.empty()) {
      examples_ = "Formats (docs/exports.md says what each holds and what is lost):\n";
      for (const ExportFormat& f : export_formats()) {
        std::string name = f.name;
        name.resize(std::max<size_t>(name.size() + 1, 12), ' ');
        examples_ += "  " + name + f.summary + '\n';
      }
      examples_ +=
          "\nExamples:\n"
          "  isnad export --to jsonl -d matter.case --from 2025-01 > records.jsonl";
    }
    return examples_.c_str();
  }
  void declare(Options& o) override {
    o.required_text("--to", to_, "FORMAT", "The format, one of those below");
    o.required_text("-d,--case", file_, "CASE", "The case file (isnad read makes one)");
    o.text("--out", out_, "PATH",
           "Where to: a file (standard output without it), or the folder of a format with several "
           "files");
    o.text("--previous", previous_, "FILE",
           "An earlier export of the case (acled.csv): acts keep its ids, and deletions.csv lists "
           "those that are gone");
    o.flag("--bom", bom_, "A byte order mark before CSV, which Excel wants (csv)");
    query_.declare_filter(o, "Takes part, on either side: a code (RUS) or a name (Russia)",
                          "PLOVER type: AGREE, CONSULT, ... ASSAULT",
                          "Nothing that ended before this date (2025, 2025-04, 2025-04-04)",
                          "... and nothing that began after this one");
  }
  int run() override {
    const ExportFormat* format = export_format(to_);
    if (!format) {
      std::vector<std::string> names;
      for (const ExportFormat& f : export_formats()) names.emplace_back(f.name);
      return report(
          {ErrorCode::bad_argument, "--to " + to_ + ": is none of " + joined(names, ", ")});
    }
    if (format->folder && !out_) {
      return report({ErrorCode::bad_argument, "--to " + to_ +
                                                  " writes several files: name a folder with "
                                                  "--out FOLDER"});
    }
    if ((bom_ && !format->bom) || (previous_ && !format->previous)) {
      return report(
          {ErrorCode::bad_argument, std::string(bom_ && !format->bom ? "--bom" : "--previous") +
                                        ": --to " + to_ + " has no use for it"});
    }
    if (auto r = query_.check(event_types()); !r) return report(r.error());
    Result<CaseFile> file = CaseFile::open(file_, CaseFile::Mode::read);
    if (!file) return report(file.error());
    // One state of the case for all that the format asks, though others read into it meanwhile.
    if (auto r = file->hold_still(); !r) return report(r.error());
    std::optional<Image> image;
    if (format->image) {
      Result<Image> opened = Image::open(find_image());
      if (!opened) return report(opened.error());
      image.emplace(std::move(*opened));
    }
    const ExportOptions options{query_.filter, bom_, previous_};
    ExportTally tally;
    const std::unique_ptr<Outputs> outputs = !out_            ? stream(stdout, "standard output")
                                             : format->folder ? folder_of_files(*out_)
                                                              : one_file(*out_);
    Export job{*file, options, *outputs, tally, image ? &*image : nullptr};
    if (auto r = format->run(job); !r) return report(r.error());
    for (const std::string& line : tally.lines()) tell(line);
    return 0;
  }

 private:
  std::string to_;
  std::string file_;
  std::optional<std::string> out_;
  std::optional<std::string> previous_;
  bool bom_ = false;
  QueryOptions query_;
  mutable std::string examples_;
};

}  // namespace

std::unique_ptr<Command> make_export() { return std::make_unique<ExportCommand>(); }

}  // namespace isnad
