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
constexpr Day kReach = 3;                // days between articles that are compared
constexpr size_t kPrintNeighbours = 24;  // the likest of each article
constexpr double kAlike = 0.22;          // a pair below is no neighbour
constexpr double kJoined = 0.2;          // average of the pairs of two stories that become one
constexpr double kPrior = 40;  // articles of the general news that are thought to be there too

struct Weighted {
  uint32_t term = 0;
  float weight = 0;
};
using Vector = std::vector<Weighted>;  // by term, of length 1

struct Pair {
  double alike = 0;
  uint32_t a = 0;
  uint32_t b = 0;
};

// Number of articles of each term.
std::unordered_map<uint32_t, uint32_t> frequencies(const std::vector<std::vector<Term>>& terms) {
  std::unordered_map<uint32_t, uint32_t> out;
  for (const auto& list : terms) {
    for (const Term& t : list) ++out[t.hash];
  }
  return out;
}

Vector vector_of(const std::vector<Term>& terms,
                 const std::unordered_map<uint32_t, uint32_t>& frequency, size_t articles) {
  Vector out;
  for (const Term& t : terms) {
    const uint32_t n = frequency.at(t.hash);
    if (n < 2) continue;  // nobody else has it: it would only crowd out what others have
    const double idf = std::log((static_cast<double>(articles) + kPrior) / (n + 1.0));
    if (idf <= 0) continue;
    out.push_back({t.hash, static_cast<float>((1 + std::log(t.count)) * idf)});
  }
  std::sort(out.begin(), out.end(), [](const Weighted& x, const Weighted& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.term < y.term;
  });
  if (out.size() > kTerms) out.resize(kTerms);
  std::sort(out.begin(), out.end(),
            [](const Weighted& x, const Weighted& y) { return x.term < y.term; });
  double square = 0;
  for (const Weighted& w : out) square += double{w.weight} * w.weight;
  for (Weighted& w : out) w.weight = static_cast<float>(w.weight / std::sqrt(square));
  return out;
}

bool near(const Article& a, const Article& b) {
  if (!a.published || !b.published) return true;
  return a.published->first <= b.published->last + kReach &&
         b.published->first <= a.published->last + kReach;
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

  void link(const Pair& p) {
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
      for (const uint32_t j : members_[y]) pairs += near(articles_[i], articles_[j]) ? 1 : 0;
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

// The likest neighbours of each article, each pair once.
std::vector<Pair> neighbours(const std::vector<Article>& articles,
                             const std::vector<Vector>& vectors,
                             const std::unordered_map<uint32_t, uint32_t>& frequency) {
  const uint32_t many = std::max(
      kManyArticles, static_cast<uint32_t>(kCommonShare * static_cast<double>(articles.size())));
  // By day, so that an article meets those of the days before it alone.
  std::vector<uint32_t> order(articles.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) {
    const Day dx = day_of(articles[x]);
    const Day dy = day_of(articles[y]);
    return dx != dy ? dx < dy : x < y;
  });
  struct Posting {
    uint32_t article;
    float weight;
  };
  std::unordered_map<uint32_t, std::vector<Posting>> postings;
  std::vector<double> sum(articles.size());
  std::vector<uint32_t> met;
  std::vector<std::vector<Pair>> best(articles.size());
  for (const uint32_t i : order) {
    met.clear();
    for (const Weighted& w : vectors[i]) {
      if (frequency.at(w.term) > many) continue;
      auto& list = postings[w.term];
      for (size_t k = list.size(); k-- > 0;) {
        const uint32_t j = list[k].article;
        if (!near(articles[j], articles[i])) break;  // and all before it
        if (sum[j] == 0) met.push_back(j);
        sum[j] += double{w.weight} * list[k].weight;
      }
      list.push_back({i, w.weight});
    }
    for (const uint32_t j : met) {
      if (sum[j] >= kAlike) {
        best[i].push_back({sum[j], std::min(i, j), std::max(i, j)});
        best[j].push_back(best[i].back());
      }
      sum[j] = 0;
    }
  }
  std::vector<Pair> out;
  const auto likest = [](const Pair& x, const Pair& y) {
    if (x.alike != y.alike) return x.alike > y.alike;
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  };
  for (auto& list : best) {
    std::sort(list.begin(), list.end(), likest);
    if (list.size() > kPrintNeighbours) list.resize(kPrintNeighbours);
    out.insert(out.end(), list.begin(), list.end());
  }
  std::sort(out.begin(), out.end(), likest);
  out.erase(std::unique(out.begin(), out.end(),
                        [](const Pair& x, const Pair& y) { return x.a == y.a && x.b == y.b; }),
            out.end());
  return out;
}

double alike(const Vector& x, const Vector& y) {
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
uint32_t central_of(const std::vector<uint32_t>& members, const std::vector<Vector>& vectors) {
  std::map<uint32_t, double> middle;
  for (const uint32_t i : members) {
    for (const Weighted& w : vectors[i]) middle[w.term] += w.weight;
  }
  Vector sum;
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

std::vector<Story> stories_of(const std::vector<Article>& articles,
                              const std::vector<std::vector<Term>>& terms) {
  const auto frequency = frequencies(terms);
  std::vector<Vector> vectors;
  vectors.reserve(terms.size());
  for (const auto& t : terms) vectors.push_back(vector_of(t, frequency, articles.size()));
  Clusters clusters(articles);
  const std::vector<Pair> pairs = neighbours(articles, vectors, frequency);
  for (const Pair& p : pairs) clusters.link(p);
  for (const Pair& p : pairs) {
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

}  // namespace isnad
