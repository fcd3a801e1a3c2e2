#include "export/acled.h"

#include <algorithm>
#include <array>
#include <set>

#include "export/act_export.h"
#include "export/cells.h"
#include "ingest/csv.h"
#include "story/happenings.h"
#include "story/rules.h"

namespace isnad {

namespace {

constexpr int kIdBits = 48;
constexpr int64_t kWeek = 7;
constexpr int64_t kMonth = 31;
constexpr int64_t kDaySeconds = 86400;

const std::vector<std::string>& columns() {
  static const std::vector<std::string> kColumns = {
      "event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
      "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
      "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
      "iso",           "region",         "country",  "admin1",         "admin2",
      "admin3",        "location",       "latitude", "longitude",      "geo_precision",
      "source",        "source_scale",   "notes",    "fatalities",     "tags",
      "timestamp"};
  return kColumns;
}

// Kinds of actors in the order of their codes, 1 to 8.
constexpr std::array<std::string_view, 8> kInters = {
    "State forces", "Rebel group", "Political militia", "Identity militia",
    "Rioters",      "Protesters",  "Civilians",         "External/Other forces"};

size_t inter_code(std::string_view name) {
  const auto found = std::find(kInters.begin(), kInters.end(), name);
  return found == kInters.end() ? 0 : static_cast<size_t>(found - kInters.begin()) + 1;
}

// "State forces-Civilians"; the lower code first, but others before civilians.
std::string interaction(const std::string& a, const std::string& b) {
  size_t x = inter_code(a);
  size_t y = inter_code(b);
  if (x == 0 && y == 0) return {};
  if (x == 0 || y == 0) return std::string(kInters[std::max(x, y) - 1]) + " only";
  if (x > y) std::swap(x, y);
  if (x == 7 && y == 8) std::swap(x, y);
  return std::string(kInters[x - 1]) + '-' + std::string(kInters[y - 1]);
}

// Equal but for the case of Latin letters.
bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

struct Side {
  std::string name;
  std::vector<std::string> associated;
  std::string inter;
  std::string target;
};

class Ids {
 public:
  // Errors: unreadable, bad_format, too_large.
  Result<void> read(const std::string& path) {
    Budget budget;
    Result<std::unique_ptr<ByteSource>> file = open_file(path, budget);
    if (!file) return tl::unexpected<Error>(file.error());
    CsvReader rows(std::move(*file), ',');
    std::optional<size_t> at;  // of the ids, once the header was read
    while (const auto row = rows.next()) {
      if (!*row) {
        return fail(row->error().code,
                    path + ':' + std::to_string(rows.line()) + ": " + row->error().message);
      }
      const std::vector<std::string>& cells = (*row)->fields;
      if (!at) {
        const auto column = std::find(cells.begin(), cells.end(), columns().front());
        if (column == cells.end()) break;
        at = static_cast<size_t>(column - cells.begin());
        continue;
      }
      if (*at >= cells.size() || cells[*at].size() < 4) {
        return fail(ErrorCode::bad_format,
                    path + ':' + std::to_string((*row)->line) + ": no event_id_cnty");
      }
      old_.emplace(cells[*at].substr(3), cells[*at]);
    }
    if (at) return {};
    return fail(ErrorCode::bad_format,
                path + ": has no column event_id_cnty; name an acled.csv of an earlier export");
  }

  // The number of the act: the one that the earlier export has for it or one of its reports.
  std::string number(const HappeningRow& row) {
    if (!old_.empty()) {
      std::vector<std::string> keys = {row.id};
      for (const EventRow& r : row.reports) {
        keys.push_back(stable_id("hp-", {r.where.id, r.event.id}));
      }
      for (const std::string& key : keys) {
        const uint64_t n = std::max<uint64_t>(hash_bytes(key) & kMask, 1);
        if (old_.count(std::to_string(n)) != 0 && numbers_.take(row.id, n)) {
          return std::to_string(n);
        }
      }
    }
    return std::to_string(numbers_.number(row.id, kIdBits));
  }

  void wrote(const std::string& id) { now_.insert(id); }

