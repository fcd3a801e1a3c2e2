#include "export/output.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "export/exporter.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

class OutputTest : public ::testing::Test {
 protected:
  OutputTest() {
    std::string name = (fs::temp_directory_path() / "isnad-export-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~OutputTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  static std::string content(const fs::path& p) {
    std::ifstream in(p, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }
  fs::path folder_;
};

TEST_F(OutputTest, AFileStandsWhenItIsFinished) {
  const fs::path path = folder_ / "x.csv";
  std::ofstream(path) << "old";
  auto out = one_file(path)->open("usual.csv");
  ASSERT_TRUE(out);
  ASSERT_TRUE((*out)->write("new\n"));
  EXPECT_EQ(content(path), "old");
  ASSERT_TRUE((*out)->finish());
  EXPECT_EQ(content(path), "new\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(OutputTest, AnUnfinishedFileLeavesNothing) {
  const fs::path path = folder_ / "x.csv";
  {
    auto out = one_file(path)->open("usual.csv");
    ASSERT_TRUE(out);
    ASSERT_TRUE((*out)->write("half"));
  }
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(OutputTest, AFolderIsMade) {
  const auto outputs = folder_of_files(folder_ / "a" / "b");
  auto out = outputs->open("one.txt");
  ASSERT_TRUE(out);
  ASSERT_TRUE((*out)->write("1"));
  ASSERT_TRUE((*out)->finish());
  EXPECT_EQ(content(folder_ / "a" / "b" / "one.txt"), "1");
}

TEST_F(OutputTest, AFolderIsNoFile) {
  const auto out = one_file(folder_)->open("x");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, ErrorCode::bad_argument);
}

TEST_F(OutputTest, ADeviceIsWrittenToAsItStands) {
  auto out = one_file("/dev/null")->open("x");
  ASSERT_TRUE(out);
  ASSERT_TRUE((*out)->write("x"));
  ASSERT_TRUE((*out)->finish());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  if (fs::exists("/dev/full")) {
    auto full = one_file("/dev/full")->open("x");
    ASSERT_TRUE(full);
    (void)(*full)->write("x");
    const auto done = (*full)->finish();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::full);
  }
}

TEST(ExportTally, SaysWhatWasWrittenAndWhatNot) {
  ExportTally tally;
  EXPECT_EQ(tally.lines(), std::vector<std::string>{"nothing to export"});
  tally.wrote("events", 3);
  tally.wrote("identities", 1);
  tally.wrote("articles");
  tally.wrote("Address");  // a name, no plural
  tally.left_out("events of types that it does not code", "AGREE", 2);
  tally.left_out("events of types that it does not code", "CONSULT", 5);
  tally.left_out("events without a date", "", 1);
  EXPECT_EQ(tally.lines(),
            (std::vector<std::string>{
                "1 Address, 1 article, 3 events, 1 identity",
                "left out 7: events of types that it does not code (CONSULT 5, AGREE 2)",
                "left out 1: events without a date"}));
}

TEST(ExportFormats, AreFoundByName) {
  for (const ExportFormat& f : export_formats()) EXPECT_EQ(export_format(f.name), &f);
  EXPECT_EQ(export_format("no such format"), nullptr);
}

}  // namespace
}  // namespace isnad
