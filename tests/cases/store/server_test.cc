// What only a server has: several writers, rights, failures of the connection, ranges.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>

#include "store/query.h"
#include "stores.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override { ISNAD_NEEDS_SERVER(); }
  std::string url(const std::string& name = "x") { return schemas_.url(name); }
  static CaseFile open(const std::string& url, Mode mode = Mode::create) {
    Result<CaseFile> c = CaseFile::open(url, mode);
    EXPECT_TRUE(c) << (c ? "" : c.error().message);
    return std::move(*c);
  }
  static Error refusal(const std::string& url, Mode mode) {
    const Result<CaseFile> c = CaseFile::open(url, mode, 200);
    if (c) return {ErrorCode::bad_argument, "opened"};
    EXPECT_EQ(c.error().message.find('\n'), std::string::npos);
    EXPECT_EQ(c.error().message.find(password()), std::string::npos);
    return c.error();
  }
  // The password in the URL of the server.
  static std::string password() {
    const std::string s = test_server();
    const size_t colon = s.find(':', s.find("//"));
    return s.substr(colon + 1, s.find('@') - colon - 1);
  }
  static std::string with(std::string url, const std::string& old, const std::string& now) {
    return url.replace(url.find(old), old.size(), now);
  }
  static void sql(const std::string& text) {
    const auto server = TestSchemas::connect("public");
    ASSERT_TRUE(server);
    const auto done = server->execute(text.c_str());
    ASSERT_TRUE(done) << done.error().message;
  }
  // Runs `work` in as many processes; true if all end well.
  static bool in_processes(int count, const std::function<bool(int)>& work) {
    std::vector<pid_t> children;
    for (int i = 0; i < count; ++i) {
      const pid_t child = ::fork();
      if (child == 0) ::_exit(work(i) ? 0 : 1);
      children.push_back(child);
    }
    bool well = true;
    for (const pid_t child : children) {
      int status = 0;
      ::waitpid(child, &status, 0);
      well = well && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    return well;
  }
  // Adds documents in groups of seven; the tally, or nothing.
  static std::optional<std::map<Added, size_t>> read(const std::string& url,
                                                     const std::vector<int>& numbers,
                                                     const std::string& place = "") {
    Result<CaseFile> c = CaseFile::open(url, Mode::create, 60000);
    if (!c) return std::nullopt;
    int in_group = 0;
    for (const int n : numbers) {
      if (in_group++ % 7 == 0 && !(c->commit() && c->begin())) return std::nullopt;
      Record r = sample_record(n);
      r.doc.uri.insert(0, place);
      if (!c->add(r, sample_text(n))) return std::nullopt;
    }
    if (!c->commit()) return std::nullopt;
    return c->tally();
  }
  // Everything that the case answers, as text.
  static std::string shown(const CaseFile& c) {
    std::string out;
    const auto documents = c.documents({});
    const auto events = c.events({});
    const auto claims = c.claims({});
    const auto relations = c.relations({});
    const auto entities = c.entities({});
    if (!documents || !events || !claims || !relations || !entities) return "error";
    for (const DocumentRow& d : *documents) {
      out += d.where.id + d.where.uri + std::to_string(d.events + 10 * d.claims) + '\n';
    }
    for (const EventRow& e : *events) {
      out += e.event.id + e.words.at(0);
      for (const std::string& a : e.event.actor) out += a;
      for (const std::string& a : e.event.contexts) out += a;
    }
    for (const ClaimRow& r : *claims) out += r.claim.id + r.words + r.claim.via.at(0) + '\n';
    for (const RelationRow& r : *relations) out += r.relation.id + r.words + '\n';
    for (const EntityRow& r : *entities) {
      out += r.code + std::to_string(r.documents) + ' ' + std::to_string(r.mentions) + '\n';
    }
    return out;
  }
  TestSchemas schemas_;
};

std::vector<int> numbers(int from, int to) {
  std::vector<int> out;
  for (int n = from; n < to; ++n) out.push_back(n);
  return out;
}

