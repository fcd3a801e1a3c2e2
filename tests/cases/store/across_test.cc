// What crosses records in a case file: happenings, facts, contradictions, the world's corpus.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "record/json.h"
#include "store/case_file.h"
#include "store/packed_corpus.h"
#include "stores.h"
#include "world/world.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;

Entity entity(const std::string& id, EntityKind kind, const std::string& en) {
  return {id, kind, "ar " + en, en, std::nullopt, std::nullopt, std::nullopt, {}};
}

// A record of one sentence on one day.
Record article(const std::string& id, const std::string& published) {
  Record r;
  r.doc.id = id + std::string(64 - id.size(), '0');
  r.doc.uri = "in/" + id + ".txt";
  r.doc.outlet = "Outlet of " + id;
  r.doc.lang = "ar";
  r.doc.published = published;
  r.doc.length = 40;
  r.sentences = {{0, 40}};
  r.entities = {entity("MLI", EntityKind::state, "Mali"),
                entity("FRA", EntityKind::state, "France"),
                entity("ECOWAS", EntityKind::organization, "Economic Community")};
  return r;
}

Relation relation(const std::string& id, const std::string& subject, RelationKind rel,
                  const std::string& object) {
  Relation r;
  r.id = id;
  r.subject = subject;
  r.rel = rel;
  r.object = object;
  r.span = {4, 12};
  r.rule = "relations/patterns.tsv:1";
  r.confidence = 0.9;
  return r;
}

Event attack(const std::string& id, int64_t dead) {
  Event e;
  e.id = id;
  e.type = EventType::assault;
  e.mode = "explosives";
  e.cameo = "183";
  e.actor = {"JNIM"};
  e.recipient = {"MLI"};
  e.place = "Kidal";
  e.date = "2025-03-01";
  e.date_from = DateFrom::stated;
  e.count = dead;
  e.triggers = {{4, 8}};
  e.rule = "frames/assault.toml:1";
  e.confidence = 0.9;
  return e;
}

class AcrossTest : public StoreTest {
 protected:
  AcrossTest()
      : image_(Image::open(ISNAD_IMAGE_FILE).value()),
        hasher_(WordHasher::open(image_).value()),
        story_(StoryRules::open(image_).value()),
        world_(WorldRules::open(image_).value()) {}

  // Two outlets tell one attack with other numbers of dead, and France's forces left when? A third
  // tells neither.
  static std::vector<Record> records() {
    Record a = article("aa", "2025-03-02");
    a.events = {attack("e1", 10)};
    a.quantities = {{{10, 12}, 10, '=', std::nullopt, "person"}};
    a.relations = {relation("r1", "FRA", RelationKind::forces_in, "MLI")};
    a.relations[0].to = "2022-08";
    Record b = article("bb", "2025-03-02");
    b.events = {attack("e2", 25)};
    b.events[0].source = {"MLI"};
    b.quantities = {{{10, 12}, 25, '>', std::nullopt, "person"}};
    b.relations = {relation("r2", "FRA", RelationKind::forces_in, "MLI")};
    b.claims = {{"c1", "MLI", {0, 3}, {3, 4}, {4, 30}, false, {"REUTERS"}, {"e2"}, {}, "rule"}};
    Record c = article("cc", "2025-03-09");
    c.relations = {relation("r3", "MLI", RelationKind::member_of, "ECOWAS")};
    return {a, b, c};
  }

  CaseFile read(const std::string& name, const std::vector<Record>& all) {
    Result<CaseFile> c = CaseFile::open(at(name), Mode::create);
    EXPECT_TRUE(c) << (c ? "" : c.error().message);
    for (const Record& r : all) {
      // Other words in each: none is a copy.
      EXPECT_EQ(c->add(r, std::string(40, r.doc.id[0]), {}), Added::document);
    }
    done_ = refresh(*c);
    return std::move(*c);
  }

  Refreshed refresh(CaseFile& c) const {
    const Result<Refreshed> r = c.refresh(
        {hasher_, story_, world_, [](std::string_view, const auto&) { return Fingerprint(); }});
    EXPECT_TRUE(r) << (r ? "" : r.error().message);
    return r.value_or(Refreshed{});
  }

  // Runs SQL behind the back of the case.
  void change(const std::string& name, const char* sql) {
    Result<void> done;
    if (on_server()) {
      done = TestSchemas::connect(TestSchemas::schema_of(name))->execute(sql);
    } else {
      done = Database::open(at(name), Database::Access::write, 5000)->execute(sql);
    }
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
  }

