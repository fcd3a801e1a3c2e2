// Copies and stories in a case file, and files of version 1.

#include <gtest/gtest.h>

#include <algorithm>

#include "base/utf8.h"
#include "store/case_file.h"
#include "stores.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;

class RefreshTest : public StoreTest {
 protected:
  RefreshTest()
      : image_(Image::open(ISNAD_IMAGE_FILE).value()),
        hasher_(WordHasher::open(image_).value()),
        story_(StoryRules::open(image_).value()),
        world_(WorldRules::open(image_).value()) {}

  // As Engine::extract makes it, but for lemmas: words are their own.
  Fingerprint print(std::string_view text) const {
    const HashedWords words = hasher_.read(*decode_utf8(text));
    Fingerprint out;
    out.words = static_cast<uint32_t>(words.size());
    out.prints = prints_of(words);
    std::vector<uint32_t> hashes = words.words;
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    for (const uint32_t h : hashes) out.terms.push_back({h, 1});
    return out;
  }

  CaseFile open(const std::string& name = "x.case") {
    Result<CaseFile> c = CaseFile::open(at(name), Mode::create);
    EXPECT_TRUE(c) << (c ? "" : c.error().message);
    return std::move(*c);
  }

  // Words of matter `matter` from number `from` on.
  static std::string words(const std::string& matter, int from, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += matter + std::to_string(from + i) + ' ';
    return out;
  }

  void add(CaseFile& c, const std::string& id, const std::string& published,
           const std::string& text) const {
    Record r;
    r.doc.id = id + std::string(64 - id.size(), '0');
    r.doc.uri = id + ".txt";
    r.doc.outlet = "Outlet of " + id;
    r.doc.title = "Title of " + id;
    r.doc.lang = "ar";
    r.doc.published = published;
    EXPECT_EQ(c.add(r, text, print(text)), Added::document);
  }

  Refreshed refresh(CaseFile& c) const {
    const Result<Refreshed> r = c.refresh(
        {hasher_, story_, world_, [&](std::string_view t, const auto&) { return print(t); }});
    EXPECT_TRUE(r) << (r ? "" : r.error().message);
    return r.value_or(Refreshed{});
  }

  // Three reports of one matter, the second and third copied in part, and one of another matter.
  struct Text {
    const char* id;
    const char* published;
    std::string text;
  };
  static std::vector<Text> reports() {
    return {{"aa", "2025-03-01", words("north", 0, 80)},
            {"bb", "2025-03-02", words("own", 0, 20) + words("north", 20, 50)},
            {"cc", "2025-03-02", words("north", 0, 40) + words("other", 0, 20)},
            {"dd", "2025-03-02", words("south", 0, 80)}};
  }

  static std::string shown(const CaseFile& c) {
    std::string out;
    const auto copies = c.copies({});
    EXPECT_TRUE(copies) << (copies ? "" : copies.error().message);
    for (const CopyRow& row : *copies) {
      out += row.first.uri + (row.ordered ? " < " : " ~ ") + row.second.uri + ' ' +
             std::to_string(row.words);
      for (const SharedText& r : row.runs) {
        out += " [" + std::to_string(r.first.begin) + "," + std::to_string(r.first.end) + ")[" +
               std::to_string(r.second.begin) + "," + std::to_string(r.second.end) + ")";
      }
      out += '\n';
    }
    Filter all;
    all.alone = true;
    const auto stories = c.stories(all);
    EXPECT_TRUE(stories) << (stories ? "" : stories.error().message);
    for (const StoryRow& row : *stories) {
      out += row.id + ' ' + row.headline;
      for (const Where& w : row.articles) out += ' ' + w.uri;
      out += '\n';
    }
    return out;
  }

  Image image_;
  WordHasher hasher_;
  StoryRules story_;
  WorldRules world_;
};
INSTANTIATE_TEST_SUITE_P(Stores, RefreshTest, kStores, store_name);

TEST_P(RefreshTest, CopiesWithTheirSpansAndStories) {
  CaseFile c = open();
  for (const Text& t : reports()) add(c, t.id, t.published, t.text);
  const Refreshed done = refresh(c);
  EXPECT_EQ(done.copies, 3u);
  EXPECT_EQ(done.stories, 1u);
  const auto copies = c.copies({});
  ASSERT_TRUE(copies);
  ASSERT_EQ(copies->size(), 3u);
  const CopyRow& most = copies->front();
  EXPECT_EQ(most.first.uri, "aa.txt");
  EXPECT_EQ(most.second.uri, "bb.txt");
  EXPECT_TRUE(most.ordered);
  EXPECT_EQ(most.words, 50);
  EXPECT_EQ(most.first_words, 80);
  EXPECT_EQ(most.second_words, 70);
  ASSERT_EQ(most.runs.size(), 1u);
  const std::string text = reports()[0].text;
  EXPECT_EQ(text.substr(most.runs[0].first.begin, 7), "north20");
  EXPECT_EQ(reports()[1].text.substr(most.runs[0].second.begin, 7), "north20");
  EXPECT_EQ(most.runs[0].first.length(), most.runs[0].second.length());
  EXPECT_FALSE(copies->back().ordered);  // bb and cc are of one day
}

