#include "export/ftm.h"

#include <set>

#include "export/act_export.h"
#include "export/cells.h"
#include "export/ftm_entity.h"
#include "story/happenings.h"

namespace isnad {

namespace {

constexpr const char* kEnglish = "eng";
constexpr const char* kArabic = "ara";

std::string party_id(const std::string& code) { return stable_id("isnad-party-", {code}); }
std::string place_id(const std::string& id) { return stable_id("isnad-place-", {id}); }
std::string article_id(const std::string& sha) { return "isnad-article-" + sha; }

// As FollowTheMoney writes dates: a day, month or year; of a longer stretch its first or last day.
struct FtmDates {
  std::string first;
  std::string last;
};
FtmDates dates_of(const DayRange& days) {
  const auto same = [&](size_t n) { return days.first.substr(0, n) == days.last.substr(0, n); };
  const bool month =
      same(7) && days.first.substr(8) == "01" && day_number(days.last) &&
      !day_number(days.last.substr(0, 8) + std::to_string(std::stoi(days.last.substr(8)) + 1));
  if (days.first == days.last) return {days.first, days.last};
  if (month) return {days.first.substr(0, 7), days.last.substr(0, 7)};
  if (same(4) && days.first.substr(5) == "01-01" && days.last.substr(5) == "12-31") {
    return {days.first.substr(0, 4), days.last.substr(0, 4)};
  }
  return {days.first, days.last};
}

class FtmWriter {
 public:
  using Append = void (*)(const FtmEntity&, std::string&);
  FtmWriter(Export& e, ActTables& tables, Output& out, Append append)
      : e_(e), tables_(tables), out_(out), append_(append) {}

  Result<void> act(const ToldAct& act) {
    FtmEntity event{act.row->id, "Event", {}};
    const auto actors = party_ids(act.actor, &event);
    if (!actors) return tl::unexpected<Error>(actors.error());
    const auto recipients = party_ids(act.recipient, &event);
    if (!recipients) return tl::unexpected<Error>(recipients.error());
    const std::string kind = std::string(event_type_name(act.lead->event.type)) +
                             (act.lead->event.mode.empty() ? "" : ' ' + act.lead->event.mode);
    const std::string parties = list_of({*actors, *recipients}, " - ");
    event.add("name", parties.empty() ? kind : kind + ": " + parties, kEnglish);
    event.add("description", "actor: " + *actors + "; recipient: " + *recipients, kEnglish);
    event.add("summary", list_of(act.lead->words, " ... "), kArabic);
    event.add("keywords", event_type_name(act.lead->event.type));
    event.add("keywords", act.lead->event.mode);
    for (const std::string& c : act.contexts) event.add("keywords", c);
    event.add("keywords", factuality_name(act.factuality));
    event.add("recordId", act.row->id);
    if (act.days && can_be_written(act.days->first)) {
      const FtmDates d = dates_of(*act.days);
      event.add(d.first == d.last ? "date" : "startDate", d.first);
      if (d.first != d.last) event.add("endDate", d.last);
    }
    if (act.place) add_place(*act.place, event);
    for (const EventRow& r : act.row->reports) {
      event.add("proof", article_id(r.where.id));
      articles_.insert(r.where.id);
      event.add("publisher", r.where.outlet.value_or(""));
    }
    return write(event);
  }

  Result<void> fact(const FactRow& row) {
    const RelationRow* lead = nullptr;
    for (const RelationRow& r : row.reports) {
      const Factuality f = r.relation.factuality;
      if (!lead && (f == Factuality::actual || f == Factuality::planned)) lead = &r;
      if (lead && f == Factuality::actual && lead->relation.factuality != f) lead = &r;
    }
    const std::string kind(relation_kind_name(row.reports.front().relation.rel));
    if (!lead) {
      e_.tally.left_out("facts that are only denied or possible", kind);
      return {};
    }
    FtmEntity link{row.id, "UnknownLink", {}};
    if (auto r = add_sides(lead->relation, link); !r) return r;
    // An Occupancy names its post, and has no role.
    if (link.schema != "Occupancy") link.add("role", kind);
    link.add("status", factuality_name(lead->relation.factuality));
    link.add("summary", lead->words, kArabic);
    link.add("recordId", row.id);
    const auto bound = [&](const std::optional<std::string>& date, const char* property,
                           std::string FtmDates::*which) {
      const auto days = date ? edtf_days(*date) : std::nullopt;
      if (!days || (days->first != "0000-01-01" && !can_be_written(days->first))) return;
      if (length_of(*days) > 0) {
        link.add(property, dates_of(*days).*which);
        return;
      }
      // A stretch with an open end: the other one is known.
      const std::string& day = which == &FtmDates::first ? days->first : days->last;
      if (day_number(day) && day.substr(0, 4) != "0000" && day.substr(0, 4) != "9999") {
        link.add(property, day);
      }
    };
    bound(lead->relation.from, "startDate", &FtmDates::first);
    bound(lead->relation.to, "endDate", &FtmDates::last);
    for (const RelationRow& r : row.reports) {
      link.add("proof", article_id(r.where.id));
      articles_.insert(r.where.id);
      link.add("publisher", r.where.outlet.value_or(""));
    }
    return write(link);
  }