  Image image_;
  WordHasher hasher_;
  StoryRules story_;
  WorldRules world_;
  Refreshed done_;
};
INSTANTIATE_TEST_SUITE_P(Stores, AcrossTest, kStores, store_name);

TEST_P(AcrossTest, AHappeningHasItsReportsAndOrigins) {
  CaseFile c = read("x.case", records());
  EXPECT_EQ(done_.happenings, 1u);
  const auto rows = c.happenings({});
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 1u);
  const HappeningRow& h = rows->front();
  EXPECT_EQ(h.id.substr(0, 3), "hp-");
  EXPECT_EQ(h.documents, 2);
  ASSERT_EQ(h.reports.size(), 2u);
  ASSERT_EQ(h.tellings.size(), 2u);
  EXPECT_EQ(h.reports[0].where.uri, "in/aa.txt");
  EXPECT_EQ(h.reports[1].event.count, 25);
  ASSERT_EQ(h.origins.size(), 2u);
  EXPECT_NE(h.tellings[0].origin, h.tellings[1].origin);
  const OriginRow& theirs = h.origins[h.tellings[1].origin];
  EXPECT_EQ(theirs.kind, "speaker");
  EXPECT_EQ(theirs.name, "MLI");
  EXPECT_EQ(h.tellings[1].credits, std::vector<std::string>{"REUTERS"});
  EXPECT_EQ(h.origins[h.tellings[0].origin].kind, "outlet");
}

// What a list shows, as lines.
template <class Row>
std::string shown(const AccountOutline<Row>& o, const std::string& best) {
  std::string out = o.id + ' ' + std::to_string(o.documents) + ' ' + std::to_string(o.reports) +
                    ' ' + std::to_string(o.origins) + ' ' + o.best.where.uri + ' ' + best;
  for (const ToldTime& t : o.times) out += ' ' + t.from.value_or("") + '/' + t.to.value_or("");
  return out + '\n';
}
std::string shown(const HappeningOutline& o) { return shown(o, o.best.event.id); }
std::string shown(const FactOutline& o) { return shown(o, o.best.relation.id); }

// Lists of all accounts of a case, found as lists and made from the rows.
std::pair<std::string, std::string> both_lists(const CaseFile& c) {
  Filter all;
  all.alone = true;
  std::pair<std::string, std::string> out;
  const auto happening_list = c.happening_outlines(all);
  const auto fact_list = c.fact_outlines(all);
  for (const HappeningOutline& o : *happening_list) out.first += shown(o);
  for (const FactOutline& o : *fact_list) out.first += shown(o);
  const auto happenings = c.happenings(all);
  const auto facts = c.facts(all);
  for (const HappeningRow& h : *happenings) out.second += shown(outline_of(h));
  for (const FactRow& f : *facts) out.second += shown(outline_of(f));
  return out;
}

TEST_P(AcrossTest, AListShowsTheReportThatSaysMost) {
  std::vector<Record> all = records();
  all.push_back(article("dd", "2025-03-01"));  // the earliest
  all.back().relations = {relation("r4", "FRA", RelationKind::forces_in, "MLI")};
  all.back().relations[0].from = "2013";
  CaseFile c = read("x.case", all);
  EXPECT_EQ(c.happening_outlines({})->front().best.event.id, "e1") << "both tell all";
  change("x.case",
         "DELETE FROM event_party WHERE role = 'recipient' AND event IN "
         "(SELECT id FROM event WHERE key = 'e1')");
  const auto happenings = c.happening_outlines({});
  ASSERT_EQ(happenings->size(), 1u);
  EXPECT_EQ(happenings->front().best.event.id, "e2");
  EXPECT_EQ(happenings->front().reports, 2);
  EXPECT_EQ(happenings->front().origins, 2);
  EXPECT_EQ(happenings->front().times, (std::vector<ToldTime>{{"2025-03-01", std::nullopt}}));
  const auto facts = c.fact_outlines({});
  ASSERT_EQ(facts->size(), 1u);
  EXPECT_EQ(facts->front().best.relation.id, "r4") << "of facts the first";
  EXPECT_EQ(facts->front().reports, 3);
  const std::vector<ToldTime> times = {{std::nullopt, "2022-08"}, {"2013", std::nullopt}};
  EXPECT_EQ(facts->front().times, times);
  const auto [found, made] = both_lists(c);
  EXPECT_EQ(found, made);
  Filter one;
  one.limit = 1;
  one.alone = true;
  EXPECT_EQ(c.fact_outlines(one)->size(), 1u);
  one.type = "AID";
  EXPECT_TRUE(c.happening_outlines(one)->empty());
}

