#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "store/entity_totals.h"
#include "store/name_words.h"
#include "store/query.h"

// Entities over all documents. What queries would have to count is kept in entity_total, and how
// their names begin in name_word: both are what the documents of the last refresh come to.

namespace isnad {

namespace {

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
bool comes_before(const EntityRow& a, const EntityRow& b) {
  return std::tie(b.documents, b.mentions, a.code) < std::tie(a.documents, a.mentions, b.code);
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

// A row of totals or of one group of entities, whose counts stand after the code.
EntityRow counted_row(const Statement& s) {
  EntityRow row = described(s, 5);
  row.code = s.text(0);
  row.documents = s.integer(1);
  row.mentions = s.integer(2);
  row.events = s.integer(3);
  row.claims = s.integer(4);
  return row;
}

// How names must begin, as a key of name_word; empty: any name.
using Beginning = std::string;
constexpr const char* kBeginsSo = "SELECT code FROM name_word WHERE word >= ? AND word < ?";

bool begins_so(const Statement& s, int first, int columns, const Beginning& begin) {
  for (int column = first; column < first + columns; ++column) {
    if (has_word(s.text(column), begin)) return true;
  }
  return false;
}

// A short beginning is that of thousands of names, among them enough of the commonest. Nothing if
// these do not suffice.
Result<std::optional<std::vector<EntityRow>>> among_the_commonest(CaseFile::Impl& impl, size_t most,
                                                                  const Beginning& begin) {
  std::vector<EntityRow> rows;
  auto r = impl.each(
      "SELECT t.code, t.documents, t.mentions, t.events, t.claims, t.kind, t.name_ar, t.name_en, "
      "t.wikidata, t.acts_for, t.role, k.ar, k.en FROM (SELECT * FROM entity_total ORDER BY "
      "documents DESC, mentions DESC, code LIMIT 400) t CROSS JOIN known_name k "
      "WHERE k.code = t.code ORDER BY t.documents DESC, t.mentions DESC, t.code",
      [&](const Statement& s) {
        const bool had = !rows.empty() && rows.back().code == s.text(0);
        if (had || rows.size() == most) return;
        if (begins_so(s, 0, 1, begin) || begins_so(s, 11, 2, begin)) rows.push_back(counted_row(s));
      });
  if (!r) return tl::unexpected<Error>(r.error());
  if (rows.size() < most) return std::optional<std::vector<EntityRow>>();
  return std::optional(std::move(rows));
}

// The rows of the totals, which are in the order of the answer.
Result<std::vector<EntityRow>> from_totals(CaseFile::Impl& impl, const Filter& f,
                                           const Beginning& begin) {
  Query q(
      "SELECT t.code, t.documents, t.mentions, t.events, t.claims, t.kind, t.name_ar, t.name_en, "
      "t.wikidata, t.acts_for, t.role FROM entity_total t");
  if (!begin.empty()) {
    if (f.limit > 0) {
      auto rows = among_the_commonest(impl, f.limit, begin);
      if (!rows) return tl::unexpected<Error>(rows.error());
      if (*rows) return std::move(**rows);
    }
    q.where(std::string("t.code IN (") + kBeginsSo + ")", {begin, past_beginning(begin)});
  }
  if (f.actor) q.where(Query::is_code("t.code"), Query::code_values(*f.actor));
  if (f.type) q.where("t.kind = lower(?)", {*f.type});
  q.order("ORDER BY t.documents DESC, t.mentions DESC, t.code", f);
  return collect<EntityRow>(q, impl.db, counted_row);
}

// As refresh_entity_totals adds what new documents have.
void add_to(EntityRow& total, EntityRow&& fresh) {
  total.documents += fresh.documents;
  total.mentions += fresh.mentions;
  total.events += fresh.events;
  total.claims += fresh.claims;
  const auto least = [](auto& mine, auto& other) {
    if (other < mine) mine = std::move(other);
  };
  const auto least_given = [&](auto& mine, auto& other) {
    if (other && (!mine || *other < *mine)) mine = std::move(other);
  };
  least(total.kind, fresh.kind);
  least(total.name_ar, fresh.name_ar);
  least(total.name_en, fresh.name_en);
  least_given(total.wikidata, fresh.wikidata);
  least_given(total.of, fresh.of);
  least_given(total.role, fresh.role);
}

// Leaves those that have or had a name that begins so: in the totals, or in the new documents.
Result<void> leave_those_that_begin(CaseFile::Impl& impl, const Beginning& begin,
                                    std::vector<EntityRow>& rows) {
  std::unordered_set<std::string> codes;
  auto r = impl.each(
      kBeginsSo, [&](const Statement& s) { codes.insert(s.text(0)); }, begin,
      past_beginning(begin));
  if (r) {
    r = impl.each(std::string("SELECT DISTINCT code, name_ar, name_en FROM entity WHERE document "
                              "IN ") +
                      kNewDocuments,
                  [&](const Statement& s) {
                    if (begins_so(s, 0, 3, begin)) codes.insert(s.text(0));
                  });
  }
  std::erase_if(rows, [&](const EntityRow& row) { return codes.count(row.code) == 0; });
  return r;
}

// The totals with what documents added since their refresh have: what a refresh would answer.
Result<std::vector<EntityRow>> from_totals_and_new(CaseFile::Impl& impl, const Filter& f,
                                                   const Beginning& begin) {
  Query q(
      "SELECT x.code, count(*), sum(x.mentions), sum(x.events), sum(x.claims), min(x.kind), "
      "min(x.name_ar), min(x.name_en), min(x.wikidata), min(x.acts_for), min(x.role) FROM entity "
      "x");
  q.where(std::string("x.document IN ") + kNewDocuments, {});
  if (f.actor) q.where(Query::is_code("x.code"), Query::code_values(*f.actor));
  q.order("GROUP BY x.code", 0);
  Result<std::vector<EntityRow>> fresh = collect<EntityRow>(q, impl.db, counted_row);
  if (!fresh) return fresh;
  if (!begin.empty()) {
    if (auto r = leave_those_that_begin(impl, begin, *fresh); !r) {
      return tl::unexpected<Error>(r.error());
    }
  }
  Filter wide = f;  // of the totals so many that the first ones of both are among them
  wide.offset = 0;
  if (f.limit > 0) wide.limit = f.offset + f.limit + fresh->size();
  Result<std::vector<EntityRow>> rows = from_totals(impl, wide, begin);
  if (!rows) return rows;
  std::unordered_set<std::string_view> changed;
  for (const EntityRow& row : *fresh) changed.insert(row.code);
  std::erase_if(*rows, [&](const EntityRow& row) { return changed.count(row.code) > 0; });
  for (EntityRow& row : *fresh) {
    std::optional<EntityRow> total;
    auto r = impl.each(
        "SELECT code, documents, mentions, events, claims, kind, name_ar, name_en, wikidata, "
        "acts_for, role FROM entity_total WHERE code = ?",
        [&](const Statement& s) { total = counted_row(s); }, row.code);
    if (!r) return tl::unexpected<Error>(r.error());
    if (total) {
      add_to(*total, std::move(row));
      row = std::move(*total);
    }
    if (!f.type || row.kind == to_ascii_lower(*f.type)) rows->push_back(std::move(row));
  }
  std::sort(rows->begin(), rows->end(), comes_before);
  rows->erase(rows->begin(),
              rows->begin() + static_cast<std::ptrdiff_t>(std::min(f.offset, rows->size())));
  if (f.limit > 0 && rows->size() > f.limit) rows->resize(f.limit);
  return rows;
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
  if (*totals) return of_all ? from_totals(*impl_, f, "") : counted(*impl_, f, true);
  const Result<bool> begun = totals_lack_new_ones_only(*impl_);
  if (!begun) return tl::unexpected<Error>(begun.error());
  return *begun && of_all ? from_totals_and_new(*impl_, f, "") : counted(*impl_, f, false);
}

Result<std::vector<EntityRow>> CaseFile::entities_that_begin(const std::string& text,
                                                             size_t most) const {
  const Beginning begin = name_key(text);
  Filter f;
  f.limit = most;
  if (begin.empty()) return entities(f);
  const Snapshot snapshot(*impl_);
  const Result<bool> totals = totals_stand(*impl_);
  if (!totals) return tl::unexpected<Error>(totals.error());
  const Result<bool> begun = totals_lack_new_ones_only(*impl_);
  if (!begun) return tl::unexpected<Error>(begun.error());
  if (impl_->has_name_words && *totals) return from_totals(*impl_, f, begin);
  if (impl_->has_name_words && *begun) return from_totals_and_new(*impl_, f, begin);
  // Nothing is prepared: before the first refresh of this version of isnad.
  Result<std::vector<EntityRow>> rows =
      *totals ? from_totals(*impl_, {}, "") : counted(*impl_, {}, false);
  if (!rows) return rows;
  std::unordered_set<std::string> codes;
  auto r = impl_->each("SELECT code, ar, en FROM known_name", [&](const Statement& s) {
    if (begins_so(s, 0, 3, begin)) codes.insert(s.text(0));
  });
  if (!r) return tl::unexpected<Error>(r.error());
  std::erase_if(*rows, [&](const EntityRow& row) { return codes.count(row.code) == 0; });
  if (most > 0 && rows->size() > most) rows->resize(most);
  return rows;
}

}  // namespace isnad
