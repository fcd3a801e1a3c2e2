// Searches of a case file: what a query finds, in which order, with what it is shown.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "base/utf8.h"
#include "search_case.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;

TEST_P(SearchTest, WordsFindAllTheirForms) {
  const CaseFile c = filled();
  EXPECT_EQ(found(c, "treaty"), "b c");
  EXPECT_EQ(found(c, "\"forces\""), "a");
  EXPECT_EQ(found(c, "\"force\" -treaty"), "d");
  EXPECT_EQ(found(c, "soldier"), "c");  // a word of the text that is a form of it
  EXPECT_EQ(found(c, "nowhere"), "");
}

TEST_P(SearchTest, PhrasesPrefixesAndTitles) {
  const CaseFile c = filled();
  EXPECT_EQ(found(c, "\"sign a treaty\""), "b");
  EXPECT_EQ(found(c, "\"treaty a\""), "");
  EXPECT_EQ(found(c, "sol*"), "c");
  EXPECT_EQ(found(c, "soldi*"), "c");
  EXPECT_EQ(found(c, "soldiers*"), "c");
  EXPECT_EQ(found(c, "no*"), "c a");
  EXPECT_EQ(found(c, "xy*"), "");
  EXPECT_EQ(ask(c, request("nort* -treaty")).hits.front().passages.front().marks.size(), 2U);
  EXPECT_EQ(found(c, "title:undated"), "d");
  EXPECT_EQ(found(c, "undated"), "d");  // words of the title are words
  EXPECT_EQ(found(c, "title:north"), "");
  EXPECT_EQ(found(c, "title:mo*"), "a");
}

TEST_P(SearchTest, WordsAreJoinedOrLeftOut) {
  const CaseFile c = filled();
  EXPECT_EQ(found(c, "north treaty"), "c");
  EXPECT_EQ(found(c, "north -treaty"), "a");
  EXPECT_EQ(found(c, "soldier OR undated"), "d c");
  EXPECT_EQ(found(c, "-(treaty OR force)"), "");
  EXPECT_EQ(found(c, "north (move OR nothing) -title:move"), "c");
}

TEST_P(SearchTest, BestFitFirstThenTheNewest) {
  const CaseFile c = filled();
  // "d" is nothing but the word; "a" has it in its title; "b" once.
  EXPECT_EQ(found(c, "force"), "d a b");
  // Without words of the query all are equal.
  EXPECT_EQ(found(c, "lang:ar"), "b c a d");
  SearchRequest by_date = request("force", SearchTarget::articles);
  by_date.by_date = true;
  std::string order;
  for (const SearchHit& h : ask(c, by_date).hits) order += h.where.uri[0];
  EXPECT_EQ(order, "bad");
}

TEST_P(SearchTest, FieldsOfEventsAreAboutOneEvent) {
  const CaseFile c = filled();
  EXPECT_EQ(found(c, "actor:MLI"), "b c a");
  EXPECT_EQ(found(c, "actor:MLI type:AGREE"), "b");  // "c" has both, in two events
  EXPECT_EQ(found(c, "actor:\"Land MLI\" type:AGREE"), "b");
  EXPECT_EQ(found(c, "actor:mli recipient:RUS"), "b");
  EXPECT_EQ(found(c, "type:ASSAULT"), "b c");
  EXPECT_EQ(found(c, "-type:ASSAULT"), "a d");            // no event of the article
  EXPECT_EQ(found(c, "actor:MLI -type:ASSAULT"), "b a");  // one event that is none
  EXPECT_EQ(found(c, "(type:ASSAULT OR type:AGREE) actor:UKR"), "c");
  EXPECT_EQ(found(c, "source:RUS"), "");  // no claim by it
  EXPECT_EQ(found(c, "source:RUS type:AGREE"), "b");
  EXPECT_EQ(found(c, "factuality:denied"), "b");
}

