#include "store/server_case.h"

#include "store/dialect.h"
#include "store/postgres.h"
#include "store/schema.h"

namespace isnad {

namespace {

using Mode = CaseFile::Mode;

// The first version that had a server, with all that queries ask for.
constexpr int64_t kAcrossOnServer = 4;

// What stands in the schema that the URL names.
struct Found {
  int64_t things = 0;  // tables, indexes and sequences of whomever
  bool ours = false;
  int64_t version = 0;
};

class Schema {
 public:
  Schema(Database& db, const CaseUrl& url) : db_(db), url_(url) {}

  Result<Found> look() {
    Found found;
    const std::string quoted = '\'' + url_.schema + '\'';
    const Result<int64_t> ours = db_.integer(
        ("SELECT to_regclass('" + url_.schema + ".store_version') IS NOT NULL").c_str());
    if (!ours) return tl::unexpected<Error>(ours.error());
    found.ours = *ours != 0;
    if (found.ours) {
      const Result<int64_t> version = db_.integer("SELECT version FROM store_version");
      if (!version) return tl::unexpected<Error>(version.error());
      found.version = *version;
      return found;
    }
    const Result<int64_t> things = db_.integer(
        ("SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace(" + quoted + ")")
            .c_str());
    if (!things) return tl::unexpected<Error>(things.error());
    found.things = *things;
    return found;
  }

  Result<void> check(const Found& found) const {
    if (!found.ours && found.things > 0) {
      return fail(ErrorCode::bad_format,
                  url_.shown + ": the schema " + url_.schema +
                      " holds tables that are no case; name another with ?schema=NAME");
    }
    if (!found.ours) {
      return fail(ErrorCode::not_found, url_.shown + ": no case there yet (schema " + url_.schema +
                                            "); make it with: isnad read INPUT... -d " +
                                            url_.shown);
    }
    if (found.version > kSchemaVersion) {
      return fail(ErrorCode::unsupported, url_.shown + ": made by a newer isnad (case version " +
                                              std::to_string(found.version) +
                                              ", this one reads up to " +
                                              std::to_string(kSchemaVersion) + "); update isnad");
    }
    if (found.version < 1) {
      return fail(ErrorCode::corrupt, url_.shown + ": the case has no version");
    }
    return {};
  }

  // Makes the tables, or brings those of an older version up to this one, in one transaction.
  Result<void> make() {
    if (auto r = db_.begin(); !r) return r;
    auto made = make_inside();
    if (made) made = db_.commit();
    if (!made && db_.in_transaction()) db_.rollback();
    return made;
  }

 private:
  Result<void> make_inside() {
    if (auto r = db_.lock(kSchemaLock); !r) return r;
    const Result<Found> now = look();  // somebody may have been faster
    if (!now) return tl::unexpected<Error>(now.error());
    if (!now->ours && now->things > 0) return check(*now);
    std::string sql;
    if (!now->ours) {
      sql = "CREATE SCHEMA IF NOT EXISTS \"" + url_.schema + "\";" + schema_to_postgres(kSchema) +
            "CREATE TABLE store_version (version BIGINT NOT NULL);"
            "INSERT INTO store_version VALUES (1);";
    }
    for (int64_t v = now->ours ? now->version : 1; v < kSchemaVersion; ++v) {
      sql += schema_to_postgres(kSteps[v - 1]);
      sql += kServerSteps[v - 1];
    }
    sql += "UPDATE store_version SET version = " + std::to_string(kSchemaVersion);
    return db_.execute(sql.c_str());
  }

  Database& db_;
  const CaseUrl& url_;
};

}  // namespace

Result<std::unique_ptr<CaseFile::Impl>> open_server_case(const std::string& url, Mode mode,
                                                         int patience_ms) {
  const Result<CaseUrl> parsed = parse_case_url(url);
  if (!parsed) return tl::unexpected<Error>(parsed.error());
  auto server = std::make_unique<Postgres>(*parsed);
  if (auto r = server->connect(mode == Mode::read, patience_ms); !r) {
    return tl::unexpected<Error>(r.error());
  }
  auto impl = std::make_unique<CaseFile::Impl>();
  impl->name = parsed->shown;
  impl->db = Database(std::move(server));
  Schema schema(impl->db, *parsed);
  Result<Found> found = schema.look();
  if (!found) return tl::unexpected<Error>(found.error());
  const bool blank = !found->ours && found->things == 0;
  if ((mode == Mode::create && blank) ||
      (mode != Mode::read && found->ours && found->version < kSchemaVersion)) {
    if (auto r = schema.make(); !r) return tl::unexpected<Error>(r.error());
    found = schema.look();
    if (!found) return tl::unexpected<Error>(found.error());
  }
  if (auto r = schema.check(*found); !r) return tl::unexpected<Error>(r.error());
  impl->older = found->version < kAcrossOnServer;
  impl->has_name_words = found->version >= kNameWordsVersion;
  return impl;
}

}  // namespace isnad
