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

}  // namespace
}  // namespace isnad
