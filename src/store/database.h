#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/backend.h"

// A thin layer over the stores that a case can lie in (SQLite, PostgreSQL): ownership, values by
// type, and failures as words. SQL is written once, in what both understand; store/dialect.h says
// what is put otherwise for PostgreSQL.

namespace isnad {

// A prepared statement; it must not outlive its database. Values are bound by position from 1 in
// the order of the calls to bind.
class Statement {
 public:
  Statement& bind(int64_t v) {
    return with([&](int at) { backend_->bind(at, v); });
  }
  Statement& bind(int v) { return bind(static_cast<int64_t>(v)); }
  Statement& bind(uint32_t v) { return bind(static_cast<int64_t>(v)); }
  Statement& bind(size_t v) { return bind(static_cast<int64_t>(v)); }
  Statement& bind(double v) {
    return with([&](int at) { backend_->bind(at, v); });
  }
  Statement& bind(std::string_view v) {
    return with([&](int at) { backend_->bind(at, v); });
  }
  Statement& bind(const char* v) { return bind(std::string_view(v)); }
  Statement& bind(const std::string& v) { return bind(std::string_view(v)); }
  Statement& bind(const Bytes& v) {
    return with([&](int at) { backend_->bind(at, v); });
  }
  Statement& bind_null() {
    return with([&](int at) { backend_->bind_null(at); });
  }
  template <class T>
  Statement& bind(const std::optional<T>& v) {
    return v ? bind(*v) : bind_null();
  }

  // true: a row stands ready; false: no more. After false or an error the statement is reset and
  // its values are forgotten, so that it can be used again.
  Result<bool> step();
  // Runs a statement that gives no rows. Inside a transaction PostgreSQL may be sent the rows of an
  // INSERT later, together; what is wrong with them is then said at the latest by commit().
  Result<void> run();
  void reset();

  int64_t integer(int column) const { return backend_->integer(column); }
  double real(int column) const { return backend_->real(column); }
  std::string text(int column) const { return std::string(backend_->text(column)); }
  // The bytes of a column of any type; valid until the next step.
  std::string_view blob(int column) const { return backend_->blob(column); }
  bool is_null(int column) const { return backend_->is_null(column); }
  std::optional<std::string> optional_text(int column) const;
  std::optional<int64_t> optional_integer(int column) const;

 private:
  friend class Database;
  template <class Bind>
  Statement& with(Bind bind_at) {
    bind_at(++bound_);
    return *this;
  }
  std::unique_ptr<StatementBackend> backend_;
  int bound_ = 0;
};

class Database {
 public:
  enum class Access { read, read_immutable, write, create };
  // Opens an SQLite file. `name` is the path as the user gave it; messages begin with it.
  static Result<Database> open(const std::string& name, Access access, int busy_timeout_ms);

  Database() = default;
  explicit Database(std::unique_ptr<DatabaseBackend> backend) : backend_(std::move(backend)) {}

  Result<void> execute(const char* sql) { return backend_->execute(sql); }  // no rows
  Result<Statement> prepare(std::string_view sql) const;
  // The first column of the first row.
  Result<int64_t> integer(const char* sql);

  Result<void> begin(Isolation isolation = Isolation::writing) {
    return backend_->begin(isolation);
  }
  Result<void> commit() { return backend_->commit(); }
  void rollback() { backend_->rollback(); }
  bool in_transaction() const { return backend_->in_transaction(); }

  // The id of the row that was inserted last, where the database chose it. Costs PostgreSQL a
  // round trip for each row: where many are inserted, choose ids by new_id().
  int64_t last_id() const { return backend_->last_id(); }
  // An id for a new row of a table with a column `id`, greater than those given before by this
  // connection. REQUIRES: a transaction.
  Result<int64_t> new_id(const char* table) { return backend_->new_id(table); }

  // Is it a server, where others write at the same time and each question costs a round trip?
  bool is_server() const { return backend_->is_server(); }
  // Did the last error come from what another writer did at the same time? Then the transaction
  // may be tried again.
  bool conflicted() const { return backend_->conflicted(); }
  // On a server: waits until nobody else holds lock `number` of this case. Error locked. Inside a
  // transaction it is held to its end, otherwise until unlock().
  Result<void> lock(int number) { return backend_->lock(number); }
  void unlock(int number) { backend_->unlock(number); }
  // The same without waiting, outside of a transaction: is it held now?
  Result<bool> try_lock(int number) { return backend_->try_lock(number); }
  // On a server: a lock of this case by a name, which this connection holds until give_back() or
  // its end, whatever its transactions do. false: another connection holds it. A file has none:
  // true.
  Result<bool> claim(std::string_view what) { return backend_->claim(what); }
  Result<void> give_back(std::string_view what) { return backend_->give_back(what); }
  // Who holds it, for messages; empty if nobody does.
  Result<std::string> holder(std::string_view what) { return backend_->holder(what); }

 private:
  std::unique_ptr<DatabaseBackend> backend_;
};

// Of all case files that this process has open: so many bytes of pages at most stay in memory,
// where each connection alone would keep 64 MB. Thread safe.
void limit_kept_pages(size_t bytes);

}  // namespace isnad
