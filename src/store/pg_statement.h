#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "store/postgres.h"

// A statement of the PostgreSQL store; included by src/store/*.cc alone.

namespace isnad {

class PgStatement : public StatementBackend {
 public:
  PgStatement(Postgres& server, std::string_view sql);
  ~PgStatement() override;

  void bind(int position, int64_t v) override;
  void bind(int position, double v) override;
  void bind(int position, std::string_view v) override;
  void bind(int position, const Bytes& v) override;
  void bind_null(int position) override { value(position) = {}; }

  Result<bool> step() override;
  Result<void> run() override;
  void reset() override;

  int64_t integer(int column) const override;
  double real(int column) const override;
  std::string_view text(int column) const override;
  std::string_view blob(int column) const override;
  bool is_null(int column) const override;

  // Fetches the rows that are still coming in, so that the connection is free for others.
  Result<void> take_rest();

 private:
  PgValue& value(int position);
  Result<void> start();
  Result<void> fetch();  // the next result into row_; null at the end
  std::string_view cell(int column) const;
  std::string& scratch(int column) const;

  Postgres& server_;
  std::string sql_;   // as it was written
  std::string sent_;  // as the server reads it
  std::optional<PlainInsert> insert_;
  std::vector<PgValue> values_;
  std::string name_;  // prepared under this name, from the second use on
  bool used_ = false;
  bool running_ = false;
  PgResult row_;
  std::deque<PgResult> rest_;
  std::optional<Error> rest_error_;
  mutable std::vector<std::string> scratch_;  // of each column
};

}  // namespace isnad