TEST_P(AcrossTest, AListBeforeTheRefreshShowsWhatIsThere) {
  std::vector<Record> all = records();
  CaseFile c = read("x.case", all);
  all[0].events.clear();
  all[0].relations.clear();
  EXPECT_EQ(c.add(all[0], std::string(40, 'a'), {}), Added::update);
  const auto [found, made] = both_lists(c);
  EXPECT_EQ(found, made);
  EXPECT_EQ(c.happening_outlines({})->front().reports, 1);
  EXPECT_EQ(c.happening_outlines({})->front().origins, 1);
  all[1].events.clear();
  EXPECT_EQ(c.add(all[1], std::string(40, 'b'), {}), Added::update);
  EXPECT_TRUE(c.happening_outlines({})->empty()) << "nothing tells it any more";
  EXPECT_TRUE(c.happenings({})->empty());
}

TEST_P(AcrossTest, AnAccountIsFoundByTheIdsOfItsReports) {
  CaseFile c = read("x.case", records());
  const std::string id = c.happenings({})->front().id;
  EXPECT_EQ(c.happening(id)->id, id);
  EXPECT_EQ(c.happening("e2")->id, id) << "an event of it";
  CaseFile alone = read("alone.case", {records()[1]});
  Filter all;
  all.alone = true;
  const std::string before = alone.happenings(all)->front().id;
  EXPECT_EQ(c.happening(before)->id, id) << "what it was called before the other report came";
  EXPECT_EQ(c.happening("hp-0").error().code, ErrorCode::not_found);
  EXPECT_EQ(c.fact(id).error().code, ErrorCode::not_found) << "a happening is no fact";
  EXPECT_TRUE(c.fact("r2"));
}

TEST_P(AcrossTest, FactsAndFilters) {
  CaseFile c = read("x.case", records());
  const auto facts = c.facts({});
  ASSERT_EQ(facts->size(), 1u);
  EXPECT_EQ(facts->front().reports.size(), 2u);
  Filter f;
  f.alone = true;
  EXPECT_EQ(c.facts(f)->size(), 2u);
  f.actor = "Economic Community";
  EXPECT_EQ(c.facts(f)->size(), 1u);
  f.actor = std::nullopt;
  f.type = "member_of";
  EXPECT_EQ(c.facts(f)->size(), 1u);
  f = {};
  for (const auto& [field, value, expected] :
       std::vector<std::tuple<std::optional<std::string> Filter::*, const char*, size_t>>{
           {&Filter::actor, "Mali", 1},
           {&Filter::actor, "FRA", 0},
           {&Filter::type, "assault", 1},
           {&Filter::type, "AID", 0},
           {&Filter::source, "MLI", 1},
           {&Filter::source, "FRA", 0},
           {&Filter::from, "2025-03-01", 1},
           {&Filter::from, "2025-03-02", 0},
           {&Filter::to, "2025-02", 0},
           {&Filter::outlet, "outlet of aa", 1},
           {&Filter::outlet, "outlet of cc", 0}}) {
    Filter one;
    one.*field = value;
    EXPECT_EQ(c.happenings(one)->size(), expected) << value;
  }
}

TEST_P(AcrossTest, AContradictionHasItsSides) {
  CaseFile c = read("x.case", records());
  EXPECT_EQ(done_.conflicts, 1u);
  const auto rows = c.conflicts({});
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 1u);
  const ConflictRow& one = rows->front();
  EXPECT_EQ(one.kind, "number");
  EXPECT_EQ(one.accounts, std::vector<std::string>{c.happenings({})->front().id});
  EXPECT_EQ(one.first_day, "2025-03-02");
  ASSERT_EQ(one.sides.size(), 2u);
  EXPECT_EQ(one.sides[0].events.size(), 1u);
  EXPECT_EQ(one.sides[1].origins, 1);
  EXPECT_EQ(c.conflict(one.id)->id, one.id);
  EXPECT_EQ(c.conflict("cf-0").error().code, ErrorCode::not_found);
  for (const auto& [field, value, expected] :
       std::vector<std::tuple<std::optional<std::string> Filter::*, const char*, size_t>>{
           {&Filter::actor, "JNIM", 1},
           {&Filter::actor, "FRA", 0},
           {&Filter::type, "number", 1},
           {&Filter::type, "date", 0},
           {&Filter::source, "MLI", 1},
           {&Filter::source, "JNIM", 0},
           {&Filter::from, "2025-03-03", 0},
           {&Filter::outlet, "Outlet of bb", 1},
           {&Filter::outlet, "Outlet of cc", 0}}) {
    Filter f;
    f.*field = value;
    EXPECT_EQ(c.conflicts(f)->size(), expected) << value;
  }
}