  // Parties, places and articles that the others name.
  Result<void> rest() {
    for (const std::string& code : parties_) {
      if (auto r = party(code); !r) return r;
    }
    for (const std::string& id : places_) {
      if (auto r = place(id); !r) return r;
    }
    for (const std::string& sha : articles_) {
      if (auto r = article(sha); !r) return r;
    }
    return {};
  }

 private:
  Result<void> write(const FtmEntity& entity) {
    line_.clear();
    append_(entity, line_);
    e_.tally.wrote(entity.schema);
    return out_.write(line_);
  }

  // The model knows no year before 1000; such dates are counted as left out.
  bool can_be_written(const std::string& day) {
    if (day >= "1000") return true;
    e_.tally.left_out("dates before the year 1000, which the model refuses", "");
    return false;
  }

  // Whether it is written as a party, that is as a LegalEntity.
  Result<bool> legal(const std::string& code) {
    const auto info = tables_.actors.find(code);
    if (!info) return tl::unexpected<Error>(info.error());
    const std::string& schema = (*info)->codes.ftm;
    return !schema.empty() && schema != "Document" && schema != "Address";
  }

  // Adds each to `involved` and gives their names.
  Result<std::string> party_ids(const std::vector<std::string>& codes, FtmEntity* event) {
    std::vector<std::string> names;
    for (const std::string& code : codes) {
      const auto info = tables_.actors.find(code);
      if (!info) return tl::unexpected<Error>(info.error());
      names.push_back((*info)->name_en);
      const auto is = legal(code);
      if (!is) return tl::unexpected<Error>(is.error());
      if (!*is) continue;
      parties_.insert(code);
      event->add("involved", party_id(code));
    }
    return list_of(names, ", ");
  }

  void add_place(const std::string& id, FtmEntity& event) {
    const auto found = tables_.places.find(id);
    event.add("location", found ? found->name_en : id);
    if (!found) return;
    event.add("country", tables_.codings.state(found->state).alpha2);
    if (found->level == PlaceLevel::state) return;
    places_.insert(id);
    event.add("addressEntity", place_id(id));
  }

  // An office "defence minister@RUS" is a Position.
  Result<void> add_office(const Relation& r, FtmEntity& link) {
    const size_t at = r.object.find('@');
    const std::string title = r.object.substr(0, at);
    FtmEntity post{stable_id("isnad-post-", {r.object}), "Position", {}};
    std::string of;
    if (at != std::string::npos) {
      const auto info = tables_.actors.find(r.object.substr(at + 1));
      if (!info) return tl::unexpected<Error>(info.error());
      of = (*info)->name_en;
      post.add("country", tables_.codings.state((*info)->state).alpha2);
    }
    post.add("name", title + (of.empty() ? "" : ", " + of), kEnglish);
    link.schema = "Occupancy";
    link.add("post", post.id);
    if (!posts_.insert(post.id).second) return {};
    return write(post);
  }

  // Sets the schema of the link and who stands on its two sides.
  Result<void> add_sides(const Relation& r, FtmEntity& link) {
    const auto subject = tables_.actors.find(r.subject);
    if (!subject) return tl::unexpected<Error>(subject.error());
    const bool person = (*subject)->codes.ftm == "Person";
    if (r.rel == RelationKind::holds_office && person) {
      parties_.insert(r.subject);
      link.add("holder", party_id(r.subject));
      return add_office(r, link);
    }
    const auto object = tables_.actors.find(r.object);
    if (!object) return tl::unexpected<Error>(object.error());
    const std::string& to = (*object)->codes.ftm;
    const bool body = to == "Organization" || to == "PublicBody" || to == "Company";
    const char* sides[2] = {"subject", "object"};
    if (r.rel == RelationKind::member_of && body) {
      link.schema = "Membership";
      sides[0] = "member";
      sides[1] = "organization";
    } else if (r.rel == RelationKind::leads && body) {
      link.schema = "Directorship";
      sides[0] = "director";
      sides[1] = "organization";
    }
    parties_.insert(r.subject);
    parties_.insert(r.object);
    link.add(sides[0], party_id(r.subject));
    link.add(sides[1], party_id(r.object));
    return {};
  }

