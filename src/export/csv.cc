#include "export/csv.h"

#include <algorithm>
#include <map>
#include <set>

#include "entities/places.h"
#include "export/actors.h"
#include "export/cells.h"
#include "record/edtf.h"

namespace isnad {

namespace {

using Cells = std::vector<std::string>;

std::string text(const std::optional<std::string>& s) { return s.value_or(""); }
std::string text(int64_t n) { return std::to_string(n); }
std::string text(const std::optional<int64_t>& n) { return n ? std::to_string(*n) : ""; }

// Where a row was read: id, uri, outlet, published.
void append_where(const Where& w, Cells& row) {
  row.insert(row.end(), {w.id, w.uri, text(w.outlet), text(w.published)});
}

// One file with its header; finish() is called last.
class Sheet {
 public:
  static Result<Sheet> open(Export& e, const std::string& name, const Cells& columns) {
    auto out = e.outputs.open(name + ".csv");
    if (!out) return tl::unexpected<Error>(out.error());
    Sheet sheet(std::move(*out), e.tally, name);
    sheet.line_ = e.options.bom ? "\xEF\xBB\xBF" : "";
    append_csv_row(columns, sheet.line_);
    if (auto r = sheet.out_->write(sheet.line_); !r) return tl::unexpected<Error>(r.error());
    return sheet;
  }
  Result<void> row(const Cells& cells) {
    line_.clear();
    append_csv_row(cells, line_);
    tally_->wrote(name_);
    return out_->write(line_);
  }
  Result<void> finish() { return out_->finish(); }

 private:
  Sheet(std::unique_ptr<Output> out, ExportTally& tally, std::string name)
      : out_(std::move(out)), tally_(&tally), name_(std::move(name)) {}
  std::unique_ptr<Output> out_;
  ExportTally* tally_;
  std::string name_;
  std::string line_;
};

class Tables {
 public:
  Tables(Export& e, PlaceTable places, ActorBook actors)
      : e_(e), places_(std::move(places)), actors_(std::move(actors)), filter_(e.options.filter) {
    filter_.alone = true;
    untyped_ = filter_;
    untyped_.type.reset();
  }

  Result<void> write() {
    for (const auto table : {&Tables::documents, &Tables::entities, &Tables::happenings,
                             &Tables::events, &Tables::facts, &Tables::relations, &Tables::claims,
                             &Tables::conflicts, &Tables::copies}) {
      if (auto r = (this->*table)(); !r) return r;
    }
    return {};
  }

 private:
  Result<std::string> name(const std::string& code) {
    const auto info = actors_.find(code);
    if (!info) return tl::unexpected<Error>(info.error());
    return (*info)->name_en;
  }
  Result<std::string> names(const std::vector<std::string>& codes) {
    const auto all = actors_.find_all(codes);
    if (!all) return tl::unexpected<Error>(all.error());
    return names_of(*all);
  }

  Result<void> documents() {
    auto sheet = Sheet::open(e_, "documents",
                             {"id", "uri", "url", "outlet", "title", "published", "published_from",
                              "lang", "length", "events", "relations", "claims"});
    if (!sheet) return tl::unexpected<Error>(sheet.error());
    auto places =
        Sheet::open(e_, "appearances", {"document", "uri", "url", "outlet", "title", "published"});
    if (!places) return tl::unexpected<Error>(places.error());
    auto r = e_.file.each_document(filter_, [&](const StoredDocument& d) -> Result<void> {
      const Record& record = d.record;
      const DocumentInfo& doc = record.doc;
      documents_.insert(doc.id);
      static constexpr const char* kFrom[] = {"", "text", "metadata", "option"};
      if (auto w = sheet->row({doc.id, doc.uri, text(doc.url), text(doc.outlet), text(doc.title),
                               text(doc.published), kFrom[static_cast<int>(doc.published_from)],
                               doc.lang, text(doc.length),
                               text(static_cast<int64_t>(record.events.size())),
                               text(static_cast<int64_t>(record.relations.size())),
                               text(static_cast<int64_t>(record.claims.size()))});
          !w) {
        return w;
      }
      for (const Appearance& a : d.appearances) {
        if (auto w = places->row(
                {doc.id, a.uri, text(a.url), text(a.outlet), text(a.title), text(a.published)});
            !w) {
          return w;
        }
      }
      return {};
    });
    if (!r) return r;
    if (r = sheet->finish(); !r) return r;
    return places->finish();
  }

