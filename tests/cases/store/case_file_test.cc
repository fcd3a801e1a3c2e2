#include "store/case_file.h"

#include <gtest/gtest.h>

#include "stores.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;

class CaseFileTest : public StoreTest {
 protected:
  CaseFile create() {
    Result<CaseFile> c = CaseFile::open(at("x.case"), Mode::create);
    EXPECT_TRUE(c) << (c ? "" : c.error().message);
    return std::move(*c);
  }
  CaseFile filled(int documents) {
    CaseFile c = create();
    EXPECT_TRUE(c.begin());
    for (int n = 0; n < documents; ++n) {
      const Result<Added> a = c.add(sample_record(n), sample_text(n));
      EXPECT_TRUE(a) << (a ? "" : a.error().message);
    }
    EXPECT_TRUE(c.commit());
    return c;
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, CaseFileTest, kStores, store_name);

TEST_P(CaseFileTest, HeldStillItStaysAsItWas) {
  Result<CaseFile> writer = CaseFile::open(at("x.case"), CaseFile::Mode::create);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->add(sample_record(1), sample_text(1)));
  const Result<CaseFile> reader = CaseFile::open(at("x.case"), CaseFile::Mode::read);
  ASSERT_TRUE(reader);
  ASSERT_TRUE(reader->hold_still());
  EXPECT_EQ(reader->digest()->documents, 1);
  ASSERT_TRUE(writer->add(sample_record(2), sample_text(2)));
  EXPECT_EQ(reader->digest()->documents, 1);
  EXPECT_EQ(reader->events({})->size(), 1u);
  EXPECT_EQ(CaseFile::open(at("x.case"), CaseFile::Mode::read)->digest()->documents, 2);
}

TEST_P(CaseFileTest, TheSameTextIsOneDocument) {
  CaseFile c = create();
  Record r = sample_record(1);
  EXPECT_EQ(c.add(r, sample_text(1)), Added::document);
  EXPECT_EQ(c.add(r, sample_text(1)), Added::nothing);
  r.doc.uri = "copy/1.txt";
  r.doc.outlet = "Other Paper";
  EXPECT_EQ(c.add(r, sample_text(1)), Added::appearance);
  EXPECT_EQ(c.add(r, sample_text(1)), Added::nothing);
  const Digest d = *c.digest();
  EXPECT_EQ(d.documents, 1);
  EXPECT_EQ(d.appearances, 2);
  EXPECT_EQ(d.events, 1);
  ASSERT_EQ(d.outlets.size(), 2u);
  EXPECT_EQ(d.outlets[0].name, "Odd News");
  const auto doc = c.document("copy/1.txt");
  ASSERT_TRUE(doc) << doc.error().message;
  EXPECT_EQ(doc->record.doc.uri, "in/1.txt");
  EXPECT_EQ(doc->text, sample_text(1));
  ASSERT_EQ(doc->appearances.size(), 2u);
  EXPECT_EQ(doc->appearances[0].outlet, "Other Paper");
}

TEST_P(CaseFileTest, AnotherReadingOfTheSamePlaceReplacesTheRecord) {
  CaseFile c = create();
  Record r = sample_record(1);
  EXPECT_EQ(c.add(r, sample_text(1)), Added::document);
  r.doc.published = "2020";
  r.events.push_back(r.events[0]);
  r.events[1].id = "e-new";
  EXPECT_EQ(c.add(r, sample_text(1)), Added::update);
  EXPECT_EQ(c.add(r, sample_text(1)), Added::nothing);
  EXPECT_EQ(c.events({})->size(), 2u);
  EXPECT_EQ(c.claims({})->size(), 1u);
  EXPECT_EQ(c.document("in/1.txt")->record.doc.published, "2020");
  EXPECT_EQ(c.digest()->appearances, 1);
}

TEST_P(CaseFileTest, RowsComeBackWhole) {
  CaseFile c = filled(1);
  const Record want = sample_record(0);
  const auto events = c.events({});
  ASSERT_TRUE(events) << events.error().message;
  const Event& e = events->at(0).event;
  EXPECT_EQ(e.id, want.events[0].id);
  EXPECT_EQ(e.type, want.events[0].type);
  EXPECT_EQ(e.contexts, want.events[0].contexts);
  EXPECT_EQ(e.actor, want.events[0].actor);
  EXPECT_EQ(e.recipient, want.events[0].recipient);
  EXPECT_EQ(e.source, want.events[0].source);
  EXPECT_EQ(e.date, want.events[0].date);
  EXPECT_EQ(e.date_from, DateFrom::stated);
  EXPECT_EQ(e.triggers, want.events[0].triggers);
  EXPECT_EQ(events->at(0).words.at(0), "\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7");
  const auto claims = c.claims({});
  ASSERT_TRUE(claims) << claims.error().message;
  EXPECT_EQ(claims->at(0).claim.via, want.claims[0].via);
  EXPECT_EQ(claims->at(0).claim.events, want.claims[0].events);
  EXPECT_EQ(claims->at(0).claim.relations, want.claims[0].relations);
  EXPECT_EQ(claims->at(0).source_words, "one");
  const auto relations = c.relations({});
  ASSERT_TRUE(relations) << relations.error().message;
  EXPECT_EQ(relations->at(0).relation.from, "2023-09-16");
  EXPECT_EQ(relations->at(0).relation.source, want.relations[0].source);
  const auto entities = c.entities({});
  ASSERT_TRUE(entities) << entities.error().message;
  EXPECT_EQ(entities->at(0).code, "RUS");
  EXPECT_EQ(entities->at(0).events, 1);
  EXPECT_EQ(entities->at(1).claims, 1);
  EXPECT_EQ(c.name("RUS")->en, "Russia");
  EXPECT_EQ(c.name("none")->en, "");
}

