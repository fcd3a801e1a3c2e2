// The language of searches: text in, a tree or a fault out.

#include "store/search_query.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

std::string tree(std::string_view query) {
  const auto parsed = parse_search(query);
  return parsed ? search_tree(*parsed) : "fault: " + parsed.error().message;
}

struct Place {
  uint32_t begin;
  uint32_t end;
  bool operator==(const Place&) const = default;
};

Place fault_at(std::string_view query) {
  const auto parsed = parse_search(query);
  if (parsed) return {9999, 9999};
  return {parsed.error().at.begin, parsed.error().at.end};
}

TEST(SearchQuery, WordsAreAllWanted) {
  EXPECT_EQ(tree("one"), "one");
  EXPECT_EQ(tree("  one   two "), "(all one two)");
  EXPECT_EQ(tree("one AND two"), "(all one two)");
  EXPECT_EQ(tree("one\ttwo\nthree"), "(all one two three)");
}

TEST(SearchQuery, OrBindsWeakerThanTogether) {
  EXPECT_EQ(tree("a b OR c"), "(any (all a b) c)");
  EXPECT_EQ(tree("a (b OR c)"), "(all a (any b c))");
  EXPECT_EQ(tree("a or b"), "(all a or b)");  // only capitals
  EXPECT_EQ(tree("ORDER OR border"), "(any ORDER border)");
}

TEST(SearchQuery, LeavesOut) {
  EXPECT_EQ(tree("a -b"), "(all a (none b))");
  EXPECT_EQ(tree("a NOT b"), "(all a (none b))");
  EXPECT_EQ(tree("-(a b)"), "(none (all a b))");
  EXPECT_EQ(tree("-\"a b\""), "(none \"a b\")");
  EXPECT_EQ(tree("-type:assault"), "(none type:ASSAULT)");
  EXPECT_EQ(tree("a - b"), "(all a b)");  // a dash between words says nothing
  EXPECT_EQ(tree("t-72"), "t-72");
}

TEST(SearchQuery, PhrasesTakeAnyQuotationMark) {
  EXPECT_EQ(tree("\"a b\""), "\"a b\"");
  EXPECT_EQ(tree("\xC2\xAB"
                 "a b\xC2\xBB c"),
            "(all \"a b\" c)");
  EXPECT_EQ(tree("\xE2\x80\x9C"
                 "a b\xE2\x80\x9D"),
            "\"a b\"");
  EXPECT_EQ(tree("\"a OR (b\""), "\"a OR (b\"");
  EXPECT_EQ(tree("title:\"a b\" title:cd*"), "(all title:\"a b\" title:cd*)");
}

TEST(SearchQuery, PrefixesEndInAnAsterisk) {
  EXPECT_EQ(tree("ab*"), "ab*");
  EXPECT_EQ(fault_at("x **"), (Place{2, 4}));
  EXPECT_EQ(fault_at("x *"), (Place{2, 3}));
  EXPECT_EQ(fault_at("a*"), (Place{0, 2}));
  EXPECT_EQ(fault_at("one/two*"), (Place{0, 8}));
  EXPECT_EQ(tree("t-72*"), "t-72*");
}

TEST(SearchQuery, FieldsTakeTheirValues) {
  EXPECT_EQ(tree("actor:MLI type:agree from:2025-01 x"),
            "(all actor:MLI type:AGREE from:2025-01 x)");
  EXPECT_EQ(tree("ACTOR:\"Sergei Lavrov\""), "actor:\"Sergei Lavrov\"");
  EXPECT_EQ(tree("actor:GEN:rebels:MLI"), "actor:GEN:rebels:MLI");
  EXPECT_EQ(tree("rel:MEMBER_OF conflict:YES"), "(all rel:member_of conflict:yes)");
  EXPECT_EQ(tree("published:2025-03/2025-05"), "published:2025-03/2025-05");
}

TEST(SearchQuery, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(tree("actr:MLI"),
            "fault: there is no field \"actr\"; nearest: actor; words with a colon go into "
            "quotation marks");
  EXPECT_EQ(fault_at("x actr:MLI"), (Place{2, 7}));
  EXPECT_EQ(tree("type:ATTACK"),
            "fault: \"ATTACK\" is no type; it is one of AGREE, CONSULT, "
            "SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, "
            "REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT");
  EXPECT_EQ(tree("type:ASAULT"), "fault: \"ASAULT\" is no type; nearest: ASSAULT");
  EXPECT_EQ(fault_at("from:yesterday"), (Place{0, 14}));
  EXPECT_EQ(fault_at("a (b"), (Place{2, 3}));
  EXPECT_EQ(fault_at("a b)"), (Place{3, 4}));
  EXPECT_EQ(fault_at("a \"b"), (Place{2, 3}));
  EXPECT_EQ(fault_at("a OR"), (Place{2, 4}));
  EXPECT_EQ(fault_at("OR a"), (Place{0, 2}));
  EXPECT_EQ(fault_at("actor: MLI"), (Place{0, 6}));
  EXPECT_EQ(fault_at("a NOT"), (Place{2, 5}));
  // Places are code points: Arabic letters are two bytes each.
  EXPECT_EQ(fault_at("\xD9\x82\xD9\x88 nope:1"), (Place{3, 8}));
}

TEST(SearchQuery, NothingAskedIsAFault) {
  for (const char* q : {"", "   ", "()", "-", "...", "(((  )))", "AND"}) {
    EXPECT_FALSE(parse_search(q)) << q;
  }
}

TEST(SearchQuery, OperatorsOfOtherLanguagesAreWords) {
  EXPECT_EQ(tree("NEAR a"), "(all NEAR a)");
  EXPECT_EQ(tree("{forms}"), "{forms}");
  EXPECT_EQ(tree("a^ +b"), "(all a^ +b)");
  EXPECT_EQ(tree("';DROP TABLE x;--"), "(all ';DROP TABLE x;--)");
}

TEST(SearchQuery, IsBounded) {
  EXPECT_TRUE(parse_search(std::string(kSearchDepth, '(') + "a" + std::string(kSearchDepth, ')')));
  EXPECT_EQ(fault_at(std::string(kSearchDepth + 1, '(') + "a"),
            (Place{kSearchDepth, kSearchDepth + 1}));
  EXPECT_FALSE(parse_search(std::string(10000, '(')));
  EXPECT_FALSE(parse_search(std::string(2000, '(')));
  EXPECT_FALSE(parse_search(std::string(kSearchBytes + 1, 'a')));
  std::string many;
  for (size_t i = 0; i < kSearchAtoms; ++i) many += "a ";
  EXPECT_TRUE(parse_search(many));
  EXPECT_FALSE(parse_search(many + "a"));
  EXPECT_FALSE(parse_search("\xFF\xFE"));
  EXPECT_TRUE(parse_search(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace isnad