TEST_P(SearchTest, EventsThemselves) {
  const CaseFile c = filled();
  const SearchAnswer all = ask(c, request("actor:MLI"));
  EXPECT_EQ(all.of, SearchTarget::events);
  EXPECT_EQ(all.total, 3U);
  EXPECT_EQ(found(c, "actor:MLI", std::nullopt), "b a c");  // by date, undated last
  EXPECT_EQ(found(c, "type:AGREE treaty", std::nullopt), "c b");
  const SearchAnswer one = ask(c, request("type:AGREE outlet:herald"));
  ASSERT_EQ(one.hits.size(), 1U);
  ASSERT_EQ(one.hits[0].events.size(), 1U);
  EXPECT_EQ(one.hits[0].events[0].event.id, "eb0");
  ASSERT_EQ(one.hits[0].passages.size(), 1U);
  EXPECT_EQ(one.hits[0].passages[0].marks, (std::vector<Span>{{0, 3}}));
}

TEST_P(SearchTest, Days) {
  const CaseFile c = filled();
  EXPECT_EQ(found(c, "from:2025-02", std::nullopt), "c b");
  EXPECT_EQ(found(c, "to:2025-01", std::nullopt), "a b");
  EXPECT_EQ(found(c, "from:2025-01 to:2025-02-28", std::nullopt), "b a");
  EXPECT_EQ(found(c, "published:2025-02"), "b c");
  EXPECT_EQ(found(c, "published:2024/2025-01"), "a");
  EXPECT_EQ(found(c, "known:2025-01-31"), "a");
  EXPECT_EQ(found(c, "-published:0000/9999"), "d");
}

TEST_P(SearchTest, ArticlesShowTheEventsThatFit) {
  const CaseFile c = filled();
  const SearchAnswer answer = ask(c, request("actor:RUS treaty", SearchTarget::articles));
  ASSERT_EQ(answer.hits.size(), 1U);
  ASSERT_EQ(answer.hits[0].events.size(), 1U);
  EXPECT_EQ(answer.hits[0].events[0].event.type, EventType::assault);
  ASSERT_FALSE(answer.hits[0].passages.empty());
  const Passage& title = answer.hits[0].passages[0];
  EXPECT_TRUE(title.title);
  EXPECT_EQ(title.words, "a treaty");
  EXPECT_EQ(title.marks, (std::vector<Span>{{2, 8}}));
}

TEST_P(SearchTest, FacetsCountAllHits) {
  const CaseFile c = filled();
  SearchRequest r = request("lang:ar", SearchTarget::articles);
  r.limit = 1;
  r.facets = {SearchFacet::outlet, SearchFacet::month, SearchFacet::type, SearchFacet::actor};
  const SearchAnswer answer = ask(c, r);
  EXPECT_EQ(answer.hits.size(), 1U);
  EXPECT_EQ(answer.total, 4U);
  const auto text = [](const FacetCounts& f) {
    std::string out;
    for (const Count& v : f.values) out += v.name + '=' + std::to_string(v.count) + ' ';
    return out + '+' + std::to_string(f.more);
  };
  ASSERT_EQ(answer.facets.size(), 4U);
  EXPECT_EQ(text(answer.facets[0]), "Gazette=2 Herald=1 +0");
  EXPECT_EQ(text(answer.facets[1]), "2025-02=2 2025-01=1 +0");
  EXPECT_EQ(text(answer.facets[2]), "AGREE=2 ASSAULT=2 MOBILIZE=1 +0");
  EXPECT_EQ(text(answer.facets[3]), "MLI=3 NER=1 RUS=1 UKR=1 +0");
  // Of a query about events the events that fit are counted.
  r = request("type:AGREE", SearchTarget::articles);
  r.facets = {SearchFacet::actor};
  r.facet_limit = 2;
  EXPECT_EQ(text(ask(c, r).facets[0]), "MLI=1 NER=1 +1");
  r = request("type:AGREE");
  r.facets = {SearchFacet::month, SearchFacet::factuality, SearchFacet::outlet};
  const SearchAnswer events = ask(c, r);
  EXPECT_EQ(text(events.facets[0]), "2025-02=1 2025-03=1 +0");
  EXPECT_EQ(text(events.facets[1]), "actual=1 planned=1 +0");
  EXPECT_EQ(text(events.facets[2]), "Gazette=1 Herald=1 +0");
}