  Result<void> party(const std::string& code) {
    const auto found = tables_.actors.find(code);
    if (!found) return tl::unexpected<Error>(found.error());
    const ActorInfo& info = **found;
    // What the model has no schema for can still be one side of a link.
    FtmEntity entity{party_id(code), info.codes.ftm.empty() ? "LegalEntity" : info.codes.ftm, {}};
    entity.add("name", info.name_en, kEnglish);
    if (entity.schema == "Address") entity.add("full", info.name_en, kEnglish);
    if (entity.schema == "Document") entity.add("title", info.name_en, kEnglish);
    if (info.name_ar != info.name_en) entity.add("alias", info.name_ar, kArabic);
    entity.add("country", tables_.codings.state(info.state).alpha2);
    entity.add("wikidataId", info.wikidata);
    entity.add("notes", code);
    return write(entity);
  }

  Result<void> place(const std::string& id) {
    const auto found = tables_.places.find(id);
    FtmEntity address{place_id(id), "Address", {}};
    address.add("full", found->name_en, kEnglish);
    address.add("name", found->name_en, kEnglish);
    address.add("alias", found->name_ar, kArabic);
    if (found->level == PlaceLevel::town) address.add("city", found->name_en);
    if (found->level == PlaceLevel::division) address.add("region", found->name_en);
    address.add("country", tables_.codings.state(found->state).alpha2);
    if (found->point) {
      address.add("latitude", number_cell(found->point->latitude));
      address.add("longitude", number_cell(found->point->longitude));
    }
    return write(address);
  }

  Result<void> article(const std::string& sha) {
    const auto document = e_.file.document(sha);
    if (!document) return tl::unexpected<Error>(document.error());
    FtmEntity entity{article_id(sha), "Article", {}};
    const DocumentInfo& doc = document->record.doc;
    for (const Appearance& a : document->appearances) {
      entity.add("title", a.title.value_or(""), kArabic);
      entity.add("publisher", a.outlet.value_or(""));
      entity.add("sourceUrl", a.url.value_or(""));
      entity.add("notes", a.uri);
      const auto days = a.published ? edtf_days(*a.published) : std::nullopt;
      if (days && length_of(*days) > 0) entity.add("publishedAt", dates_of(*days).first);
    }
    if (doc.lang == "ar") entity.add("language", kArabic);
    return write(entity);
  }

  Export& e_;
  ActTables& tables_;
  Output& out_;
  Append append_;
  std::string line_;
  std::set<std::string> parties_;   // codes
  std::set<std::string> places_;    // ids
  std::set<std::string> articles_;  // document ids
  std::set<std::string> posts_;
};

Result<void> run(Export& e, const char* file, const std::string& header, FtmWriter::Append append) {
  const auto tables = ActTables::open(e);
  if (!tables) return tl::unexpected<Error>(tables.error());
  auto out = e.outputs.open(file);
  if (!out) return tl::unexpected<Error>(out.error());
  if (auto r = (*out)->write(header); !r) return r;
  FtmWriter writer(e, **tables, **out, append);
  auto r = each_told_act(e, **tables, [&](const ToldAct& act) { return writer.act(act); });
  if (!r) return r;
  Filter filter = e.options.filter;
  filter.alone = true;
  // A type of acts is none of facts.
  if (!filter.type) {
    r = e.file.each_fact(filter, [&](const FactRow& row) { return writer.fact(row); });
    if (!r) return r;
  }
  if (r = writer.rest(); !r) return r;
  // The model has no schema for what somebody says.
  Filter said = e.options.filter;
  const auto claims = e.file.claims(said);
  if (!claims) return tl::unexpected<Error>(claims.error());
  if (!claims->empty()) {
    e.tally.left_out("claims, for which the model has no schema", "",
                     static_cast<int64_t>(claims->size()));
  }
  return (*out)->finish();
}

}  // namespace

Result<void> export_ftm(Export& e) { return run(e, "entities.ftm.json", "", append_ftm_json); }

Result<void> export_ftm_statements(Export& e) {
  std::string header;
  append_statement_header(header);
  return run(e, "statements.csv", header, append_statements);
}

}  // namespace isnad