// Everything that a case says across records, as lines.
std::string shown(const CaseFile& c) {
  std::string out;
  Filter all;
  all.alone = true;
  const auto happenings = c.happenings(all);
  for (const HappeningRow& h : *happenings) {
    out += h.id;
    for (size_t i = 0; i < h.reports.size(); ++i) {
      out += ' ' + h.reports[i].event.id + std::to_string(h.tellings[i].origin);
    }
    for (const OriginRow& o : h.origins) out += ' ' + o.kind + o.name;
    out += '\n';
  }
  const auto facts = c.facts(all);
  for (const FactRow& f : *facts) {
    out += f.id;
    for (const RelationRow& r : f.reports) out += ' ' + r.relation.id;
    out += '\n';
  }
  const auto conflicts = c.conflicts({});
  for (const ConflictRow& k : *conflicts) {
    out += k.id + ' ' + k.kind;
    for (const ConflictSideRow& s : k.sides) out += ' ' + s.value;
    out += '\n';
  }
  return out;
}

TEST_P(AcrossTest, TheSameWhateverTheOrderOfArrival) {
  auto all = records();
  CaseFile together = read("together.case", all);
  std::reverse(all.begin(), all.end());
  CaseFile apart = read("apart.case", {all[0]});
  for (size_t i = 1; i < all.size(); ++i) {
    ASSERT_TRUE(apart.add(all[i], std::string(40, all[i].doc.id[0]), {}));
    refresh(apart);
  }
  EXPECT_NE(shown(together).find("number"), std::string::npos);
  EXPECT_EQ(shown(together), shown(apart));
}

TEST_P(AcrossTest, WhatOneArticleSaidGoesWithIt) {
  CaseFile with = read("with.case", records());
  const auto some = records();
  CaseFile without = read("without.case", {some[0], some[2]});
  EXPECT_TRUE(without.conflicts({})->empty());
  EXPECT_TRUE(without.happenings({})->empty());
  const Corpus more = *with.world();
  const Corpus less = *without.world();
  EXPECT_EQ(more.relations.size(), less.relations.size() + 1);
}

TEST_P(AcrossTest, TheWorldOfACaseIsThatOfItsRecords) {
  CaseFile c = read("x.case", records());
  const Result<Corpus> kept = c.world();
  ASSERT_TRUE(kept) << kept.error().message;
  const Corpus direct = corpus_of(records());
  const auto lines = [&](const Corpus& corpus) {
    const World world(corpus, world_);
    const State state = world.state();
    std::vector<std::string> out;
    for (const Holding& h : state.at(days_of("2022-01-01")->first, {}, true)) {
      out.push_back(std::string(fluent_kind_name(h.fluent.kind)) + ' ' +
                    corpus.symbols.name(h.fluent.subject) + ' ' +
                    corpus.symbols.name(h.fluent.object) + ' ' + std::string(holds_name(h.holds)));
    }
    return out;
  };
  EXPECT_FALSE(lines(*kept).empty());
  EXPECT_EQ(lines(*kept), lines(direct));
}

