#include "export/polecat.h"

#include <set>

#include "export/act_export.h"
#include "export/cells.h"

namespace isnad {

namespace {

const std::vector<std::string>& columns() {
  static const std::vector<std::string> kColumns = {
      "Event ID",
      "Event Date",
      "Event Type",
      "Event Mode",
      "Intensity",
      "Quad Code",
      "Contexts",
      "Actor Name",
      "Actor Country",
      "Actor COW",
      "Primary Actor Sector",
      "Actor Sectors",
      "Actor Title",
      "Actor Name Raw",
      "Wikipedia Actor ID",
      "Recipient Name",
      "Recipient Country",
      "Recipient COW",
      "Primary Recipient Sector",
      "Recipient Sectors",
      "Recipient Title",
      "Recipient Name Raw",
      "Wikipedia Recipient ID",
      "Placename",
      "City",
      "District",
      "Province",
      "Country",
      "Latitude",
      "Longitude",
      "GeoNames ID",
      "Raw Placename",
      "Feature Type",
      "Source",
      "Publication Date",
      "Story People",
      "Story Organizations",
      "Story Locations",
      "Language",
      "Version",
  };
  return kColumns;
}

// Values in their order, each once.
class Values {
 public:
  void add(const std::string& value) {
    if (!value.empty() && seen_.insert(value).second) list_.push_back(value);
  }
  std::string all() const { return list_of(list_); }
  std::string first() const { return list_.empty() ? "" : list_.front(); }

 private:
  std::vector<std::string> list_;
  std::set<std::string> seen_;
};

// Eight cells: name, country, COW, primary sector, sectors, title, raw name, Wikipedia.
void append_side(const std::vector<const ActorInfo*>& side, const Codings& codings,
                 std::vector<std::string>& row) {
  Values names, countries, numbers, sectors, raw;
  for (const ActorInfo* a : side) {
    names.add(a->name_en);
    countries.add(a->state);
    numbers.add(codings.state(a->state).cow);
    sectors.add(a->codes.plover);
    raw.add(a->name_ar);
  }
  row.insert(row.end(), {names.all(), countries.all(), numbers.all(), sectors.first(),
                         sectors.all(), "", raw.all(), ""});
}

// Ten cells from Placename to Feature Type. The types are feature codes of GeoNames.
void append_place(const std::optional<std::string>& named, const std::optional<MapPlace>& place,
                  std::vector<std::string>& row) {
  if (!place) {
    row.resize(row.size() + 10);
    row[row.size() - 2] = named.value_or("");
    return;
  }
  const std::string name(place->name_en);
  const bool town = place->level == PlaceLevel::town;
  const char* feature = place->level == PlaceLevel::state      ? "PCLI"
                        : place->level == PlaceLevel::division ? "ADM1"
                        : place->level == PlaceLevel::region   ? "RGN"
                        : place->capital                       ? "PPLC"
                        : place->seat                          ? "PPLA"
                                                               : "PPL";
  row.insert(row.end(),
             {name, town ? name : "", "", place->level == PlaceLevel::division ? name : "",
              std::string(place->state), place->point ? number_cell(place->point->latitude) : "",
              place->point ? number_cell(place->point->longitude) : "", "",
              std::string(place->name_ar), feature});
}

class PolecatWriter {
 public:
  PolecatWriter(Export& e, ActTables& tables, Output& out)
      : e_(e), tables_(tables), out_(out), shelf_(e.file) {}

  Result<void> write(const ToldAct& act) {
    const std::string kind(event_type_name(act.type));
    const std::string day = act.days ? act.days->first : act.first_published;
    if (day.empty()) {
      e_.tally.left_out("acts without a date, in articles without one", kind);
      return {};
    }
    const auto actors = tables_.actors.find_all(act.actor);
    if (!actors) return tl::unexpected<Error>(actors.error());
    const auto recipients = tables_.actors.find_all(act.recipient);
    if (!recipients) return tl::unexpected<Error>(recipients.error());
    const PloverCodes& codes = tables_.codings.plover(act.type, act.mode);
    std::vector<std::string> row = {
        act.row->id + '_' + kind, day, kind, act.mode, codes.intensity, codes.quad,
        list_of(act.contexts)};
    append_side(*actors, tables_.codings, row);
    append_side(*recipients, tables_.codings, row);
    append_place(act.place, act.place ? tables_.places.find(*act.place) : std::nullopt, row);
    if (auto r = append_story(act, row); !r) return r;
    for (std::string& cell : row) {
      if (cell.empty()) cell = "None";
    }
    std::string line;
    append_tab_row(row, line);
    e_.tally.wrote("acts");
    return out_.write(line);
  }

 private:
  // Seven cells, from Source on: of the article of the report that stands for all.
  Result<void> append_story(const ToldAct& act, std::vector<std::string>& row) {
    const auto article = shelf_.find(act.lead->where.id);
    if (!article) return tl::unexpected<Error>(article.error());
    Values outlets, people, bodies, places;
    for (const EventRow& r : act.row->reports) outlets.add(outlet_of(r.where));
    for (const Entity& entity : (*article)->record.entities) {
      const std::string& name = entity.name_en.empty() ? entity.name_ar : entity.name_en;
      if (entity.kind == EntityKind::person) people.add(name);
      if (entity.kind == EntityKind::organization || entity.kind == EntityKind::armed_group) {
        bodies.add(name);
      }
      if (entity.kind == EntityKind::place || entity.kind == EntityKind::state) places.add(name);
    }
    row.insert(row.end(), {outlets.all(), act.first_published, people.all(), bodies.all(),
                           places.all(), (*article)->record.doc.lang, "isnad"});
    return {};
  }

  Export& e_;
  ActTables& tables_;
  Output& out_;
  ArticleShelf shelf_;
};

}  // namespace

Result<void> export_polecat(Export& e) {
  const auto tables = ActTables::open(e);
  if (!tables) return tl::unexpected<Error>(tables.error());
  auto out = e.outputs.open("polecat.txt");
  if (!out) return tl::unexpected<Error>(out.error());
  std::string header;
  append_tab_row(columns(), header);
  if (auto r = (*out)->write(header); !r) return r;
  PolecatWriter writer(e, **tables, **out);
  auto r = each_told_act(e, **tables, [&](const ToldAct& act) { return writer.write(act); });
  if (!r) return r;
  return (*out)->finish();
}

}  // namespace isnad
