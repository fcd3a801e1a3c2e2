#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

// A thin layer over SQLite: ownership, values by type, and failures as words.

struct sqlite3;
struct sqlite3_stmt;

namespace isnad {

class Database;

// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

// A prepared statement. Values are bound by position from 1 in the order of the calls to bind.
class Statement {
 public:
  Statement& bind(int64_t v);
  Statement& bind(int v) { return bind(static_cast<int64_t>(v)); }
  Statement& bind(uint32_t v) { return bind(static_cast<int64_t>(v)); }
  Statement& bind(size_t v) { return bind(static_cast<int64_t>(v)); }
  Statement& bind(double v);
  Statement& bind(std::string_view v);
  Statement& bind(const char* v) { return bind(std::string_view(v)); }
  Statement& bind(const std::string& v) { return bind(std::string_view(v)); }
  Statement& bind(const Blob& v);
  Statement& bind_null();
  template <class T>
  Statement& bind(const std::optional<T>& v) {
    return v ? bind(*v) : bind_null();
  }

  // true: a row stands ready; false: no more. After false or an error the statement is reset and
  // its values are forgotten, so that it can be used again.
  Result<bool> step();
  // Runs a statement that gives no rows.
  Result<void> run();
  void reset();

  int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  // Valid until the next step.
  std::string_view blob(int column) const;
  bool is_null(int column) const;
  std::optional<std::string> optional_text(int column) const;
  std::optional<int64_t> optional_integer(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* s) const;
  };
  const Database* database_ = nullptr;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  int bound_ = 0;
};

class Database {
 public:
  enum class Access { read, read_immutable, write, create };
  // `name` is the path as the user gave it; messages begin with it.
  static Result<Database> open(const std::string& name, Access access, int busy_timeout_ms);

  Result<void> execute(const char* sql);  // one or more statements, no rows
  Result<Statement> prepare(std::string_view sql) const;
  // The first column of the first row.
  Result<int64_t> integer(const char* sql);

  // isnad_count and isnad_places, for queries of a full-text table (sqlite_search.cc).
  Result<void> add_search_functions();

  int64_t last_id() const;
  bool in_transaction() const;
  // What went wrong last, as an Error with a way out.
  Error error() const;

 private:
  struct Close {
    void operator()(sqlite3* s) const;
  };
  std::string name_;
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace isnad