TEST_P(SearchTest, TheOrderOfReadingDoesNotMatter) {
  const CaseFile one = filled("one.case");
  CaseFile other = open("other.case");
  for (size_t i = articles().size(); i-- > 0;) {
    add(other, articles()[i]);
    if (i == 2) refresh(other);
  }
  refresh(other);
  for (const char* q : {"force", "lang:ar", "treaty OR north", "sign -soldier", "-force"}) {
    EXPECT_EQ(found(one, q), found(other, q)) << q;
    const SearchAnswer a = ask(one, request(q));
    const SearchAnswer b = ask(other, request(q));
    ASSERT_EQ(a.hits.size(), b.hits.size());
    for (size_t i = 0; i < a.hits.size(); ++i) EXPECT_EQ(a.hits[i].score, b.hits[i].score) << q;
  }
  EXPECT_EQ(found(one, "actor:MLI", std::nullopt), found(other, "actor:MLI", std::nullopt));
}

TEST_P(SearchTest, ColumnsGoOnFromTheLastOnes) {
  const auto columns = [&] {
    Result<Database> db = raw("x.case");
    Result<Statement> s = db->prepare("SELECT name, bytes FROM search_column ORDER BY name");
    std::map<std::string, std::string> out;
    while (*s->step()) out[s->text(0)] = s->blob(1);
    return out;
  };
  CaseFile c = open();
  const auto refresh_and_compare = [&] {
    refresh(c);
    const auto kept = columns();
    EXPECT_GT(kept.size(), 20U);
    {
      Result<Database> db = raw("x.case");
      ASSERT_TRUE(db->execute("DELETE FROM search_column"));
    }
    refresh(c);
    EXPECT_EQ(kept, columns());
  };
  const auto add_claims = [&](Record r) {
    for (size_t i = 0; i < r.events.size(); ++i) {
      Claim claim;
      claim.id = "c" + r.doc.uri.substr(0, 1) + std::to_string(i);
      claim.source = i == 0 ? "RUS" : "";
      claim.via = {"UKR", "MLI"};
      claim.events = {r.events[i].id};
      claim.rule = "test:2";
      r.claims.push_back(claim);
    }
    return r;
  };
  for (size_t i = articles().size(); i-- > 0;) {
    const SearchArticle& a = articles()[i];
    ASSERT_TRUE(c.add(add_claims(record_of(a)), a.text, print_of(a.text, a.title)));
    refresh_and_compare();
  }
  // One is read otherwise, one appears elsewhere, under another outlet.
  SearchArticle anew = articles()[1];
  anew.acts.pop_back();
  anew.acts[0].actor = {"CHN"};
  ASSERT_TRUE(c.add(add_claims(record_of(anew)), anew.text, print_of(anew.text, anew.title)));
  Record elsewhere = record_of(articles()[0]);
  elsewhere.doc.uri = "elsewhere.txt";
  elsewhere.doc.outlet = "Courier";
  ASSERT_TRUE(c.add(elsewhere, articles()[0].text, print_of(articles()[0].text, "other")));
  refresh_and_compare();
  EXPECT_EQ(found(c, "outlet:courier"), "a");
  EXPECT_EQ(found(c, "actor:CHN"), "b");
}

