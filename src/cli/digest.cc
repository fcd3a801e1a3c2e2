#include "cli/digest.h"

#include <fmt/format.h>

#include "cli/bidi.h"
#include "cli/reports.h"
#include "cli/timeline.h"
#include "store/name_book.h"

namespace isnad {

namespace {

constexpr size_t kOutlets = 10;
constexpr size_t kEntries = 20;
constexpr size_t kConflicts = 10;

}  // namespace

Result<std::string> print_digest(const CaseFile& file, const std::string& file_name,
                                 const Terminal& terminal) {
  const Result<Digest> digest = file.digest();
  if (!digest) return tl::unexpected<Error>(digest.error());
  const Result<std::vector<EventRow>> events = file.events({});
  if (!events) return tl::unexpected<Error>(events.error());
  const Digest& d = *digest;
  const char* bold = terminal.colour ? "\x1b[1m" : "";
  const char* off = terminal.colour ? "\x1b[0m" : "";
  NameBook names(file);

  std::string out =
      fmt::format("{}{}{}: {}, {}, {}, {}, {}\n", bold, safe_line(file_name), off,
                  some(d.documents, "document"), some(d.events, "event"), some(d.claims, "claim"),
                  some(d.relations, "relation"),
                  d.entities == 1 ? "1 entity" : fmt::format("{} entities", d.entities));
  if (d.first_published) {
    out += fmt::format("Published {} to {}\n", safe_line(*d.first_published),
                       safe_line(*d.last_published));
  }
  if (d.appearances > d.documents) {
    out += fmt::format("{} appeared a second time with the same text\n",
                       some(d.appearances - d.documents, "document"));
  }

  out += fmt::format("\n{}Outlets{}\n", bold, off);
  if (d.outlets.empty()) out += "  none\n";
  for (size_t i = 0; i < d.outlets.size() && i < kOutlets; ++i) {
    const Count& c = d.outlets[i];
    out += fmt::format("  {:>4}  {}\n", c.count, c.name.empty() ? "(not known)" : isolated(c.name));
  }
  if (d.outlets.size() > kOutlets)
    out += fmt::format("        and {} more\n", d.outlets.size() - kOutlets);

  out += fmt::format("\n{}Most active{} (events)\n", bold, off);
  if (d.actors.empty()) out += "  nobody\n";
  for (const Count& c : d.actors)
    out += fmt::format("  {:>4}  {}\n", c.count, isolated(names.label(c.name)));

  out += fmt::format("\n{}Events by date, with who says so{}\n", bold, off);
  std::vector<TimelineEntry> entries = make_timeline_entries(*events);
  const size_t all = entries.size();
  if (all > kEntries) entries.resize(kEntries);
  out += all == 0 ? "  none\n" : print_timeline(entries, names, terminal);
  if (all > kEntries) {
    out += fmt::format("  ... and {} more: isnad timeline -d {}\n", all - kEntries,
                       safe_line(file_name));
  }

  const Result<std::vector<ConflictRow>> conflicts = file.conflicts({});
  if (!conflicts) return tl::unexpected<Error>(conflicts.error());
  out += fmt::format("\n{}Contradictions{}\n", bold, off);
  if (conflicts->empty()) out += "  none found\n";
  for (size_t i = 0; i < conflicts->size() && i < kConflicts; ++i) {
    const ConflictRow& c = (*conflicts)[i];
    out += fmt::format("  {}: {}: {}\n", kind_of(c), isolated(matter_of(c, names)),
                       isolated(sides_of(c)));
  }
  if (conflicts->size() > kConflicts) {
    out += fmt::format("  ... and {} more: isnad conflicts -d {}\n", conflicts->size() - kConflicts,
                       safe_line(file_name));
  }
  return out;
}

}  // namespace isnad