TEST_F(ServerTest, FourWritersOfTheSameTextsLeaveWhatOneLeaves) {
  const std::string shared = url("shared");
  EXPECT_TRUE(in_processes(4, [&](int i) {
    std::vector<int> mine = numbers(i * 30, i * 30 + 90);  // each text is read by up to three
    if (i % 2 != 0) std::reverse(mine.begin(), mine.end());
    return read(shared, mine).has_value();
  }));
  const std::string alone = url("alone");
  ASSERT_TRUE(read(alone, numbers(0, 180)));
  const CaseFile many = open(shared, Mode::read);
  const CaseFile one = open(alone, Mode::read);
  EXPECT_EQ(many.digest()->documents, 180);
  EXPECT_EQ(many.digest()->appearances, 180);
  EXPECT_EQ(shown(many), shown(one));
}

TEST_F(ServerTest, ATextThatTwoBringIsOneDocumentInTwoPlaces) {
  const std::string shared = url();
  open(shared);
  int counts[2];
  ASSERT_EQ(::pipe(counts), 0);
  EXPECT_TRUE(in_processes(4, [&](int i) {
    auto tally = read(shared, numbers(0, 60), "from" + std::to_string(i) + "/");
    if (!tally) return false;
    const int added[2] = {static_cast<int>((*tally)[Added::document]),
                          static_cast<int>((*tally)[Added::appearance])};
    return ::write(counts[1], added, sizeof added) == sizeof added;
  }));
  int documents = 0;
  int appearances = 0;
  for (int i = 0; i < 4; ++i) {
    int added[2] = {0, 0};
    ASSERT_EQ(::read(counts[0], added, sizeof added), static_cast<ssize_t>(sizeof added));
    documents += added[0];
    appearances += added[1];
  }
  EXPECT_EQ(documents, 60) << "each writer is told what became of its texts";
  EXPECT_EQ(appearances, 180);
  const CaseFile c = open(shared, Mode::read);
  EXPECT_EQ(c.digest()->documents, 60);
  EXPECT_EQ(c.digest()->appearances, 240);
  EXPECT_EQ(c.digest()->events, 60);
}

TEST_F(ServerTest, TheTablesAreMadeOnceByWhoeverIsFirst) {
  const std::string shared = url();
  EXPECT_TRUE(
      in_processes(4, [&](int) { return CaseFile::open(shared, Mode::create).has_value(); }));
  EXPECT_EQ(open(shared, Mode::read).digest()->documents, 0);
}

TEST_F(ServerTest, OthersSeeAGroupWhenItIsCommitted) {
  CaseFile writer = open(url());
  const CaseFile reader = open(url(), Mode::read);
  ASSERT_TRUE(writer.begin());
  EXPECT_EQ(writer.add(sample_record(1), sample_text(1)), Added::document);
  Record again = sample_record(1);
  again.doc.uri = "elsewhere";
  EXPECT_EQ(writer.add(again, sample_text(1)), Added::appearance);
  EXPECT_EQ(reader.digest()->documents, 0);
  EXPECT_TRUE(writer.tally().empty());
  ASSERT_TRUE(writer.commit());
  EXPECT_EQ(reader.digest()->documents, 1);
  EXPECT_EQ(reader.digest()->appearances, 2);
  EXPECT_EQ(writer.tally()[Added::appearance], 1u);
  ASSERT_TRUE(writer.begin());
  ASSERT_TRUE(writer.add(sample_record(2), sample_text(2)));
  writer.rollback();
  ASSERT_TRUE(writer.commit());
  EXPECT_EQ(reader.digest()->documents, 1);
}

TEST_F(ServerTest, KilledWhileWritingLeavesWholeGroups) {
  const std::string shared = url();  // a child has another number
  open(shared);
  for (int round = 0; round < 3; ++round) {
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      Result<CaseFile> c = CaseFile::open(shared, Mode::write);
      if (!c || ::write(ready[1], "x", 1) != 1) ::_exit(9);
      for (int n = 0;; n = (n + 1) % 9999) {
        if (n % 7 == 0 && !(c->commit() && c->begin())) ::_exit(8);
        if (!c->add(sample_record(n), sample_text(n))) ::_exit(7);
      }
    }
    ::close(ready[1]);
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    ::close(ready[0]);
    ::usleep(static_cast<useconds_t>(30000 + 70000 * round));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    const CaseFile c = open(shared, Mode::read);
    const Digest d = *c.digest();
    EXPECT_EQ(d.documents, d.events);
    EXPECT_EQ(d.documents, d.claims);
    EXPECT_EQ(d.documents % 7, 0) << "a group is there wholly or not at all";
  }
}

