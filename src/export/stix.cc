#include "export/stix.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "entities/places.h"
#include "export/acts.h"
#include "export/address.h"
#include "export/stix_rows.h"
#include "export/told_act.h"
#include "export/uuid.h"
#include "record/json_parts.h"
#include "story/corpus.h"
#include "text/bidi.h"

namespace isnad {

namespace {

using Json = nlohmann::ordered_json;

// The day on which the namespace of the ids was drawn: of objects without a day of their own.
constexpr std::string_view kEpoch = "2026-11-22";

// The normative definition of our extension, as STIX 2.1 (7.3) wants it.
constexpr const char* kSchema =
    R"({"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{)"
    R"("extension_type":{"const":"property-extension"},)"
    R"("code":{"type":"string","description":"code of an entity in isnad"},)"
    R"("wikidata":{"type":"string"},)"
    R"("act":{"type":"string","description":"id of the act or fact in the case"},)"
    R"("type":{"type":"string","description":"PLOVER type, or kind of relation"},)"
    R"("mode":{"type":"string"},"date":{"type":"string","description":"EDTF"},)"
    R"("count":{"type":"integer"},"actor_refs":{"type":"array","items":{"type":"string"}},)"
    R"("recipient_refs":{"type":"array","items":{"type":"string"}},"place":{"type":"string"},)"
    R"("reports":{"type":"integer"},"origins":{"type":"integer"}},"required":["extension_type"]})";

std::string stamp(std::string_view day) { return std::string(day) + "T00:00:00.000Z"; }

// First and last day of publication of the reports.
struct Told {
  std::string first;
  std::string last;
};

class Bundle {
 public:
  Bundle(Export& e, const Directory& directory, const PlaceTable& places, Output& out)
      : e_(e),
        directory_(directory),
        places_(places),
        mapping_(KeyTable<StixRow>::open(*e.image, "export.stix")),
        out_(out) {}

  bool ready() const { return mapping_.size() > 0; }

  Result<void> begin() {
    if (auto r = out_.write("{\"type\":\"bundle\",\"objects\":["); !r) return r;
    Json maker = object("identity", "isnad", stamp(kEpoch), stamp(kEpoch));
    maker.erase("created_by_ref");
    maker["name"] = "isnad";
    maker["identity_class"] = "system";
    if (auto r = put(maker); !r) return r;
    Json extension = object("extension-definition", "act", stamp(kEpoch), stamp(kEpoch));
    extension["name"] = "isnad";
    extension["description"] =
        "What isnad reads of an entity, act or fact and STIX 2.1 has no property for";
    extension["schema"] = kSchema;
    extension["version"] = "1.0.0";
    extension["extension_types"] = {"property-extension"};
    return put(extension);
  }

  Result<void> act(const HappeningRow& row) {
    const Event event = told_event(row, &places_);
    const std::string type(event_type_name(event.type));
    if (event.factuality != Factuality::actual) {
      left_out("acts that are not told as done, which STIX cannot say", event.factuality);
      return {};
    }
    const std::string kind(mapped("act " + type).first);
    if (kind.empty()) {
      e_.tally.left_out("acts of types that data/export/stix.tsv leaves out", type);
      return {};
    }
    const std::vector<std::string> actors = identities(event.actor);
    const std::vector<std::string> recipients = identities(event.recipient);
    const Told told = told_by(row);
    Json extension = {{"act", row.id}, {"type", type}};
    if (!event.mode.empty()) extension["mode"] = event.mode;
    if (event.date) extension["date"] = *event.date;
    if (event.count) extension["count"] = *event.count;
    if (event.place) extension["place"] = *event.place;
    extension["reports"] = row.reports.size();
    extension["origins"] = row.origins.size();
    const std::string title = headline(event);
    if (kind != "incident") {
      return ties(row, actors, recipients, title, days_of_act(event), told, event.confidence,
                  extension, type);
    }
    Json incident = object("incident", row.id, told.first, told.last);
    incident["name"] = title;
    incident["confidence"] = std::lround(event.confidence * 100);
    incident["external_references"] = references(row);
    if (!actors.empty()) extension["actor_refs"] = actors;
    if (!recipients.empty()) extension["recipient_refs"] = recipients;
    extend(incident, std::move(extension));
    const std::string id = incident["id"];
    tell(row, id);
    for (const auto* list : {&actors, &recipients}) {
      for (const std::string& party : *list) tell(row, party);
    }
    e_.tally.wrote("incidents");
    if (auto r = put(incident); !r) return r;
    const std::string where = event.place ? location(*event.place) : "";
    if (where.empty()) {
      if (event.place) e_.tally.left_out("places of incidents that are no point", "");
      return {};
    }
    Json at = object("relationship", row.id + " at", told.first, told.last);
    at["relationship_type"] = "related-to";
    at["description"] = "place of the incident";
    at["source_ref"] = id;
    at["target_ref"] = where;
    tell(row, where);
    tell(row, at["id"]);
    e_.tally.wrote("relationships");
    return put(at);
  }

