#include "answer/csv.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

TEST(Csv, QuotesAndFormulas) {
  const auto line = [](const std::vector<std::string>& cells) {
    std::string out;
    append_csv(cells, out);
    return out;
  };
  EXPECT_EQ(line({"a", "", "b c"}), "a,,b c\n");
  EXPECT_EQ(line({"a,b", "say \"x\"", "two\nlines"}), "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\n");
  EXPECT_EQ(line({"=1", "+1", "-", "@x", "\tx", "x=1"}), "'=1,'+1,'-,'@x,'\tx,x=1\n");
}

}  // namespace
}  // namespace isnad
