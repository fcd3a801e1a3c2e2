#include "store/query.h"

namespace isnad {

namespace {

constexpr const char* kConflicts =
    "SELECT c.id, c.key, c.kind, c.about, c.first_day, c.last_day, c.what FROM conflict c";

// Some report of the contradiction, as an event (e) or a relation (r), fits.
std::string some_report(const std::string& event, const std::string& relation) {
  return "EXISTS (SELECT 1 FROM conflict_report t JOIN event x ON x.id = t.report "
         "WHERE c.what = 'event' AND t.conflict = c.id AND " +
         event +
         ") OR EXISTS (SELECT 1 FROM conflict_report t JOIN relation x ON x.id = t.report "
         "WHERE c.what = 'relation' AND t.conflict = c.id AND " +
         relation + ")";
}

Result<void> fill(CaseFile::Impl& impl, int64_t conflict, bool relations, ConflictRow& row) {
  auto r = impl.each(
      "SELECT a.key FROM conflict_account c JOIN account a ON a.id = c.account "
      "WHERE c.conflict = ? ORDER BY a.key",
      [&](const Statement& s) { row.accounts.push_back(s.text(0)); }, conflict);
  if (!r) return r;
  r = impl.each(
      "SELECT value, origins FROM conflict_side WHERE conflict = ? ORDER BY side",
      [&](const Statement& s) {
        row.sides.push_back({s.text(0), s.integer(1), {}, {}});
      },
      conflict);
  if (!r) return r;
  for (size_t i = 0; i < row.sides.size(); ++i) {
    const auto of_side = [&](Query& q, const char* id) {
      q.where("t.conflict = ? AND t.side = ?", {conflict, static_cast<int64_t>(i)});
      q.order(std::string("ORDER BY d.published_first IS NULL, d.published_first, d.uri, ") + id,
              0);
    };
    if (relations) {
      Query q = relation_query(" JOIN conflict_report t ON t.report = r.id");
      of_side(q, "r.id");
      auto rows = relation_rows(impl, q);
      if (!rows) return tl::unexpected<Error>(rows.error());
      row.sides[i].relations = std::move(*rows);
    } else {
      Query q = event_query(" JOIN conflict_report t ON t.report = e.id");
      of_side(q, "e.id");
      auto rows = event_rows(impl, q);
      if (!rows) return tl::unexpected<Error>(rows.error());
      row.sides[i].events = std::move(*rows);
    }
  }
  return {};
}

Result<std::vector<ConflictRow>> read_conflicts(CaseFile::Impl& impl, const Query& q) {
  struct Key {
    int64_t id;
    bool relations;
  };
  std::vector<Key> keys;
  auto rows = collect<ConflictRow>(q, impl.db, [&](const Statement& s) {
    ConflictRow row;
    row.id = s.text(1);
    row.kind = s.text(2);
    row.about = s.text(3);
    row.first_day = s.optional_text(4);
    row.last_day = s.optional_text(5);
    keys.push_back({s.integer(0), s.text(6) == "relation"});
    return row;
  });
  if (!rows) return rows;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (auto r = fill(impl, keys[i].id, keys[i].relations, (*rows)[i]); !r) {
      return tl::unexpected<Error>(r.error());
    }
  }
  return rows;
}

}  // namespace

Result<std::vector<ConflictRow>> CaseFile::conflicts(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return std::vector<ConflictRow>();
  Query q(kConflicts);
  if (auto r = q.days(f, "c.first_day", "c.last_day", "c.days"); !r)
    return tl::unexpected<Error>(r.error());
  if (f.type) q.where("c.kind = lower(?)", {*f.type});
  if (f.actor) {
    q.where(
        some_report("EXISTS (SELECT 1 FROM event_party p WHERE p.event = x.id AND p.role <> "
                    "'source' AND " +
                        Query::is_code("p.code") + ")",
                    "(" + Query::is_code("x.subject") + " OR " + Query::is_code("x.object") + ")"),
        Query::code_values(*f.actor, 3));
  }
  if (f.source) {
    q.where(some_report("EXISTS (SELECT 1 FROM event_party p WHERE p.event = x.id AND p.role = "
                        "'source' AND " +
                            Query::is_code("p.code") + ")",
                        "EXISTS (SELECT 1 FROM relation_source s WHERE s.relation = x.id AND " +
                            Query::is_code("s.code") + ")"),
            Query::code_values(*f.source, 2));
  }
  if (f.outlet) {
    const std::string here =
        "EXISTS (SELECT 1 FROM appearance p WHERE p.document = x.document AND p.outlet = ? COLLATE "
        "NOCASE)";
    q.where(some_report(here, here), {*f.outlet, *f.outlet});
  }
  q.order("ORDER BY c.last_day IS NULL, c.last_day DESC, c.key", f);
  return read_conflicts(*impl_, q);
}

Result<std::vector<ConflictRow>> CaseFile::conflicts_of(const std::string& account) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return std::vector<ConflictRow>();
  Query q(kConflicts);
  q.where(
      "c.id IN (SELECT x.conflict FROM conflict_account x JOIN account a ON a.id = x.account "
      "WHERE a.key = ?)",
      {account});
  q.order("ORDER BY c.last_day IS NULL, c.last_day DESC, c.key", 0);
  return read_conflicts(*impl_, q);
}

Result<ConflictRow> CaseFile::conflict(const std::string& id) const {
  const Snapshot snapshot(*impl_);
  if (!impl_->older) {
    Query q(kConflicts);
    q.where("c.key = ?", {id});
    auto found = read_conflicts(*impl_, q);
    if (!found) return tl::unexpected<Error>(found.error());
    if (!found->empty()) return std::move(found->front());
  }
  return fail(ErrorCode::not_found, impl_->name + ": no contradiction " + id +
                                        "; isnad conflicts -d " + impl_->name + " lists them");
}

}  // namespace isnad
