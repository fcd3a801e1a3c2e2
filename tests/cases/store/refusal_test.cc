// What a case file does when it cannot do what it should.
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "sample_record.h"
#include "store/case_file.h"

namespace isnad {
namespace {

using Mode = CaseFile::Mode;

class RefusalTest : public ::testing::Test {
 protected:
  RefusalTest() : path_(folder_ / "x.case") {}
  ErrorCode code(Mode mode) {
    const Result<CaseFile> c = CaseFile::open(path_, mode, 100);
    if (c) return ErrorCode::bad_argument;  // no open() of these tests fails so
    EXPECT_EQ(c.error().message.find(path_.string()), 0u) << c.error().message;
    EXPECT_EQ(c.error().message.find('\n'), std::string::npos);
    return c.error().code;
  }
  void make(int documents) {
    Result<CaseFile> c = CaseFile::open(path_, Mode::create);
    ASSERT_TRUE(c) << c.error().message;
    for (int n = 0; n < documents; ++n) ASSERT_TRUE(c->add(sample_record(n), sample_text(n)));
  }
  void sql(const char* statement) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, statement, nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db);
    sqlite3_close(db);
  }
  int64_t documents() {
    Result<CaseFile> c = CaseFile::open(path_, Mode::read);
    EXPECT_TRUE(c) << c.error().message;
    return c ? c->digest()->documents : -1;
  }
  TestFolder folder_;
  std::filesystem::path path_;
};

TEST_F(RefusalTest, MissingFile) {
  EXPECT_EQ(code(Mode::read), ErrorCode::not_found);
  EXPECT_EQ(code(Mode::write), ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(path_));
  path_ = folder_ / "no/such/folder.case";
  EXPECT_EQ(code(Mode::create), ErrorCode::unreadable);
}

TEST_F(RefusalTest, Folder) {
  path_ = folder_.path();
  EXPECT_EQ(code(Mode::read), ErrorCode::unreadable);
  EXPECT_EQ(code(Mode::create), ErrorCode::unreadable);
}

TEST_F(RefusalTest, NoCaseFile) {
  const std::string content = "Dear reader, this is a letter and no case file at all.\n";
  std::ofstream(path_) << content;
  EXPECT_EQ(code(Mode::read), ErrorCode::bad_format);
  EXPECT_EQ(code(Mode::create), ErrorCode::bad_format);
  std::ifstream in(path_);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), content);
}

TEST_F(RefusalTest, SomebodyElsesDatabase) {
  sql("CREATE TABLE recipe (name TEXT)");
  EXPECT_EQ(code(Mode::read), ErrorCode::bad_format);
  EXPECT_EQ(code(Mode::create), ErrorCode::bad_format);
}

TEST_F(RefusalTest, EmptyFileBecomesACaseWhenReadInto) {
  std::ofstream(path_).close();
  EXPECT_EQ(code(Mode::read), ErrorCode::bad_format);
  make(1);
  EXPECT_EQ(documents(), 1);
}

TEST_F(RefusalTest, NewerVersion) {
  make(1);
  sql("PRAGMA user_version = 99");
  EXPECT_EQ(code(Mode::read), ErrorCode::unsupported);
  EXPECT_EQ(code(Mode::create), ErrorCode::unsupported);
}

TEST_F(RefusalTest, Locked) {
  make(1);
  Result<CaseFile> holder = CaseFile::open(path_, Mode::write);
  ASSERT_TRUE(holder->begin());
  ASSERT_TRUE(holder->add(sample_record(7), sample_text(7)));
  Result<CaseFile> other = CaseFile::open(path_, Mode::write, 50);
  ASSERT_TRUE(other) << other.error().message;
  const Result<Added> refused = other->add(sample_record(8), sample_text(8));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::locked);
  EXPECT_EQ(documents(), 1) << "readers go on while somebody writes";
  ASSERT_TRUE(holder->commit());
  EXPECT_TRUE(other->add(sample_record(8), sample_text(8)));
  EXPECT_EQ(documents(), 3);
}

