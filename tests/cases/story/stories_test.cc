#include "story/stories.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace isnad {
namespace {

struct Case {
  std::vector<Article> articles;
  std::vector<std::vector<Term>> terms;

  // An article on matter `matter`: terms that all of the matter share, and its own.
  void add(const std::string& id, Day day, uint32_t matter, uint32_t own) {
    Article a;
    a.id = id;
    a.published = Days{day, day};
    articles.push_back(a);
    std::vector<Term> list;
    for (uint32_t t = 0; t < 12; ++t) list.push_back({matter * 1000 + t, 2});
    for (uint32_t t = 0; t < 12; ++t) list.push_back({1000000 + own * 100 + t, 1});
    for (uint32_t t = 0; t < 8; ++t) list.push_back({9000000 + t, 1});  // of all news
    std::sort(list.begin(), list.end(),
              [](const Term& x, const Term& y) { return x.hash < y.hash; });
    terms.push_back(list);
  }

  std::set<std::set<std::string>> stories() const {
    std::set<std::set<std::string>> out;
    for (const Story& s : stories_of(articles, terms)) {
      std::set<std::string> ids;
      for (const uint32_t i : s.articles) ids.insert(articles[i].id);
      out.insert(ids);
    }
    return out;
  }
};

Case two_matters() {
  Case c;
  for (uint32_t i = 0; i < 5; ++i) {
    c.add("a" + std::to_string(i), 100 + static_cast<Day>(i) / 2, 1, i);
    c.add("b" + std::to_string(i), 100 + static_cast<Day>(i) / 2, 2, 50 + i);
  }
  return c;
}

TEST(Stories, ArticlesOfOneMatterAreOneStory) {
  using Set = std::set<std::set<std::string>>;
  EXPECT_EQ(two_matters().stories(),
            (Set{{"a0", "a1", "a2", "a3", "a4"}, {"b0", "b1", "b2", "b3", "b4"}}));
}

TEST(Stories, TheSameWhateverTheOrderOfArrival) {
  const Case c = two_matters();
  std::mt19937 random(3);
  std::vector<size_t> order(c.articles.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (int round = 0; round < 20; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    Case mixed;
    for (const size_t i : order) {
      mixed.articles.push_back(c.articles[i]);
      mixed.terms.push_back(c.terms[i]);
    }
    EXPECT_EQ(mixed.stories(), c.stories());
  }
}

TEST(Stories, TheSameMatterMonthsLaterIsAnother) {
  Case c;
  c.add("then", 100, 1, 1);
  c.add("then too", 101, 1, 2);
  c.add("later", 200, 1, 3);
  using Set = std::set<std::set<std::string>>;
  EXPECT_EQ(c.stories(), (Set{{"then", "then too"}, {"later"}}));
}

TEST(Stories, TheCentralArticleIsTheOneLikeMostOthers) {
  Case c;
  c.add("a", 100, 1, 1);
  c.add("b", 100, 1, 2);
  c.add("c", 100, 1, 3);
  for (Term& t : c.terms[0]) {
    if (t.hash >= 1000000) t.hash += 5000000;  // whatever: words that nobody shares
  }
  c.terms[1].insert(c.terms[1].end(), {{20000000, 3}});  // shared by b and c
  c.terms[2].insert(c.terms[2].end(), {{20000000, 3}});
  const auto stories = stories_of(c.articles, c.terms);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_NE(c.articles[stories[0].central].id, "a");
}

TEST(Stories, AnArticleWithoutTermsIsAStoryOfItsOwn) {
  Case c;
  c.add("a", 100, 1, 1);
  c.articles.emplace_back().id = "empty";
  c.terms.emplace_back();
  EXPECT_EQ(c.stories().size(), 2u);
}

TEST(Stories, NothingGivesNothing) { EXPECT_TRUE(stories_of({}, {}).empty()); }

}  // namespace
}  // namespace isnad
