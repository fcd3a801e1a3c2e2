#include "export/geojson.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "entities/places.h"
#include "export/acts.h"
#include "export/cells.h"
#include "export/told_act.h"
#include "record/json_parts.h"
#include "text/bidi.h"

namespace isnad {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kLevels = {"town without coordinates", "division", "region", "state"};

// Facts that say who is where.
bool is_presence(RelationKind kind) {
  return kind == RelationKind::forces_in || kind == RelationKind::hosts_base ||
         kind == RelationKind::controls;
}

template <class T>
Json or_null(const std::optional<T>& v) {
  return v ? Json(*v) : Json();
}

class Mapper {
 public:
  Mapper(Export& e, const PlaceTable& places, const Directory& directory, Output& out)
      : e_(e), places_(places), directory_(directory), out_(out) {}

  Result<void> act(const HappeningRow& row) {
    const Event event = told_event(row, &places_);
    // The narrowest place may have no point where another one has.
    std::optional<std::string> where = event.place;
    std::optional<MapPlace> place = located(where);
    for (const EventRow& r : row.reports) {
      if (place) break;
      where = r.event.place;
      place = located(where);
    }
    if (!place) {
      not_located("acts", event.place);
      return {};
    }
    Json p = {{"what", "act"},
              {"title", headline(event)},
              {"type", event_type_name(event.type)},
              {"mode", event.mode},
              {"factuality", factuality_name(event.factuality)},
              {"actor", event.actor},
              {"recipient", event.recipient},
              {"date", or_null(event.date)}};
    days(days_of_act(event), p);
    p["count"] = or_null(event.count);
    p["confidence"] = confidence_value(event.confidence);
    const auto placed = std::find_if(row.reports.begin(), row.reports.end(),
                                     [&](const EventRow& r) { return r.event.place == where; });
    put_place(*place, placed->where, p);
    receipts(row, p);
    e_.tally.wrote("acts");
    return feature(row.id, *place, std::move(p));
  }

  Result<void> fact(const FactRow& row) {
    const RelationRow& told = fullest(row);
    const Relation& r = told.relation;
    if (!is_presence(r.rel)) {
      e_.tally.left_out("facts that are of no place", std::string(relation_kind_name(r.rel)));
      return {};
    }
    // The host is where the base is; forces and who controls are where the object is.
    const std::string& where = r.rel == RelationKind::hosts_base ? r.subject : r.object;
    const std::optional<MapPlace> place = located(where);
    if (!place) {
      not_located("facts", where);
      return {};
    }
    Json p = {{"what", "fact"},
              {"title", directory_.name(r.subject) + ' ' + std::string(relation_kind_name(r.rel)) +
                            ' ' + directory_.name(r.object)},
              {"type", relation_kind_name(r.rel)},
              {"factuality", factuality_name(r.factuality)},
              {"subject", r.subject},
              {"object", r.object},
              {"from", or_null(r.from)},
              {"to", or_null(r.to)}};
    days(days_of_fact(r), p);
    p["count"] = or_null(r.count);
    p["confidence"] = confidence_value(r.confidence);
    put_place(*place, told.where, p);
    receipts(row, p);
    e_.tally.wrote("facts");
    return feature(row.id, *place, std::move(p));
  }

 private:
  std::optional<MapPlace> located(const std::optional<std::string>& code) const {
    if (!code) return std::nullopt;
    std::optional<MapPlace> found = places_.find(*code);
    return found && found->point ? found : std::nullopt;
  }

  void not_located(const char* what, const std::optional<std::string>& code) {
    const std::string reason = std::string(what) + " without a point on the map";
    if (!code) {
      e_.tally.left_out(reason, "no place told");
    } else if (const auto found = places_.find(*code)) {
      e_.tally.left_out(reason, kLevels[static_cast<size_t>(found->level)]);
    } else {
      e_.tally.left_out(reason, "place not in the tables");
    }
  }

  std::string names(const std::vector<std::string>& codes) const {
    std::string all;
    for (const std::string& c : codes) all += (all.empty() ? "" : ", ") + directory_.name(c);
    return all;
  }

  std::string headline(const Event& e) const {
    std::string out = act_name(e) + ": " + (e.actor.empty() ? "?" : names(e.actor));
    if (!e.recipient.empty()) out += " -> " + names(e.recipient);
    return out;
  }

  static void days(const std::optional<DayRange>& d, Json& p) {
    p["first_day"] = d && d->first != kOpenBegin ? Json(d->first) : Json();
    p["last_day"] = d && d->last != kOpenEnd ? Json(d->last) : Json();
  }

  static void put_place(const MapPlace& place, const Where& told, Json& p) {
    p["place"] = place.id;
    p["place_en"] = place.name_en;
    p["place_ar"] = place.name_ar;
    p["state"] = place.state;
    p["place_told_in"] = told.uri;
  }

  template <class Row>
  static void receipts(const AccountRow<Row>& row, Json& p) {
    p["reports"] = row.reports.size();
    p["articles"] = row.documents;
    p["origins"] = row.origins.size();
    Json all = Json::array();
    for (const Row& r : row.reports) {
      all.push_back({{"uri", r.where.uri},
                     {"outlet", or_null(r.where.outlet)},
                     {"published", or_null(r.where.published)},
                     {"words", words_of(r)}});
    }
    p["told_in"] = std::move(all);
  }
  static std::string words_of(const EventRow& r) {
    std::string all;
    for (const std::string& w : r.words) all += (all.empty() ? "" : " / ") + safe_line(w);
    return all;
  }
  static std::string words_of(const RelationRow& r) { return safe_line(r.words); }

  Result<void> feature(const std::string& id, const MapPlace& place, Json properties) {
    const Json f = {
        {"type", "Feature"},
        {"id", id},
        {"geometry",
         {{"type", "Point"}, {"coordinates", {place.point->longitude, place.point->latitude}}}},
        {"properties", std::move(properties)}};
    const std::string lead = first_ ? "\n" : ",\n";
    first_ = false;
    return out_.write(lead +
                      with_safe_strings(f.dump(-1, ' ', false, Json::error_handler_t::replace)));
  }

  Export& e_;
  const PlaceTable& places_;
  const Directory& directory_;
  Output& out_;
  bool first_ = true;
};

}  // namespace

Result<void> export_geojson(Export& e) {
  const Result<PlaceTable> places = PlaceTable::open(*e.image);
  if (!places) return tl::unexpected<Error>(places.error());
  const Result<Directory> directory = Directory::read(e.file);
  if (!directory) return tl::unexpected<Error>(directory.error());
  auto out = e.outputs.open("map.geojson");
  if (!out) return tl::unexpected<Error>(out.error());
  auto done = (*out)->write("{\"type\":\"FeatureCollection\",\"features\":[");
  if (!done) return done;
  Mapper mapper(e, *places, *directory, **out);
  {
    const auto rows = acts(e);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const HappeningRow& row : *rows) {
      if (auto r = mapper.act(row); !r) return r;
    }
  }
  if (!e.options.filter.type) {
    const auto rows = facts(e);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const FactRow& row : *rows) {
      if (auto r = mapper.fact(row); !r) return r;
    }
  }
  done = (*out)->write("\n]}\n");
  if (!done) return done;
  return (*out)->finish();
}

}  // namespace isnad
