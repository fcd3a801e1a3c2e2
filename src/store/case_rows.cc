#include <algorithm>

#include "store/query.h"

namespace isnad {

RowsById::RowsById(const std::vector<int64_t>& ids) {
  order_.reserve(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) order_.emplace_back(ids[i], i);
  std::sort(order_.begin(), order_.end());
}

std::vector<std::string> RowsById::lists() const {
  std::vector<std::string> lists;
  size_t in_list = kMostIds;
  for (size_t i = 0; i < order_.size(); ++i) {
    if (i > 0 && order_[i].first == order_[i - 1].first) continue;
    if (in_list == kMostIds) {
      lists.emplace_back();
      in_list = 0;
    }
    if (in_list++ > 0) lists.back() += ',';
    lists.back() += std::to_string(order_[i].first);
  }
  return lists;
}

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

Query claim_query(bool documents_first) {
  Query q(
      std::string("SELECT ") + kWhereColumns +
      ", c.key, c.source, c.source_begin, c.source_end, c.source_words, c.cue_begin, c.cue_end, "
      "c.cue_words, c.span_begin, c.span_end, c.words, c.direct, c.rule, c.id FROM " +
      (documents_first ? "document d CROSS JOIN claim c"
                       : "claim c JOIN document d ON d.id = c.document"));
  if (documents_first) q.where("c.document = d.id");
  return q;
}

Result<std::vector<EventRow>> event_rows(CaseFile::Impl& impl, const Query& q,
                                         std::vector<int64_t>* ids_out) {
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
  const RowsById by_id(ids);
  auto done = by_id.each(
      impl, "SELECT event, name FROM event_context WHERE event", "event, rowid",
      [&](size_t i, const Statement& s) { (*rows)[i].event.contexts.push_back(s.text(1)); });
  if (done) {
    done = by_id.each(impl, "SELECT event, role, code FROM event_party WHERE event", "event, rowid",
                      [&](size_t i, const Statement& s) {
                        Event& e = (*rows)[i].event;
                        const std::string role = s.text(1);
                        (role == "actor"       ? e.actor
                         : role == "recipient" ? e.recipient
                                               : e.source)
                            .push_back(s.text(2));
                      });
  }
  if (done) {
    done =
        by_id.each(impl, "SELECT event, span_begin, span_end, words FROM event_trigger WHERE event",
                   "event, rowid", [&](size_t i, const Statement& s) {
                     (*rows)[i].event.triggers.push_back(span_at(s, 1));
                     (*rows)[i].words.push_back(s.text(3));
                   });
  }
  if (!done) return tl::unexpected<Error>(done.error());
  if (ids_out) *ids_out = std::move(ids);
  return rows;
}

Result<std::vector<RelationRow>> relation_rows(CaseFile::Impl& impl, const Query& q,
                                               std::vector<int64_t>* ids_out) {
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
  const RowsById by_id(ids);
  auto done = by_id.each(
      impl, "SELECT relation, code FROM relation_source WHERE relation", "relation, rowid",
      [&](size_t i, const Statement& s) { (*rows)[i].relation.source.push_back(s.text(1)); });
  if (!done) return tl::unexpected<Error>(done.error());
  if (ids_out) *ids_out = std::move(ids);
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
  const RowsById by_id(ids);
  auto done =
      by_id.each(impl, "SELECT claim, code FROM claim_via WHERE claim", "claim, rowid",
                 [&](size_t i, const Statement& s) { (*rows)[i].claim.via.push_back(s.text(1)); });
  if (done) {
    done =
        by_id.each(impl, "SELECT claim, what, key FROM claim_tells WHERE claim", "claim, rowid",
                   [&](size_t i, const Statement& s) {
                     Claim& claim = (*rows)[i].claim;
                     (s.text(1) == "event" ? claim.events : claim.relations).push_back(s.text(2));
                   });
  }
  if (!done) return tl::unexpected<Error>(done.error());
  return rows;
}

}  // namespace isnad
