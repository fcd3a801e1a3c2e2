#include "record/edtf.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

std::string days(std::string_view edtf) {
  const auto d = edtf_days(edtf);
  return d ? d->first + ".." + d->last : "none";
}

TEST(Edtf, Days) {
  EXPECT_EQ(days("2025-04-04"), "2025-04-04..2025-04-04");
  EXPECT_EQ(days("2024-02"), "2024-02-01..2024-02-29");
  EXPECT_EQ(days("2023-02"), "2023-02-01..2023-02-28");
  EXPECT_EQ(days("2024"), "2024-01-01..2024-12-31");
  EXPECT_EQ(days("2025-06~"), "2025-06-01..2025-06-30");
  EXPECT_EQ(days("2020/2023"), "2020-01-01..2023-12-31");
  EXPECT_EQ(days("2020-05/2020-06-03?"), "2020-05-01..2020-06-03");
  EXPECT_EQ(days("2022/"), "2022-01-01..9999-12-31");
  EXPECT_EQ(days("../2022-08"), "0000-01-01..2022-08-31");
  EXPECT_EQ(days("202X"), "2020-01-01..2029-12-31");
  EXPECT_EQ(days("2024-XX"), "2024-01-01..2024-12-31");
  EXPECT_EQ(days("202X-02-29"), "2020-02-29..2028-02-29");
  EXPECT_EQ(days("2023-X2-30"), "2023-03-30..2023-12-30");
  EXPECT_EQ(days("2024-XX-31"), "2024-01-31..2024-12-31");
  EXPECT_EQ(days("2024-22"), "2024-06-01..2024-08-31");
  EXPECT_EQ(days("2024-34"), "2024-04-01..2024-06-30");
}

TEST(Edtf, NoDates) {
  for (const char* s :
       {"", "/", "../..", "2024-13", "2024-00", "2023-02-29", "2024-1", "24", "x", "2024/2023",
        "2024-04-04T10", "2024 04", "P2M", "2024-04-00", "2024-99", "2024-22-31", "2024-XX-00"}) {
    EXPECT_EQ(days(s), "none") << s;
  }
}

}  // namespace
}  // namespace isnad
