#include "cli/timeline.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "cli/bidi.h"
#include "cli/query.h"

namespace isnad {

namespace {

std::vector<std::string> sorted(std::vector<std::string> v) {
  std::sort(v.begin(), v.end());
  return v;
}

std::string places(const std::vector<Where>& documents) {
  std::vector<std::string> all;
  for (const Where& d : documents) {
    all.push_back(d.outlet ? isolated(*d.outlet) + " (" + isolated(short_uri(d.uri)) + ')'
                           : isolated(short_uri(d.uri)));
  }
  return joined(all, ", ");
}

}  // namespace

std::vector<TimelineEntry> make_timeline_entries(const std::vector<EventRow>& rows) {
  std::vector<TimelineEntry> entries;
  using Key = std::tuple<std::string, EventType, std::string, Factuality, std::vector<std::string>,
                         std::vector<std::string>>;
  std::map<Key, size_t> known;
  for (const EventRow& row : rows) {
    const Event& e = row.event;
    const Key key{e.date.value_or(""), e.type,          e.mode,
                  e.factuality,        sorted(e.actor), sorted(e.recipient)};
    const auto [at, fresh] = known.emplace(key, entries.size());
    if (fresh) entries.push_back({e, row.words, {}, {}});
    TimelineEntry& entry = entries[at->second];
    for (const std::string& s : e.source) {
      if (std::find(entry.sources.begin(), entry.sources.end(), s) == entry.sources.end()) {
        entry.sources.push_back(s);
      }
    }
    const bool told = std::any_of(entry.documents.begin(), entry.documents.end(),
                                  [&](const Where& d) { return d.id == row.where.id; });
    if (!told) entry.documents.push_back(row.where);
  }
  return entries;
}

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