TEST_F(ServerTest, AServerThatGoesLeavesNothingHalf) {
  const std::string name = "victim" + std::to_string(::getpid());
  open(url());
  CaseFile c = open(url() + "&application_name=" + name, Mode::write);
  ASSERT_TRUE(c.begin());
  ASSERT_TRUE(c.add(sample_record(1), sample_text(1)));
  ASSERT_TRUE(c.commit());
  ASSERT_TRUE(c.begin());
  for (int n = 2; n < 9; ++n) ASSERT_TRUE(c.add(sample_record(n), sample_text(n)));
  sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + name +
      "'");
  const Result<void> refused = c.commit();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unreachable);
  EXPECT_NE(refused.error().message.find("what was saved before is safe"), std::string::npos);
  EXPECT_FALSE(c.add(sample_record(9), sample_text(9)));
  EXPECT_EQ(open(url(), Mode::read).digest()->documents, 1);
}

TEST_F(ServerTest, ASchemaMayHaveTheNameOfAWordOfSql) {
  const std::string order = test_server() + "?schema=order";
  {
    CaseFile c = open(order);
    EXPECT_TRUE(c.add(sample_record(1), sample_text(1)));
  }
  EXPECT_EQ(open(order, Mode::read).digest()->documents, 1);
  sql("DROP SCHEMA \"order\" CASCADE");
}

TEST_F(ServerTest, WhatCannotBeOpenedSaysWhy) {
  EXPECT_EQ(refusal(url("none"), Mode::read).code, ErrorCode::not_found);
  EXPECT_NE(refusal(url("none"), Mode::write).message.find("isnad read"), std::string::npos);
  const Error wrong = refusal(with(url(), password(), "wr0ng"), Mode::create);
  EXPECT_EQ(wrong.code, ErrorCode::unreadable);
  EXPECT_NE(wrong.message.find("check the user, password"), std::string::npos) << wrong.message;
  EXPECT_EQ(wrong.message.find("wr0ng"), std::string::npos);
  const Error nobody = refusal(with(url(), "/isnad?", "/no_such_database?"), Mode::create);
  EXPECT_EQ(nobody.code, ErrorCode::unreadable);
  EXPECT_NE(nobody.message.find("no_such_database"), std::string::npos) << nobody.message;
  const Error closed = refusal("postgresql://a:b@127.0.0.1:1/x", Mode::read);
  EXPECT_NE(closed.message.find("check that the server runs"), std::string::npos) << closed.message;
  EXPECT_EQ(refusal("postgresql://u:" + password() + "%zz@h/x", Mode::read).code,
            ErrorCode::bad_argument);

  const std::string schema = TestSchemas::schema_of("foreign");
  const std::string foreign = url("foreign");
  sql("CREATE SCHEMA " + schema + "; CREATE TABLE " + schema + ".recipe (name text)");
  EXPECT_EQ(refusal(foreign, Mode::read).code, ErrorCode::bad_format);
  EXPECT_EQ(refusal(foreign, Mode::create).code, ErrorCode::bad_format);

  open(url("new"));
  sql("UPDATE " + TestSchemas::schema_of("new") + ".store_version SET version = 99");
  EXPECT_EQ(refusal(url("new"), Mode::read).code, ErrorCode::unsupported);
  EXPECT_EQ(refusal(url("new"), Mode::create).code, ErrorCode::unsupported);
}