TEST_P(RefreshTest, TheSameWhateverTheOrderOfArrival) {
  CaseFile together = open("together.case");
  for (const Text& t : reports()) add(together, t.id, t.published, t.text);
  refresh(together);
  CaseFile apart = open("apart.case");
  auto mixed = reports();
  std::reverse(mixed.begin(), mixed.end());
  for (const Text& t : mixed) {
    add(apart, t.id, t.published, t.text);
    refresh(apart);
  }
  EXPECT_FALSE(shown(together).empty());
  EXPECT_EQ(shown(together), shown(apart));
}

TEST_P(RefreshTest, OnlyNewTextsAreCompared) {
  CaseFile c = open();
  for (const Text& t : reports()) add(c, t.id, t.published, t.text);
  EXPECT_EQ(refresh(c).compared, 3u);
  const Refreshed again = refresh(c);
  EXPECT_EQ(again.compared, 0u);
  EXPECT_EQ(again.copies, 3u);
  add(c, "ee", "2025-03-03", words("south", 10, 60));
  EXPECT_EQ(refresh(c).compared, 1u);
  EXPECT_EQ(c.copies({})->size(), 4u);
}

TEST_P(RefreshTest, AStoryIsFoundByAnIdThatItHadBefore) {
  CaseFile c = open();
  const auto texts = reports();
  add(c, "cc", "2025-03-02", texts[2].text);
  refresh(c);
  Filter all;
  all.alone = true;
  const std::string old = c.stories(all)->front().id;
  add(c, "aa", "2025-03-01", texts[0].text);  // an older report arrives
  refresh(c);
  const auto now = c.story(old);
  ASSERT_TRUE(now) << now.error().message;
  EXPECT_NE(now->id, old);
  EXPECT_EQ(now->articles.size(), 2u);
  refresh(c);  // the name stays known
  EXPECT_TRUE(c.story(old));
  EXPECT_EQ(c.story("st-nothing").error().code, ErrorCode::not_found);
}

TEST_P(RefreshTest, AnArticleTakenAwayTakesItsCopiesWithIt) {
  CaseFile c = open();
  for (const Text& t : reports()) {
    if (t.id != std::string("aa")) add(c, t.id, t.published, t.text);
  }
  refresh(c);
  const auto left = c.copies({});
  ASSERT_TRUE(left);
  EXPECT_EQ(left->size(), 1u);
  for (const CopyRow& row : *left) EXPECT_NE(row.first.uri, "aa.txt");
}

TEST_P(RefreshTest, StoriesAndCopiesByOutletAndDate) {
  CaseFile c = open();
  for (const Text& t : reports()) add(c, t.id, t.published, t.text);
  refresh(c);
  Filter f;
  f.outlet = "outlet of bb";
  EXPECT_EQ(c.copies(f)->size(), 2u);
  EXPECT_EQ(c.stories(f)->size(), 1u);
  f = {};
  f.to = "2025-03-01";
  EXPECT_TRUE(c.copies(f)->empty());
  EXPECT_EQ(c.stories(f)->size(), 1u);  // it began then
  f = {};
  f.from = "2025-03-03";
  EXPECT_TRUE(c.stories(f)->empty());
  f = {};
  f.limit = 1;
  EXPECT_EQ(c.copies(f)->size(), 1u);
}

// One document in a case of version 1.
void add_old(Result<Database> db, const std::string& text) {
  ASSERT_TRUE(db) << db.error().message;
  Result<Statement> s = db->prepare(
      "INSERT INTO document (sha, uri, outlet, title, published, published_first, published_last, "
      "lang, length, text, record) VALUES (?, 'old.txt', NULL, NULL, '2025-03-01', '2025-03-01', "
      "'2025-03-01', 'ar', 5, ?, '{}')");
  ASSERT_TRUE(s);
  s->bind(std::string(64, 'f')).bind(text);
  ASSERT_TRUE(s->run());
}

TEST_P(RefreshTest, AFileOfVersion1IsReadAsItStandsAndBroughtUpToDateByTheNextWriter) {
  const std::string text = words("north", 0, 80);
  add_old(old_store("old.case", 1), text);
  {
    const Result<CaseFile> c = CaseFile::open(at("old.case"), Mode::read);
    ASSERT_TRUE(c) << c.error().message;
    EXPECT_EQ(c->digest()->documents, 1);
    EXPECT_TRUE(c->copies({})->empty());
    EXPECT_TRUE(c->stories({})->empty());
    EXPECT_EQ(c->story("st-1").error().code, ErrorCode::not_found);
  }
  CaseFile c = open("old.case");
  add(c, "bb", "2025-03-02", reports()[1].text);
  EXPECT_EQ(refresh(c).copies, 1u);  // the old text has got its fingerprint
  EXPECT_EQ(c.copies({})->front().first.uri, "old.txt");
  const Result<CaseFile> later = CaseFile::open(at("old.case"), Mode::read);
  ASSERT_TRUE(later);
  EXPECT_EQ(later->copies({})->size(), 1u);
}

}  // namespace
}  // namespace isnad
