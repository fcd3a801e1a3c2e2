#include <algorithm>

#include "record/json.h"
#include "store/case_impl.h"
#include "store/query.h"

namespace isnad {

namespace {

// Claims that tell an event (e) or a relation (r). A key is of one document.
constexpr const char* kTellsEvent =
    "SELECT t.claim FROM event e JOIN claim_tells t ON t.key = e.key AND t.what = 'event'";
constexpr const char* kTellsRelation =
    "SELECT t.claim FROM relation r JOIN claim_tells t ON t.key = r.key AND t.what = 'relation'";

}  // namespace

Result<std::vector<EventRow>> CaseFile::events(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  Query q = event_query();
  if (f.actor) {
    q.where("e.id IN (" + Query::events_of(Query::kParty) + ")", Query::code_values(*f.actor));
  }
  if (f.type) q.where("e.type = upper(?)", {*f.type});
  if (f.source) {
    q.where("e.id IN (" + Query::events_of(Query::kSource) + ")", Query::code_values(*f.source));
  }
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "e.first_day", "e.last_day", "e.valid"); !r)
    return tl::unexpected<Error>(r.error());
  q.order(
      "ORDER BY e.first_day IS NULL, e.first_day, e.last_day, d.published_first NULLS FIRST, "
      "d.uri, e.id",
      f);
  return event_rows(*impl_, q);
}

Result<std::vector<ClaimRow>> CaseFile::claims(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  // In the order of the answer, unless a set says where to begin.
  Query q = claim_query(!f.actor && !f.source);
  if (f.actor) {
    q.where("c.id IN (SELECT id FROM claim WHERE " + Query::is_code("source") + " UNION " +
                kTellsEvent + " WHERE e.id IN (" + Query::events_of(Query::kParty) + ") UNION " +
                kTellsRelation + " WHERE " + Query::is_code("r.subject") + " UNION " +
                kTellsRelation + " WHERE " + Query::is_code("r.object") + ")",
            Query::code_values(*f.actor, 4));
  }
  if (f.type && (*f.type == "direct" || *f.type == "indirect")) {
    q.where("c.direct = ?", {static_cast<int64_t>(*f.type == "direct")});
  } else if (f.type) {
    // The sign keeps SQLite from looking up the whole set for each document.
    q.where(std::string(f.actor || f.source ? "c.id" : "+c.id") + " IN (" + kTellsEvent +
                " WHERE e.type = upper(?) UNION " + kTellsRelation + " WHERE r.rel = lower(?))",
            {*f.type, *f.type});
  }
  if (f.source) {
    q.where("c.id IN (SELECT id FROM claim WHERE " + Query::is_code("source") +
                " UNION SELECT claim FROM claim_via WHERE " + Query::is_code("code") + ")",
            Query::code_values(*f.source, 2));
  }
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "d.published_first", "d.published_last", "d.days"); !r) {
    return tl::unexpected<Error>(r.error());
  }
  q.order("ORDER BY d.published_first IS NULL, d.published_first, d.uri, c.id", f);
  return claim_rows(*impl_, q);
}

Result<std::vector<RelationRow>> CaseFile::relations(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  Query q = relation_query();
  if (f.actor) {
    q.where("r.id IN (SELECT id FROM relation WHERE " + Query::is_code("subject") +
                " UNION SELECT id FROM relation WHERE " + Query::is_code("object") + ")",
            Query::code_values(*f.actor, 2));
  }
  if (f.type) q.where("r.rel = lower(?)", {*f.type});
  if (f.source) {
    q.where("r.id IN (SELECT relation FROM relation_source WHERE " + Query::is_code("code") + ")",
            Query::code_values(*f.source));
  }
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "r.first_day", "r.last_day", "r.valid"); !r)
    return tl::unexpected<Error>(r.error());
  q.order("ORDER BY r.rel, r.subject, r.object, d.published_first NULLS FIRST, d.uri, r.id", f);
  return relation_rows(*impl_, q);
}

Result<std::vector<EntityRow>> CaseFile::directory() const {
  std::vector<EntityRow> rows;
  const auto done = impl_->each(
      "SELECT code, min(kind), min(name_ar), min(name_en), min(wikidata), min(acts_for), min(role) "
      "FROM entity GROUP BY code",
      [&](const Statement& s) {
        rows.push_back({s.text(0), s.text(1), s.text(2), s.text(3), s.optional_text(4),
                        s.optional_text(5), s.optional_text(6)});
      });
  if (!done) return tl::unexpected<Error>(done.error());
  // Not by the collation of the database, which may be another one.
  std::sort(rows.begin(), rows.end(),
            [](const EntityRow& a, const EntityRow& b) { return a.code < b.code; });
  return rows;
}

Result<std::vector<int64_t>> document_ids(CaseFile::Impl& impl, const Filter& f) {
  Query q("SELECT d.id FROM document d");
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "d.published_first", "d.published_last", "d.days"); !r) {
    return tl::unexpected<Error>(r.error());
  }
  if (f.actor || f.type || f.source) {
    Query events("SELECT e.document FROM event e");
    if (f.type) events.where("e.type = upper(?)", {*f.type});
    if (f.actor) {
      events.where("e.id IN (" + Query::events_of(Query::kParty) + ")",
                   Query::code_values(*f.actor));
    }
    if (f.source) {
      events.where("e.id IN (" + Query::events_of(Query::kSource) + ")",
                   Query::code_values(*f.source));
    }
    q.where_in("d.id", events);
  }
  const std::string last = f.latest ? " DESC" : "";
  q.order("ORDER BY d.published_first IS NULL, d.published_first" + last + ", d.uri, d.id", f);
  return collect<int64_t>(q, impl.db, [](const Statement& s) { return s.integer(0); });
}

Result<std::vector<DocumentRow>> CaseFile::documents(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  const Result<std::vector<int64_t>> ids = document_ids(*impl_, f);
  if (!ids) return tl::unexpected<Error>(ids.error());
  std::vector<DocumentRow> rows(ids->size());
  auto r = RowsById(*ids).each(
      *impl_,
      std::string("SELECT d.id, ") + kWhereColumns +
          ", d.title, (SELECT count(*) FROM event WHERE document = d.id), "
          "(SELECT count(*) FROM claim WHERE document = d.id), "
          "(SELECT count(*) FROM relation WHERE document = d.id) FROM document d WHERE d.id",
      "d.id", [&](size_t i, const Statement& s) {
        const Where where = {s.text(1), s.text(2), s.optional_text(3), s.optional_text(4)};
        rows[i] = {where, s.optional_text(5), s.integer(6), s.integer(7), s.integer(8)};
      });
  if (!r) return tl::unexpected<Error>(r.error());
  return rows;
}

}  // namespace isnad
