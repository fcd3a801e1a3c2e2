// Pages of lists.

#include "store/case_file.h"
#include "told_case.h"

namespace isnad {
namespace {

class PagesTest : public ToldTest {
 protected:
  // All ids of a list, and the same put together from pages of one, two and three rows.
  template <class Row, class Id>
  static void holds(const CaseFile& c,
                    Result<std::vector<Row>> (CaseFile::*list)(const Filter&) const, Id id,
                    size_t least, Filter f = {}) {
    const auto ids = [&](const Filter& filter) {
      const auto rows = (c.*list)(filter);
      EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
      std::vector<std::string> out;
      for (const Row& row : *rows) out.push_back(id(row));
      return out;
    };
    const std::vector<std::string> all = ids(f);
    ASSERT_GE(all.size(), least);
    for (const size_t limit : {1, 2, 3}) {
      std::vector<std::string> together;
      for (f.offset = 0; f.offset < all.size(); f.offset += limit) {
        f.limit = limit;
        const std::vector<std::string> page = ids(f);
        EXPECT_EQ(page.size(), std::min(limit, all.size() - f.offset));
        together.insert(together.end(), page.begin(), page.end());
      }
      EXPECT_EQ(together, all) << "pages of " << limit;
    }
    f.limit = 0;
    f.offset = 1;
    EXPECT_EQ(ids(f), std::vector<std::string>(all.begin() + 1, all.end())) << "all but one";
    f.offset = all.size();
    EXPECT_TRUE(ids(f).empty());
    f.limit = 5;
    EXPECT_TRUE(ids(f).empty());
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, PagesTest, kStores, store_name);

TEST_P(PagesTest, TogetherAreTheWholeList) {
  CaseFile c = read();
  Filter single;
  single.alone = true;
  Filter of_outlet;
  of_outlet.outlet = "Alpha";
  const auto account = [](const auto& row) { return row.id; };
  holds(
      c, &CaseFile::events, [](const EventRow& r) { return r.event.id; }, 7);
  holds(
      c, &CaseFile::claims, [](const ClaimRow& r) { return r.claim.id; }, 2);
  holds(
      c, &CaseFile::relations, [](const RelationRow& r) { return r.relation.id; }, 3);
  holds(
      c, &CaseFile::entities, [](const EntityRow& r) { return r.code; }, 3);
  holds(
      c, &CaseFile::entities, [](const EntityRow& r) { return r.code; }, 3, of_outlet);
  holds(
      c, &CaseFile::documents, [](const DocumentRow& r) { return r.where.id; }, 5);
  holds(
      c, &CaseFile::copies, [](const CopyRow& r) { return r.first.id + r.second.id; }, 2);
  holds(c, &CaseFile::stories, account, 3, single);
  holds(c, &CaseFile::happenings, account, 4, single);
  holds(c, &CaseFile::facts, account, 2, single);
  holds(
      c, &CaseFile::conflicts, [](const ConflictRow& r) { return r.id; }, 2);
}

TEST_P(PagesTest, FromTheNewestOn) {
  CaseFile c = read();
  Filter f;
  f.latest = true;
  f.alone = true;
  const auto account = [](const auto& row) { return row.id; };
  holds(
      c, &CaseFile::documents, [](const DocumentRow& r) { return r.where.id; }, 5, f);
  holds(c, &CaseFile::happenings, account, 4, f);
  holds(c, &CaseFile::facts, account, 2, f);

  const auto firsts = [&] {
    std::vector<std::string> out;
    const auto rows = c.happenings(f);
    EXPECT_TRUE(rows);
    for (const HappeningRow& r : *rows) out.push_back(r.reports[0].event.id);
    return out;
  };
  std::vector<std::string> shown;
  const auto documents = c.documents(f);
  for (const DocumentRow& r : *documents) shown.push_back(r.where.id.substr(0, 2));
  EXPECT_EQ(shown, (std::vector<std::string>{"cc", "ee", "bb", "aa", "dd"})) << "undated last";
  EXPECT_EQ(firsts(), (std::vector<std::string>{"e4", "e3", "e6", "e1", "e5"}));
  f.alone = false;
  EXPECT_EQ(firsts(), (std::vector<std::string>{"e6", "e1"}));
  f.type = "assault";
  f.actor = "MLI";
  f.to = "2025-03-20";
  EXPECT_EQ(c.happenings(f)->size(), 1u) << "filters hold as ever";
}

TEST_P(PagesTest, DocumentsAreAskedForByWhatTheyTell) {
  CaseFile c = read();
  const auto shown = [&](const Filter& f) {
    const auto rows = c.documents(f);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
    std::string out;
    for (const DocumentRow& r : *rows) out += r.where.id.substr(0, 2) + ' ';
    std::string each;
    EXPECT_TRUE(c.each_document(f, [&](const StoredDocument& d) -> Result<void> {
      each += d.record.doc.id.substr(0, 2) + ' ';
      return {};
    }));
    EXPECT_EQ(each, out) << "one by one";
    return out;
  };
  Filter f;
  f.actor = "JNIM";
  EXPECT_EQ(shown(f), "aa bb cc ee ");
  f.source = "Mali";
  EXPECT_EQ(shown(f), "bb ");
  f = {};
  f.type = "accuse";
  EXPECT_EQ(shown(f), "cc dd ");
  f.latest = true;
  EXPECT_EQ(shown(f), "cc dd ");
  f.actor = "RUS";
  EXPECT_EQ(shown(f), "") << "of one event";
  const auto rows = c.documents({});
  EXPECT_EQ(rows->front().title, "Title of aa");
  EXPECT_EQ((*rows)[3].events + 10 * (*rows)[3].claims + 100 * (*rows)[3].relations, 1);
  EXPECT_EQ((*rows)[2].events + 10 * (*rows)[2].claims + 100 * (*rows)[2].relations, 113);
}

}  // namespace
}  // namespace isnad