  // Ids of the earlier export that stand in this one no more.
  std::vector<std::string> gone() const {
    std::vector<std::string> out;
    for (const auto& [number, id] : old_) {
      if (now_.count(id) == 0) out.push_back(id);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  static constexpr uint64_t kMask = (uint64_t{1} << kIdBits) - 1;
  std::map<std::string, std::string> old_;  // number -> id
  std::set<std::string> now_;
  NumberBook numbers_;
};

class AcledWriter {
 public:
  AcledWriter(Export& e, ActTables& tables, const StoryRules& rules, Ids& ids, Output& out)
      : e_(e), tables_(tables), rules_(rules), ids_(ids), out_(out) {}

  Result<void> write(const ToldAct& act) {
    const std::string kind(event_type_name(act.lead->event.type));
    if (act.announced || act.factuality == Factuality::planned) {
      e_.tally.left_out("acts that are only planned", kind);
      return {};
    }
    const auto actors = tables_.actors.find_all(act.actor);
    if (!actors) return tl::unexpected<Error>(actors.error());
    const auto recipients = tables_.actors.find_all(act.recipient);
    if (!recipients) return tl::unexpected<Error>(recipients.error());
    const auto place = act.place ? tables_.places.find(*act.place) : std::nullopt;
    const std::string country = place ? std::string(place->state) : std::string();
    Side one = side_of(*actors, country);
    Side two = side_of(*recipients, country);
    const AcledCodes* codes = tables_.codings.acled(act.type, act.mode, act.cameo, two.target);
    if (!codes) {
      const bool attack = act.type == EventType::assault && two.target.empty();
      e_.tally.left_out(attack ? "attacks on nobody whose kind ACLED has"
                               : "acts of types that ACLED does not code",
                        act.mode.empty() ? kind : kind + '-' + act.mode);
      return {};
    }
    if (!place || country.empty() || place->level == PlaceLevel::state ||
        place->level == PlaceLevel::region) {
      e_.tally.left_out(act.place ? "acts placed no closer than a state" : "acts without a place",
                        codes->event_type);
      return {};
    }
    const int64_t length = act.days ? length_of(*act.days) : 0;
    if (length == 0 || length > kMonth) {
      e_.tally.left_out("acts not dated within a month", codes->event_type);
      return {};
    }
    gather(act.type, *codes, country, one, two);
    return write_row(act, *codes, *place, length, one, two);
  }

  // The last day of publication of what was written.
  const std::string& last_day() const { return last_day_; }

 private:
  Side side_of(const std::vector<const ActorInfo*>& people, const std::string& country) const {
    Side side;
    for (const ActorInfo* a : people) {
      if (side.target.empty()) side.target = a->codes.target;
      std::string name = a->name_en;
      if (!a->codes.acled_name.empty()) {
        const std::string& of = a->state.empty() ? country : a->state;
        name = a->codes.acled_name + (of.empty() ? "" : " (" + state_name(of) + ')');
        if (!same_letters(name, a->name_en)) side.associated.push_back(a->name_en);
      }
      if (side.name.empty()) {
        side.name = name;
        side.inter = a->codes.inter;
        // Forces of a state are external outside of it.
        if (side.inter == kInters[0] && !country.empty() && a->state != country) {
          side.inter = kInters[7];
        }
      } else if (name != side.name) {
        side.associated.push_back(name);
      }
    }
    return side;
  }

  std::string state_name(const std::string& code) const {
    const auto state = tables_.places.find(code);
    return state ? std::string(state->name_en) : code;
  }

  // In demonstrations the people are Protesters or Rioters, whoever else they are. Whom they
  // demonstrate against takes no part: such a demonstration has one actor.
  void gather(EventType type, const AcledCodes& codes, const std::string& country, Side& one,
              Side& two) const {
    const bool violent = codes.event_type == "Riots";
    if (codes.event_type != "Protests" && !violent) return;
    const std::string inter(violent ? kInters[4] : kInters[5]);
    const bool theirs = codes.sub_event_type == "Peaceful protest" || violent;
    if (type == EventType::protest) two = {};
    if (one.inter == inter || two.inter == inter) return;
    Side& people = theirs ? one : two;
    // "Students", not "Civilians; students".
    const bool vague = people.inter == kInters[6] && !people.associated.empty();
    if (!people.name.empty() && !vague) {
      people.associated.insert(people.associated.begin(), people.name);
    }
    people.name = inter + " (" + state_name(country) + ')';
    people.inter = inter;
  }

  // The lowest number of dead that a report gives; 0 where none tells of dead, empty where the dead
  // are told without a number.
  std::string fatalities(const ToldAct& act) const {
    bool told = false;
    std::optional<int64_t> least;
    for (const EventRow& r : act.row->reports) {
      if (!rules_.tells_deaths(r.event.rule)) continue;
      told = true;
      if (r.event.count && (!least || *r.event.count < *least)) least = *r.event.count;
    }
    if (least) return std::to_string(*least);
    return told ? "" : "0";
  }

  std::string tags(const ToldAct& act, const AcledCodes& codes) const {
    if (codes.disorder_type != "Demonstrations") return {};
    return act.count ? "crowd size=" + std::to_string(*act.count) : "crowd size=no report";
  }

  std::string notes(const ToldAct& act) const {
    std::string words = list_of(act.lead->words, " ... ");
    return words + " [" + act.lead->where.uri +
           "; reports: " + std::to_string(act.row->reports.size()) +
           "; origins: " + std::to_string(act.row->origins.size()) + "; " + act.row->id + ']';
  }

  Result<void> write_row(const ToldAct& act, const AcledCodes& codes, const MapPlace& place,
                         int64_t length, const Side& one, const Side& two) {
    const StateCodes& state = tables_.codings.state(place.state);
    const std::string id = std::string(place.state) + ids_.number(*act.row);
    ids_.wrote(id);
    const std::string day = middle_of(*act.days);
    const bool targeted =
        codes.event_type == "Violence against civilians" ||
        codes.sub_event_type == "Excessive force against protesters" ||
        (codes.event_type == "Explosions/Remote violence" && two.target == "civilians");
    std::set<std::string> outlets;
    for (const EventRow& r : act.row->reports) outlets.insert(outlet_of(r.where));
    last_day_ = std::max(last_day_, act.last_published);
    const bool town = place.level == PlaceLevel::town;
    const std::string name(place.name_en);
    const std::string iso = state.numeric.empty() ? "" : std::to_string(std::stoi(state.numeric));
    std::string line;
    append_csv_row({id,
                    day,
                    day.substr(0, 4),
                    length == 1       ? "1"
                    : length <= kWeek ? "2"
                                      : "3",
                    codes.disorder_type,
                    codes.event_type,
                    codes.sub_event_type,
                    one.name,
                    list_of(one.associated),
                    one.inter,
                    two.name,
                    list_of(two.associated),
                    two.inter,
                    interaction(one.inter, two.inter),
                    targeted ? "Civilian targeting" : "",
                    iso,
                    state.acled,
                    state_name(std::string(place.state)),
                    town ? "" : name,
                    "",
                    "",
                    name,
                    place.point ? number_cell(place.point->latitude) : "",
                    place.point ? number_cell(place.point->longitude) : "",
                    town ? "1" : "3",
                    list_of({outlets.begin(), outlets.end()}),
                    "",
                    notes(act),
                    fatalities(act),
                    tags(act, codes),
                    timestamp(act.last_published)},
                   line);
    e_.tally.wrote("acts");
    return out_.write(line);
  }

 public:
  // Seconds since 1970 of the day's beginning; empty without one.
  static std::string timestamp(const std::string& day) {
    const auto number = day_number(day);
    return number ? std::to_string(*number * kDaySeconds) : "";
  }

 private:
  Export& e_;
  ActTables& tables_;
  const StoryRules& rules_;
  Ids& ids_;
  Output& out_;
  std::string last_day_;
};

}  // namespace

Result<void> export_acled(Export& e) {
  const auto tables = ActTables::open(e);
  if (!tables) return tl::unexpected<Error>(tables.error());
  const auto rules = StoryRules::open(*e.image);
  if (!rules) return tl::unexpected<Error>(rules.error());
  Ids ids;
  if (e.options.previous) {
    if (auto r = ids.read(*e.options.previous); !r) return r;
  }
  auto out = e.outputs.open("acled.csv");
  if (!out) return tl::unexpected<Error>(out.error());
  std::string header;
  append_csv_row(columns(), header);
  if (auto r = (*out)->write(header); !r) return r;
  AcledWriter writer(e, **tables, *rules, ids, **out);
  auto r = each_told_act(e, **tables, [&](const ToldAct& act) { return writer.write(act); });
  if (!r) return r;
  if (r = (*out)->finish(); !r || !e.options.previous) return r;
  auto deletions = e.outputs.open("deletions.csv");
  if (!deletions) return tl::unexpected<Error>(deletions.error());
  std::string lines;
  append_csv_row({"event_id_cnty", "deleted_timestamp"}, lines);
  for (const std::string& id : ids.gone()) {
    append_csv_row({id, AcledWriter::timestamp(writer.last_day())}, lines);
    e.tally.wrote("deletions");
  }
  if (r = (*deletions)->write(lines); !r) return r;
  return (*deletions)->finish();
}

}  // namespace isnad
