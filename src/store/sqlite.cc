#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <map>

#include "store/database.h"
#include "store/sqlite_search.h"

namespace isnad {

namespace {

class Sqlite;

class SqliteStatement : public StatementBackend {
 public:
  SqliteStatement(const Sqlite& file, sqlite3_stmt* handle) : file_(file), handle_(handle) {}

  void bind(int at, int64_t v) override { sqlite3_bind_int64(handle_.get(), at, v); }
  void bind(int at, double v) override { sqlite3_bind_double(handle_.get(), at, v); }
  void bind(int at, std::string_view v) override {
    sqlite3_bind_text64(handle_.get(), at, v.empty() ? "" : v.data(), v.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
  }
  void bind(int at, const Bytes& v) override {
    sqlite3_bind_blob64(handle_.get(), at, v.bytes.empty() ? "" : v.bytes.data(), v.bytes.size(),
                        SQLITE_TRANSIENT);
  }
  void bind_null(int at) override { sqlite3_bind_null(handle_.get(), at); }

  Result<bool> step() override;
  Result<void> run() override {
    const Result<bool> row = step();
    if (!row) return tl::unexpected<Error>(row.error());
    if (*row) reset();
    return {};
  }
  void reset() override {
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
  }

  int64_t integer(int column) const override { return sqlite3_column_int64(handle_.get(), column); }
  double real(int column) const override { return sqlite3_column_double(handle_.get(), column); }
  std::string_view text(int column) const override {
    return view(sqlite3_column_text(handle_.get(), column), column);
  }
  std::string_view blob(int column) const override {
    return view(sqlite3_column_blob(handle_.get(), column), column);
  }
  bool is_null(int column) const override {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  std::string_view view(const void* bytes, int column) const {
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return bytes ? std::string_view(static_cast<const char*>(bytes), static_cast<size_t>(size))
                 : std::string_view();
  }

  const Sqlite& file_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

class Sqlite : public DatabaseBackend {
 public:
  using Access = Database::Access;

  explicit Sqlite(std::string name) : name_(std::move(name)) {}
  Result<void> open(Access access, int busy_timeout_ms);

  Result<void> execute(const char* sql) override {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      return tl::unexpected<Error>(error());
    }
    return {};
  }
  Result<std::unique_ptr<StatementBackend>> prepare(std::string_view sql) override {
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &handle,
                           nullptr) != SQLITE_OK) {
      return tl::unexpected<Error>(error());
    }
    return std::make_unique<SqliteStatement>(*this, handle);
  }

  Result<void> begin(Isolation isolation) override {
    next_ids_.clear();
    return execute(isolation == Isolation::reading ? "BEGIN" : "BEGIN IMMEDIATE");
  }
  Result<void> commit() override { return execute("COMMIT"); }
  void rollback() override { (void)execute("ROLLBACK"); }
  bool in_transaction() const override { return sqlite3_get_autocommit(handle_.get()) == 0; }

  int64_t last_id() override { return sqlite3_last_insert_rowid(handle_.get()); }
  // Nobody else writes until the transaction ends.
  Result<int64_t> new_id(const char* table) override {
    auto next = next_ids_.find(table);
    if (next == next_ids_.end()) {
      const Result<std::unique_ptr<StatementBackend>> s =
          prepare("SELECT coalesce(max(id), 0) FROM " + std::string(table));
      if (!s) return tl::unexpected<Error>(s.error());
      const Result<bool> row = (*s)->step();
      if (!row) return tl::unexpected<Error>(row.error());
      next = next_ids_.emplace(table, (*s)->integer(0)).first;
    }
    return ++next->second;
  }
  bool is_server() const override { return false; }

  // What went wrong last, as an Error with a way out.
  Error error() const;

 private:
  struct Close {
    void operator()(sqlite3* s) const { sqlite3_close_v2(s); }
  };
  std::string name_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, int64_t, std::less<>> next_ids_;  // the last given, of each table
};

Result<bool> SqliteStatement::step() {
  const int rc = sqlite3_step(handle_.get());
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) {
    reset();
    return false;
  }
  Error e = file_.error();
  reset();
  return tl::unexpected<Error>(std::move(e));
}

// A case tells what somebody follows: a new one is its owner's alone. Whoever wants to share it
// says so with chmod; SQLite gives the files beside it the same rights. Where it cannot be made,
// opening it says why.
void make_for_owner(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0) ::close(file);
}

Result<void> Sqlite::open(Access access, int busy_timeout_ms) {
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
  for (const char c : name_) {
    const auto b = static_cast<unsigned char>(c);
    if (b <= ' ' || b >= 0x7F || c == '?' || c == '#' || c == '%') {
      uri += {'%', kHex[b >> 4], kHex[b & 15]};
    } else {
      uri += c;
    }
  }
  if (access == Access::read_immutable) uri += "?immutable=1";
  if (access == Access::create) make_for_owner(name_);
  sqlite3* handle = nullptr;
  const int rc = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
  handle_.reset(handle);
  if (rc != SQLITE_OK) return tl::unexpected<Error>(error());
  sqlite3_busy_timeout(handle, busy_timeout_ms);
  // A case file may come from anybody: its schema gets no say over functions.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return add_search_functions(handle, name_);
}

Error Sqlite::error() const {
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

}  // namespace

void limit_kept_pages(size_t bytes) {
  sqlite3_soft_heap_limit64(static_cast<sqlite3_int64>(bytes));
}

Result<Database> Database::open(const std::string& name, Access access, int busy_timeout_ms) {
  auto file = std::make_unique<Sqlite>(name);
  if (auto r = file->open(access, busy_timeout_ms); !r) return tl::unexpected<Error>(r.error());
  return Database(std::move(file));
}

}  // namespace isnad
