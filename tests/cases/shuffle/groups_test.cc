#include "shuffle/groups.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <vector>

namespace isnad {
namespace {

struct Stream {
  explicit Stream(const std::string& bytes) : file(std::tmpfile(), std::fclose) {
    std::fwrite(bytes.data(), 1, bytes.size(), file.get());
    std::rewind(file.get());
  }
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file;
};

using Read = std::vector<std::pair<std::string, std::vector<std::string>>>;

// All groups; `most` values of each are taken, the others are passed over.
Result<Read> groups_of(const std::string& bytes, size_t most = 100) {
  const Stream stream(bytes);
  Groups groups(stream.file.get(), "x");
  Read out;
  while (true) {
    const Result<bool> more = groups.next_group();
    if (!more) return tl::unexpected<Error>(more.error());
    if (!*more) return out;
    out.push_back({std::string(groups.key()), {}});
    std::string_view value;
    for (size_t n = 0; n < most; ++n) {
      const Result<bool> line = groups.next(value);
      if (!line) return tl::unexpected<Error>(line.error());
      if (!*line) break;
      out.back().second.emplace_back(value);
    }
  }
}

TEST(Groups, LinesOfOneKeyAreOneGroup) {
  const std::string lines = "a\t1\na\t2\nb\t3\nc\t4\nc\t5\tand more\n";
  EXPECT_EQ(groups_of(lines).value(),
            (Read{{"a", {"1", "2"}}, {"b", {"3"}}, {"c", {"4", "5\tand more"}}}));
  EXPECT_EQ(groups_of(lines, 1).value(), (Read{{"a", {"1"}}, {"b", {"3"}}, {"c", {"4"}}}));
  EXPECT_EQ(groups_of(lines, 0).value(), (Read{{"a", {}}, {"b", {}}, {"c", {}}}));
  EXPECT_EQ(groups_of("").value(), Read{});
  EXPECT_EQ(groups_of("\t\n").value(), (Read{{"", {""}}}));
}

TEST(Groups, LinesLongerThanABlock) {
  const std::string big(3 << 20, 'x');
  const auto read = groups_of("a\t" + big + "\na\t1\nb\t" + big + "\n").value();
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].second, (std::vector<std::string>{big, "1"}));
  EXPECT_EQ(read[1].second, (std::vector<std::string>{big}));
}

TEST(Groups, FaultsAreNamedWithTheirLine) {
  const std::map<std::string, std::string> faults = {
      {"a\t1\nb\t2", "x:2: the last line has no end: the input was cut off"},
      {"a\t1\nb\n", "x:2: no tab: lines are KEY<TAB>VALUE"},
      {"b\t1\na\t2\n",
       "x:2: its key comes before the one above: sort the lines by their bytes (LC_ALL=C)"},
  };
  for (const auto& [bytes, message] : faults) {
    const auto read = groups_of(bytes);
    ASSERT_FALSE(read) << bytes;
    EXPECT_EQ(read.error().message, message);
    EXPECT_EQ(read.error().code, ErrorCode::bad_format);
  }
}

TEST(Groups, ALineWithoutEndIsRefusedInBoundedMemory) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> zeros(std::fopen("/dev/zero", "rb"),
                                                              std::fclose);
  StreamLines lines(zeros.get(), "zeros");
  std::string_view line;
  const auto read = lines.next(line);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::too_large);
  EXPECT_EQ(read.error().message, "zeros:1: a line of more than 256 MB");
}

}  // namespace
}  // namespace isnad
