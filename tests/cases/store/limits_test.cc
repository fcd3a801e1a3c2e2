// What is longer or stranger than a store of one kind would take, over both.

#include <gtest/gtest.h>

#include <random>

#include "store/case_impl.h"
#include "store/text_index.h"
#include "stores.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;

class LimitsTest : public StoreTest {
 protected:
  CaseFile open() {
    Result<CaseFile> c = CaseFile::open(at("x.case"), Mode::create);
    EXPECT_TRUE(c) << (c ? "" : c.error().message);
    return std::move(*c);
  }
  // Letters that no compression makes fewer of.
  static std::string noise(size_t length, unsigned seed) {
    std::mt19937 random(seed);
    std::string out;
    while (out.size() < length) out += "abcdefghijklmnopqrstuvwxyz012345"[random() % 32];
    return out;
  }
  static std::vector<uint32_t> begins(const Result<std::vector<TextPlace>>& places) {
    EXPECT_TRUE(places) << (places ? "" : places.error().message);
    std::vector<uint32_t> out;
    for (const TextPlace& p : *places) out.push_back(p.first);
    return out;
  }
};

TEST_P(LimitsTest, AddressesAndTitlesMayBeOfAnyLength) {
  CaseFile c = open();
  Record r = sample_record(1);
  r.doc.uri = "https://example.org/" + noise(9000, 1);
  r.doc.url = r.doc.uri;
  r.doc.title = noise(9000, 2);
  Fingerprint print;
  print.search.title = {"long title", "long title", 2};
  Evidence evidence;
  evidence.sha256 = std::string(64, 'b');
  ASSERT_TRUE(c.begin());
  ASSERT_TRUE(c.add(sample_record(0), sample_text(0)));
  EXPECT_EQ(c.add(r, sample_text(1), print, &evidence), Added::document);
  Record elsewhere = r;
  elsewhere.doc.uri += "#2";
  EXPECT_EQ(c.add(elsewhere, sample_text(1), print, &evidence), Added::appearance);
  ASSERT_TRUE(c.add(sample_record(2), sample_text(2)));
  const Result<void> done = c.commit();
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(c.digest()->documents, 3);
  EXPECT_EQ(c.digest()->appearances, 4);
  EXPECT_EQ(c.evidence(r.doc.uri)->size(), 2u);
  EXPECT_EQ(c.add(r, sample_text(1), print, &evidence), Added::nothing);
  EXPECT_EQ(c.evidence(r.doc.uri)->size(), 2u);
  elsewhere.doc.title = noise(9000, 3);
  EXPECT_EQ(c.add(elsewhere, sample_text(1), print), Added::update);
  EXPECT_EQ(c.digest()->appearances, 4);
  EXPECT_EQ(c.document(r.doc.uri)->record.doc.title, r.doc.title);
  const auto documents = c.documents({});
  ASSERT_TRUE(documents);
  EXPECT_EQ(documents->at(1).where.uri, r.doc.uri);
}

TEST_P(LimitsTest, ItemsOfFeedsMayHaveIdsOfAnyLength) {
  CaseFile c = open();
  FeedItemRow item;
  item.feed = "https://example.org/feed";
  item.item = noise(9000, 4);
  item.link = "https://example.org/" + noise(9000, 5);
  item.number = 1;
  const Result<void> kept = c.keep_item(item);
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(c.feed_items(item.feed)->count(item.item), 1u);
  EXPECT_EQ(c.feed_items(item.feed)->count(item.item + "x"), 0u);
  std::vector<FeedItemRow> same_link = {item};
  same_link[0].item += "x";
  ASSERT_TRUE(c.keep_new_items(same_link));
  EXPECT_EQ(same_link[0].state, FeedItemState::known);
  EXPECT_EQ(c.waiting_counts()->at(item.feed), 1);
  item.state = FeedItemState::read;
  item.message = "why";
  item.title = "stays unknown";
  ASSERT_TRUE(c.keep_item(item));
  EXPECT_EQ(c.waiting_counts()->count(item.feed), 0u);
  item.state = FeedItemState::waiting;
  ASSERT_TRUE(c.keep_item(item));
  const auto waiting = c.waiting_items(item.feed, 0);
  ASSERT_EQ(waiting->size(), 1u);
  EXPECT_EQ(waiting->front().item, item.item);
  EXPECT_EQ(waiting->front().message, "why");
  EXPECT_FALSE(waiting->front().title);
}

TEST_P(LimitsTest, ATooLongNameCostsItsDocumentAlone) {
  CaseFile c = open();
  const auto with = [](int n, size_t bytes) {
    Record r = sample_record(n);
    const std::string name = noise(bytes, static_cast<unsigned>(n));
    r.entities[1].id = name;
    r.entities[1].name_ar = name;
    r.entities[1].name_en = name;
    for (Event& e : r.events) e.actor = {name};
    for (Relation& x : r.relations) x.subject = x.object = name;
    for (Claim& x : r.claims) {
      x.source = name;
      x.via = {name};
    }
    r.doc.outlet = name;
    return r;
  };
  ASSERT_TRUE(c.begin());
  EXPECT_EQ(c.add(with(1, kMostNameBytes), sample_text(1)), Added::document);
  const Result<Added> refused = c.add(with(2, kMostNameBytes + 1), sample_text(2));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
  EXPECT_EQ(refused.error().message.find("in/2.txt: a name in it has 801 bytes"), 0u)
      << refused.error().message;
  EXPECT_EQ(c.add(sample_record(3), sample_text(3)), Added::document);
  const Result<void> done = c.commit();
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(c.digest()->documents, 2);
  Filter f;
  f.outlet = noise(kMostNameBytes, 1);
  EXPECT_EQ(c.documents(f)->size(), 1u);
}

