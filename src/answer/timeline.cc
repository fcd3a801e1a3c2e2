#include "answer/timeline.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "answer/codes.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

std::vector<std::string> sorted(std::vector<std::string> v) {
  std::sort(v.begin(), v.end());
  return v;
}

void append_json_entry(const TimelineEntry& entry, NameBook& names, std::string& out) {
  const Event& e = entry.event;
  out += "{\"date\":";
  append_json_string_or_null(e.date, out);
  out += ",\"type\":";
  append_json_string(event_type_name(e.type), out);
  out += ",\"mode\":";
  append_json_string(e.mode, out);
  out += ",\"actor\":";
  append_json_strings(e.actor, out);
  out += ",\"recipient\":";
  append_json_strings(e.recipient, out);
  out += ",\"place\":";
  append_json_string_or_null(e.place, out);
  out += ",\"factuality\":";
  append_json_string(factuality_name(e.factuality), out);
  out += ",\"source\":";
  append_json_strings(entry.sources, out);
  out += ",\"words\":";
  append_json_strings(entry.words, out);
  out += ",\"names\":";
  std::vector<std::string> codes;
  collect_codes(entry, codes);
  names.append_json(codes, out);
  out += ",\"docs\":[";
  for (size_t i = 0; i < entry.documents.size(); ++i) {
    if (i > 0) out += ',';
    append_where(entry.documents[i], out);
  }
  out += "]}";
}

// Of the columns those that events have too.
const std::vector<std::string> kOfEvents = {
    "date",  "type",       "mode",   "actor",        "actor_names", "recipient", "recipient_names",
    "place", "factuality", "source", "source_names", "words"};

std::vector<std::string> csv_cells(const TimelineEntry& entry, NameBook& names) {
  EventRow row;  // of all that tell it
  row.event = entry.event;
  row.event.source = entry.sources;
  row.words = entry.words;
  std::vector<std::string> out = picked_cells(event_form(), kOfEvents, row, names);
  std::vector<std::string> uris;
  std::vector<std::string> outlets;
  for (const Where& d : entry.documents) {
    uris.push_back(d.uri);
    outlets.push_back(or_empty(d.outlet));
  }
  out.push_back(joined(uris, ";"));
  out.push_back(joined(outlets, ";"));
  return out;
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

// It reads as many events as the entries take. All but the entries of the last date are whole then,
// as events come by date.
Result<std::vector<TimelineEntry>> timeline_entries(const CaseFile& file, const Filter& filter) {
  const size_t wanted = filter.limit == 0 ? 0 : filter.offset + filter.limit;
  Filter part = filter;
  part.offset = 0;
  for (part.limit = wanted * 4;; part.limit *= 4) {
    Result<std::vector<EventRow>> rows = file.events(part);
    if (!rows) return tl::unexpected<Error>(rows.error());
    const bool all = part.limit == 0 || rows->size() < part.limit;
    if (!all) {
      const std::optional<std::string> last = rows->back().event.date;
      while (!rows->empty() && rows->back().event.date == last) rows->pop_back();
    }
    std::vector<TimelineEntry> entries = make_timeline_entries(*rows);
    if (!all && entries.size() < wanted) continue;
    if (wanted > 0 && entries.size() > wanted) entries.resize(wanted);
    const size_t passed = std::min(filter.offset, entries.size());
    entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(passed));
    return entries;
  }
}

const RowForm<TimelineEntry>& timeline_form() {
  static const RowForm<TimelineEntry> kForm = {
      {"date", "type", "mode", "actor", "actor_names", "recipient", "recipient_names", "place",
       "factuality", "source", "source_names", "words", "uris", "outlets"},
      csv_cells,
      append_json_entry};
  return kForm;
}

}  // namespace isnad