TEST_F(RefusalTest, LockedForEverybody) {
  make(1);
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(
      sqlite3_exec(db, "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE", nullptr, nullptr, nullptr),
      SQLITE_OK);
  EXPECT_EQ(code(Mode::read), ErrorCode::locked);
  EXPECT_EQ(code(Mode::create), ErrorCode::locked);
  sqlite3_close(db);
  EXPECT_EQ(documents(), 1);
}

TEST_F(RefusalTest, ReadOnly) {
  make(1);
  ::chmod(path_.c_str(), 0444);
  EXPECT_EQ(code(Mode::write), ErrorCode::read_only);
  EXPECT_EQ(code(Mode::create), ErrorCode::read_only);
  EXPECT_EQ(documents(), 1) << "reading it is allowed";
  EXPECT_FALSE(std::filesystem::exists(path_.string() + "-wal"));
}

TEST_F(RefusalTest, Damaged) {
  make(50);
  const auto size = std::filesystem::file_size(path_);
  std::fstream f(path_, std::ios::in | std::ios::out | std::ios::binary);
  f.seekp(4096);
  f << std::string(size - 4096, '\x5A');
  f.close();
  Result<CaseFile> c = CaseFile::open(path_, Mode::read);
  const ErrorCode what = c ? c->events({}).error().code : c.error().code;
  EXPECT_EQ(what, ErrorCode::corrupt);
}

TEST_F(RefusalTest, CutShort) {
  make(50);
  std::filesystem::resize_file(path_, 8192);
  Result<CaseFile> c = CaseFile::open(path_, Mode::read);
  const ErrorCode what = c ? c->events({}).error().code : c.error().code;
  EXPECT_EQ(what, ErrorCode::corrupt);
}

TEST_F(RefusalTest, FullDiskLosesNothingThatWasSaved) {
  make(3);
  const pid_t child = ::fork();
  if (child == 0) {
    // A limit on file size stands for the full disk: the write fails in the middle.
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400 * 1024, 400 * 1024};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    Result<CaseFile> c = CaseFile::open(path_, Mode::write);
    if (!c) ::_exit(9);
    for (int n = 100; n < 9000; ++n) {
      Record r = sample_record(n);
      const Result<Added> a = c->add(r, sample_text(n) + std::string(3000, 'x'));
      if (!a) ::_exit(a.error().code == ErrorCode::full ? 0 : 8);
    }
    ::_exit(7);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_GE(documents(), 3);
  Result<CaseFile> c = CaseFile::open(path_, Mode::write);
  ASSERT_TRUE(c) << c.error().message;
  EXPECT_EQ(static_cast<int64_t>(c->events({})->size()), c->digest()->documents);
  EXPECT_EQ(c->add(sample_record(2), sample_text(2)), Added::nothing);
}

TEST_F(RefusalTest, KilledWhileWritingLeavesWholeDocuments) {
  for (int round = 0; round < 6; ++round) {
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      Result<CaseFile> c = CaseFile::open(path_, Mode::create);
      if (!c || ::write(ready[1], "x", 1) != 1) ::_exit(9);
      for (int n = 0;; n = (n + 1) % 9999) {
        if (n % 7 == 0 && !(c->commit() && c->begin())) ::_exit(8);
        if (!c->add(sample_record(n), sample_text(n))) ::_exit(7);
      }
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    ::usleep(static_cast<useconds_t>(3000 + 9000 * round));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(ready[0]);
    ::close(ready[1]);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    Result<CaseFile> c = CaseFile::open(path_, Mode::read);
    ASSERT_TRUE(c) << c.error().message;
    const Digest d = *c->digest();
    EXPECT_EQ(d.documents, d.events);
    EXPECT_EQ(d.documents, d.claims);
    EXPECT_EQ(d.documents, d.relations);
    EXPECT_EQ(d.documents % 7, 0) << "a batch is there wholly or not at all";
  }
}

TEST_F(RefusalTest, WhatIsNotCommittedIsUndone) {
  make(1);
  {
    Result<CaseFile> c = CaseFile::open(path_, Mode::write);
    ASSERT_TRUE(c->begin());
    ASSERT_TRUE(c->add(sample_record(5), sample_text(5)));
  }
  EXPECT_EQ(documents(), 1);
}

}  // namespace
}  // namespace isnad
