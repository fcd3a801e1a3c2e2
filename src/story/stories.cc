#include "story/stories.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

namespace isnad {

namespace {

// An article is known by its most telling terms; more of them add little but work.
constexpr size_t kTerms = 50;
// Terms of more than this share of the articles tell no story apart. (At least kManyArticles.)
constexpr double kCommonShare = 0.02;
constexpr uint32_t kManyArticles = 40;
constexpr double kAlike = 0.22;  // a pair below is no neighbour
constexpr double kJoined = 0.2;  // average of the pairs of two stories that become one
constexpr double kPrior = 40;    // articles of the general news that are thought to be there too

TermFrequencies frequencies_of(const std::vector<std::vector<Term>>& terms) {
  TermFrequencies out;
  out.articles = terms.size();
  for (const auto& list : terms) {
    for (const Term& t : list) ++out.articles_of[t.hash];
  }
  return out;
}

Day day_of(const Article& a) { return a.published ? a.published->first : kLastDay; }

// Stories while they grow.
class Clusters {
 public:
  explicit Clusters(const std::vector<Article>& articles) : articles_(articles) {
    owner_.resize(articles.size());
    std::iota(owner_.begin(), owner_.end(), 0);
    members_.resize(articles.size());
    links_.resize(articles.size());
    for (uint32_t i = 0; i < articles.size(); ++i) members_[i] = {i};
  }

  void link(const AlikePair& p) {
    links_[p.a][p.b] += p.alike;
    links_[p.b][p.a] += p.alike;
  }

  uint32_t find(uint32_t i) const {
    while (owner_[i] != i) i = owner_[i];
    return i;
  }

  // Average of the pairs of neighbouring days; pairs that are no neighbours count nothing.
  double average(uint32_t x, uint32_t y) const {
    const auto found = links_[x].find(y);
    if (found == links_[x].end()) return 0;
    size_t pairs = 0;
    for (const uint32_t i : members_[x]) {
      for (const uint32_t j : members_[y])
        pairs += near_in_time(articles_[i], articles_[j]) ? 1 : 0;
    }
    return pairs == 0 ? 0 : found->second / static_cast<double>(pairs);
  }

  void join(uint32_t x, uint32_t y) {
    if (members_[x].size() < members_[y].size()) std::swap(x, y);
    owner_[y] = x;
    members_[x].insert(members_[x].end(), members_[y].begin(), members_[y].end());
    members_[y].clear();
    links_[x].erase(y);
    for (const auto& [z, sum] : links_[y]) {
      if (z == x) continue;
      links_[x][z] += sum;
      links_[z][x] += sum;
      links_[z].erase(y);
    }
    links_[y].clear();
  }

  const std::vector<uint32_t>& members(uint32_t x) const { return members_[x]; }

