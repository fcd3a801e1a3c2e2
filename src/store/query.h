#pragma once
#include <algorithm>
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
  explicit Query(std::string select) : sql_(std::move(select)), server_sql_(sql_) {}

  void where(const std::string& condition, std::vector<Value> values = {}) {
    where(condition, condition, std::move(values));
  }

  // Holds where `column` is the wanted code, which is given as a code or a name: four values.
  static std::string is_code(const std::string& column) {
    return column +
           " IN (SELECT ? UNION ALL SELECT upper(?) UNION ALL SELECT code FROM known_name "
           "WHERE en = ? COLLATE NOCASE UNION ALL SELECT code FROM known_name WHERE ar = ?)";
  }
  static std::vector<Value> code_values(const std::string& wanted, int times = 1) {
    return std::vector<Value>(static_cast<size_t>(times) * 4, Value(wanted));
  }

  void outlet(const Filter& f, const std::string& document) {
    if (!f.outlet) return;
    where(document + " IN (" + kOfOutlet + ")", {*f.outlet});
  }
  static constexpr const char* kOfOutlet =
      "SELECT document FROM appearance WHERE outlet = ? COLLATE NOCASE";

  // Events of which the wanted code is a party: values as for is_code. Sets that do not look at the
  // row in hand are found once for a query, by their own indexes.
  static std::string events_of(const char* roles) {
    return std::string("SELECT p.event FROM event_party p WHERE p.role ") + roles + " AND " +
           is_code("p.code");
  }
  static constexpr const char* kParty = "<> 'source'";
  static constexpr const char* kSource = "= 'source'";

  // What overlaps the days between from and to: the columns of its first and last day, and the
  // range that a server keeps of the two, if it does.
  Result<void> days(const Filter& f, const std::string& first, const std::string& last,
                    const std::string& range = "") {
    const auto range_of = [](const std::string& s) -> Result<DayRange> {
      if (const std::optional<DayRange> r = edtf_days(s)) return *r;
      return fail(ErrorCode::bad_argument,
                  "\"" + s + "\" is no date: write 2025, 2025-04, 2025-04-04 or a range 2024/2025");
    };
    if (f.from) {
      const Result<DayRange> r = range_of(*f.from);
      if (!r) return tl::unexpected<Error>(r.error());
      where(last + " >= ?", in_range(range, "?, '9999-12-31'", last + " >= ?"), {r->first});
    }
    if (f.to) {
      const Result<DayRange> r = range_of(*f.to);
      if (!r) return tl::unexpected<Error>(r.error());
      where(first + " <= ?", in_range(range, "'0000-01-01', ?", first + " <= ?"), {r->last});
    }
    return {};
  }

  void order(const std::string& by, size_t limit, size_t offset = 0) {
    tail_ += ' ' + by;
    limit_ = limit;
    if (limit > 0) {
      tail_ += " LIMIT " + std::to_string(std::max(limit, kLeastLimit));
    } else if (offset > 0) {
      tail_ += kNoLimit;  // SQLite has no OFFSET alone
    }
    if (offset > 0) tail_ += " OFFSET " + std::to_string(offset);
  }
  // The page of a list that the filter asks for.
  void order(const std::string& by, const Filter& f) { order(by, f.limit, f.offset); }

  // Rows that count; 0: all.
  size_t limit() const { return limit_; }

  // Holds where `column` is one of what the other query selects.
  void where_in(const std::string& column, const Query& other) {
    where(column + " IN (" + other.sql(false) + ")", column + " IN (" + other.sql(true) + ")",
          other.values_);
  }

  std::string sql(bool server) const { return (server ? server_sql_ : sql_) + tail_; }

  Result<Statement> prepare(const Database& db) const {
    Result<Statement> s = db.prepare(sql(db.is_server()));
    if (!s) return s;
    for (const Value& v : values_) {
      std::visit([&](const auto& x) { s->bind(x); }, v);
    }
    return s;
  }

 private:
  // For a row or two SQLite sorts all rather than walk the index that has their order.
  static constexpr size_t kLeastLimit = 20;
  static constexpr const char* kNoLimit = " LIMIT 1000000000000";

  // The same condition as a file and as a server is asked it, with the same values.
  void where(const std::string& condition, const std::string& on_server,
             std::vector<Value> values) {
    const char* const link = first_ ? " WHERE (" : " AND (";
    first_ = false;
    sql_ += link + condition + ')';
    server_sql_ += link + on_server + ')';
    for (Value& v : values) values_.push_back(std::move(v));
  }
  static std::string in_range(const std::string& range, const char* bounds,
                              const std::string& otherwise) {
    return range.empty() ? otherwise : range + " && day_range(" + bounds + ")";
  }

  std::string sql_;
  std::string server_sql_;
  std::string tail_;  // behind the conditions
  std::vector<Value> values_;
  size_t limit_ = 0;
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
    if (rows.size() == query.limit()) return rows;
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

// Rows by the ids of what they are, to gather what hangs on many of them with few statements.
class RowsById {
 public:
  // ids[i] is the id of row i; several rows may be of one id.
  explicit RowsById(const std::vector<int64_t>& ids);

  // Runs `select`, which ends in the column that must be one of the ids, and calls
  // visit(row, statement) for each row of the id in its first column.
  template <class Visit>
  Result<void> each(CaseFile::Impl& impl, const std::string& select, const std::string& order,
                    Visit visit) const {
    for (const std::string& list : lists()) {
      Result<Statement> s = impl.db.prepare(select + " IN (" + list + ") ORDER BY " + order);
      if (!s) return tl::unexpected<Error>(s.error());
      for (;;) {
        const Result<bool> row = s->step();
        if (!row) return tl::unexpected<Error>(row.error());
        if (!*row) break;
        auto at = std::lower_bound(order_.begin(), order_.end(),
                                   std::pair<int64_t, size_t>(s->integer(0), 0));
        for (; at != order_.end() && at->first == s->integer(0); ++at) visit(at->second, *s);
      }
    }
    return {};
  }

  // The ids, each once, ascending, with commas; so many of them in each list that one statement
  // takes it.
  std::vector<std::string> lists() const;

 private:
  static constexpr size_t kMostIds = 500;
  std::vector<std::pair<int64_t, size_t>> order_;
};

// The documents that the filter leaves, in the order of CaseFile::documents.
Result<std::vector<int64_t>> document_ids(CaseFile::Impl& impl, const Filter& f);

// What an article without a title is called: the first line of its text, cut at a word.
std::string opening_of(const std::string& text);

// Selects events (e) or relations (r) with their documents (d), further tables joined by `more`.
Query event_query(const std::string& more = "");
Query relation_query(const std::string& more = "");
// Claims (c) with their documents (d), which SQLite then reads first if `documents_first`.
Query claim_query(bool documents_first = false);
// The rows of such a query, with all that hangs on them; `ids`, if it is not null, becomes the id
// of each.
Result<std::vector<EventRow>> event_rows(CaseFile::Impl& impl, const Query& q,
                                         std::vector<int64_t>* ids = nullptr);
Result<std::vector<RelationRow>> relation_rows(CaseFile::Impl& impl, const Query& q,
                                               std::vector<int64_t>* ids = nullptr);
Result<std::vector<ClaimRow>> claim_rows(CaseFile::Impl& impl, const Query& q);

}  // namespace isnad
