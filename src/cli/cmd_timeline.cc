#include "cli/query.h"
#include "cli/row_cells.h"
#include "cli/timeline.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

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
  std::vector<std::string> codes = e.actor;
  codes.insert(codes.end(), e.recipient.begin(), e.recipient.end());
  codes.insert(codes.end(), entry.sources.begin(), entry.sources.end());
  names.append_json(codes, out);
  out += ",\"docs\":[";
  for (size_t i = 0; i < entry.documents.size(); ++i) {
    if (i > 0) out += ',';
    append_where(entry.documents[i], out);
  }
  out += "]}";
}

// Of the columns of CSV those that events have too.
const std::vector<std::string>& of_events() {
  static const std::vector<std::string> kNames = {"date",
                                                  "type",
                                                  "mode",
                                                  "actor",
                                                  "actor_names",
                                                  "recipient",
                                                  "recipient_names",
                                                  "place",
                                                  "factuality",
                                                  "source",
                                                  "source_names",
                                                  "words"};
  return kNames;
}

std::vector<std::string> csv_cells(const TimelineEntry& entry, NameBook& names) {
  EventRow row;  // of all that tell it
  row.event = entry.event;
  row.event.source = entry.sources;
  row.words = entry.words;
  std::vector<std::string> out = picked(of_events(), event_columns(), row_cells(row, names));
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

std::vector<std::string> csv_columns() {
  std::vector<std::string> out = of_events();
  out.insert(out.end(), {"uris", "outlets"});
  return out;
}

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
    Result<std::vector<TimelineEntry>> read = first_entries(*file);
    if (!read) return report(read.error());
    const std::vector<TimelineEntry> entries = std::move(*read);
    NameBook names(*file);
    if (options_.json || options_.csv) {
      static const View<TimelineEntry> kView = {
          {}, csv_columns(), cells, csv_cells, append_json_entry};
      return print_rows(entries, kView, options_, names);
    }
    const Terminal terminal = Terminal::look();
    if (entries.empty() && terminal.err) tell("nothing found");
    put(print_timeline(entries, names, terminal));
    return 0;
  }

 private:
  // The limit is of entries, each of several events: it reads as many events as that takes. All but
  // the entries of the last date are whole then, as events come by date.
  Result<std::vector<TimelineEntry>> first_entries(const CaseFile& file) const {
    const size_t wanted = options_.filter.limit;
    Filter part = options_.filter;
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
      return entries;
    }
  }

  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_timeline() { return std::make_unique<Timeline>(); }

}  // namespace isnad