  Result<void> fact(const FactRow& row) {
    const Relation& r = fullest(row).relation;
    const std::string type(relation_kind_name(r.rel));
    if (r.factuality != Factuality::actual) {
      left_out("facts that are not told as holding, which STIX cannot say", r.factuality);
      return {};
    }
    if (mapped("fact " + type).first.empty()) {
      e_.tally.left_out("facts of kinds that data/export/stix.tsv leaves out", type);
      return {};
    }
    Json extension = {{"act", row.id}, {"type", type}};
    if (r.count) extension["count"] = *r.count;
    extension["reports"] = row.reports.size();
    extension["origins"] = row.origins.size();
    return ties(row, identities({r.subject}), identities({r.object}),
                directory_.name(r.subject) + ' ' + type + ' ' + directory_.name(r.object),
                days_of_fact(r), told_by(row), r.confidence, extension, type);
  }

  Result<void> end() {
    for (const std::string& code : identities_) {
      if (auto r = put(identity(code)); !r) return r;
    }
    for (const std::string& code : locations_) {
      if (auto r = put(location_object(code)); !r) return r;
    }
    for (const auto& [id, refs] : told_in_) {
      if (auto r = report(id, refs); !r) return r;
    }
    return out_.write("\n],\"id\":\"bundle--" + uuid5("bundle " + chain_) + "\"}\n");
  }

 private:
  static std::string id_of(std::string_view type, const std::string& key) {
    return std::string(type) + "--" + uuid5("stix " + std::string(type) + ' ' + key);
  }

  Json object(const char* type, const std::string& key, const std::string& created,
              const std::string& modified) const {
    return {{"type", type},           {"spec_version", "2.1"},
            {"id", id_of(type, key)}, {"created_by_ref", id_of("identity", "isnad")},
            {"created", created},     {"modified", modified}};
  }

  void extend(Json& o, Json extension) const {
    Json e = {{"extension_type", "property-extension"}};
    e.update(extension);
    o["extensions"] = {{id_of("extension-definition", "act"), std::move(e)}};
  }

  Result<void> put(const Json& o) {
    chain_ = uuid5(chain_ + std::string(o["id"]));
    const std::string lead = first_ ? "\n" : ",\n";
    first_ = false;
    return out_.write(lead +
                      with_safe_strings(o.dump(-1, ' ', false, Json::error_handler_t::replace)));
  }

  // The object and identity_class of the mapping.
  std::pair<std::string_view, std::string_view> mapped(const std::string& key) const {
    const auto rows = mapping_.find(key);
    if (rows.empty()) return {};
    return {e_.image->str(rows.front().object), e_.image->str(rows.front().identity_class)};
  }

  std::string kind_of(const std::string& code) const {
    const EntityRow* row = directory_.find(code);
    return row ? row->kind : "unknown";
  }

  // Ids of the codes that become objects; the others are counted.
  std::vector<std::string> identities(const std::vector<std::string>& codes) {
    std::vector<std::string> out;
    for (const std::string& code : codes) {
      const std::string kind = kind_of(code);
      const auto object = mapped("entity " + kind).first;
      if (object == "identity") {
        identities_.insert(code);
        out.push_back(id_of("identity", code));
      } else if (const std::string where = object == "location" ? location(code) : "";
                 !where.empty()) {
        out.push_back(where);
      } else {
        e_.tally.left_out("parties that become no object", kind);
      }
    }
    return out;
  }