TEST_P(SearchTest, ATextUnderTwoTitlesIsFoundByBoth) {
  for (const bool turned : {false, true}) {
    CaseFile c = open(turned ? "turned.case" : "straight.case");
    SearchArticle first = articles()[3];
    SearchArticle second = first;
    second.title = "another name";
    Record moved = record_of(second);
    moved.doc.uri = "e.txt";
    if (turned) {
      ASSERT_TRUE(c.add(moved, second.text, print_of(second.text, second.title)));
      add(c, first);
    } else {
      add(c, first);
      ASSERT_TRUE(c.add(moved, second.text, print_of(second.text, second.title)));
    }
    refresh(c);
    EXPECT_EQ(found(c, "title:undated").size(), 1U);
    EXPECT_EQ(found(c, "title:another").size(), 1U);
    EXPECT_EQ(found(c, "\"undated another\""), "");
    EXPECT_EQ(ask(c, request("name")).total, 1U);
    // A title that goes is found no more.
    moved.doc.title = "third";
    ASSERT_TRUE(c.add(moved, second.text, print_of(second.text, "third")));
    refresh(c);
    EXPECT_EQ(found(c, "title:another"), "");
    EXPECT_EQ(found(c, "title:third").size(), 1U);
  }
}

TEST_P(SearchTest, AGroupIsFoundAsItWasLastAdded) {
  CaseFile c = open();
  ASSERT_TRUE(c.begin());
  add(c, articles()[0]);
  c.rollback();
  ASSERT_TRUE(c.begin());
  add(c, articles()[1]);
  SearchArticle renamed = articles()[3];
  add(c, renamed);
  renamed.title = "third";
  ASSERT_EQ(c.add(record_of(renamed), renamed.text, print_of(renamed.text, renamed.title)),
            Added::update);
  ASSERT_TRUE(c.commit());
  refresh(c);
  EXPECT_EQ(found(c, "north"), "");  // of the group that was taken back
  EXPECT_EQ(found(c, "treaty"), "b");
  EXPECT_EQ(found(c, "title:third"), "d");
  EXPECT_EQ(found(c, "title:undated"), "");
  EXPECT_EQ(found(c, "force"), "d b");
}

TEST_P(SearchTest, WhatWasNotRefreshedIsNotSearchedYet) {
  CaseFile c = open();
  EXPECT_EQ(c.search(request("a")).error().code, ErrorCode::unsupported);
  add(c, articles()[0]);
  refresh(c);
  add(c, articles()[1]);
  SearchAnswer answer = ask(c, request("force"));
  EXPECT_EQ(answer.total, 1U);
  EXPECT_EQ(answer.unseen, 1U);
  // An article that is read otherwise than before waits too: its events are others now.
  SearchArticle anew = articles()[0];
  anew.acts[0].type = EventType::retreat;
  ASSERT_EQ(c.add(record_of(anew), anew.text, print_of("the army moves.", anew.title)),
            Added::update);
  answer = ask(c, request("force"));
  EXPECT_EQ(answer.total, 0U);
  EXPECT_EQ(answer.unseen, 2U);
  refresh(c);
  EXPECT_EQ(found(c, "army"), "a");
  EXPECT_EQ(found(c, "north"), "");  // the old words are gone
  EXPECT_EQ(found(c, "type:RETREAT", std::nullopt), "a");
  EXPECT_EQ(ask(c, request("lang:ar")).unseen, 0U);
}

TEST_P(SearchTest, AnIndexOfOldReadingsIsMadeAnew) {
  CaseFile c = open();
  for (const SearchArticle& a : {articles()[0], articles()[1], articles()[3]}) {
    add(c, a);
    refresh(c);
  }
  add(c, articles()[2]);
  refresh(c);
  const int64_t round = ask(c, request("force")).round;
  for (int i = 0; i < 20; ++i) {
    SearchArticle a = articles()[3];
    a.outlet = "Paper " + std::to_string(i);
    ASSERT_EQ(c.add(record_of(a), a.text, print_of(i % 2 ? "force one" : "force two", a.title)),
              Added::update);
  }
  refresh(c);
  EXPECT_EQ(found(c, "\"force\""), "d b");
  EXPECT_EQ(found(c, "two"), "");
  EXPECT_EQ(found(c, "\"force force force\""), "d");  // read again from its text
  // What is new since is still told from what is not.
  EXPECT_EQ(ask(c, request("force")).round, round);
  SearchRequest since = request("lang:ar");
  since.after_round = round - 1;
  EXPECT_EQ(ask(c, since).total, 1U);
}