TEST_P(CaseFileTest, FiltersLeaveWhatTheySay) {
  CaseFile c = filled(12);
  const auto count = [&](const Filter& f) {
    const auto rows = c.events(f);
    EXPECT_TRUE(rows) << rows.error().message;
    return rows ? rows->size() : 999;
  };
  Filter f;
  EXPECT_EQ(count(f), 12u);
  f.actor = "MLI";
  EXPECT_EQ(count(f), 12u);
  f.actor = "rus";
  EXPECT_EQ(count(f), 12u);
  f.actor = "russia";
  EXPECT_EQ(count(f), 12u);
  f.actor = "\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7";
  EXPECT_EQ(count(f), 12u);
  f.actor = "Sergei Lavrov";
  EXPECT_EQ(count(f), 0u);
  f.actor = "' OR 1=1 --";
  EXPECT_EQ(count(f), 0u);
  f = {};
  f.type = "consult";
  EXPECT_EQ(count(f), 6u);
  f = {};
  f.source = "Sergei Lavrov";
  f.outlet = "odd news";
  EXPECT_EQ(count(f), 6u);
  f = {};
  f.from = "2025";
  EXPECT_EQ(count(f), 4u);
  f.from = "2024-06";
  EXPECT_EQ(count(f), 8u);
  f.to = "2024-07-01";
  EXPECT_EQ(count(f), 4u);
  f.limit = 3;
  EXPECT_EQ(count(f), 3u);
  f = {};
  f.to = "yesterday";
  EXPECT_EQ(c.events(f).error().code, ErrorCode::bad_argument);

  f = {};
  f.actor = "AES";
  EXPECT_EQ(c.relations(f)->size(), 12u);
  EXPECT_EQ(c.claims(f)->size(), 12u);
  f.to = "2023-09-15";
  EXPECT_EQ(c.relations(f)->size(), 0u);
  f = {};
  f.from = "2030";
  EXPECT_EQ(c.relations(f)->size(), 12u);
  EXPECT_EQ(c.claims(f)->size(), 0u);
  f = {};
  f.type = "direct";
  EXPECT_EQ(c.claims(f)->size(), 6u);
  f.type = "member_of";
  EXPECT_EQ(c.claims(f)->size(), 12u);
  f = {};
  f.source = "TASS";
  EXPECT_EQ(c.claims(f)->size(), 12u);
  f = {};
  f.type = "person";
  EXPECT_EQ(c.entities(f)->size(), 1u);
  f = {};
  f.from = "2025-04-05";
  EXPECT_EQ(c.documents(f)->size(), 8u);
  EXPECT_EQ(c.entities(f)->at(0).documents, 8);
}

TEST_P(CaseFileTest, UndatedEventsComeLast) {
  CaseFile c = filled(6);
  const auto rows = c.events({});
  ASSERT_EQ(rows->size(), 6u);
  EXPECT_EQ(rows->front().event.date, "2024");
  EXPECT_EQ(rows->back().event.date, std::nullopt);
}

TEST_P(CaseFileTest, DocumentsAreFoundByWhatNamesThem) {
  CaseFile c = filled(12);
  const auto uri = [&](std::string_view key) {
    const auto d = c.document(key);
    return d ? d->record.doc.uri : std::string(error_name(d.error().code));
  };
  EXPECT_EQ(uri("in/3.txt"), "in/3.txt");
  EXPECT_EQ(uri("3.txt"), "in/3.txt");
  EXPECT_EQ(uri("3"), "in/3.txt");
  EXPECT_EQ(uri(sample_record(3).doc.id), "in/3.txt");
  EXPECT_EQ(uri("in/1"), "in/1.txt");  // not in/10.txt
  EXPECT_EQ(uri("10"), "in/10.txt");
  EXPECT_EQ(uri("11.t"), "in/11.txt");  // beginning of a file name
  EXPECT_EQ(uri("in/"), "bad_argument");
  EXPECT_EQ(uri("aaaa"), "bad_argument");
  EXPECT_EQ(uri("%"), "not_found");
  EXPECT_EQ(uri(""), "not_found");
}

TEST_P(CaseFileTest, TextWithNulBytesIsKept) {
  CaseFile c = create();
  Record r = sample_record(1);
  const std::string text("a\0b", 3);
  r.doc.title = text;
  EXPECT_EQ(c.add(r, text), Added::document);
  EXPECT_EQ(c.document("in/1.txt")->text, text);
  EXPECT_EQ(c.document("in/1.txt")->record.doc.title, text);
}

}  // namespace
}  // namespace isnad
