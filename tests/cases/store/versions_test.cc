// Case files of every older version: they answer as they are, and the next writer makes of them
// what a file is that was written today.
#include <gtest/gtest.h>

#include "old_case.h"
#include "record/json.h"
#include "sample_record.h"
#include "store/case_file.h"
#include "store/schema.h"
#include "store/sqlite.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;
constexpr int kDocuments = 6;

class VersionsTest : public ::testing::TestWithParam<int> {
 protected:
  VersionsTest() {
    Result<CaseFile> c = CaseFile::open(now_, Mode::create);
    EXPECT_TRUE(c);
    for (int n = 0; n < kDocuments; ++n) EXPECT_TRUE(c->add(sample_record(n), sample_text(n)));
  }

  // All that a case answers about single documents, as text.
  static std::string answers(const CaseFile& c) {
    std::string out;
    const auto rows = [](auto found) { return std::move(*found); };
    std::vector<Filter> filters(6);
    filters[1].actor = "Russia";
    filters[2].outlet = "odd news";
    filters[3].source = "Sergei Lavrov";
    filters[4].from = "2025-02";
    filters[5].limit = 1;
    for (const Filter& f : filters) {
      for (const EventRow& r : rows(c.events(f)))
        out += "event " + r.event.id + ' ' + r.words[0] + '\n';
      for (const ClaimRow& r : rows(c.claims(f)))
        out += "claim " + r.claim.id + ' ' + r.words + '\n';
      for (const RelationRow& r : rows(c.relations(f))) out += "relation " + r.relation.id + '\n';
      for (const EntityRow& r : rows(c.entities(f))) {
        out += "entity " + r.code + ' ' + r.name_en + ' ' + r.role.value_or("") + ' ' +
               std::to_string(r.documents) + ' ' + std::to_string(r.mentions) + ' ' +
               std::to_string(r.events) + ' ' + std::to_string(r.claims) + '\n';
      }
      for (const DocumentRow& r : rows(c.documents(f))) out += "document " + r.where.uri + '\n';
    }
    for (int n = 0; n < kDocuments; ++n) {
      const auto d = c.document(sample_record(n).doc.id);
      out += d->text + '\n';
      write_json(d->record, out);
    }
    for (const std::string& code : rows(c.codes("russia")))
      out += code + ' ' + c.name(code)->en + '\n';
    return out;
  }

  TestFolder folder_;
  std::filesystem::path now_ = folder_ / "now.case";
  std::filesystem::path old_ = folder_ / "old.case";
};

TEST_P(VersionsTest, AnswersAsItIs) {
  make_old_case(now_, old_, GetParam());
  const Result<CaseFile> old = CaseFile::open(old_, Mode::read);
  ASSERT_TRUE(old) << old.error().message;
  EXPECT_EQ(answers(*old), answers(*CaseFile::open(now_, Mode::read)));
  EXPECT_TRUE(old->stories({})->empty());
  EXPECT_TRUE(old->copies({})->empty());
  EXPECT_TRUE(old->happenings({})->empty());
  EXPECT_TRUE(old->conflicts({})->empty());
}

TEST_P(VersionsTest, TheNextWriterMakesItWhatAFileOfTodayIs) {
  make_old_case(now_, old_, GetParam());
  {
    Result<CaseFile> writer = CaseFile::open(old_, Mode::write);
    ASSERT_TRUE(writer) << writer.error().message;
    EXPECT_EQ(answers(*writer), answers(*CaseFile::open(now_, Mode::read)));
    EXPECT_EQ(writer->add(sample_record(1), sample_text(1)), Added::nothing);
    EXPECT_EQ(writer->add(sample_record(77), sample_text(77)), Added::document);
  }
  Result<Database> db = Database::open(old_.string(), Database::Access::write, 100);
  ASSERT_TRUE(db);
  EXPECT_EQ(first_column(*db, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
  EXPECT_TRUE(first_column(*db, "PRAGMA foreign_key_check").empty());
  EXPECT_EQ(*db->integer("PRAGMA user_version"), kSchemaVersion);
  // The tables and indexes are those of a file that was new today.
  ASSERT_TRUE(db->execute(("ATTACH '" + now_.string() + "' AS now").c_str()));
  const char* const things =
      "SELECT type || ' ' || name || ' ' || sql FROM %.sqlite_schema ORDER BY 1";
  std::string here = things;
  here.replace(here.find('%'), 1, "main");
  std::string there = things;
  there.replace(there.find('%'), 1, "now");
  EXPECT_EQ(first_column(*db, here), first_column(*db, there));
}

INSTANTIATE_TEST_SUITE_P(AllOlder, VersionsTest, ::testing::Range(1, kSchemaVersion),
                         [](const auto& i) { return "Version" + std::to_string(i.param); });

}  // namespace
}  // namespace isnad