  // The id of a place with a point; empty for others.
  std::string location(const std::string& code) {
    const auto place = places_.find(code);
    if (!place || !place->point) return {};
    locations_.insert(code);
    return id_of("location", code);
  }

  std::string headline(const Event& e) const {
    const auto names = [&](const std::vector<std::string>& codes) {
      std::string all;
      for (const std::string& c : codes) all += (all.empty() ? "" : ", ") + directory_.name(c);
      return all;
    };
    std::string out = act_name(e) + ": " + (e.actor.empty() ? "?" : names(e.actor));
    if (!e.recipient.empty()) out += " -> " + names(e.recipient);
    return out;
  }

  void left_out(const char* reason, Factuality f) {
    e_.tally.left_out(reason, std::string(factuality_name(f)));
  }

  template <class Row>
  static Told told_by(const AccountRow<Row>& row) {
    std::optional<std::string> first;
    std::optional<std::string> last;
    for (const Row& r : row.reports) {
      const auto days = r.where.published ? edtf_days(*r.where.published) : std::nullopt;
      if (!days) continue;
      if (!first || days->first < *first) first = days->first;
      if (!last || days->first > *last) last = days->first;
    }
    return {stamp(first.value_or(std::string(kEpoch))), stamp(last.value_or(std::string(kEpoch)))};
  }

  template <class Row>
  static Json references(const AccountRow<Row>& row) {
    Json all = Json::array();
    for (const Row& r : row.reports) all.push_back(reference(r.where, words_of(r)));
    return all;
  }
  static std::string words_of(const EventRow& r) {
    std::string all;
    for (const std::string& w : r.words) all += (all.empty() ? "" : " / ") + safe_line(w);
    return all;
  }
  static std::string words_of(const RelationRow& r) { return safe_line(r.words); }

  static Json reference(const Where& where, const std::string& words) {
    Json r = {{"source_name", safe_line(where.outlet.value_or("article"))}};
    if (!words.empty()) r["description"] = words;
    if (const auto uri = web_uri(where.uri)) r["url"] = *uri;
    r["external_id"] = where.uri;
    return r;
  }

  template <class Row>
  void tell(const AccountRow<Row>& row, const std::string& id) {
    for (const Row& r : row.reports) {
      Refs& refs = told_in_[r.where.id];
      refs.where = r.where;
      refs.ids.insert(id);
    }
  }

  // A relationship between each of the one side and each of the other, or among one side.
  template <class Row>
  Result<void> ties(const AccountRow<Row>& row, const std::vector<std::string>& from,
                    const std::vector<std::string>& to, const std::string& title,
                    const std::optional<DayRange>& days, const Told& told, double confidence,
                    const Json& extension, const std::string& type) {
    std::set<std::pair<std::string, std::string>> pairs;
    if (from.empty() || to.empty()) {
      const auto& one = from.empty() ? to : from;
      for (size_t i = 0; i < one.size(); ++i) {
        for (size_t k = i + 1; k < one.size(); ++k) pairs.emplace(one[i], one[k]);
      }
    } else {
      for (const std::string& a : from) {
        for (const std::string& b : to) pairs.emplace(a, b);
      }
    }
    std::erase_if(pairs, [](const auto& p) { return p.first == p.second; });
    if (pairs.empty()) {
      e_.tally.left_out("acts and facts without two parties to relate", type);
      return {};
    }
    for (const auto& [a, b] : pairs) {
      Json o = object("relationship", row.id + ' ' + a + ' ' + b, told.first, told.last);
      o["relationship_type"] = "related-to";
      o["description"] = title;
      o["source_ref"] = a;
      o["target_ref"] = b;
      if (days && days->first != kOpenBegin) o["start_time"] = stamp(days->first);
      if (days && days->last != kOpenEnd) {
        // It ends when the day after begins.
        if (const auto d = days_of(days->last)) o["stop_time"] = stamp(day_name(d->last + 1));
      }
      o["confidence"] = std::lround(confidence * 100);
      o["external_references"] = references(row);
      extend(o, extension);
      tell(row, o["id"]);
      tell(row, a);
      tell(row, b);
      e_.tally.wrote("relationships");
      if (auto r = put(o); !r) return r;
    }
    return {};
  }

