#include "serve/params.h"

#include <gtest/gtest.h>

#include "serve/uri.h"

namespace isnad {
namespace {

Params of(const std::string& query) {
  const auto given = query_parameters(query);
  EXPECT_TRUE(given) << query;
  return Params(given.value_or(std::vector<std::pair<std::string, std::string>>()));
}

TEST(Params, AreReadByName) {
  Params p = of("actor=MLI&limit=7&single=true&from=2025-04&facet=outlet,type&type=agree&to=");
  EXPECT_EQ(p.text("actor"), "MLI");
  EXPECT_EQ(p.number("limit", 50, 1, 500), 7u);
  EXPECT_TRUE(p.flag("single"));
  EXPECT_EQ(p.date("from"), "2025-04");
  EXPECT_EQ(p.many_of("facet", {"type", "outlet"}), (std::vector<std::string>{"outlet", "type"}));
  EXPECT_EQ(p.one_of("type", {"AGREE", "CONSULT"}), "AGREE");
  EXPECT_EQ(p.date("to"), std::nullopt);  // empty: not given
  EXPECT_TRUE(p.check());
}

// Each query has one fault, in the parameter that is named first.
TEST(Params, FaultsNameTheParameter) {
  for (const auto& [name, query] : std::vector<std::pair<std::string, std::string>>{
           {"limit", "limit=0"},
           {"limit", "limit=501"},
           {"limit", "limit=-1"},
           {"limit", "limit=1e2"},
           {"limit", "limit=99999999999999999999999"},
           {"from", "from=yesterday"},
           {"from", "from=2025-13"},
           {"type", "type=NOTHING"},
           {"single", "single=yes"},
           {"facet", "facet=outlet,none"},
           {"actr", "actr=MLI"},
           {"actor", "actor=MLI&actor=NER"},
           {"actor", "actor=%FF"},
           {"actor", "actor=a%00b"},
           {"actor", "actor=" + std::string(1025, 'a')}}) {
    Params p = of(query);
    p.text("actor");
    p.number("limit", 50, 1, 500);
    p.flag("single");
    p.date("from");
    p.many_of("facet", {"type", "outlet"});
    p.one_of("type", {"AGREE", "CONSULT"});
    const auto ok = p.check();
    ASSERT_FALSE(ok) << query.substr(0, 60);
    EXPECT_EQ(ok.error().parameter, name) << query.substr(0, 60);
    EXPECT_EQ(ok.error().error.code, ErrorCode::bad_argument);
  }
}

TEST(Uri, DecodesAndEncodes) {
  EXPECT_EQ(percent_decoded("a%2Fb+c", true), "a/b c");
  EXPECT_EQ(percent_decoded("a+b", false), "a+b");
  EXPECT_EQ(percent_decoded("%", true), std::nullopt);
  EXPECT_EQ(percent_decoded("%4", true), std::nullopt);
  EXPECT_EQ(percent_decoded("%zz", true), std::nullopt);
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  EXPECT_EQ(percent_decoded(percent_encoded(all), true), all);
}

TEST(Uri, DividesPathsAndQueries) {
  EXPECT_EQ(path_segments("/a//b%2Fc/"), (std::vector<std::string>{"a", "b/c"}));
  EXPECT_EQ(path_segments("/a%"), std::nullopt);
  const auto q = query_parameters("a=1&&b&c=%3D");
  ASSERT_TRUE(q);
  ASSERT_EQ(q->size(), 3u);
  EXPECT_EQ((*q)[1].second, "");
  EXPECT_EQ((*q)[2].second, "=");
}

}  // namespace
}  // namespace isnad
