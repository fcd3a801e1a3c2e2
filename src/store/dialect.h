#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What PostgreSQL is told of the SQL that this folder writes for SQLite. Both understand nearly all
// of it as it stands; here is the rest. Included by src/store/*.cc alone. Plain functions of text.

namespace isnad {

// One statement. ? and ?N become $N; COLLATE NOCASE behind a column or ? and the functions upper
// and lower of a ? change ASCII letters alone, as SQLite's do.
std::string to_postgres(std::string_view sql);

// CREATE and ALTER TABLE, CREATE INDEX: types, keys that the database gives, text that is compared
// by its bytes, and a last column `rowid` where SQLite has one of its own. What stands between the
// lines "-- sqlite only" and "-- end" is left out.
std::string schema_to_postgres(std::string_view ddl);

// An INSERT INTO table [(columns)] VALUES (...) of one row whose values are ? or literals.
struct PlainInsert {
  struct Cell {
    enum class Kind { bound, null, literal } kind = Kind::bound;
    std::string literal;  // as its column reads it: no quotation marks
  };
  std::string table;
  std::vector<std::string> columns;  // empty: those of the table, in their order
  std::vector<Cell> cells;
  bool on_conflict = false;  // ON CONFLICT ... follows
};
// Nothing if the statement is anything else.
std::optional<PlainInsert> plain_insert(std::string_view sql);

// The tables that a schema text makes, in its order: parents before what refers to them.
std::vector<std::string> tables_of(std::string_view ddl);

}  // namespace isnad
