#include "store/sqlite.h"

#include <sqlite3.h>

#include <cerrno>

namespace isnad {

void Statement::Finalize::operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
void Database::Close::operator()(sqlite3* s) const { sqlite3_close_v2(s); }

Statement& Statement::bind(int64_t v) {
  sqlite3_bind_int64(handle_.get(), ++bound_, v);
  return *this;
}

Statement& Statement::bind(double v) {
  sqlite3_bind_double(handle_.get(), ++bound_, v);
  return *this;
}

Statement& Statement::bind(std::string_view v) {
  sqlite3_bind_text64(handle_.get(), ++bound_, v.empty() ? "" : v.data(), v.size(),
                      SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(const BlobValue& v) {
  sqlite3_bind_blob64(handle_.get(), ++bound_, v.bytes.empty() ? "" : v.bytes.data(),
                      v.bytes.size(), SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind_null() {
  sqlite3_bind_null(handle_.get(), ++bound_);
  return *this;
}

Result<bool> Statement::step() {
  const int rc = sqlite3_step(handle_.get());
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) {
    reset();
    return false;
  }
  Error e = database_->error();
  reset();
  return tl::unexpected<Error>(std::move(e));
}

Result<void> Statement::run() {
  const Result<bool> row = step();
  if (!row) return tl::unexpected<Error>(row.error());
  if (*row) reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
  bound_ = 0;
}

int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }

std::string Statement::text(int column) const {
  const auto* s = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return s ? std::string(s, static_cast<size_t>(sqlite3_column_bytes(handle_.get(), column)))
           : std::string();
}

std::string_view Statement::blob(int column) const {
  const void* bytes = sqlite3_column_blob(handle_.get(), column);
  const int size = sqlite3_column_bytes(handle_.get(), column);
  return bytes ? std::string_view(static_cast<const char*>(bytes), static_cast<size_t>(size))
               : std::string_view();
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

std::optional<int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

Result<Database> Database::open(const std::string& name, Access access, int busy_timeout_ms) {
  Database d;
  d.name_ = name;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
  switch (access) {
    case Access::read:
    case Access::read_immutable:
      flags |= SQLITE_OPEN_READONLY;
      break;
    case Access::write:
      flags |= SQLITE_OPEN_READWRITE;
      break;
    case Access::create:
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
      break;
  }
  std::string uri = "file:";
  static constexpr char kHex[] = "0123456789ABCDEF";
  for (const char c : name) {
    const auto b = static_cast<unsigned char>(c);
    if (b <= ' ' || b >= 0x7F || c == '?' || c == '#' || c == '%') {
      uri += {'%', kHex[b >> 4], kHex[b & 15]};
    } else {
      uri += c;
    }
  }
  if (access == Access::read_immutable) uri += "?immutable=1";
  sqlite3* handle = nullptr;
  const int rc = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
  d.handle_.reset(handle);
  if (rc != SQLITE_OK) return tl::unexpected<Error>(d.error());
  sqlite3_busy_timeout(handle, busy_timeout_ms);
  // A case file may come from anybody: its schema gets no say over functions.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return d;
}

Result<void> Database::execute(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return tl::unexpected<Error>(error());
  }
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &handle,
                         nullptr) != SQLITE_OK) {
    return tl::unexpected<Error>(error());
  }
  Statement s;
  s.database_ = this;
  s.handle_.reset(handle);
  return s;
}

Result<int64_t> Database::integer(const char* sql) {
  Result<Statement> s = prepare(sql);
  if (!s) return tl::unexpected<Error>(s.error());
  const Result<bool> row = s->step();
  if (!row) return tl::unexpected<Error>(row.error());
  return *row ? s->integer(0) : 0;
}

int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

Error Database::error() const {
  const auto words = [&](ErrorCode code, std::string what) {
    return Error{code, name_ + ": " + std::move(what)};
  };
  if (!handle_) return words(ErrorCode::unreadable, "not enough memory to open it");
  const int code = sqlite3_extended_errcode(handle_.get());
  const int system = sqlite3_system_errno(handle_.get());
  const std::string detail = sqlite3_errmsg(handle_.get());
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return words(ErrorCode::locked,
                   "locked: another program is writing to it; try again when it has finished");
    case SQLITE_READONLY:
      return words(ErrorCode::read_only,
                   "read-only: cannot be written to; change its permissions or name another file");
    case SQLITE_FULL:
      return words(ErrorCode::full,
                   "no space left; what was saved before is safe; free some space and run again");
    case SQLITE_NOTADB:
      return words(ErrorCode::bad_format, "is no case file (isnad read makes one)");
    case SQLITE_CORRUPT:
      return words(ErrorCode::corrupt,
                   "the case file is damaged (" + detail + "); restore it from a copy");
    case SQLITE_CANTOPEN:
      return words(ErrorCode::unreadable,
                   "cannot be opened: its folder is missing or access is denied");
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return words(ErrorCode::unreadable, "access denied");
    case SQLITE_IOERR:
      // SQLite itself reports a full disk as SQLITE_FULL, but a quota or a limit on file size as a
      // failed write, and its record of errno is often overwritten by then.
      if (system == ENOSPC || system == EDQUOT || system == EFBIG ||
          ((code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE) && system != EIO)) {
        return words(
            ErrorCode::full,
            "no space left, or a quota or limit is reached; what was saved before is safe; "
            "free some space and run again");
      }
      return words(ErrorCode::unreadable, "reading or writing failed (" + detail + ")");
    case SQLITE_ERROR:
      return words(ErrorCode::corrupt, "not the tables of a case file (" + detail + ")");
    default:
      return words(ErrorCode::unreadable, detail);
  }
}

}  // namespace isnad