  Json identity(const std::string& code) const {
    const std::string kind = kind_of(code);
    Json o = object("identity", code, stamp(kEpoch), stamp(kEpoch));
    o["name"] = directory_.name(code);
    o["identity_class"] = mapped("entity " + kind).second;
    Json extension = {{"code", code}, {"type", kind}};
    if (const EntityRow* row = directory_.find(code)) {
      if (row->role) o["roles"] = {safe_line(*row->role)};
      if (row->wikidata) {
        extension["wikidata"] = *row->wikidata;
        o["external_references"] = {{{"source_name", "wikidata"},
                                     {"external_id", *row->wikidata},
                                     {"url", "https://www.wikidata.org/wiki/" + *row->wikidata}}};
      }
    }
    extend(o, std::move(extension));
    e_.tally.wrote("identities");
    return o;
  }

  Json location_object(const std::string& code) const {
    const auto place = places_.find(code);
    Json o = object("location", code, stamp(kEpoch), stamp(kEpoch));
    o["name"] = place->name_en;
    o["latitude"] = place->point->latitude;
    o["longitude"] = place->point->longitude;
    extend(o, {{"code", code}});
    e_.tally.wrote("locations");
    return o;
  }

  struct Refs {
    Where where;
    std::set<std::string> ids;
  };

  Result<void> report(const std::string& id, const Refs& refs) {
    const auto days = refs.where.published ? edtf_days(*refs.where.published) : std::nullopt;
    if (!days) {
      e_.tally.left_out("articles without day of publication, which a report must have", "");
      return {};
    }
    const Result<StoredDocument> document = e_.file.document(id);
    if (!document) return tl::unexpected<Error>(document.error());
    Json o = object("report", id, stamp(days->first), stamp(days->first));
    const std::string title = safe_line(document->record.doc.title.value_or(""));
    o["name"] = title.empty() ? refs.where.uri : title;
    o["published"] = stamp(days->first);
    o["lang"] = document->record.doc.lang;
    Json reference = Bundle::reference(refs.where, "");
    if (const auto uri = web_uri(document->record.doc.url.value_or(""))) reference["url"] = *uri;
    o["external_references"] = {std::move(reference)};
    o["object_refs"] = refs.ids;
    e_.tally.wrote("reports");
    return put(o);
  }

  Export& e_;
  const Directory& directory_;
  const PlaceTable& places_;
  KeyTable<StixRow> mapping_;
  Output& out_;
  bool first_ = true;
  std::string chain_;
  std::set<std::string> identities_;
  std::set<std::string> locations_;
  std::map<std::string, Refs> told_in_;
};

}  // namespace

Result<void> export_stix(Export& e) {
  const Result<Directory> directory = Directory::read(e.file);
  if (!directory) return tl::unexpected<Error>(directory.error());
  const Result<PlaceTable> places = PlaceTable::open(*e.image);
  if (!places) return tl::unexpected<Error>(places.error());
  auto out = e.outputs.open("bundle.json");
  if (!out) return tl::unexpected<Error>(out.error());
  Bundle bundle(e, *directory, *places, **out);
  if (!bundle.ready()) return fail(ErrorCode::corrupt, "the image has no table export.stix");
  if (auto r = bundle.begin(); !r) return r;
  {
    const auto rows = acts(e);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const HappeningRow& row : *rows) {
      if (auto r = bundle.act(row); !r) return r;
    }
  }
  if (!e.options.filter.type) {
    const auto rows = facts(e);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const FactRow& row : *rows) {
      if (auto r = bundle.fact(row); !r) return r;
    }
  }
  if (auto r = bundle.end(); !r) return r;
  return (*out)->finish();
}

}  // namespace isnad