TEST_P(LimitsTest, BytesThatAreNoTextComeBackAsTheyWere) {
  CaseFile c = open();
  const std::vector<std::string> strange = {
      "nul " + std::string(1, '\0') + " end",
      "latin \xE9t\xE9",
      "surrogate \xED\xA0\x80 end",
      "cut \xD9",
      "overlong \xC0\xAF, beyond \xF4\x90\x80\x80",
      "marks \xEF\xB7\x90\xEF\xB7\x91 \xEF\xB7\x90\xEF\xB7\xA1\xEF\xB7\xA2 \xEF\xB7\x92",
      "\xEF\xB7\x90"};
  ASSERT_TRUE(c.begin());
  for (size_t i = 0; i < strange.size(); ++i) {
    Record r = sample_record(static_cast<int>(i));
    r.doc.uri = strange[i];
    r.entities[0].name_en = strange[i];
    ASSERT_TRUE(c.add(r, sample_text(static_cast<int>(i))));
  }
  const Result<void> done = c.commit();
  ASSERT_TRUE(done) << done.error().message;
  const std::vector<DocumentRow> all = c.documents({}).value();
  for (size_t i = 0; i < strange.size(); ++i) {
    const auto found = c.document(strange[i]);
    ASSERT_TRUE(found) << i << found.error().message;
    EXPECT_EQ(found->record.doc.id, sample_record(static_cast<int>(i)).doc.id);
    bool here = false;
    for (const DocumentRow& d : all) here = here || d.where.uri == strange[i];
    EXPECT_TRUE(here) << i;
  }
}

TEST_P(LimitsTest, EveryWordOfALongTextIsFound) {
  open();
  CaseFile::Impl impl;
  impl.db = std::move(*raw("x.case"));
  const auto index = text_index(impl);
  constexpr uint32_t kWords = 40000;
  SearchColumn text;
  for (uint32_t i = 0; i < kWords; ++i) {
    const std::string form = i % 10 == 0 ? "tenth" : "w" + std::to_string(i);
    const std::string lemma = i % 4 == 0 ? "fourth" : form;
    text.forms += (i > 0 ? " " : "") + form;
    text.lemmas += (i > 0 ? " " : "") + lemma;
    ++text.count;
  }
  SearchColumn same;  // of one word alone
  for (uint32_t i = 0; i < 2000; ++i) {
    same.forms += i > 0 ? " again" : "again";
    ++same.count;
  }
  same.lemmas = same.forms;
  SearchColumn none;
  ASSERT_TRUE(impl.db.begin());
  ASSERT_TRUE(index->add(1, text));
  ASSERT_TRUE(index->add(2, same));
  ASSERT_TRUE(index->add(3, none));
  const Result<void> done = impl.db.commit();
  ASSERT_TRUE(done) << done.error().message;

  const TextPattern tenth{{"tenth"}, {"tenth"}, false, false};
  const auto counted = index->count(tenth);
  ASSERT_EQ(counted->size(), 1u);
  EXPECT_EQ(counted->front().count, kWords / 10);
  std::vector<uint32_t> expected;
  for (uint32_t i = 0; i < kWords; i += 10) expected.push_back(i);
  EXPECT_EQ(begins(index->places(1, tenth)), expected);
  EXPECT_EQ(index->count({{"no"}, {"fourth"}, false, false})->front().count, kWords / 4);
  EXPECT_EQ(index->count({{"again"}, {"again"}, false, false})->front().count, 2000u);
  EXPECT_EQ(*index->find(tenth), std::vector<int64_t>{1});
  EXPECT_EQ(*index->find({{"w3999"}, {}, false, true}), std::vector<int64_t>{1});
  EXPECT_EQ(index->count({{"aga"}, {}, false, true})->size(), 1u);

  const auto row = [](uint32_t first, uint32_t words) {
    TextPattern p;
    p.in_a_row = true;
    for (uint32_t i = first; i < first + words; ++i) {
      p.forms.push_back(i % 10 == 0 ? "tenth" : "w" + std::to_string(i));
    }
    return p;
  };
  // Phrases around every place where a text could have been divided.
  for (uint32_t first = 1; first + 8 < kWords; first += 7) {
    const auto found = index->find(row(first, 8));
    ASSERT_EQ(*found, std::vector<int64_t>{1}) << first;
    first += 90;
  }
  for (const uint32_t first : {1u, 2001u, 2301u, 2541u, 16101u, 16383u, 39001u}) {
    const TextPattern p = row(first, 700);
    EXPECT_EQ(*index->find(p), std::vector<int64_t>{1}) << first;
    EXPECT_EQ(begins(index->places(1, p)), std::vector<uint32_t>{first});
    TextPattern other = p;
    other.forms.back() = "other";
    EXPECT_TRUE(index->find(other)->empty()) << first;
  }
  TextPattern again;
  again.in_a_row = true;
  again.forms.assign(1500, "again");
  EXPECT_EQ(*index->find(again), std::vector<int64_t>{2});
  again.forms.resize(2001, "again");
  EXPECT_TRUE(index->find(again)->empty());
}

INSTANTIATE_TEST_SUITE_P(Stores, LimitsTest, kStores, store_name);

}  // namespace
}  // namespace isnad
