#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "export/output.h"
#include "store/case_file.h"

// What a format of `isnad export` is. Each format is a pair of files of its own; formats.cc lists
// them all.

namespace isnad {

// What one export is asked for.
struct ExportOptions {
  Filter filter;
  // A byte order mark before CSV that is meant for spreadsheets.
  bool bom = false;
  // An earlier export of the same case, of formats that tell which ids are gone since.
  std::optional<std::string> previous = std::nullopt;
};

// What the format could not hold, to be told to the user: nothing is dropped silently.
class ExportTally {
 public:
  // `n` things of this kind were left out for this reason, e.g. "events of types that ACLED does
  // not code", "CONSULT".
  void left_out(const std::string& reason, const std::string& kind, int64_t n = 1) {
    left_out_[reason][kind] += n;
  }
  // `n` things were written, e.g. "events": a plural, or a name with a capital ("Person").
  void wrote(const std::string& what, int64_t n = 1) { wrote_[what] += n; }

  // One line for what was written ("1 article, 3 events"), then one a reason ("left out 120: events
  // of types that ACLED does not code (CONSULT 80, AGREE 40)").
  std::vector<std::string> lines() const;

 private:
  std::map<std::string, std::map<std::string, int64_t>> left_out_;
  std::map<std::string, int64_t> wrote_;
};

// All that a format works with. The case file is read in one thread.
struct Export {
  const CaseFile& file;
  const ExportOptions& options;
  Outputs& outputs;
  ExportTally& tally;
  const Image* image = nullptr;  // of formats that want it
};

struct ExportFormat {
  const char* name;     // as --to takes it
  const char* summary;  // one line for the help
  // Writes several files, so that --out must name a folder; else one file, which may be standard
  // output.
  bool folder;
  Result<void> (*run)(Export&);
  // Wants the image of data/ (tables of places, of other codings).
  bool image = false;
  // Which of the options of ExportOptions beside the filter it knows.
  bool bom = false;
  bool previous = false;
};

// By name.
const std::vector<ExportFormat>& export_formats();
const ExportFormat* export_format(std::string_view name);

}  // namespace isnad