TEST_P(SearchTest, TotalsOfEntitiesHaveWhatEachOfTwoWritersBrings) {
  CaseFile one = open();
  CaseFile other = open();
  add(one, articles()[0]);
  add(other, articles()[1]);
  refresh(other);
  add(one, articles()[2]);  // its ids may be lower than those of the other one
  Filter mali;
  mali.actor = "MLI";
  for (int round = 0; round < 2; ++round) {
    const auto rows = other.entities(mali);
    ASSERT_EQ(rows->size(), 1u) << round;
    EXPECT_EQ(rows->front().documents, 3) << round;
    refresh(one);
  }
}

// Documents that no refresh has seen are counted on top of the totals: with or without one the
// answer is the same.
TEST_P(SearchTest, EntitiesBeforeARefreshAreThoseAfterIt) {
  CaseFile c = open();
  for (size_t i = 0; i < articles().size(); ++i) {
    if (i == 2) refresh(c);
    add(c, articles()[i]);
  }
  const auto answers = [&] {
    std::vector<std::string> out;
    for (const char* type : {"", "STATE", "person"}) {
      for (const size_t limit : {0, 1, 2, 50}) {
        for (const size_t offset : {0, 1, 3}) {
          Filter f;
          if (*type) f.type = type;
          f.limit = limit;
          f.offset = offset;
          std::string all = fmt::format("{} {} {}:", type, limit, offset);
          const auto rows = c.entities(f);
          EXPECT_TRUE(rows);
          for (const EntityRow& r : *rows) {
            all += fmt::format(" {}/{}/{}/{}/{}/{}/{}/{}/{}", r.code, r.kind, r.name_ar, r.name_en,
                               r.of.value_or("-"), r.documents, r.mentions, r.events, r.claims);
          }
          out.push_back(std::move(all));
        }
      }
    }
    return out;
  };
  const std::vector<std::string> before = answers();
  EXPECT_GT(before.front().size(), 40U);
  refresh(c);
  EXPECT_EQ(before, answers());
}

TEST_P(SearchTest, SavedSearchesAndWhatIsNew) {
  CaseFile c = open();
  add(c, articles()[0]);
  refresh(c);
  SavedSearch s{"forces", "force", std::nullopt, ask(c, request("force")).round};
  ASSERT_TRUE(c.save_search(s));
  add(c, articles()[1]);
  add(c, articles()[2]);
  refresh(c);
  SearchRequest r = request("force");
  r.after_round = c.saved_search("forces")->round;
  SearchAnswer answer = ask(c, r);
  ASSERT_EQ(answer.total, 1U);
  EXPECT_EQ(answer.hits[0].where.uri, "b.txt");
  s.round = answer.round;
  ASSERT_TRUE(c.save_search(s));
  refresh(c);
  r.after_round = c.saved_search("forces")->round;
  EXPECT_EQ(ask(c, r).total, 0U);
  EXPECT_EQ(c.saved_searches()->size(), 1U);
  ASSERT_TRUE(c.forget_search("forces"));
  EXPECT_EQ(c.forget_search("forces").error().code, ErrorCode::not_found);
  EXPECT_EQ(c.saved_search("forces").error().code, ErrorCode::not_found);
}

TEST_P(SearchTest, ValuesThatNothingHasAreNamed) {
  const CaseFile c = filled();
  EXPECT_EQ(ask(c, request("actor:XYZ OR outlet:Gazette")).unknown,
            (std::vector<std::string>{"actor:XYZ"}));
}