 private:
  const std::vector<Article>& articles_;
  std::vector<uint32_t> owner_;
  std::vector<std::vector<uint32_t>> members_;
  std::vector<std::map<uint32_t, double>> links_;
};

// Does its date say a day? (Months, years and no date do not.)
bool one_day(const Article& a) { return a.published && a.published->first == a.published->last; }

// Articles that have a term, as neighbours() comes by them. Those of one day stand by day, so that
// the walk back from an article ends with the first that is too old; the others it passes one by
// one.
struct TermPostings {
  struct Posting {
    uint32_t article;
    float weight;
  };
  std::vector<Posting> days;
  std::vector<Posting> wide;
};

double alike(const TermVector& x, const TermVector& y) {
  double sum = 0;
  for (size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (x[i].term < y[j].term) {
      ++i;
    } else if (y[j].term < x[i].term) {
      ++j;
    } else {
      sum += double{x[i++].weight} * y[j++].weight;
    }
  }
  return sum;
}

// The article nearest to the middle of its story; of equal ones the earliest.
uint32_t central_of(const std::vector<uint32_t>& members, const std::vector<TermVector>& vectors) {
  std::map<uint32_t, double> middle;
  for (const uint32_t i : members) {
    for (const WeightedTerm& w : vectors[i]) middle[w.term] += w.weight;
  }
  TermVector sum;
  for (const auto& [term, weight] : middle) sum.push_back({term, static_cast<float>(weight)});
  uint32_t best = members.front();
  double most = -1;
  for (const uint32_t i : members) {
    const double like = alike(vectors[i], sum);
    if (like > most + 1e-6) {
      most = like;
      best = i;
    }
  }
  return best;
}

}  // namespace

TermVector term_vector(const std::vector<Term>& terms, const TermFrequencies& frequencies) {
  TermVector out;
  for (const Term& t : terms) {
    const auto found = frequencies.articles_of.find(t.hash);
    const uint32_t n = found == frequencies.articles_of.end() ? 1 : found->second;
    if (n < 2) continue;  // nobody else has it: it would only crowd out what others have
    const double idf = std::log((static_cast<double>(frequencies.articles) + kPrior) / (n + 1.0));
    if (idf <= 0) continue;
    out.push_back({t.hash, static_cast<float>((1 + std::log(t.count)) * idf)});
  }
  std::sort(out.begin(), out.end(), [](const WeightedTerm& x, const WeightedTerm& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.term < y.term;
  });
  if (out.size() > kTerms) out.resize(kTerms);
  std::sort(out.begin(), out.end(),
            [](const WeightedTerm& x, const WeightedTerm& y) { return x.term < y.term; });
  double square = 0;
  for (const WeightedTerm& w : out) square += double{w.weight} * w.weight;
  for (WeightedTerm& w : out) w.weight = static_cast<float>(w.weight / std::sqrt(square));
  return out;
}

bool likelier(const AlikePair& x, const AlikePair& y) {
  if (x.alike != y.alike) return x.alike > y.alike;
  return x.a != y.a ? x.a < y.a : x.b < y.b;
}

bool near_in_time(const Article& a, const Article& b) {
  if (!a.published || !b.published) return true;
  return a.published->first <= b.published->last + kStoryReach &&
         b.published->first <= a.published->last + kStoryReach;
}

std::vector<AlikePair> neighbours(const std::vector<Article>& articles,
                                  const std::vector<TermVector>& vectors,
                                  const TermFrequencies& frequencies,
                                  const std::vector<bool>& own) {
  const uint32_t many =
      std::max(kManyArticles,
               static_cast<uint32_t>(kCommonShare * static_cast<double>(frequencies.articles)));
  // By day, so that an article meets those of the days before it alone.
  std::vector<uint32_t> order(articles.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) {
    const Day dx = day_of(articles[x]);
    const Day dy = day_of(articles[y]);
    return dx != dy ? dx < dy : x < y;
  });
  std::unordered_map<uint32_t, TermPostings> postings;
  std::vector<double> sum(articles.size());
  std::vector<uint32_t> met;
  std::vector<std::vector<AlikePair>> best(articles.size());
  for (const uint32_t i : order) {
    met.clear();
    const bool dated = one_day(articles[i]);
    for (const WeightedTerm& w : vectors[i]) {
      if (frequencies.articles_of.at(w.term) > many) continue;
      TermPostings& list = postings[w.term];
      const auto meet = [&](const TermPostings::Posting& p) {
        if (!own.empty() && !own[i] && !own[p.article]) return;
        if (sum[p.article] == 0) met.push_back(p.article);
        sum[p.article] += double{w.weight} * p.weight;
      };
      for (size_t k = list.days.size(); k-- > 0;) {
        if (!near_in_time(articles[list.days[k].article], articles[i])) break;  // and all before it
        meet(list.days[k]);
      }
      for (const TermPostings::Posting& p : list.wide) {
        if (near_in_time(articles[p.article], articles[i])) meet(p);
      }
      (dated ? list.days : list.wide).push_back({i, w.weight});
    }
    for (const uint32_t j : met) {
      if (sum[j] >= kAlike) {
        best[i].push_back({sum[j], std::min(i, j), std::max(i, j)});
        best[j].push_back(best[i].back());
      }
      sum[j] = 0;
    }
  }
  std::vector<AlikePair> out;
  for (auto& list : best) {
    std::sort(list.begin(), list.end(), likelier);
    if (list.size() > kMostNeighbours) list.resize(kMostNeighbours);
    out.insert(out.end(), list.begin(), list.end());
  }
  std::sort(out.begin(), out.end(), likelier);
  out.erase(
      std::unique(out.begin(), out.end(),
                  [](const AlikePair& x, const AlikePair& y) { return x.a == y.a && x.b == y.b; }),
      out.end());
  return out;
}

std::vector<Story> stories_from(const std::vector<Article>& articles,
                                const std::vector<TermVector>& vectors,
                                const std::vector<AlikePair>& pairs) {
  Clusters clusters(articles);
  for (const AlikePair& p : pairs) clusters.link(p);
  for (const AlikePair& p : pairs) {
    const uint32_t x = clusters.find(p.a);
    const uint32_t y = clusters.find(p.b);
    if (x != y && clusters.average(x, y) >= kJoined) clusters.join(x, y);
  }
  std::vector<Story> out;
  for (uint32_t i = 0; i < articles.size(); ++i) {
    if (clusters.find(i) != i) continue;
    Story s;
    s.articles = clusters.members(i);
    std::sort(s.articles.begin(), s.articles.end(), [&](uint32_t x, uint32_t y) {
      const Day dx = day_of(articles[x]);
      const Day dy = day_of(articles[y]);
      return dx != dy ? dx < dy : articles[x].id < articles[y].id;
    });
    s.central = central_of(s.articles, vectors);
    out.push_back(std::move(s));
  }
  std::sort(out.begin(), out.end(), [&](const Story& x, const Story& y) {
    const uint32_t i = x.articles.front();
    const uint32_t j = y.articles.front();
    const Day dx = day_of(articles[i]);
    const Day dy = day_of(articles[j]);
    return dx != dy ? dx < dy : articles[i].id < articles[j].id;
  });
  return out;
}

std::vector<Story> stories_of(const std::vector<Article>& articles,
                              const std::vector<std::vector<Term>>& terms) {
  const TermFrequencies frequencies = frequencies_of(terms);
  std::vector<TermVector> vectors;
  vectors.reserve(terms.size());
  for (const auto& t : terms) vectors.push_back(term_vector(t, frequencies));
  return stories_from(articles, vectors, neighbours(articles, vectors, frequencies));
}

}  // namespace isnad
