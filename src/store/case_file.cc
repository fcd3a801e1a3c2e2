#include "store/case_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/case_impl.h"
#include "store/case_older.h"
#include "store/case_url.h"
#include "store/schema.h"
#include "store/server_case.h"
#include "store/text_index.h"

namespace isnad {

namespace fs = std::filesystem;

namespace {

using Access = Database::Access;

// Texts and titles that wait for their index at most.
constexpr size_t kMostUnindexed = 256;

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
  if (auto r = db.begin(); !r) return r;
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
  return db.commit();
}

// A file of an older version answers as it is, until a writer brings it up to this one.
Result<void> use_older(CaseFile::Impl& impl, CaseFile::Mode mode) {
  const Result<int64_t> version = impl.db.integer("PRAGMA user_version");
  if (!version) return tl::unexpected<Error>(version.error());
  if (*version >= kSchemaVersion) return {};
  if (mode != CaseFile::Mode::read) return make_tables(impl.db);
  impl.older = *version < kAcrossVersion;
  impl.has_name_words = *version >= kNameWordsVersion;
  return read_older(impl.db, *version);
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
  if (is_case_url(name)) {
    Result<std::unique_ptr<Impl>> impl = open_server_case(name, mode, patience_ms);
    if (!impl) return tl::unexpected<Error>(impl.error());
    return CaseFile(std::move(*impl));
  }
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
  if (auto r = use_older(*impl, mode); !r) return tl::unexpected<Error>(r.error());
  const char* settings =
      mode == Mode::read
          ? "PRAGMA query_only = 1; PRAGMA cell_size_check = 1; PRAGMA cache_size = -65536"
          : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
            "PRAGMA foreign_keys = 1; PRAGMA cell_size_check = 1; PRAGMA cache_size = -65536";
  if (auto r = impl->db.execute(settings); !r) return tl::unexpected<Error>(r.error());
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
  if (impl_->db.is_server()) {
    impl_->grouped = true;
    return {};
  }
  if (impl_->db.in_transaction()) return {};
  impl_->counting.clear();
  return impl_->db.begin();
}

Result<void> CaseFile::commit() {
  if (impl_->db.is_server()) {
    impl_->grouped = false;
    if (auto r = impl_->write_waiting(true); !r) return r;
  } else if (!impl_->db.in_transaction()) {
    return {};
  } else {
    auto r = write_unindexed(*impl_);
    if (r) r = impl_->db.commit();
    if (!r) return r;
  }
  for (const auto& [what, count] : impl_->counting) impl_->settled[what] += count;
  impl_->counting.clear();
  return {};
}

void CaseFile::rollback() {
  impl_->grouped = false;
  impl_->forget_waiting();
  impl_->unindexed.clear();
  impl_->counting.clear();
  if (impl_->db.in_transaction()) impl_->db.rollback();
}

Result<void> CaseFile::hold_still() const {
  return impl_->db.in_transaction() ? Result<void>() : impl_->db.begin(Isolation::reading);
}

std::map<Added, size_t> CaseFile::tally() const { return impl_->settled; }
const std::string& CaseFile::name() const { return impl_->name; }

Result<Added> CaseFile::add(const Record& record, std::string_view text_utf8,
                            const Fingerprint& fingerprint, const Evidence* evidence) {
  if (auto r = check_names(record, fingerprint); !r) return tl::unexpected<Error>(r.error());
  if (impl_->db.is_server()) {
    const bool alone = !impl_->grouped;
    Result<Added> added = impl_->add_later(record, text_utf8, fingerprint, evidence);
    if (!added || !alone) return added;
    if (auto r = commit(); !r) return tl::unexpected<Error>(r.error());
    return added;
  }
  const bool alone = !impl_->db.in_transaction();
  if (alone) {
    if (auto r = begin(); !r) return tl::unexpected<Error>(r.error());
  }
  // Before the savepoint: what is undone with it is its own alone.
  if (impl_->unindexed.size() >= kMostUnindexed) {
    if (auto r = write_unindexed(*impl_); !r) return tl::unexpected<Error>(r.error());
  }
  if (auto r = impl_->run("SAVEPOINT one"); !r) return tl::unexpected<Error>(r.error());
  const auto unindexed = impl_->unindexed;
  Result<Added> added = impl_->add(record, text_utf8, fingerprint);
  if (added && evidence) {
    auto r = impl_->insert_evidence(record.doc.id, record.doc.uri, *evidence);
    if (!r) added = tl::unexpected<Error>(r.error());
  }
  if (added) {
    if (auto r = impl_->run("RELEASE one"); !r) added = tl::unexpected<Error>(r.error());
  }
  if (added) ++impl_->counting[*added];
  if (added && alone) {
    if (auto r = commit(); !r) added = tl::unexpected<Error>(r.error());
  }
  // A full disk may have ended the transaction by itself.
  if (!added && impl_->db.in_transaction()) {
    if (alone) {
      rollback();
    } else {
      (void)impl_->run("ROLLBACK TO one");
      impl_->unindexed = unindexed;
      (void)impl_->run("RELEASE one");
    }
  }
  return added;
}

}  // namespace isnad