  Result<void> entities() {
    auto sheet = Sheet::open(e_, "entities",
                             {"code", "kind", "name_en", "name_ar", "wikidata", "of", "role",
                              "documents", "mentions", "events", "claims"});
    if (!sheet) return tl::unexpected<Error>(sheet.error());
    const auto rows = e_.file.entities(untyped_);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const EntityRow& r : *rows) {
      if (auto w = sheet->row({r.code, r.kind, r.name_en, r.name_ar, text(r.wikidata), text(r.of),
                               text(r.role), text(r.documents), text(r.mentions), text(r.events),
                               text(r.claims)});
          !w) {
        return w;
      }
    }
    return sheet->finish();
  }

  // Both kinds of account, with their reports.
  template <class Row, class IdOf, class HeadOf>
  Result<void> account(const AccountRow<Row>& row, Sheet& heads, Sheet& reports, IdOf id_of,
                       HeadOf head_of, std::map<std::string, std::string>& of_report) {
    Cells origins;
    for (const OriginRow& o : row.origins) {
      origins.push_back(o.name.empty() ? o.kind : o.kind + ' ' + o.name);
    }
    Cells head = {row.id};
    const Cells what = head_of(row);
    head.insert(head.end(), what.begin(), what.end());
    head.insert(head.end(), {text(static_cast<int64_t>(row.reports.size())), text(row.documents),
                             text(static_cast<int64_t>(row.origins.size())), list_of(origins)});
    if (auto w = heads.row(head); !w) return w;
    for (size_t i = 0; i < row.reports.size(); ++i) {
      const std::string& id = id_of(row.reports[i]);
      const HandedDown* told = i < row.tellings.size() ? &row.tellings[i] : nullptr;
      of_report[row.reports[i].where.id + id] = row.id;
      const bool known = told && told->origin < origins.size();
      if (auto w = reports.row({row.id, id, row.reports[i].where.id,
                                known ? text(static_cast<int64_t>(told->origin + 1)) : "",
                                known ? origins[told->origin] : "",
                                told && told->copied_from ? told->copied_from->id : "",
                                told ? list_of(told->credits) : ""});
          !w) {
        return w;
      }
    }
    return {};
  }

  static Cells account_columns(Cells what) {
    what.insert(what.begin(), "id");
    what.insert(what.end(), {"reports", "documents", "origins", "origin_names"});
    return what;
  }
  static Cells report_columns(const char* account, const char* report) {
    return {account, report, "document", "origin", "origin_name", "copied_from", "credits"};
  }

  Result<void> happenings() {
    auto heads = Sheet::open(
        e_, "happenings", account_columns({"type", "mode", "actor", "recipient", "first", "last"}));
    if (!heads) return tl::unexpected<Error>(heads.error());
    auto reports = Sheet::open(e_, "happening_reports", report_columns("happening", "event"));
    if (!reports) return tl::unexpected<Error>(reports.error());
    auto r = e_.file.each_happening(filter_, [&](const HappeningRow& row) {
      return account(
          row, *heads, *reports, [](const EventRow& x) -> const std::string& { return x.event.id; },
          [](const HappeningRow& h) {
            const Event& lead = h.reports.front().event;
            std::string first, last;
            for (const EventRow& x : h.reports) {
              const auto days = x.event.date ? edtf_days(*x.event.date) : std::nullopt;
              if (!days) continue;
              if (first.empty() || days->first < first) first = days->first;
              last = std::max(last, days->last);
            }
            return Cells{std::string(event_type_name(lead.type)),
                         lead.mode,
                         list_of(lead.actor),
                         list_of(lead.recipient),
                         first,
                         last};
          },
          happening_of_);
    });
    if (!r) return r;
    if (r = heads->finish(); !r) return r;
    return reports->finish();
  }

