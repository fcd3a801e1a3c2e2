#include "store/postgres.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sha256.h"
#include "base/this_process.h"
#include "store/libpq.h"
#include "store/pg_statement.h"
#include "store/schema.h"

namespace isnad {

namespace {

constexpr int kOldestServer = 150000;
// While somebody else refreshes the case, which may take minutes.
constexpr int kLongPatienceMs = 600000;
constexpr size_t kFirstIds = 16;
constexpr size_t kMostIds = 512;

std::string one_line(std::string_view s) {
  std::string out;
  for (const char c : s) {
    const bool blank = c == '\n' || c == '\t' || c == '\r' || c == ' ';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

void ClearPgResult::operator()(pg_result* r) const { pq().PQclear(r); }
void Postgres::Finish::operator()(pg_conn* c) const { pq().PQfinish(c); }

Postgres::Postgres(CaseUrl url) : url_(std::move(url)), rows_(*this) {}
Postgres::~Postgres() = default;

Result<void> Postgres::connect(bool read_only, int patience_ms) {
  patience_ms_ = patience_ms;
  if (auto r = load_libpq(); !r) return r;
  char* fault = nullptr;
  PQconninfoOption* options = pq().PQconninfoParse(url_.connection.c_str(), &fault);
  pq().PQfreemem(fault);  // it may quote a password
  if (!options) {
    return fail(ErrorCode::bad_argument,
                url_.shown +
                    ": is no URL of a database: write postgresql://USER@HOST/DATABASE; other signs "
                    "than letters and digits in a user or password are percent-encoded");
  }
  pq().PQconninfoFree(options);
  // What comes behind the URL overrides it. Both sides find out within a minute that the other is
  // gone without a word: then its locks are free.
  const std::string program = "isnad " + this_process();
  const char* const keys[] = {
      "connect_timeout",           "keepalives_idle", "keepalives_interval", "keepalives_count",
      "fallback_application_name", "dbname",          "client_encoding",     nullptr};
  const char* const values[] = {"10",   "30",   "10", "3", program.c_str(), url_.connection.c_str(),
                                "UTF8", nullptr};
  connection_.reset(pq().PQconnectdbParams(keys, values, 1));
  if (pq().PQstatus(connection_.get()) != CONNECTION_OK) {
    return tl::unexpected<Error>(connection_error());
  }
  pq().PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  if (pq().PQserverVersion(connection_.get()) < kOldestServer) {
    return fail(ErrorCode::unsupported,
                url_.shown + ": the server is PostgreSQL " +
                    std::to_string(pq().PQserverVersion(connection_.get()) / 10000) +
                    "; isnad needs 15 or newer");
  }
  const char* encoding = pq().PQparameterStatus(connection_.get(), "server_encoding");
  if (encoding && std::string_view(encoding) != "UTF8") {
    return fail(ErrorCode::unsupported,
                url_.shown + ": the database holds texts as " + encoding +
                    "; make one with: createdb --encoding=UTF8 --template=template0 NAME");
  }
  const std::string settings = fmt::format(
      "SET search_path TO \"{}\"; SET lock_timeout = {}; SET bytea_output = 'hex'; "
      "SET extra_float_digits = 1; SET standard_conforming_strings = on; "
      "SET client_min_messages = warning; SET jit = off; "
      "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; "
      "SET tcp_keepalives_count = 3; "
      "SET default_transaction_read_only = {}",
      url_.schema, std::max(patience_ms, 1), read_only ? "on" : "off");
  return execute(settings.c_str());
}

Error Postgres::connection_error() const {
  const PGconn* c = connection_.get();
  const char* way_out = "check that the server runs and that host and port are right";
  if (pq().PQconnectionNeedsPassword(c)) {
    way_out = "it wants a password: put it into ~/.pgpass or PGPASSWORD";
  } else if (pq().PQconnectionUsedPassword(c)) {
    way_out = "check the user, password and database in the URL, and the user's rights";
  } else if (c &&
             std::string_view(pq().PQerrorMessage(c)).find("FATAL") != std::string_view::npos) {
    way_out = "check the user and database in the URL, and the user's rights";
  }
  return {ErrorCode::unreadable,
          url_.shown + ": cannot connect (" + one_line(pq().PQerrorMessage(c)) + "); " + way_out};
}

Error Postgres::error(const pg_result* result) {
  const auto words = [&](ErrorCode code, const std::string& what) {
    Error e{code, url_.shown + ": " + what};
    if (in_transaction_ && !first_error_) first_error_ = e;
    return e;
  };
  conflicted_ = false;
  const char* state = result ? pq().PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const std::string_view code = state ? state : "";
  if (pq().PQstatus(connection_.get()) != CONNECTION_OK || code.substr(0, 2) == "08" ||
      code.substr(0, 3) == "57P") {
    return words(ErrorCode::unreachable,
                 "the server ended the connection; what was saved before is safe; run again when "
                 "it is back");
  }
  const char* primary = result ? pq().PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  const std::string detail = one_line(primary ? primary : pq().PQerrorMessage(connection_.get()));
  if (code == "25P02" && first_error_) return *first_error_;
  if (code == "40001" || code == "40P01" || code == "23505" || code == "23503") {
    conflicted_ = true;
    return words(ErrorCode::locked, "another writer was in the way (" + detail + "); try again");
  }
  if (code == "55P03") {
    return words(ErrorCode::locked,
                 "locked: another program is writing to it; try again when it has finished");
  }
  if (code == "25006") {
    return words(ErrorCode::read_only,
                 "read-only: the server takes no writing here; connect to the primary server");
  }
  if (code == "42501") {
    return words(ErrorCode::read_only,
                 "the user may not do this (" + detail +
                     "); ask the owner of the database for the rights (docs/postgres.md)");
  }
  if (code.substr(0, 2) == "53") {
    return words(code == "53100" ? ErrorCode::full : ErrorCode::unreadable,
                 "the server has no room (" + detail + "); what was saved before is safe");
  }
  if (code == "22021" || code == "22P05") {
    return words(ErrorCode::bad_encoding, "the server takes no such text (" + detail + ")");
  }
  if (code == "42P01" || code == "42703" || code == "3F000" || code == "42883") {
    return words(ErrorCode::corrupt, "not the tables of a case (" + detail + ")");
  }
  return words(ErrorCode::unreadable, "the server answered: " + detail);
}

Result<void> Postgres::make_ready() {
  if (streaming_) {
    if (auto r = streaming_->take_rest(); !r) return r;
  }
  return rows_.send();
}

Result<PgResult> Postgres::ask(const char* sql) {
  PgResult result(pq().PQexec(connection_.get(), sql));
  const ExecStatusType status = pq().PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) {
    return tl::unexpected<Error>(error(result.get()));
  }
  return result;
}

Result<void> Postgres::execute(const char* sql) {
  if (auto r = make_ready(); !r) return r;
  const Result<PgResult> done = ask(sql);
  if (!done) return tl::unexpected<Error>(done.error());
  return {};
}

Result<std::unique_ptr<StatementBackend>> Postgres::prepare(std::string_view sql) {
  return std::make_unique<PgStatement>(*this, sql);
}

Result<void> Postgres::begin(Isolation isolation) {
  first_error_.reset();
  conflicted_ = false;
  const char* sql = isolation == Isolation::writing ? "BEGIN ISOLATION LEVEL READ COMMITTED"
                    : isolation == Isolation::snapshot
                        ? "BEGIN ISOLATION LEVEL REPEATABLE READ"
                        : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  if (auto r = execute(sql); !r) return r;
  in_transaction_ = true;
  return {};
}

Result<void> Postgres::commit() {
  if (auto r = make_ready(); !r) return r;
  const Result<PgResult> done = ask("COMMIT");
  if (!done) return tl::unexpected<Error>(done.error());
  in_transaction_ = false;
  // The server rolls back what failed before, and calls that no error.
  if (std::string_view(pq().PQcmdStatus(done->get())) != "COMMIT") {
    return tl::unexpected<Error>(
        first_error_.value_or(Error{ErrorCode::unreadable, url_.shown + ": nothing was saved"}));
  }
  return {};
}

void Postgres::rollback() {
  rows_.clear();
  if (streaming_) (void)streaming_->take_rest();
  PgResult(pq().PQexec(connection_.get(), "ROLLBACK"));
  in_transaction_ = false;
  first_error_.reset();
}

Result<int64_t> Postgres::new_id(const char* table) {
  Ids& ids = ids_[table];
  if (ids.left.empty()) {
    ids.block = std::clamp(ids.block * 2, kFirstIds, kMostIds);
    if (streaming_) {
      if (auto r = streaming_->take_rest(); !r) return tl::unexpected<Error>(r.error());
    }
    // Sequences are no part of a transaction: the rows that wait may go on waiting.
    const std::string sql = fmt::format(
        "SELECT nextval(pg_get_serial_sequence('\"{}\".{}', 'id')) FROM generate_series(1, {})",
        url_.schema, table, ids.block);
    const Result<PgResult> given = ask(sql.c_str());
    if (!given) return tl::unexpected<Error>(given.error());
    for (int i = 0; i < pq().PQntuples(given->get()); ++i) {
      const char* s = pq().PQgetvalue(given->get(), i, 0);
      int64_t id = 0;
      std::from_chars(s, s + pq().PQgetlength(given->get(), i, 0), id);
      ids.left.push_back(id);
    }
  }
  if (ids.left.empty()) return fail(ErrorCode::corrupt, url_.shown + ": no ids for " + table);
  const int64_t id = ids.left.front();
  ids.left.pop_front();
  return id;
}

Result<void> Postgres::lock(int number) {
  const std::string key = fmt::format("({}, hashtext('{}'))", kApplicationId + number, url_.schema);
  if (in_transaction_) return execute(("SELECT pg_advisory_xact_lock" + key).c_str());
  const std::string sql =
      fmt::format("SET lock_timeout = {}; SELECT pg_advisory_lock{}; SET lock_timeout = {}",
                  kLongPatienceMs, key, std::max(patience_ms_, 1));
  return execute(sql.c_str());
}

Result<std::string> Postgres::ask_one(const std::string& sql) {
  if (auto r = make_ready(); !r) return tl::unexpected<Error>(r.error());
  const Result<PgResult> given = ask(sql.c_str());
  if (!given) return tl::unexpected<Error>(given.error());
  if (pq().PQntuples(given->get()) == 0) return std::string();
  return std::string(pq().PQgetvalue(given->get(), 0, 0));
}

Result<bool> Postgres::try_lock(int number) {
  return ask_one(fmt::format("SELECT pg_try_advisory_lock({}, hashtext('{}'))",
                             kApplicationId + number, url_.schema))
      .map([](const std::string& got) { return got == "t"; });
}

int64_t Postgres::claim_key(std::string_view what) const {
  std::string name = url_.schema;
  (name += '\n') += what;
  const std::string hex = sha256_hex(name).substr(0, 16);
  uint64_t key = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), key, 16);
  return static_cast<int64_t>(key);
}

Result<bool> Postgres::claim(std::string_view what) {
  return ask_one(fmt::format("SELECT pg_try_advisory_lock('{}')", claim_key(what)))
      .map([](const std::string& got) { return got == "t"; });
}

Result<void> Postgres::give_back(std::string_view what) {
  const std::string sql = fmt::format("SELECT pg_advisory_unlock('{}')", claim_key(what));
  return execute(sql.c_str());
}

Result<std::string> Postgres::holder(std::string_view what) {
  const auto key = static_cast<uint64_t>(claim_key(what));
  return ask_one(fmt::format(
      "SELECT coalesce(nullif(a.application_name, ''), 'server process ' || l.pid) FROM pg_locks l "
      "LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted "
      "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
      "AND l.classid = '{}' AND l.objid = '{}' AND l.objsubid = 1",
      key >> 32, key & 0xFFFFFFFFu));
}

void Postgres::unlock(int number) {
  const std::string sql = fmt::format("SELECT pg_advisory_unlock({}, hashtext('{}'))",
                                      kApplicationId + number, url_.schema);
  (void)execute(sql.c_str());
}

}  // namespace isnad
