// Pages of the timeline.

#include "answer/timeline.h"

#include <gtest/gtest.h>

#include "../store/sample_record.h"

namespace isnad {
namespace {

TEST(Timeline, PagesTogetherAreTheWhole) {
  const TestFolder folder;
  Result<CaseFile> c = CaseFile::open(folder / "x.case", CaseFile::Mode::create);
  ASSERT_TRUE(c) << c.error().message;
  ASSERT_TRUE(c->begin());
  for (int n = 0; n < 40; ++n) {
    Record r = sample_record(n);
    r.events[0].date = "2025-03-" + std::to_string(10 + n % 15);  // twice or three times each
    ASSERT_TRUE(c->add(r, sample_text(n)));
  }
  ASSERT_TRUE(c->commit());
  const auto shown = [&](const Filter& f) {
    const auto entries = timeline_entries(*c, f);
    EXPECT_TRUE(entries);
    std::vector<std::string> out;
    for (const TimelineEntry& e : *entries) {
      out.push_back(*e.event.date + ' ' + std::string(event_type_name(e.event.type)) + ' ' +
                    std::to_string(e.documents.size()));
    }
    return out;
  };
  const std::vector<std::string> all = shown({});
  ASSERT_EQ(all.size(), 30u);
  Filter f;
  for (f.limit = 1; f.limit < 9; ++f.limit) {
    std::vector<std::string> together;
    for (f.offset = 0; f.offset < all.size(); f.offset += f.limit) {
      for (std::string& s : shown(f)) together.push_back(std::move(s));
    }
    EXPECT_EQ(together, all) << "pages of " << f.limit;
  }
  f.offset = 1000;
  EXPECT_TRUE(shown(f).empty());
  f.offset = 28;
  f.limit = 0;
  EXPECT_EQ(shown(f).size(), 2u);
}

}  // namespace
}  // namespace isnad
