#include <algorithm>
#include <unordered_map>

#include "store/case_refresh.h"
#include "store/query.h"

// Entities over all documents. What queries would have to count is kept in entity_total.

namespace isnad {

namespace {

// Does entity_total hold what the entities of the documents come to? The last entity alone does not
// say it: on a server a writer may still have lower ids to give than another one has used.
Result<bool> totals_stand(CaseFile::Impl& impl) {
  bool stand = false;
  auto r = impl.each(
      "SELECT last_entity = (SELECT max(id) FROM entity) AND "
      "NOT EXISTS (SELECT 1 FROM searched WHERE stale = 1) FROM entity_total_state",
      [&](const Statement& s) { stand = s.integer(0) != 0; });
  if (!r) return tl::unexpected<Error>(r.error());
  return stand;
}

EntityRow described(const Statement& s, int first) {
  EntityRow row;
  row.kind = s.text(first);
  row.name_ar = s.text(first + 1);
  row.name_en = s.text(first + 2);
  row.wikidata = s.optional_text(first + 3);
  row.of = s.optional_text(first + 4);
  row.role = s.optional_text(first + 5);
  return row;
}

struct Counts {
  int64_t documents = 0;
  int64_t mentions = 0;
  int64_t events = 0;
  int64_t claims = 0;
};
using CodeCounts = std::pair<std::string, Counts>;

bool more(const CodeCounts& a, const CodeCounts& b) {
  if (a.second.documents != b.second.documents) return a.second.documents > b.second.documents;
  if (a.second.mentions != b.second.mentions) return a.second.mentions > b.second.mentions;
  return a.first < b.first;
}

// The conditions of the filter on documents.
Result<void> narrow(Query& q, const Filter& f) {
  if (f.source) {
    q.where("x.document IN (SELECT document FROM claim WHERE " + Query::is_code("source") +
                " UNION SELECT document FROM event WHERE id IN (" +
                Query::events_of(Query::kSource) + "))",
            Query::code_values(*f.source, 2));
  }
  q.outlet(f, "x.document");
  if (!f.from && !f.to) return {};
  Query days("SELECT d.id FROM document d");
  if (auto r = days.days(f, "d.published_first", "d.published_last", "d.days"); !r) return r;
  q.where_in("x.document", days);
  return {};
}

// The rows of the totals, which are in the order of the answer.
Result<std::vector<EntityRow>> from_totals(CaseFile::Impl& impl, const Filter& f) {
  Query q(
      "SELECT t.code, t.documents, t.mentions, t.events, t.claims, t.kind, t.name_ar, t.name_en, "
      "t.wikidata, t.acts_for, t.role FROM entity_total t");
  if (f.actor) q.where(Query::is_code("t.code"), Query::code_values(*f.actor));
  if (f.type) q.where("t.kind = lower(?)", {*f.type});
  q.order("ORDER BY t.documents DESC, t.mentions DESC, t.code", f);
  return collect<EntityRow>(q, impl.db, [](const Statement& s) {
    EntityRow row = described(s, 5);
    row.code = s.text(0);
    row.documents = s.integer(1);
    row.mentions = s.integer(2);
    row.events = s.integer(3);
    row.claims = s.integer(4);
    return row;
  });
}

// Counts the documents that the filter leaves: here, as SQLite would sort them all to group them.
Result<std::vector<EntityRow>> counted(CaseFile::Impl& impl, const Filter& f, bool totals) {
  Query q("SELECT x.code, x.mentions, x.events, x.claims FROM entity x");
  if (f.actor) q.where(Query::is_code("x.code"), Query::code_values(*f.actor));
  if (f.type && totals) {
    q.where("x.code IN (SELECT code FROM entity_total WHERE kind = lower(?))", {*f.type});
  } else if (f.type) {
    q.where("x.kind = lower(?)", {*f.type});
  }
  if (auto r = narrow(q, f); !r) return tl::unexpected<Error>(r.error());
  std::unordered_map<std::string, Counts> by_code;
  Result<Statement> rows = q.prepare(impl.db);
  if (!rows) return tl::unexpected<Error>(rows.error());
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return tl::unexpected<Error>(row.error());
    if (!*row) break;
    Counts& c = by_code[rows->text(0)];
    ++c.documents;
    c.mentions += rows->integer(1);
    c.events += rows->integer(2);
    c.claims += rows->integer(3);
  }
  std::vector<CodeCounts> order(by_code.begin(), by_code.end());
  const size_t first = std::min(f.offset, order.size());
  const size_t shown = f.limit > 0 ? first + std::min(f.limit, order.size() - first) : order.size();
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                    more);
  std::vector<EntityRow> out;
  for (size_t i = first; i < shown; ++i) {
    EntityRow row;
    auto r = impl.each(
        totals ? "SELECT kind, name_ar, name_en, wikidata, acts_for, role FROM entity_total "
                 "WHERE code = ?"
               : "SELECT min(kind), min(name_ar), min(name_en), min(wikidata), min(acts_for), "
                 "min(role) FROM entity WHERE code = ?",
        [&](const Statement& s) { row = described(s, 0); }, order[i].first);
    if (!r) return tl::unexpected<Error>(r.error());
    row.code = order[i].first;
    row.documents = order[i].second.documents;
    row.mentions = order[i].second.mentions;
    row.events = order[i].second.events;
    row.claims = order[i].second.claims;
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace

Result<std::vector<EntityRow>> CaseFile::entities(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  const Result<bool> totals = totals_stand(*impl_);
  if (!totals) return tl::unexpected<Error>(totals.error());
  const bool of_all = !f.source && !f.outlet && !f.from && !f.to;
  return *totals && of_all ? from_totals(*impl_, f) : counted(*impl_, f, *totals);
}

// Adds what the new documents have. Where an older one was read anew there is no state, and all are
// counted.
Result<void> refresh_entity_totals(CaseFile::Impl& impl) {
  const Result<bool> stand = totals_stand(impl);
  if (!stand) return tl::unexpected<Error>(stand.error());
  if (*stand) return {};
  bool begun = false;
  auto r = impl.each("SELECT 1 FROM entity_total_state", [&](const Statement&) { begun = true; });
  if (r && !begun) r = impl.run("DELETE FROM entity_total");
  std::string add =
      "INSERT INTO entity_total (code, kind, name_ar, name_en, wikidata, acts_for, role, "
      "documents, mentions, events, claims) SELECT code, min(kind), min(name_ar), min(name_en), "
      "min(wikidata), min(acts_for), min(role), count(*), sum(mentions), sum(events), "
      "sum(claims) FROM entity ";
  if (begun) {
    add +=
        "WHERE document IN (SELECT document FROM searched WHERE round IS NULL AND document IS NOT "
        "NULL) ";
  }
  add += "GROUP BY code";
  if (begun) {
    std::string set;
    for (const char* c : {"documents", "mentions", "events", "claims"}) {
      const std::string name = c;
      set += (set.empty() ? "" : ", ") + name + " = entity_total." + name + " + excluded." + name;
    }
    for (const char* c : {"kind", "name_ar", "name_en", "wikidata", "acts_for", "role"}) {
      const std::string mine = std::string("entity_total.") + c;
      const std::string other = std::string("excluded.") + c;
      set += std::string(", ") + c + " = CASE WHEN " + mine + " IS NULL OR " + other + " < " +
             mine + " THEN " + other + " ELSE " + mine + " END";
    }
    add += " ON CONFLICT (code) DO UPDATE SET " + set;
  }
  if (r) r = impl.run(add);
  if (r) r = impl.run("DELETE FROM entity_total_state");
  if (!r) return r;
  return impl.run(
      "INSERT INTO entity_total_state SELECT 1, max(id) FROM entity HAVING max(id) > 0");
}

}  // namespace isnad
