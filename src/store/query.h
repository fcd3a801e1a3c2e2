#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "record/edtf.h"
#include "store/case_impl.h"

// How the queries of a case file put their SQL together; included by src/store/*.cc alone.

namespace isnad {

using Value = std::variant<int64_t, std::string>;

// A WHERE clause that grows with the filter, and its values in order.
class Query {
 public:
  explicit Query(std::string select) : sql_(std::move(select)) {}

  void where(const std::string& condition, std::vector<Value> values = {}) {
    sql_ += first_ ? " WHERE " : " AND ";
    first_ = false;
    sql_ += '(' + condition + ')';
    for (Value& v : values) values_.push_back(std::move(v));
  }

  // Holds where `column` is the wanted code, which is given as a code or a name: four values.
  static std::string is_code(const std::string& column) {
    return column +
           " IN (SELECT ? UNION ALL SELECT upper(?) UNION ALL SELECT code FROM entity "
           "WHERE name_en = ? COLLATE NOCASE OR name_ar = ?)";
  }
  static std::vector<Value> code_values(const std::string& wanted, int times = 1) {
    return std::vector<Value>(static_cast<size_t>(times) * 4, Value(wanted));
  }

  void outlet(const Filter& f, const std::string& document) {
    if (!f.outlet) return;
    where("EXISTS (SELECT 1 FROM appearance a WHERE a.document = " + document +
              " AND a.outlet = ? COLLATE NOCASE)",
          {*f.outlet});
  }

  Result<void> days(const Filter& f, const std::string& first, const std::string& last) {
    const auto range_of = [](const std::string& s) -> Result<DayRange> {
      if (const std::optional<DayRange> r = edtf_days(s)) return *r;
      return fail(ErrorCode::bad_argument,
                  "\"" + s + "\" is no date: write 2025, 2025-04, 2025-04-04 or a range 2024/2025");
    };
    if (f.from) {
      const Result<DayRange> r = range_of(*f.from);
      if (!r) return tl::unexpected<Error>(r.error());
      where(last + " >= ?", {r->first});
    }
    if (f.to) {
      const Result<DayRange> r = range_of(*f.to);
      if (!r) return tl::unexpected<Error>(r.error());
      where(first + " <= ?", {r->last});
    }
    return {};
  }

  void order(const std::string& by, size_t limit) {
    sql_ += ' ' + by;
    if (limit > 0) sql_ += " LIMIT " + std::to_string(limit);
  }

  Result<Statement> prepare(const Database& db) const {
    Result<Statement> s = db.prepare(sql_);
    if (!s) return s;
    for (const Value& v : values_) {
      std::visit([&](const auto& x) { s->bind(x); }, v);
    }
    return s;
  }

 private:
  std::string sql_;
  std::vector<Value> values_;
  bool first_ = true;
};

template <class Row, class Make>
Result<std::vector<Row>> collect(const Query& query, const Database& db, Make make) {
  Result<Statement> s = query.prepare(db);
  if (!s) return tl::unexpected<Error>(s.error());
  std::vector<Row> rows;
  for (;;) {
    const Result<bool> row = s->step();
    if (!row) return tl::unexpected<Error>(row.error());
    if (!*row) return rows;
    rows.push_back(make(*s));
  }
}

inline Where where_of(const Statement& row) {
  return {row.text(0), row.text(1), row.optional_text(2), row.optional_text(3)};
}

inline Span span_at(const Statement& row, int column) {
  return {static_cast<uint32_t>(row.integer(column)),
          static_cast<uint32_t>(row.integer(column + 1))};
}

inline constexpr const char* kWhereColumns = "d.sha, d.uri, d.outlet, d.published";

// Selects events (e) or relations (r) with their documents (d), further tables joined by `more`.
Query event_query(const std::string& more = "");
Query relation_query(const std::string& more = "");
Query claim_query();  // claims (c) with their documents (d)
// The rows of such a query, with all that hangs on them.
Result<std::vector<EventRow>> event_rows(CaseFile::Impl& impl, const Query& q);
Result<std::vector<RelationRow>> relation_rows(CaseFile::Impl& impl, const Query& q);
Result<std::vector<ClaimRow>> claim_rows(CaseFile::Impl& impl, const Query& q);

}  // namespace isnad
