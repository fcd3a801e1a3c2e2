#include "cli/timeline.h"

#include "cli/bidi.h"
#include "cli/query.h"

namespace isnad {

namespace {

std::string places(const std::vector<Where>& documents) {
  std::vector<std::string> all;
  for (const Where& d : documents) {
    all.push_back(d.outlet ? isolated(*d.outlet) + " (" + isolated(short_uri(d.uri)) + ')'
                           : isolated(short_uri(d.uri)));
  }
  return joined(all, ", ");
}

}  // namespace

std::string print_timeline(const std::vector<TimelineEntry>& entries, NameBook& names,
                           const Terminal& terminal) {
  const char* bold = terminal.colour ? "\x1b[1m" : "";
  const char* dim = terminal.colour ? "\x1b[2m" : "";
  const char* off = terminal.colour ? "\x1b[0m" : "";
  std::string out;
  std::string date = "\n";  // no date is equal to it
  for (const TimelineEntry& entry : entries) {
    const Event& e = entry.event;
    const std::string here = e.date.value_or("undated");
    if (here != date) {
      if (!out.empty()) out += '\n';
      out += bold + safe_line(here) + off + '\n';
      date = here;
    }
    const auto side = [&](const std::vector<std::string>& codes) {
      std::vector<std::string> all;
      for (const std::string& c : codes) all.push_back(isolated(names.label(c)));
      return joined(all, ", ");
    };
    out += "  " + std::string(event_type_name(e.type));
    if (!e.mode.empty()) out += ' ' + safe_line(e.mode);
    if (e.factuality != Factuality::actual)
      out += " (" + std::string(factuality_name(e.factuality)) + ')';
    out += ": " + (e.actor.empty() ? std::string("?") : side(e.actor));
    if (!e.recipient.empty()) out += " -> " + side(e.recipient);
    if (e.place) out += " at " + isolated(*e.place);
    out += '\n';
    out += dim;
    out += "      words: " + isolated(joined(entry.words, " / ")) + '\n';
    if (!entry.sources.empty()) out += "      says so: " + side(entry.sources) + '\n';
    out += "      in: " + places(entry.documents) + '\n';
    out += off;
  }
  return out;
}

}  // namespace isnad
