#include "store/database.h"

namespace isnad {

Result<bool> Statement::step() {
  Result<bool> row = backend_->step();
  if (!row || !*row) bound_ = 0;
  return row;
}

Result<void> Statement::run() {
  bound_ = 0;
  return backend_->run();
}

void Statement::reset() {
  bound_ = 0;
  backend_->reset();
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

std::optional<int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

Result<Statement> Database::prepare(std::string_view sql) const {
  Result<std::unique_ptr<StatementBackend>> made = backend_->prepare(sql);
  if (!made) return tl::unexpected<Error>(made.error());
  Statement s;
  s.backend_ = std::move(*made);
  return s;
}

Result<int64_t> Database::integer(const char* sql) {
  Result<Statement> s = prepare(sql);
  if (!s) return tl::unexpected<Error>(s.error());
  const Result<bool> row = s->step();
  if (!row) return tl::unexpected<Error>(row.error());
  return *row ? s->integer(0) : 0;
}

}  // namespace isnad
