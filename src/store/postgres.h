#pragma once
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "store/backend.h"
#include "store/case_url.h"
#include "store/dialect.h"

// The PostgreSQL store (libpq): one connection, its statements, and the rows that wait to be sent
// together; included by src/store/*.cc alone.

struct pg_conn;
struct pg_result;

namespace isnad {

struct ClearPgResult {
  void operator()(pg_result* r) const;
};
using PgResult = std::unique_ptr<pg_result, ClearPgResult>;

// A value that goes to the server: text as it reads it, or bytes.
struct PgValue {
  std::string bytes;
  bool null = true;
  bool binary = false;
};

class Postgres;
class PgStatement;

// Rows of plain INSERTs of one transaction. They go to the server by COPY, table by table; those
// with ON CONFLICT as statements without waiting for each answer.
class PgRows {
 public:
  explicit PgRows(Postgres& server) : server_(server) {}

  // Keeps a row. `sql`: the statement as the server reads it. REQUIRES: not gives_id(form).
  Result<void> add(const PlainInsert& form, const std::string& sql,
                   const std::vector<PgValue>& values);
  // Does the table have ids that the database gives, and does the form leave the id to it?
  Result<bool> gives_id(const PlainInsert& form);
  Result<void> send();
  void clear() { tables_.clear(), bytes_ = 0; }
  bool empty() const { return tables_.empty(); }

 private:
  struct Batch {
    PlainInsert form;
    std::string sql;
    std::string copy;                              // rows in COPY's text form
    std::vector<std::vector<PgValue>> statements;  // rows with ON CONFLICT
    std::unordered_set<std::string> seen;          // of those
  };
  struct Table {
    std::vector<std::string> columns;
    bool has_id = false;  // that the database gives
  };
  Result<void> learn_tables();
  Result<void> copy(const Batch& batch);
  Result<void> run_all(const Batch& batch);

  Postgres& server_;
  // By the table's place in the schema, then by the order in which the statements came.
  std::map<size_t, std::vector<Batch>> tables_;
  size_t bytes_ = 0;
  std::map<std::string, Table, std::less<>> known_;
  std::map<std::string, size_t, std::less<>> places_;
};

class Postgres : public DatabaseBackend {
 public:
  explicit Postgres(CaseUrl url);
  ~Postgres() override;
  Result<void> connect(bool read_only, int patience_ms);

  Result<void> execute(const char* sql) override;
  Result<std::unique_ptr<StatementBackend>> prepare(std::string_view sql) override;
  Result<void> begin(Isolation isolation) override;
  Result<void> commit() override;
  void rollback() override;
  bool in_transaction() const override { return in_transaction_; }
  int64_t last_id() override { return last_id_; }
  Result<int64_t> new_id(const char* table) override;
  bool is_server() const override { return true; }
  bool conflicted() const override { return conflicted_; }
  Result<void> lock(int number) override;
  void unlock(int number) override;
  Result<bool> try_lock(int number) override;
  Result<bool> claim(std::string_view what) override;
  Result<void> give_back(std::string_view what) override;
  Result<std::string> holder(std::string_view what) override;

 private:
  friend class PgRows;
  friend class PgStatement;
  struct Finish {
    void operator()(pg_conn* c) const;
  };

  // The number of a claim, among those of a key of 64 bits.
  int64_t claim_key(std::string_view what) const;
  Result<std::string> ask_one(const std::string& sql);  // the first cell of the answer
  // Ends the reading of another statement's rows and sends the rows that wait.
  Result<void> make_ready();
  Result<PgResult> ask(const char* sql);
  // What went wrong last, as an Error with a way out. `result` may be null.
  Error error(const pg_result* result);
  Error connection_error() const;

  CaseUrl url_;
  std::unique_ptr<pg_conn, Finish> connection_;
  PgRows rows_;
  PgStatement* streaming_ = nullptr;  // whose rows are still coming in
  bool in_transaction_ = false;
  bool conflicted_ = false;
  std::optional<Error> first_error_;  // of this transaction
  int patience_ms_ = 0;
  int64_t last_id_ = 0;
  size_t next_name_ = 0;  // of a prepared statement
  struct Ids {
    std::deque<int64_t> left;
    size_t block = 0;
  };
  std::map<std::string, Ids, std::less<>> ids_;
};

// What PostgreSQL cannot hold in a text, U+0000 and bytes that are no UTF-8, is kept as code points
// that no text has.
std::string pg_text(std::string_view text);
// The text again; `scratch` holds it if it is another than the kept one.
std::string_view text_of_pg(std::string_view kept, std::string& scratch);

}  // namespace isnad
