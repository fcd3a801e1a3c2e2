#include "record/json.h"
#include "store/case_impl.h"
#include "store/query.h"

namespace isnad {

Result<std::vector<EventRow>> CaseFile::events(const Filter& f) const {
  Query q = event_query();
  if (f.actor) {
    q.where("EXISTS (SELECT 1 FROM event_party p WHERE p.event = e.id AND p.role <> 'source' AND " +
                Query::is_code("p.code") + ")",
            Query::code_values(*f.actor));
  }
  if (f.type) q.where("e.type = upper(?)", {*f.type});
  if (f.source) {
    q.where("EXISTS (SELECT 1 FROM event_party p WHERE p.event = e.id AND p.role = 'source' AND " +
                Query::is_code("p.code") + ")",
            Query::code_values(*f.source));
  }
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "e.first_day", "e.last_day"); !r) return tl::unexpected<Error>(r.error());
  q.order("ORDER BY e.first_day IS NULL, e.first_day, e.last_day, d.published_first, d.uri, e.id",
          f.limit);
  return event_rows(*impl_, q);
}

Result<std::vector<ClaimRow>> CaseFile::claims(const Filter& f) const {
  Query q = claim_query();
  if (f.actor) {
    q.where(Query::is_code("c.source") +
                " OR EXISTS (SELECT 1 FROM claim_tells t JOIN event e ON e.document = d.id AND "
                "e.key = t.key JOIN event_party p ON p.event = e.id WHERE t.claim = c.id AND "
                "t.what = 'event' AND p.role <> 'source' AND " +
                Query::is_code("p.code") +
                ") OR EXISTS (SELECT 1 FROM claim_tells t JOIN relation r ON r.document = d.id AND "
                "r.key = t.key WHERE t.claim = c.id AND t.what = 'relation' AND (" +
                Query::is_code("r.subject") + " OR " + Query::is_code("r.object") + "))",
            Query::code_values(*f.actor, 4));
  }
  if (f.type && (*f.type == "direct" || *f.type == "indirect")) {
    q.where("c.direct = ?", {static_cast<int64_t>(*f.type == "direct")});
  } else if (f.type) {
    q.where(
        "EXISTS (SELECT 1 FROM claim_tells t JOIN event e ON e.document = d.id AND "
        "e.key = t.key WHERE t.claim = c.id AND e.type = upper(?)) OR EXISTS (SELECT 1 FROM "
        "claim_tells t JOIN relation r ON r.document = d.id AND r.key = t.key "
        "WHERE t.claim = c.id AND r.rel = lower(?))",
        {*f.type, *f.type});
  }
  if (f.source) {
    q.where(Query::is_code("c.source") +
                " OR EXISTS (SELECT 1 FROM claim_via v WHERE v.claim = c.id AND " +
                Query::is_code("v.code") + ")",
            Query::code_values(*f.source, 2));
  }
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "d.published_first", "d.published_last"); !r) {
    return tl::unexpected<Error>(r.error());
  }
  q.order("ORDER BY d.published_first IS NULL, d.published_first, d.uri, c.id", f.limit);
  return claim_rows(*impl_, q);
}

Result<std::vector<RelationRow>> CaseFile::relations(const Filter& f) const {
  Query q = relation_query();
  if (f.actor) {
    q.where(Query::is_code("r.subject") + " OR " + Query::is_code("r.object"),
            Query::code_values(*f.actor, 2));
  }
  if (f.type) q.where("r.rel = lower(?)", {*f.type});
  if (f.source) {
    q.where("EXISTS (SELECT 1 FROM relation_source s WHERE s.relation = r.id AND " +
                Query::is_code("s.code") + ")",
            Query::code_values(*f.source));
  }
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "r.first_day", "r.last_day"); !r) return tl::unexpected<Error>(r.error());
  q.order("ORDER BY r.rel, r.subject, r.object, d.published_first, d.uri, r.id", f.limit);
  return relation_rows(*impl_, q);
}

Result<std::vector<EntityRow>> CaseFile::entities(const Filter& f) const {
  Query q(
      "SELECT x.code, min(x.kind), min(x.name_ar), min(x.name_en), min(x.wikidata), "
      "min(x.acts_for), min(x.role), count(DISTINCT x.document) AS documents, "
      "sum((SELECT count(*) FROM mention m WHERE m.entity = x.id)) AS mentions, "
      "sum((SELECT count(DISTINCT p.event) FROM event_party p JOIN event e ON e.id = p.event "
      "WHERE p.code = x.code AND p.role <> 'source' AND e.document = x.document)), "
      "sum((SELECT count(*) FROM claim c WHERE c.source = x.code AND c.document = x.document)) "
      "FROM entity x JOIN document d ON d.id = x.document");
  if (f.actor) q.where(Query::is_code("x.code"), Query::code_values(*f.actor));
  if (f.type) q.where("x.kind = lower(?)", {*f.type});
  if (f.source) {
    q.where("EXISTS (SELECT 1 FROM claim c WHERE c.document = d.id AND " +
                Query::is_code("c.source") +
                ") OR EXISTS (SELECT 1 FROM event e JOIN event_party p ON p.event = e.id "
                "WHERE e.document = d.id AND p.role = 'source' AND " +
                Query::is_code("p.code") + ")",
            Query::code_values(*f.source, 2));
  }
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "d.published_first", "d.published_last"); !r) {
    return tl::unexpected<Error>(r.error());
  }
  q.order("GROUP BY x.code ORDER BY documents DESC, mentions DESC, x.code", f.limit);
  return collect<EntityRow>(q, impl_->db, [](const Statement& s) {
    return EntityRow{s.text(0),          s.text(1),          s.text(2),          s.text(3),
                     s.optional_text(4), s.optional_text(5), s.optional_text(6), s.integer(7),
                     s.integer(8),       s.integer(9),       s.integer(10)};
  });
}

Result<std::vector<DocumentRow>> CaseFile::documents(const Filter& f) const {
  Query q(std::string("SELECT ") + kWhereColumns +
          ", d.title, (SELECT count(*) FROM event WHERE document = d.id), "
          "(SELECT count(*) FROM claim WHERE document = d.id), "
          "(SELECT count(*) FROM relation WHERE document = d.id) FROM document d");
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "d.published_first", "d.published_last"); !r) {
    return tl::unexpected<Error>(r.error());
  }
  q.order("ORDER BY d.published_first IS NULL, d.published_first, d.uri, d.id", f.limit);
  return collect<DocumentRow>(q, impl_->db, [](const Statement& s) {
    return DocumentRow{where_of(s), s.optional_text(4), s.integer(5), s.integer(6), s.integer(7)};
  });
}

}  // namespace isnad