TEST_F(ServerTest, RolesReadAndWriteAsTheyMay) {
  const std::string role = "r" + std::to_string(::getpid());
  const std::string schema = TestSchemas::schema_of("x");
  const std::string theirs =
      with(with(url(), "//isnad:", "//" + role + ":"), password(), "reading");
  {
    CaseFile c = open(url());
    ASSERT_TRUE(c.add(sample_record(1), sample_text(1)));
  }
  sql("CREATE ROLE " + role + " LOGIN PASSWORD 'reading'");
  const Error none = refusal(theirs, Mode::read);
  EXPECT_NE(none.message.find("ask the owner"), std::string::npos) << none.message;
  sql("GRANT USAGE ON SCHEMA " + schema + " TO " + role +
      "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
  EXPECT_EQ(open(theirs, Mode::read).digest()->documents, 1);
  {
    CaseFile c = open(theirs, Mode::write);
    const Result<Added> refused = c.add(sample_record(2), sample_text(2));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::read_only) << refused.error().message;
  }
  sql("GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + role +
      "; GRANT USAGE ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + role);
  {
    CaseFile c = open(theirs, Mode::write);
    EXPECT_EQ(c.add(sample_record(2), sample_text(2)), Added::document);
  }
  sql("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST_F(ServerTest, DatesAreAskedByTheIndexOfTheirRanges) {
  CaseFile c = open(url());
  ASSERT_TRUE(c.begin());
  for (int n = 0; n < 40; ++n) ASSERT_TRUE(c.add(sample_record(n), sample_text(n)));
  ASSERT_TRUE(c.commit());
  auto server = TestSchemas::connect(TestSchemas::schema_of("x"));
  // So few rows would be read one after the other.
  ASSERT_TRUE(server->execute("ANALYZE; SET enable_seqscan = off"));
  Database db(std::move(server));
  const auto plan = [&](const std::string& sql) {
    Result<Statement> s = db.prepare("EXPLAIN " + sql);
    EXPECT_TRUE(s);
    s->bind("2025-03-01").bind("2025-03-31");
    std::string out;
    for (;;) {
      const Result<bool> row = s->step();
      if (!row) return row.error().message;
      if (!*row) return out;
      out += s->text(0) + '\n';
    }
  };
  Filter f;
  f.from = "2025-03-01";
  f.to = "2025-03-31";
  Query events = event_query();
  ASSERT_TRUE(events.days(f, "e.first_day", "e.last_day", "e.valid"));
  EXPECT_NE(plan(events.sql(true)).find("event_valid"), std::string::npos)
      << plan(events.sql(true));
  Query relations = relation_query();
  ASSERT_TRUE(relations.days(f, "r.first_day", "r.last_day", "r.valid"));
  EXPECT_NE(plan(relations.sql(true)).find("relation_valid"), std::string::npos);
  for (const char* column : {"days", "known"}) {
    const std::string sql =
        std::string("SELECT id FROM document WHERE ") + column + " && day_range(?, ?)";
    EXPECT_NE(plan(sql).find(std::string("document_") + column), std::string::npos) << plan(sql);
  }
  const Result<int64_t> known = db.integer(
      "SELECT count(*) FROM document WHERE known @> make_date(2025, 4, 10) AND "
      "recorded_time @> now()");
  ASSERT_TRUE(known) << known.error().message;
  EXPECT_EQ(*known, 20);  // 28 days of April are told in turn; the first ten twice
}

TEST_F(ServerTest, ARangeIsMadeOfAnyDaysThatADateCanHave) {
  auto server = TestSchemas::connect(TestSchemas::schema_of("x"));
  open(url());
  Database db(std::move(server));
  for (const auto& [first, last, range] : std::vector<std::array<const char*, 3>>{
           {"2024-02-29", "2024-02-29", "[2024-02-29,2024-03-01)"},
           {"0000-01-01", "2024-01-01", "(,2024-01-02)"},
           {"2024-01-01", "9999-12-31", "[2024-01-01,)"},
           {"0000-01-01", "9999-12-31", "(,)"},
           {"0000-01-01", "0000-12-31", "(,0001-01-02)"},
           {"9999-12-31", "9999-12-31", "[9999-12-31,)"}}) {
    Result<Statement> s = db.prepare("SELECT day_range(?, ?)");
    ASSERT_TRUE(s);
    s->bind(first).bind(last);
    const Result<bool> row = s->step();
    ASSERT_TRUE(row) << row.error().message;
    EXPECT_EQ(s->text(0), range);
  }
}

}  // namespace
}  // namespace isnad
