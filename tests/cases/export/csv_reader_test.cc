#include "export/csv_reader.h"

#include <gtest/gtest.h>

#include "export/cells.h"

namespace isnad {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Result<Rows> read(std::string_view bytes) {
  CsvReader reader(bytes, "x.csv");
  Rows rows;
  std::vector<std::string> cells;
  for (;;) {
    const Result<bool> more = reader.next(cells);
    if (!more) return tl::unexpected<Error>(more.error());
    if (!*more) return rows;
    rows.push_back(cells);
  }
}

TEST(CsvReader, ReadsRowsOfAnyLineEnd) {
  const Rows want = {{"a", "b"}, {"c", ""}, {"", "d"}};
  EXPECT_EQ(*read("a,b\nc,\n,d\n"), want);
  EXPECT_EQ(*read("a,b\r\nc,\r\n,d"), want);
  EXPECT_EQ(*read("\xEF\xBB\xBF"
                  "a,b\rc,\r\r,d\r"),
            want);
  EXPECT_TRUE(read("")->empty());
}

TEST(CsvReader, QuotesHoldAnything) {
  EXPECT_EQ(*read("\"a,\"\"b\"\"\nc\",d\n\"\"\n"), (Rows{{"a,\"b\"\nc", "d"}, {""}}));
}

TEST(CsvReader, FaultsNameTheLine) {
  const auto open = read("a\n\"b\nc");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, ErrorCode::bad_format);
  EXPECT_EQ(open.error().message, "x.csv:2: a quotation mark is never closed");
  EXPECT_EQ(read("\"a\"b\n").error().message, "x.csv:1: text after a closing quotation mark");
}

TEST(CsvReader, ReadsWhatIsWritten) {
  const std::vector<std::string> row = {"a\"b", "c,d", "", "'e"};
  std::string line;
  append_csv_row(row, line);
  EXPECT_EQ(*read(line), Rows{row});
}

}  // namespace
}  // namespace isnad