  Result<void> facts() {
    auto heads = Sheet::open(e_, "facts", account_columns({"relation", "subject", "object"}));
    if (!heads) return tl::unexpected<Error>(heads.error());
    auto reports = Sheet::open(e_, "fact_reports", report_columns("fact", "relation"));
    if (!reports) return tl::unexpected<Error>(reports.error());
    auto r = e_.file.each_fact(untyped_, [&](const FactRow& row) {
      return account(
          row, *heads, *reports,
          [](const RelationRow& x) -> const std::string& { return x.relation.id; },
          [](const FactRow& f) {
            const Relation& lead = f.reports.front().relation;
            return Cells{std::string(relation_kind_name(lead.rel)), lead.subject, lead.object};
          },
          fact_of_);
    });
    if (!r) return r;
    if (r = heads->finish(); !r) return r;
    return reports->finish();
  }

  Result<void> events() {
    auto sheet = Sheet::open(
        e_, "events", {"id",        "document",     "uri",       "outlet",          "published",
                       "happening", "type",         "mode",      "contexts",        "cameo",
                       "actor",     "actor_names",  "recipient", "recipient_names", "place",
                       "latitude",  "longitude",    "date",      "date_from",       "factuality",
                       "source",    "source_names", "count",     "confidence",      "words",
                       "begin",     "end",          "rule"});
    if (!sheet) return tl::unexpected<Error>(sheet.error());
    const auto rows = e_.file.events(filter_);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const EventRow& r : *rows) {
      const Event& v = r.event;
      const auto actor = names(v.actor);
      if (!actor) return tl::unexpected<Error>(actor.error());
      const auto recipient = names(v.recipient);
      if (!recipient) return tl::unexpected<Error>(recipient.error());
      const auto source = names(v.source);
      if (!source) return tl::unexpected<Error>(source.error());
      const auto place = v.place ? places_.find(*v.place) : std::nullopt;
      const bool located = place && place->point;
      Cells row = {v.id};
      append_where(r.where, row);
      const auto of = happening_of_.find(r.where.id + v.id);
      row.insert(row.end(), {of == happening_of_.end() ? "" : of->second,
                             std::string(event_type_name(v.type)),
                             v.mode,
                             list_of(v.contexts),
                             v.cameo,
                             list_of(v.actor),
                             *actor,
                             list_of(v.recipient),
                             *recipient,
                             text(v.place),
                             located ? number_cell(place->point->latitude) : "",
                             located ? number_cell(place->point->longitude) : "",
                             text(v.date),
                             std::string(date_from_name(v.date_from)),
                             std::string(factuality_name(v.factuality)),
                             list_of(v.source),
                             *source,
                             text(v.count),
                             number_cell(confidence_value(v.confidence)),
                             list_of(r.words, " ... "),
                             v.triggers.empty() ? "" : text(v.triggers.front().begin),
                             v.triggers.empty() ? "" : text(v.triggers.front().end),
                             v.rule});
      if (auto w = sheet->row(row); !w) return w;
    }
    return sheet->finish();
  }