TEST_P(SearchTest, LimitAndOffset) {
  const CaseFile c = filled();
  SearchRequest r = request("lang:ar");
  r.limit = 2;
  r.offset = 1;
  std::string order;
  for (const SearchHit& h : ask(c, r).hits) order += h.where.uri[0];
  EXPECT_EQ(order, "ca");
  r.offset = 9;
  EXPECT_TRUE(ask(c, r).hits.empty());
  r.offset = 1;
  r.limit = SIZE_MAX;
  order.clear();
  for (const SearchHit& h : ask(c, r).hits) order += h.where.uri[0];
  EXPECT_EQ(order, "cad");
  r.offset = SIZE_MAX;
  EXPECT_TRUE(ask(c, r).hits.empty());
  EXPECT_EQ(ask(c, r).total, 4U);
}

TEST_P(SearchTest, HostileWordsAreWords) {
  const CaseFile c = filled();
  for (const char* q : {"force) OR (forms:x", "\"force\" NEAR(x)", "a^b", "x' OR '1'='1", "{forms}",
                        "force;--", "lemmas:x"}) {
    auto parsed = parse_search(q);
    if (!parsed) continue;
    SearchRequest r;
    r.query = std::move(*parsed);
    // The words as they come, without the filter of search_token.
    r.words = words_of;
    EXPECT_TRUE(c.search(r)) << q;
  }
}

TEST_P(SearchTest, DamagedColumnsAreNamed) {
  const std::string put = "UPDATE search_column SET bytes = ? WHERE name ";
  const std::vector<std::pair<std::string, std::string>> damages = {
      {put + "= 'event.actor.begins'", std::string(1, '\0')},
      {put + "= 'symbol.begins'", ""},
      {put + "= 'sizes'", std::string(16, '\xFF')},
      {put + "LIKE '%.begins'", {'\0', '\0', '\0', '\0', '\xFF', '\xFF', '\xFF', '\x7F'}},
      {"DELETE FROM search_column WHERE name = 'article.events'", "none"},
      {"DELETE FROM event", "none"}};
  for (size_t i = 0; i < damages.size(); ++i) {
    const auto& [damage, bytes] = damages[i];
    const std::string name = "bad" + std::to_string(i) + ".case";
    { filled(name); }
    {
      Result<Database> db = raw(name);
      ASSERT_TRUE(db);
      Result<Statement> s = db->prepare(damage);
      ASSERT_TRUE(s);
      if (bytes != "none") s->bind(Bytes{bytes});
      ASSERT_TRUE(s->run()) << damage;
    }
    Result<CaseFile> c = CaseFile::open(at(name), Mode::read);
    ASSERT_TRUE(c);
    SearchRequest r = request("actor:MLI");
    r.facets = {SearchFacet::actor, SearchFacet::outlet};
    const auto answer = c->search(r);
    ASSERT_FALSE(answer) << damage;
    EXPECT_TRUE(answer.error().code == ErrorCode::corrupt) << answer.error().message;
    // What search needs is made anew, as the message says.
    CaseFile mended = open(name);
    add(mended, {"e", "", "", "", "nothing.", {}});
    refresh(mended);
    EXPECT_TRUE(mended.search(r)) << damage;
  }
}

TEST_P(SearchTest, AnOlderCaseIsSearchedAfterTheNextRefresh) {
  { CaseFile c = filled(); }
  make_older("x.case", "old.case", 3);
  {
    Result<CaseFile> c = CaseFile::open(at("old.case"), Mode::read);
    ASSERT_TRUE(c);
    EXPECT_EQ(c->search(request("force")).error().code, ErrorCode::unsupported);
    EXPECT_TRUE(c->saved_searches()->empty());
  }
  CaseFile c = open("old.case");
  refresh(c);
  EXPECT_EQ(found(c, "force"), "d a b");
  EXPECT_EQ(found(c, "title:undated"), "d");
}

INSTANTIATE_TEST_SUITE_P(Stores, SearchTest, kStores, store_name);

}  // namespace
}  // namespace isnad
