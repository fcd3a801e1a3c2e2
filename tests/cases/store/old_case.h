#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/schema.h"
#include "store/sqlite.h"

namespace isnad {

// The value of the first column of each row.
inline std::vector<std::string> first_column(Database& db, const std::string& sql) {
  Result<Statement> s = db.prepare(sql);
  EXPECT_TRUE(s) << (s ? "" : s.error().message);
  std::vector<std::string> out;
  while (s && *s->step()) out.push_back(s->text(0));
  return out;
}

// Makes of a case of today a case file of an older version with what that had tables for.
inline void make_old_case(const std::filesystem::path& now, const std::filesystem::path& old,
                          int version) {
  // Columns that are elsewhere today.
  const std::map<std::string, std::string> moved = {
      {"text", "(SELECT t.text FROM now.document_text t WHERE t.document = x.id)"},
      {"record", "(SELECT t.record FROM now.document_text t WHERE t.document = x.id)"}};
  Result<Database> db = Database::open(old.string(), Database::Access::create, 100);
  ASSERT_TRUE(db);
  ASSERT_TRUE(db->execute(kSchema));
  for (int v = 1; v < version; ++v) ASSERT_TRUE(db->execute(kSteps[v - 1]));
  ASSERT_TRUE(db->execute(("ATTACH '" + now.string() + "' AS now").c_str()));
  for (const std::string& table :
       first_column(*db, "SELECT name FROM main.sqlite_schema WHERE type = 'table'")) {
    std::set<std::string> today;
    for (const std::string& c :
         first_column(*db, "SELECT name FROM pragma_table_info('" + table + "', 'now')")) {
      today.insert(c);
    }
    std::string names;
    std::string values;
    for (const std::string& c :
         first_column(*db, "SELECT name FROM pragma_table_info('" + table + "', 'main')")) {
      const auto m = table == "document" ? moved.find(c) : moved.end();
      ASSERT_TRUE(today.count(c) || m != moved.end()) << table << '.' << c << " is gone today";
      names += (names.empty() ? "" : ", ") + c;
      values += (values.empty() ? "x." : ", x.") + c;
      if (m != moved.end()) values.replace(values.size() - c.size() - 2, c.size() + 2, m->second);
    }
    const auto copied = db->execute(("INSERT INTO main." + table + " (" + names + ") SELECT " +
                                     values + " FROM now." + table + " x")
                                        .c_str());
    ASSERT_TRUE(copied) << table << ": " << copied.error().message;
  }
  // Without what it found: nobody searches it before it is read into.
  if (version >= kFullTextVersion) {
    ASSERT_TRUE(db->execute(kFullText));
  }
  const std::string marks = "PRAGMA main.application_id = " + std::to_string(kApplicationId) +
                            "; PRAGMA main.user_version = " + std::to_string(version);
  ASSERT_TRUE(db->execute(marks.c_str()));
}

}  // namespace isnad
