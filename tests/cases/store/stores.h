#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>

#include "old_case.h"
#include "sample_record.h"
#include "store/case_file.h"
#include "store/case_url.h"
#include "store/database.h"
#include "store/dialect.h"
#include "store/postgres.h"
#include "store/schema.h"

// The stores that a case can lie in: tests of what a case does run over each.

namespace isnad {

// The URL of a server for tests (tools/postgres/loopback.sh run), or nothing.
inline std::string test_server() {
  const char* url = std::getenv("ISNAD_TEST_POSTGRES");
  return url ? url : "";
}

// Skips a test by name where there is no server, unless one is asked for.
#define ISNAD_NEEDS_SERVER()                                                       \
  if (test_server().empty()) {                                                     \
    if (std::getenv("ISNAD_REQUIRE_POSTGRES")) FAIL() << "no ISNAD_TEST_POSTGRES"; \
    GTEST_SKIP() << "no PostgreSQL: tools/postgres/loopback.sh run starts one";    \
  }

// Schemas of one test on the server, which go with the test.
class TestSchemas {
 public:
  ~TestSchemas() {
    for (const std::string& schema : made_) {
      if (auto server = connect(schema)) {
        (void)server->execute(("DROP SCHEMA IF EXISTS " + schema + " CASCADE").c_str());
      }
    }
  }
  std::string url(const std::string& name) {
    const std::string schema = schema_of(name);
    made_.insert(schema);
    return test_server() + "?schema=" + schema;
  }
  // A connection without any check of what stands in the schema.
  static std::unique_ptr<Postgres> connect(const std::string& schema) {
    const Result<CaseUrl> url = parse_case_url(test_server() + "?schema=" + schema);
    auto server = url ? std::make_unique<Postgres>(*url) : nullptr;
    return server && server->connect(false, 5000) ? std::move(server) : nullptr;
  }
  static std::string schema_of(const std::string& name) {
    return "t" + std::to_string(::getpid()) + "_" + name.substr(0, name.find('.'));
  }

 private:
  std::set<std::string> made_;
};

class StoreTest : public ::testing::TestWithParam<const char*> {
 protected:
  bool on_server() const { return std::string(GetParam()) == "postgres"; }
  void SetUp() override {
    if (on_server()) ISNAD_NEEDS_SERVER();
  }
  // What -d is given for a case of this name.
  std::filesystem::path at(const std::string& name) {
    return on_server() ? std::filesystem::path(schemas_.url(name)) : folder_ / name;
  }
  // The tables of a case, without any check of what stands in them.
  Result<Database> raw(const std::string& name) {
    if (!on_server()) return Database::open(at(name).string(), Database::Access::write, 1000);
    return Database(TestSchemas::connect(TestSchemas::schema_of(name)));
  }
  // Makes of a case of today one of an older version, with what that had tables for.
  void make_older(const std::string& now, const std::string& old, int version) {
    if (!on_server()) return make_old_case(at(now), at(old), version);
    Result<Database> db = old_store(old, version);
    ASSERT_TRUE(db) << db.error().message;
    const std::string there = TestSchemas::schema_of(now);
    const std::string here = TestSchemas::schema_of(old);
    const auto columns = [&](const std::string& schema, const std::string& table) {
      return first_column(
          *db, "SELECT column_name FROM information_schema.columns WHERE table_schema = '" +
                   schema + "' AND table_name = '" + table +
                   "' AND is_generated = 'NEVER' AND identity_generation IS DISTINCT FROM "
                   "'ALWAYS' ORDER BY ordinal_position");
    };
    // By their making, as they refer to each other.
    for (const std::string& table :
         first_column(*db,
                      "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                      "current_schema()::regnamespace AND relname <> 'store_version' "
                      "ORDER BY oid")) {
      std::string names;
      std::string values;
      for (const std::string& c : columns(here, table)) {
        const bool moved = table == "document" && (c == "text" || c == "record");
        names += (names.empty() ? "" : ", ") + c;
        values += values.empty() ? "" : ", ";
        values += moved ? "(SELECT t." + c + " FROM " + there +
                              ".document_text t WHERE t.document = x.id)"
                        : "x." + c;
      }
      std::string sql = "INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM " +
                        there + '.' + table + " x;";
      if (names.find("id") == 0) {
        sql += "SELECT setval(s, (SELECT coalesce(max(id), 0) + 1 FROM " + table +
               ")) FROM (SELECT pg_get_serial_sequence('" + here + '.' + table +
               "', 'id') AS s) q WHERE s IS NOT NULL;";
      }
      const auto copied = db->execute(sql.c_str());
      ASSERT_TRUE(copied) << table << ": " << copied.error().message;
    }
  }
  // A case as an older isnad left it: the tables of that version, empty.
  Result<Database> old_store(const std::string& name, int version) {
    if (!on_server()) {
      Result<Database> db = Database::open(at(name).string(), Database::Access::create, 100);
      std::string sql = kSchema;
      for (int v = 1; v < version; ++v) sql += kSteps[v - 1];
      sql += "PRAGMA application_id = " + std::to_string(kApplicationId) +
             "; PRAGMA user_version = " + std::to_string(version);
      if (auto r = db->execute(sql.c_str()); !r) return tl::unexpected<Error>(r.error());
      return db;
    }
    at(name);
    const std::string schema = TestSchemas::schema_of(name);
    Database db(TestSchemas::connect(schema));
    std::string sql = "CREATE SCHEMA " + schema + ";" + schema_to_postgres(kSchema) +
                      "CREATE TABLE store_version (version BIGINT NOT NULL);";
    for (int v = 1; v < version; ++v)
      (sql += schema_to_postgres(kSteps[v - 1])) += kServerSteps[v - 1];
    sql += "INSERT INTO store_version VALUES (" + std::to_string(version) + ")";
    if (auto r = db.execute(sql.c_str()); !r) return tl::unexpected<Error>(r.error());
    return db;
  }

  TestFolder folder_;
  TestSchemas schemas_;
};

inline const auto kStores = ::testing::Values("sqlite", "postgres");
inline std::string store_name(const ::testing::TestParamInfo<const char*>& info) {
  return info.param;
}

}  // namespace isnad