TEST_P(AcrossTest, AFileOfVersion2GetsItsAccountsFromTheNextWriter) {
  {
    // The tables of version 2, with one document whose numbers have no bounds yet.
    Result<Database> db = old_store("old.case", 2);
    ASSERT_TRUE(db) << db.error().message;
    Record r = records()[1];
    std::string json;
    write_json(r, json);
    Result<Statement> s = db->prepare(
        "INSERT INTO document (sha, uri, outlet, published, published_first, published_last, "
        "lang, length, text, record) VALUES (?, 'old.txt', 'Old', '2025-03-02', '2025-03-02', "
        "'2025-03-02', 'ar', 40, ?, ?)");
    ASSERT_TRUE(s);
    s->bind(r.doc.id).bind(std::string(40, 'b')).bind(json);
    ASSERT_TRUE(s->run());
    ASSERT_TRUE(db->execute(
        "INSERT INTO event (document, key, type, mode, cameo, place, date, first_day, "
        "last_day, "
        "date_from, factuality, count, rule, confidence) VALUES (1, 'e2', 'ASSAULT', "
        "'explosives', '183', 'Kidal', '2025-03-01', '2025-03-01', '2025-03-01', 'stated', "
        "'actual', 25, 'frames/assault.toml:1', 0.9);"
        "INSERT INTO event_party VALUES (1, 'actor', 'JNIM'), (1, 'recipient', 'MLI'), "
        "(1, 'source', 'MLI')"));
  }
  {
    const Result<CaseFile> before = CaseFile::open(at("old.case"), Mode::read);
    ASSERT_TRUE(before) << before.error().message;
    EXPECT_TRUE(before->happenings({})->empty());
    EXPECT_TRUE(before->conflicts({})->empty());
    EXPECT_TRUE(before->world()->relations.empty());
    EXPECT_EQ(before->happening("e2").error().code, ErrorCode::not_found);
  }
  CaseFile c = read("old.case", {records()[0]});
  EXPECT_EQ(c.happenings({})->size(), 1u);
  ASSERT_EQ(c.conflicts({})->size(), 1u) << "the bound and unit were read from the old record";
  EXPECT_EQ(c.conflicts({})->front().sides[1].value, ">25 person");
}

TEST_P(AcrossTest, CodesOfNames) {
  CaseFile c = read("x.case", records());
  const auto codes = c.codes("economic community");
  ASSERT_TRUE(codes);
  EXPECT_NE(std::find(codes->begin(), codes->end(), "ECOWAS"), codes->end());
  EXPECT_EQ(c.codes("MLI")->front(), "MLI");
  EXPECT_EQ(c.name("ECOWAS")->en, "Economic Community");
}

TEST(PackedCorpus, ComesBackAsItWas) {
  Record r = article("aa", "2025-03-02");
  r.events = {attack("e1", -3)};
  r.events[0].contexts = {"military", "terrorism"};
  r.relations = {relation("r1", "FRA", RelationKind::at_odds_with, "MLI")};
  r.relations[0].from = "2022/2023";
  const Corpus all = corpus_of({r, article("bb", "2025-03-03")});
  const std::string bytes = bytes_of(all);
  const Result<Corpus> back = corpus_from(bytes);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(bytes_of(*back), bytes);
  ASSERT_EQ(back->articles.size(), 2u);
  EXPECT_EQ(back->articles[0].published, all.articles[0].published);
  EXPECT_EQ(back->events[0].count, -3);
  EXPECT_EQ(back->events[0].days, all.events[0].days);
  EXPECT_EQ(back->relations[0].from_days, all.relations[0].from_days);
  EXPECT_DOUBLE_EQ(back->relations[0].confidence, 0.9);
}

TEST(PackedCorpus, BrokenBytesAreAnError) {
  Record r = article("aa", "2025-03-02");
  r.events = {attack("e1", 3)};
  const std::string bytes = bytes_of(corpus_of({r}));
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(corpus_from(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(corpus_from(bytes + "x"));
  // A number turned round anywhere is refused or read as another number, and never more.
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string broken = bytes;
    broken[i] = static_cast<char>(~broken[i]);
    if (const Result<Corpus> read = corpus_from(broken)) {
      for (const EventReport& e : read->events) EXPECT_LT(e.article, read->articles.size());
    }
  }
}

TEST(PackedCorpus, AListHoldsNobodyWithoutAName) {
  Record r = article("aa", "2025-03-02");
  r.events = {attack("e1", 3)};
  r.relations = {relation("r1", "FRA", RelationKind::at_odds_with, "MLI")};
  const std::string bytes = bytes_of(corpus_of({r}));
  for (size_t i = 0; i + 4 <= bytes.size(); ++i) {
    std::string broken = bytes;
    broken.replace(i, 4, "\xFF\xFF\xFF\xFF");  // kNoSymbol, where a symbol stands there
    const Result<Corpus> read = corpus_from(broken);
    if (!read) continue;
    for (const EventReport& e : read->events) {
      for (const auto* list : {&e.source, &e.via, &e.contexts, &e.actor, &e.recipient}) {
        for (const Symbol s : *list) EXPECT_LT(s, read->symbols.size()) << i;
      }
    }
    for (const RelationReport& x : read->relations) {
      EXPECT_LT(x.subject, read->symbols.size()) << i;
      EXPECT_LT(x.object, read->symbols.size()) << i;
    }
  }
}

}  // namespace
}  // namespace isnad
