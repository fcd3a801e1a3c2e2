#include "store/case_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/case_impl.h"
#include "store/schema.h"

namespace isnad {

namespace fs = std::filesystem;

namespace {

using Access = Database::Access;

// Root may write to every file; a file that nobody is allowed to write is still meant to stay.
bool writable(const fs::path& path) {
  struct stat s {};
  if (::stat(path.c_str(), &s) != 0) return false;
  return (s.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) != 0 && ::access(path.c_str(), W_OK) == 0;
}

Result<void> check_kind(Database& db, const std::string& name) {
  const Result<int64_t> application = db.integer("PRAGMA application_id");
  if (!application) return tl::unexpected<Error>(application.error());
  if (*application != kApplicationId) {
    return fail(ErrorCode::bad_format, name + ": is no case file (isnad read makes one)");
  }
  const Result<int64_t> version = db.integer("PRAGMA user_version");
  if (!version) return tl::unexpected<Error>(version.error());
  if (*version > kSchemaVersion) {
    return fail(ErrorCode::unsupported, name + ": made by a newer isnad (case file version " +
                                            std::to_string(*version) + ", this one reads up to " +
                                            std::to_string(kSchemaVersion) + "); update isnad");
  }
  if (*version < 1) return fail(ErrorCode::corrupt, name + ": the case file has no version");
  return {};
}

// Is there nothing at all in the database?
Result<bool> blank(Database& db) {
  const Result<int64_t> things = db.integer(
      "SELECT (SELECT count(*) FROM sqlite_schema) + "
      "(SELECT application_id <> 0 FROM pragma_application_id)");
  if (!things) return tl::unexpected<Error>(things.error());
  return *things == 0;
}

// Makes the tables, or brings those of an older version up to this one, in one transaction: another
// program that opens the file sees none of it or all.
Result<void> make_tables(Database& db) {
  if (auto r = db.execute("BEGIN IMMEDIATE"); !r) return r;
  const Result<bool> empty = blank(db);  // somebody may have been faster
  if (!empty) return tl::unexpected<Error>(empty.error());
  const Result<int64_t> version = *empty ? 1 : db.integer("PRAGMA user_version");
  if (!version) return tl::unexpected<Error>(version.error());
  if (*empty) {
    if (auto r = db.execute(kSchema); !r) return r;
  }
  for (int64_t v = *version; v < kSchemaVersion; ++v) {
    if (auto r = db.execute(kSteps[v - 1]); !r) return r;
  }
  if (*version < kFullTextVersion) {
    if (auto r = db.execute(kFullText); !r) return r;
  }
  const std::string marks = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                            "; PRAGMA user_version = " + std::to_string(kSchemaVersion);
  if (auto r = db.execute(marks.c_str()); !r) return r;
  return db.execute("COMMIT");
}

// Is the file of an older version, which the next writer brings up to this one?
Result<bool> is_older(Database& db) {
  const Result<int64_t> version = db.integer("PRAGMA user_version");
  if (!version) return tl::unexpected<Error>(version.error());
  return *version < kSchemaVersion;
}

// How a file may be opened for reading: with its write-ahead log if that can be made or is there,
// otherwise (read-only medium) as it stands.
Access read_access(const fs::path& path) {
  fs::path folder = path.parent_path();
  if (folder.empty()) folder = ".";
  if (writable(path) && writable(folder)) return Access::write;
  std::error_code ec;
  const bool has_log = fs::exists(path.string() + "-wal", ec);
  return has_log ? Access::read : Access::read_immutable;
}

}  // namespace

CaseFile::CaseFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CaseFile::CaseFile(CaseFile&&) noexcept = default;
CaseFile& CaseFile::operator=(CaseFile&&) noexcept = default;
CaseFile::~CaseFile() = default;

Result<CaseFile> CaseFile::open(const fs::path& path, Mode mode, int patience_ms) {
  const std::string name = path.string();
  std::error_code ec;
  const fs::file_status status = fs::status(path, ec);
  if (fs::is_directory(status)) {
    return fail(ErrorCode::unreadable, name + ": is a folder; a case is one file");
  }
  const bool exists = fs::exists(status);
  if (!exists && mode != Mode::create) {
    return fail(ErrorCode::not_found,
                name + ": no such case file; make it with: isnad read INPUT... -d " + name);
  }
  if (exists && ::access(path.c_str(), R_OK) != 0) {
    return fail(ErrorCode::unreadable, name + ": access denied");
  }
  if (exists && mode != Mode::read && !writable(path)) {
    return fail(
        ErrorCode::read_only,
        name + ": read-only: cannot be written to; change its permissions or name another file");
  }
  auto impl = std::make_unique<Impl>();
  impl->name = name;
  const Access access = mode == Mode::create  ? Access::create
                        : mode == Mode::write ? Access::write
                                              : read_access(path);
  Result<Database> db = Database::open(name, access, patience_ms);
  if (!db) return tl::unexpected<Error>(db.error());
  impl->db = std::move(*db);
  if (mode == Mode::create) {
    const Result<bool> empty = blank(impl->db);
    if (!empty) return tl::unexpected<Error>(empty.error());
    if (*empty) {
      if (auto r = make_tables(impl->db); !r) return tl::unexpected<Error>(r.error());
    }
  }
  if (auto r = check_kind(impl->db, name); !r) return tl::unexpected<Error>(r.error());
  const Result<bool> older = is_older(impl->db);
  if (!older) return tl::unexpected<Error>(older.error());
  impl->older = *older && mode == Mode::read;
  if (*older && mode != Mode::read) {
    if (auto r = make_tables(impl->db); !r) return tl::unexpected<Error>(r.error());
  }
  const char* settings = mode == Mode::read
                             ? "PRAGMA query_only = 1; PRAGMA cell_size_check = 1"
                             : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
                               "PRAGMA foreign_keys = 1; PRAGMA cell_size_check = 1";
  if (auto r = impl->db.execute(settings); !r) return tl::unexpected<Error>(r.error());
  if (auto r = impl->db.add_search_functions(); !r) return tl::unexpected<Error>(r.error());
  return CaseFile(std::move(impl));
}

Result<Statement*> CaseFile::Impl::statement(std::string_view sql) {
  auto found = statements.find(sql);
  if (found == statements.end()) {
    Result<Statement> made = db.prepare(sql);
    if (!made) return tl::unexpected<Error>(made.error());
    found = statements.emplace(std::string(sql), std::move(*made)).first;
  }
  found->second.reset();
  return &found->second;
}

Result<void> CaseFile::begin() {
  if (impl_->db.in_transaction()) return {};
  return impl_->run("BEGIN IMMEDIATE");
}

Result<void> CaseFile::commit() {
  if (!impl_->db.in_transaction()) return {};
  return impl_->run("COMMIT");
}

void CaseFile::rollback() {
  if (impl_->db.in_transaction()) (void)impl_->run("ROLLBACK");
}

Result<Added> CaseFile::add(const Record& record, std::string_view text_utf8,
                            const Fingerprint& fingerprint) {
  const bool alone = !impl_->db.in_transaction();
  if (alone) {
    if (auto r = begin(); !r) return tl::unexpected<Error>(r.error());
  }
  if (auto r = impl_->run("SAVEPOINT one"); !r) return tl::unexpected<Error>(r.error());
  Result<Added> added = impl_->add(record, text_utf8, fingerprint);
  if (added) {
    if (auto r = impl_->run("RELEASE one"); !r) added = tl::unexpected<Error>(r.error());
  }
  if (added && alone) {
    if (auto r = commit(); !r) added = tl::unexpected<Error>(r.error());
  }
  // A full disk may have ended the transaction by itself.
  if (!added && impl_->db.in_transaction()) {
    if (alone) {
      rollback();
    } else {
      (void)impl_->run("ROLLBACK TO one");
      (void)impl_->run("RELEASE one");
    }
  }
  return added;
}

}  // namespace isnad