  Result<void> relations() {
    auto sheet = Sheet::open(
        e_, "relations",
        {"id",           "document", "uri",        "outlet",      "published", "fact", "subject",
         "subject_name", "relation", "object",     "object_name", "from",      "to",   "count",
         "factuality",   "source",   "confidence", "words",       "begin",     "end",  "rule"});
    if (!sheet) return tl::unexpected<Error>(sheet.error());
    const auto rows = e_.file.relations(untyped_);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const RelationRow& r : *rows) {
      const Relation& v = r.relation;
      const auto subject = name(v.subject);
      if (!subject) return tl::unexpected<Error>(subject.error());
      const auto object = name(v.object);
      if (!object) return tl::unexpected<Error>(object.error());
      Cells row = {v.id};
      append_where(r.where, row);
      const auto of = fact_of_.find(r.where.id + v.id);
      row.insert(row.end(),
                 {of == fact_of_.end() ? "" : of->second, v.subject, *subject,
                  std::string(relation_kind_name(v.rel)), v.object, *object, text(v.from),
                  text(v.to), text(v.count), std::string(factuality_name(v.factuality)),
                  list_of(v.source), number_cell(confidence_value(v.confidence)), r.words,
                  text(v.span.begin), text(v.span.end), v.rule});
      if (auto w = sheet->row(row); !w) return w;
    }
    return sheet->finish();
  }

  Result<void> claims() {
    auto sheet = Sheet::open(
        e_, "claims",
        {"id", "document", "uri", "outlet", "published", "source", "source_name", "source_words",
         "cue_words", "words", "direct", "via", "events", "relations", "begin", "end", "rule"});
    if (!sheet) return tl::unexpected<Error>(sheet.error());
    const auto rows = e_.file.claims(filter_);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const ClaimRow& r : *rows) {
      const Claim& v = r.claim;
      const auto source = name(v.source);
      if (!source) return tl::unexpected<Error>(source.error());
      Cells row = {v.id};
      append_where(r.where, row);
      row.insert(row.end(), {v.source, *source, r.source_words, r.cue_words, r.words,
                             v.direct ? "true" : "false", list_of(v.via), list_of(v.events),
                             list_of(v.relations), text(v.span.begin), text(v.span.end), v.rule});
      if (auto w = sheet->row(row); !w) return w;
    }
    return sheet->finish();
  }

  Result<void> conflicts() {
    auto heads = Sheet::open(e_, "conflicts",
                             {"id", "kind", "about", "accounts", "first_day", "last_day", "sides"});
    if (!heads) return tl::unexpected<Error>(heads.error());
    auto sides =
        Sheet::open(e_, "conflict_sides",
                    {"conflict", "side", "value", "origins", "events", "relations", "documents"});
    if (!sides) return tl::unexpected<Error>(sides.error());
    const auto rows = e_.file.conflicts(untyped_);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const ConflictRow& c : *rows) {
      if (auto w = heads->row({c.id, c.kind, c.about, list_of(c.accounts), text(c.first_day),
                               text(c.last_day), text(static_cast<int64_t>(c.sides.size()))});
          !w) {
        return w;
      }
      for (size_t i = 0; i < c.sides.size(); ++i) {
        Cells events, relations, documents;
        for (const EventRow& r : c.sides[i].events) {
          events.push_back(r.event.id);
          documents.push_back(r.where.id);
        }
        for (const RelationRow& r : c.sides[i].relations) {
          relations.push_back(r.relation.id);
          documents.push_back(r.where.id);
        }
        if (auto w = sides->row({c.id, text(static_cast<int64_t>(i + 1)), c.sides[i].value,
                                 text(c.sides[i].origins), list_of(events), list_of(relations),
                                 list_of(documents)});
            !w) {
          return w;
        }
      }
    }
    if (auto r = heads->finish(); !r) return r;
    return sides->finish();
  }

  Result<void> copies() {
    auto sheet = Sheet::open(e_, "copies",
                             {"first", "first_uri", "second", "second_uri", "ordered", "words",
                              "told", "first_words", "second_words"});
    if (!sheet) return tl::unexpected<Error>(sheet.error());
    const auto rows = e_.file.copies(untyped_);
    if (!rows) return tl::unexpected<Error>(rows.error());
    // The store asks copies for no party: they are those of the articles in documents.csv.
    const bool narrowed = filter_.actor || filter_.type || filter_.source;
    for (const CopyRow& c : *rows) {
      if (narrowed && documents_.count(c.first.id) == 0 && documents_.count(c.second.id) == 0) {
        continue;
      }
      if (auto w = sheet->row({c.first.id, c.first.uri, c.second.id, c.second.uri,
                               c.ordered ? "true" : "false", text(c.words), text(c.told),
                               text(c.first_words), text(c.second_words)});
          !w) {
        return w;
      }
    }
    return sheet->finish();
  }

  Export& e_;
  PlaceTable places_;
  ActorBook actors_;
  Filter filter_;
  Filter untyped_;                                   // of what has no type of acts
  std::set<std::string> documents_;                  // ids of those in documents.csv
  std::map<std::string, std::string> happening_of_;  // document and event -> happening
  std::map<std::string, std::string> fact_of_;
};

}  // namespace

Result<void> export_csv(Export& e) {
  Result<PlaceTable> places = PlaceTable::open(*e.image);
  if (!places) return tl::unexpected<Error>(places.error());
  Result<ActorBook> actors = ActorBook::open(*e.image, e.file);
  if (!actors) return tl::unexpected<Error>(actors.error());
  return Tables(e, std::move(*places), std::move(*actors)).write();
}

}  // namespace isnad
