#include "story/happenings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "story/hash.h"
#include "story/same_act.h"

namespace isnad {

namespace {

// Of a larger block each event is compared with so many that follow.
constexpr size_t kNeighbours = 24;
// Letters between words of copies that are read by different frames and still are one word.
constexpr uint32_t kSameWord = 2;
// Reports of one act; more are rather a formula that is repeated.
constexpr size_t kMost = 200;

struct Edge {
  double score = 0;
  uint32_t x = 0;
  uint32_t y = 0;
};

class Joiner {
 public:
  Joiner(const Across& across, const StoryRules& rules)
      : across_(across), events_(across.corpus.events), same_(across, rules) {
    groups_.resize(events_.size());
    group_of_.resize(events_.size());
    for (uint32_t i = 0; i < events_.size(); ++i) {
      groups_[i] = {i};
      group_of_[i] = i;
    }
  }

  std::vector<std::vector<uint32_t>> run() {
    join_copies();
    for (const Edge& e : edges()) join(e.x, e.y, false);
    std::vector<std::vector<uint32_t>> out;
    for (auto& g : groups_) {
      if (g.empty()) continue;
      std::sort(g.begin(), g.end());
      out.push_back(std::move(g));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  // What copied words tell in both articles, the nearest words first, each report once.
  void join_copies() {
    const SharedWords shared(across_);
    std::vector<uint32_t> first(across_.corpus.articles.size() + 1, 0);
    for (const EventReport& e : events_) ++first[e.article + 1];
    for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    using Match = std::tuple<uint32_t, uint32_t, uint32_t>;  // gap and the two reports
    std::vector<Match> all;
    for (const CopiedPair& p : across_.copies) {
      std::vector<Match> found;
      for (uint32_t x = first[p.a]; x < first[p.a + 1]; ++x) {
        for (uint32_t y = first[p.b]; y < first[p.b + 1]; ++y) {
          const EventReport& e = events_[x];
          const EventReport& f = events_[y];
          if (e.type != f.type) continue;
          const auto gap = shared.gap(e, f);
          if (gap && (e.rule == f.rule || *gap <= kSameWord)) found.emplace_back(*gap, x, y);
        }
      }
      std::sort(found.begin(), found.end());
      std::set<uint32_t> taken;
      for (const auto& [gap, x, y] : found) {
        if (taken.count(x) || taken.count(y)) continue;
        taken.insert({x, y});
        copied_.insert({x, y});
        all.emplace_back(gap, x, y);
      }
    }
    std::sort(all.begin(), all.end());
    for (const auto& [gap, x, y] : all) join(x, y, true);
  }

  // All pairs that may be one act, the surest first.
  std::vector<Edge> edges() const {
    // type, what the block has in common, party, and the same again
    using Block = std::tuple<EventType, int, int64_t, Symbol, Symbol>;
    std::map<Block, std::vector<uint32_t>> blocks;
    for (uint32_t i = 0; i < events_.size(); ++i) {
      const EventReport& e = events_[i];
      const auto add = [&](int what, int64_t value, Symbol party, Symbol other = kNoSymbol) {
        std::vector<uint32_t>& block = blocks[{e.type, what, value, party, other}];
        if (block.empty() || block.back() != i) block.push_back(i);
      };
      const uint32_t story = across_.story.empty() ? e.article : across_.story[e.article];
      std::vector<Symbol> all = e.actor;
      all.insert(all.end(), e.recipient.begin(), e.recipient.end());
      for (const Symbol s : all) {
        if (!same_.named(s)) continue;
        add(0, story, s);
        if (!e.days) continue;
        const int64_t month = e.days->first / 31;
        if (e.days->first != e.days->last) {
          add(1, month, s);
          if (e.days->last / 31 != month) add(1, e.days->last / 31, s);
          continue;
        }
        add(2, e.days->first, s);
        if (e.place != kNoSymbol) add(3, e.days->first, s, e.place);
        for (const Symbol r : all) {
          if (r != s) add(4, e.days->first, std::min(r, s), std::max(r, s));
        }
        // With those of a longer time, which come first of their block below.
        add(1, month, s);
      }
    }
    std::set<std::pair<uint32_t, uint32_t>> pairs;
    for (auto& [key, block] : blocks) {
      std::stable_sort(block.begin(), block.end(),
                       [&](uint32_t a, uint32_t b) { return length(a) > length(b); });
      for (size_t i = 0; i < block.size(); ++i) {
        if (std::get<1>(key) == 1 && length(block[i]) <= 1) break;
        const size_t end = std::min(block.size(), i + 1 + kNeighbours);
        for (size_t j = i + 1; j < end; ++j) {
          pairs.insert(std::minmax(block[i], block[j]));
        }
      }
    }
    std::vector<Edge> out;
    for (const auto& [x, y] : pairs) {
      const auto score = same_.score(x, y);
      if (score && *score >= SameAct::kJoined) out.push_back({*score, x, y});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Edge& a, const Edge& b) { return a.score > b.score; });
    return out;
  }

  Day length(uint32_t event) const {
    const auto& days = events_[event].days;
    return days ? days->last - days->first + 1 : 0;
  }

  void join(uint32_t x, uint32_t y, bool copied) {
    const uint32_t a = std::min(group_of_[x], group_of_[y]);
    const uint32_t b = std::max(group_of_[x], group_of_[y]);
    if (a == b || groups_[a].size() + groups_[b].size() > kMost) return;
    // The same two groups were refused before: groups only grow.
    const std::array<size_t, 4> two = {a, groups_[a].size(), b, groups_[b].size()};
    if (!copied && refused_.count(two)) return;
    if (!may_join(a, b, copied)) {
      refused_.insert(two);
      return;
    }
    for (const uint32_t j : groups_[b]) group_of_[j] = a;
    groups_[a].insert(groups_[a].end(), groups_[b].begin(), groups_[b].end());
    groups_[b].clear();
  }

  bool may_join(uint32_t a, uint32_t b, bool copied) const {
    double sum = 0;
    for (const uint32_t i : groups_[a]) {
      for (const uint32_t j : groups_[b]) {
        if (copied_.count(std::minmax(i, j))) {
          sum += 2 * SameAct::kJoined;
          continue;
        }
        if (copied) {  // words that are the same outweigh what was read from them
          if (events_[i].article == events_[j].article) return false;
          continue;
        }
        const auto score = same_.score(i, j);
        if (!score) return false;
        sum += *score;
      }
    }
    const auto n = static_cast<double>(groups_[a].size() * groups_[b].size());
    return copied || sum / n >= SameAct::kAverage;
  }

  const Across& across_;
  const std::vector<EventReport>& events_;
  SameAct same_;
  std::vector<std::vector<uint32_t>> groups_;  // of the least report; the others are empty
  std::vector<uint32_t> group_of_;
  std::set<std::pair<uint32_t, uint32_t>> copied_;
  std::set<std::array<size_t, 4>> refused_;  // groups with their sizes
};

std::string id_of(std::string_view prefix, const Corpus& corpus, const Report& first) {
  return stable_id(prefix, {corpus.articles[first.article].id, first.id});
}

}  // namespace

std::string stable_id(std::string_view prefix, const std::vector<std::string_view>& names) {
  Fnv h;
  for (const std::string_view n : names) {
    h.add(n);
    h.add('\0');
  }
  return fmt::format("{}{:016x}", prefix, h.wide());
}

std::vector<Happening> happenings_of(const Across& across, const StoryRules& rules) {
  std::vector<Happening> out;
  for (auto& reports : Joiner(across, rules).run()) {
    const Report& first = across.corpus.events[reports.front()];
    out.push_back({id_of("hp-", across.corpus, first), std::move(reports)});
  }
  return out;
}

std::vector<Fact> facts_of(const Corpus& corpus) {
  std::map<std::tuple<RelationKind, Symbol, Symbol>, size_t> known;
  std::vector<Fact> out;
  for (uint32_t i = 0; i < corpus.relations.size(); ++i) {
    const RelationReport& r = corpus.relations[i];
    const auto [at, fresh] = known.try_emplace({r.rel, r.subject, r.object}, out.size());
    if (fresh) out.push_back({id_of("rl-", corpus, r), r.rel, r.subject, r.object, {}});
    out[at->second].reports.push_back(i);
  }
  return out;
}

}  // namespace isnad
