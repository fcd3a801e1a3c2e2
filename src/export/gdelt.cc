#include "export/gdelt.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "export/act_export.h"
#include "export/cells.h"

namespace isnad {

namespace {

constexpr int kIdBits = 60;  // so that every reader's signed 64 bits hold it

std::string digits(std::string_view day) {
  std::string out;
  for (const char c : day) {
    if (c != '-') out += c;
  }
  return out;
}

// 2015-02-18 -> 2015.1315, by the codebook's formula, which counts 30 days a month.
std::string fraction_date(const std::string& day) {
  const int month = std::stoi(day.substr(5, 2));
  const int of_month = std::stoi(day.substr(8, 2));
  const double part = std::min(0.9999, ((month - 1) * 30 + of_month) / 365.0);
  return fmt::format("{:.4f}", std::stoi(day.substr(0, 4)) + part);
}

// Of the root of a CAMEO code: verbal and material cooperation, verbal and material conflict.
int quad_class(const std::string& cameo) {
  const int root = std::atoi(cameo.substr(0, 2).c_str());
  return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

// Ten cells: code, name, country, known group, ethnic, two religions, three types.
void append_actor(const ActorInfo* a, const Codings& codings, std::vector<std::string>& row) {
  if (!a) {
    row.resize(row.size() + 10);
    return;
  }
  const std::string& country = codings.state(a->state).cameo;
  // The state itself is its country alone.
  const std::string type = a->key == "state" ? "" : a->codes.cameo;
  row.insert(row.end(), {country + type, a->name_en, country, "", "", "", "", type, "", ""});
}

// Eight cells: type, name, country, two divisions, latitude, longitude, feature.
void append_place(const std::optional<MapPlace>& place, const Codings& codings,
                  std::vector<std::string>& row) {
  if (!place) {
    row.insert(row.end(), {"0", "", "", "", "", "", "", ""});
    return;
  }
  const std::string& country = codings.fips(place->id, place->state);
  const bool state = place->level == PlaceLevel::state;
  const bool american = place->state == "USA";
  const char* type = state                                  ? "1"
                     : place->level == PlaceLevel::town     ? (american ? "3" : "4")
                     : place->level == PlaceLevel::division ? (american ? "2" : "5")
                                                            : "0";
  row.insert(row.end(),
             {type, std::string(place->name_en), country, state ? country : "", "",
              place->point ? number_cell(place->point->latitude) : "",
              place->point ? number_cell(place->point->longitude) : "", state ? country : ""});
}

// The parties two by two: each actor with each recipient; where there is no recipient, the actors
// among themselves; one party alone has nobody beside it.
std::vector<std::pair<std::string, std::string>> pairs_of(const ToldAct& act) {
  std::vector<std::pair<std::string, std::string>> out;
  for (size_t i = 0; i < act.actor.size(); ++i) {
    for (const std::string& r : act.recipient) out.emplace_back(act.actor[i], r);
    for (size_t k = i + 1; act.recipient.empty() && k < act.actor.size(); ++k) {
      out.emplace_back(act.actor[i], act.actor[k]);
    }
  }
  if (!out.empty()) return out;
  for (const std::string& a : act.actor) out.emplace_back(a, "");
  for (const std::string& r : act.recipient) out.emplace_back("", r);
  return out;
}

// One article that tells an act.
struct Telling {
  const EventRow* report;
  Appearance where;
  std::string day;  // of publication, or empty
  size_t sentence;  // from 1
  std::string length;
  int64_t offset;  // of the words that tell it, in code points
};

// Where the entity is mentioned last before the words that tell the act, in their sentence if it
// stands there; -1 if nowhere.
int64_t offset_of(const Record& record, const std::string& code, const Span& told) {
  int64_t before = -1;
  for (const Entity& entity : record.entities) {
    if (entity.id != code) continue;
    for (const Mention& m : entity.mentions) {
      if (m.span.begin <= told.end) before = std::max<int64_t>(before, m.span.begin);
    }
    if (before < 0 && !entity.mentions.empty()) before = entity.mentions.front().span.begin;
  }
  return before;
}

size_t sentence_of(const Record& record, const Span& told) {
  size_t n = 1;
  for (size_t i = 0; i < record.sentences.size(); ++i) {
    if (record.sentences[i].begin <= told.begin) n = i + 1;
  }
  return n;
}

class GdeltWriter {
 public:
  GdeltWriter(Export& e, ActTables& tables, Output& events, Output& mentions)
      : e_(e), tables_(tables), events_(events), mentions_(mentions), shelf_(e.file) {}

  Result<void> write(const ToldAct& act) {
    const std::string kind(event_type_name(act.type));
    // As GDELT does, an act without a day of its own is of the day of its article.
    const std::string day = act.days ? act.days->first : act.first_published;
    if (day.empty()) {
      e_.tally.left_out("acts without a date, in articles without one", kind);
      return {};
    }
    if (auto r = read_tellings(act); !r) return r;
    bool first = true;
    for (const auto& [actor, recipient] : pairs_of(act)) {
      if (auto r = write_pair(act, day, actor, recipient); !r) return r;
      e_.tally.wrote("event rows");
      first = false;
    }
    if (first) e_.tally.left_out("acts without any party", kind);
    if (!first) e_.tally.wrote("acts");
    return {};
  }

 private:
  Result<void> read_tellings(const ToldAct& act) {
    tellings_.clear();
    for (const EventRow& report : act.row->reports) {
      const auto article = shelf_.find(report.where.id);
      if (!article) return tl::unexpected<Error>(article.error());
      const Record& record = (*article)->record;
      const Span told = report.event.triggers.empty() ? Span{} : report.event.triggers.front();
      for (const Appearance& a : (*article)->appearances) {
        const auto days = a.published ? edtf_days(*a.published) : std::nullopt;
        const bool real = days && length_of(*days) > 0;
        tellings_.push_back({&report, a, real ? days->first : std::string(),
                             sentence_of(record, told), std::to_string(record.doc.length),
                             static_cast<int64_t>(told.begin)});
      }
    }
    return {};
  }

  Result<void> write_pair(const ToldAct& act, const std::string& day, const std::string& actor,
                          const std::string& recipient) {
    const ActorInfo* sides[2] = {nullptr, nullptr};
    for (const auto& [code, side] :
         {std::pair{&actor, &sides[0]}, std::pair{&recipient, &sides[1]}}) {
      if (code->empty()) continue;
      const auto info = tables_.actors.find(*code);
      if (!info) return tl::unexpected<Error>(info.error());
      *side = *info;
    }
    const std::string key = act.row->id + '|' + actor + '|' + recipient;
    const std::string id = std::to_string(numbers_.number(key, kIdBits));
    const std::string added =
        digits(act.first_published.empty() ? day : act.first_published) + "000000";
    std::set<std::string> outlets;
    std::set<std::string> articles;
    bool root = false;
    for (const Telling& t : tellings_) {
      outlets.insert(t.where.outlet.value_or(t.where.uri));
      articles.insert(t.where.uri);
      root = root || t.sentence == 1;
    }
    std::vector<std::string> row = {id, digits(day), digits(day.substr(0, 7)), day.substr(0, 4),
                                    fraction_date(day)};
    append_actor(sides[0], tables_.codings, row);
    append_actor(sides[1], tables_.codings, row);
    row.insert(row.end(),
               {root ? "1" : "0", act.cameo, act.cameo.substr(0, 3), act.cameo.substr(0, 2),
                std::to_string(quad_class(act.cameo)),
                std::string(tables_.codings.goldstein(act.cameo)), std::to_string(tellings_.size()),
                std::to_string(outlets.size()), std::to_string(articles.size()), ""});
    append_place(std::nullopt, tables_.codings, row);
    append_place(std::nullopt, tables_.codings, row);
    append_place(act.place ? tables_.places.find(*act.place) : std::nullopt, tables_.codings, row);
    const Appearance& source = tellings_.front().where;
    row.insert(row.end(), {added, source.url.value_or(source.uri)});
    line_.clear();
    append_tab_row(row, line_);
    if (auto r = events_.write(line_); !r) return r;
    return write_mentions(id, added, actor, recipient);
  }

  Result<void> write_mentions(const std::string& id, const std::string& added,
                              const std::string& actor, const std::string& recipient) {
    for (const Telling& t : tellings_) {
      const auto article = shelf_.find(t.report->where.id);
      if (!article) return tl::unexpected<Error>(article.error());
      const Record& record = (*article)->record;
      const Span told{static_cast<uint32_t>(t.offset), static_cast<uint32_t>(t.offset)};
      const auto percent = std::lround(t.report->event.confidence * 100);
      const bool web = t.where.url.has_value();
      line_.clear();
      append_tab_row({id, added, t.day.empty() ? added : digits(t.day) + "000000", web ? "1" : "2",
                      t.where.outlet.value_or(t.where.uri), t.where.url.value_or(t.where.uri),
                      std::to_string(t.sentence), std::to_string(offset_of(record, actor, told)),
                      std::to_string(offset_of(record, recipient, told)), std::to_string(t.offset),
                      "1", std::to_string(std::clamp<long>(percent, 0, 100)), t.length, "", "", ""},
                     line_);
      if (auto r = mentions_.write(line_); !r) return r;
      e_.tally.wrote("mentions");
    }
    return {};
  }

  Export& e_;
  ActTables& tables_;
  Output& events_;
  Output& mentions_;
  ArticleShelf shelf_;
  NumberBook numbers_;
  std::vector<Telling> tellings_;
  std::string line_;
};

}  // namespace

Result<void> export_gdelt(Export& e) {
  const auto tables = ActTables::open(e);
  if (!tables) return tl::unexpected<Error>(tables.error());
  auto events = e.outputs.open("export.CSV");
  if (!events) return tl::unexpected<Error>(events.error());
  auto mentions = e.outputs.open("mentions.CSV");
  if (!mentions) return tl::unexpected<Error>(mentions.error());
  GdeltWriter writer(e, **tables, **events, **mentions);
  auto r = each_told_act(e, **tables, [&](const ToldAct& act) { return writer.write(act); });
  if (!r) return r;
  if (r = (*events)->finish(); !r) return r;
  return (*mentions)->finish();
}

}  // namespace isnad
