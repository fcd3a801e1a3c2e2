#include "store/query.h"

namespace isnad {

Query event_query(const std::string& more) {
  return Query(
      std::string("SELECT ") + kWhereColumns +
      ", e.key, e.type, e.mode, e.cameo, e.place, e.date, e.date_from, e.factuality, e.count, "
      "e.rule, e.confidence, e.id FROM event e JOIN document d ON d.id = e.document" +
      more);
}

Query relation_query(const std::string& more) {
  return Query(
      std::string("SELECT ") + kWhereColumns +
      ", r.key, r.subject, r.rel, r.object, r.date_from, r.date_to, r.count, r.factuality, "
      "r.span_begin, r.span_end, r.words, r.rule, r.confidence, r.id "
      "FROM relation r JOIN document d ON d.id = r.document" +
      more);
}

Query claim_query() {
  return Query(
      std::string("SELECT ") + kWhereColumns +
      ", c.key, c.source, c.source_begin, c.source_end, c.source_words, c.cue_begin, c.cue_end, "
      "c.cue_words, c.span_begin, c.span_end, c.words, c.direct, c.rule, c.id "
      "FROM claim c JOIN document d ON d.id = c.document");
}

Result<std::vector<EventRow>> event_rows(CaseFile::Impl& impl, const Query& q) {
  std::vector<int64_t> ids;
  auto rows = collect<EventRow>(q, impl.db, [&](const Statement& s) {
    EventRow row;
    row.where = where_of(s);
    Event& e = row.event;
    e.id = s.text(4);
    e.type = event_type_from_name(s.text(5)).value_or(EventType::agree);
    e.mode = s.text(6);
    e.cameo = s.text(7);
    e.place = s.optional_text(8);
    e.date = s.optional_text(9);
    e.date_from = date_from_from_name(s.text(10)).value_or(DateFrom::none);
    e.factuality = factuality_from_name(s.text(11)).value_or(Factuality::actual);
    e.count = s.optional_integer(12);
    e.rule = s.text(13);
    e.confidence = s.real(14);
    ids.push_back(s.integer(15));
    return row;
  });
  if (!rows) return rows;
  for (size_t i = 0; i < ids.size(); ++i) {
    EventRow& row = (*rows)[i];
    auto done = impl.each(
        "SELECT name FROM event_context WHERE event = ? ORDER BY rowid",
        [&](const Statement& s) { row.event.contexts.push_back(s.text(0)); }, ids[i]);
    if (done) {
      done = impl.each(
          "SELECT role, code FROM event_party WHERE event = ? ORDER BY rowid",
          [&](const Statement& s) {
            const std::string role = s.text(0);
            (role == "actor"       ? row.event.actor
             : role == "recipient" ? row.event.recipient
                                   : row.event.source)
                .push_back(s.text(1));
          },
          ids[i]);
    }
    if (done) {
      done = impl.each(
          "SELECT span_begin, span_end, words FROM event_trigger WHERE event = ? ORDER BY rowid",
          [&](const Statement& s) {
            row.event.triggers.push_back(span_at(s, 0));
            row.words.push_back(s.text(2));
          },
          ids[i]);
    }
    if (!done) return tl::unexpected<Error>(done.error());
  }
  return rows;
}

Result<std::vector<RelationRow>> relation_rows(CaseFile::Impl& impl, const Query& q) {
  std::vector<int64_t> ids;
  auto rows = collect<RelationRow>(q, impl.db, [&](const Statement& s) {
    RelationRow row;
    row.where = where_of(s);
    Relation& r = row.relation;
    r.id = s.text(4);
    r.subject = s.text(5);
    r.rel = relation_kind_from_name(s.text(6)).value_or(RelationKind::member_of);
    r.object = s.text(7);
    r.from = s.optional_text(8);
    r.to = s.optional_text(9);
    r.count = s.optional_integer(10);
    r.factuality = factuality_from_name(s.text(11)).value_or(Factuality::actual);
    r.span = span_at(s, 12);
    row.words = s.text(14);
    r.rule = s.text(15);
    r.confidence = s.real(16);
    ids.push_back(s.integer(17));
    return row;
  });
  if (!rows) return rows;
  for (size_t i = 0; i < ids.size(); ++i) {
    auto done = impl.each(
        "SELECT code FROM relation_source WHERE relation = ? ORDER BY rowid",
        [&](const Statement& s) { (*rows)[i].relation.source.push_back(s.text(0)); }, ids[i]);
    if (!done) return tl::unexpected<Error>(done.error());
  }
  return rows;
}

Result<std::vector<ClaimRow>> claim_rows(CaseFile::Impl& impl, const Query& q) {
  std::vector<int64_t> ids;
  auto rows = collect<ClaimRow>(q, impl.db, [&](const Statement& s) {
    ClaimRow row;
    row.where = where_of(s);
    row.claim.id = s.text(4);
    row.claim.source = s.text(5);
    row.claim.source_span = span_at(s, 6);
    row.source_words = s.text(8);
    row.claim.cue_span = span_at(s, 9);
    row.cue_words = s.text(11);
    row.claim.span = span_at(s, 12);
    row.words = s.text(14);
    row.claim.direct = s.integer(15) != 0;
    row.claim.rule = s.text(16);
    ids.push_back(s.integer(17));
    return row;
  });
  if (!rows) return rows;
  for (size_t i = 0; i < ids.size(); ++i) {
    Claim& claim = (*rows)[i].claim;
    auto done = impl.each(
        "SELECT code FROM claim_via WHERE claim = ? ORDER BY rowid",
        [&](const Statement& s) { claim.via.push_back(s.text(0)); }, ids[i]);
    if (done) {
      done = impl.each(
          "SELECT what, key FROM claim_tells WHERE claim = ? ORDER BY rowid",
          [&](const Statement& s) {
            (s.text(0) == "event" ? claim.events : claim.relations).push_back(s.text(1));
          },
          ids[i]);
    }
    if (!done) return tl::unexpected<Error>(done.error());
  }
  return rows;
}

}  // namespace isnad
