#include "story/tolls.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

namespace isnad {

namespace {

// Points from which two counts are of one attack.
constexpr double kSure = 3;
// Characters from the begin of an article in which it tells what it is about.
constexpr uint32_t kLead = 400;
// A count of a longer time is one of a war.
constexpr Day kAttackDays = 2;
constexpr Day kTollWeek = 7;
// Numbers that differ by more than this are seldom of one attack.
constexpr int64_t kTimes = 3;
// Days between what two articles say of one attack, and between articles where one says nothing.
constexpr Day kNearDays = 1;

class Tolls {
 public:
  Tolls(const Across& across, const SameAct& same, const StoryRules& rules)
      : across_(across), events_(across.corpus.events), same_(same), rules_(rules) {}

  std::vector<Toll> run() const {
    // By kind of people, of one story or of one day.
    std::map<std::tuple<uint32_t, bool, int64_t>, std::vector<uint32_t>> all;
    for (uint32_t i = 0; i < events_.size(); ++i) {
      const EventReport& e = events_[i];
      if (e.type != EventType::assault || e.factuality != Factuality::actual || !e.count) continue;
      const uint32_t people = rules_.people(e.count_unit);
      if (people == 0 || vague(e) || e.rule == kNoSymbol || !rules_.tells_deaths(name(e.rule)))
        continue;
      all[{people, false, story_of(e.article)}].push_back(i);
      if (exact(e)) all[{people, true, e.days->first}].push_back(i);
    }
    std::vector<Toll> out;
    for (auto& [key, list] : all) {
      one_count_each(list);
      if (list.size() > 1) of_one(list, out);
    }
    return joined(std::move(out));
  }

 private:
  // What was found of one story and what was found of one day, together where they share a report
  // and exclude none of each other.
  std::vector<Toll> joined(std::vector<Toll> all) const {
    std::vector<Toll> out;
    std::map<uint32_t, size_t> home;  // report -> index in `out`
    for (Toll& mine : all) {
      for (size_t k = 0; k < mine.size(); ++k) {
        const auto found = home.find(mine[k]);
        if (found == home.end() || out[found->second].empty()) continue;
        if (exclude(mine, out[found->second])) continue;
        Toll other = std::exchange(out[found->second], {});
        mine.insert(mine.end(), other.begin(), other.end());
      }
      std::sort(mine.begin(), mine.end());
      mine.erase(std::unique(mine.begin(), mine.end()), mine.end());
      for (const uint32_t i : mine) home[i] = out.size();
      out.push_back(std::move(mine));
    }
    // A report that two of them claimed belongs to the later one.
    for (size_t k = 0; k < out.size(); ++k) {
      std::erase_if(out[k], [&](uint32_t i) { return home[i] != k; });
    }
    std::erase_if(out, [&](const Toll& t) { return t.size() < 2; });
    std::sort(out.begin(), out.end());
    return out;
  }

  // Does one of the first tell of another town or day than one of the second?
  bool exclude(const Toll& first, const Toll& second) const {
    return std::any_of(first.begin(), first.end(), [&](uint32_t i) {
      return std::any_of(second.begin(), second.end(), [&](uint32_t j) {
        const EventReport& e = events_[i];
        const EventReport& f = events_[j];
        const bool days =
            exact(e) && exact(f) && std::abs(e.days->first - f.days->first) > kNearDays;
        return i != j && (days || same_.apart(i, j));
      });
    });
  }

  const std::string& name(Symbol s) const { return across_.corpus.symbols.name(s); }
  uint32_t story_of(uint32_t article) const {
    return across_.story.empty() ? article : across_.story[article];
  }

  // "Tens", "hundreds": numbers read as about 10 or 100 that may be several times as many.
  static bool vague(const EventReport& e) {
    if (e.count_bound != '~') return false;
    int64_t n = *e.count;
    while (n >= 10 && n % 10 == 0) n /= 10;
    return n == 1;
  }

  static bool differ(const EventReport& e, const EventReport& f) {
    const auto a = bounds_of(e);
    const auto b = bounds_of(f);
    return a.first > b.second || b.first > a.second;
  }

  // Of an article whose counts differ, the first in its lead: which others are of which attack? Of
  // one that counts the same dead twice, the one that names a town, else the first.
  void one_count_each(std::vector<uint32_t>& list) const {
    std::erase_if(list, [&, all = list](uint32_t i) {
      bool several = false;
      bool first = in_lead(events_[i]);
      for (const uint32_t j : all) {
        if (events_[i].article != events_[j].article || i == j) continue;
        const bool before =
            !events_[j].spans.empty() && !(events_[i].spans.front() < events_[j].spans.front());
        if (!differ(events_[i], events_[j])) {
          if (in_town(events_[j]) != in_town(events_[i]) ? in_town(events_[j]) : before)
            return true;
          continue;
        }
        several = true;
        first = first && !before;
      }
      return several && !first;
    });
  }

  // The surest pairs first, as long as no two exclude each other.
  void of_one(const std::vector<uint32_t>& list, std::vector<Toll>& out) const {
    std::vector<std::tuple<double, uint32_t, uint32_t>> pairs;
    for (size_t x = 0; x < list.size(); ++x) {
      for (size_t y = x + 1; y < list.size(); ++y) {
        const double sure = points(list[x], list[y]);
        if (sure >= kSure) pairs.emplace_back(-sure, list[x], list[y]);
      }
    }
    std::sort(pairs.begin(), pairs.end());
    std::map<uint32_t, size_t> home;
    std::vector<Toll> groups;
    for (const auto& [sure, i, j] : pairs) {
      for (const uint32_t k : {i, j}) {
        if (home.emplace(k, groups.size()).second) groups.push_back({k});
      }
      const size_t a = home[i];
      const size_t b = home[j];
      if (a == b || exclude(groups[a], groups[b])) continue;
      for (const uint32_t k : groups[b]) home[k] = a;
      groups[a].insert(groups[a].end(), groups[b].begin(), groups[b].end());
      groups[b].clear();
    }
    for (Toll& g : groups) {
      if (g.size() < 2) continue;
      std::sort(g.begin(), g.end());
      if (events_[g.front()].article != events_[g.back()].article) out.push_back(std::move(g));
    }
  }

  bool in_town(const EventReport& e) const {
    return e.place != kNoSymbol && !rules_.is_state(name(e.place));
  }
  static bool exact(const EventReport& e) {
    return e.days && e.days->first == e.days->last && e.date_from != DateFrom::inherited;
  }
  static bool in_lead(const EventReport& e) {
    return !e.spans.empty() && e.spans.front().begin < kLead;
  }

  // How surely two counts are of one attack; less than nothing if they cannot be.
  double points(uint32_t x, uint32_t y) const {
    constexpr double kNever = -1;
    const EventReport& e = events_[x];
    const EventReport& f = events_[y];
    if (same_.apart(x, y) || e.article == f.article) return kNever;
    const bool one_story = story_of(e.article) == story_of(f.article);
    const auto between = same_.between(x, y);
    double out = 0;
    for (const EventReport* r : {&e, &f}) {
      if (r->days && r->days->last - r->days->first > kAttackDays) return kNever;
    }
    const bool town = in_town(e) && e.place == f.place;
    if (exact(e) && exact(f)) {
      const Day gap = std::abs(e.days->first - f.days->first);
      if (gap > (town ? kNearDays : 0)) return kNever;
      out += gap == 0 ? 1 : 0.5;
    } else if (!between || *between > kNearDays) {
      return kNever;
    }
    const bool lead = in_lead(e) && in_lead(f);
    if (lead) out += 1;
    if (e.rule == f.rule) out += 1;
    if (town) out += 2;
    const SideMatch hurt = same_.recipients(x, y);
    const SideMatch by = same_.actors(x, y);
    if (hurt.shared == 0 && !town) return kNever;
    if (hurt.shared > 0) out += 1;
    if (by.named > 0) out += 1;
    if (!town && (!one_story || !(lead || remembered(x, y)))) return kNever;
    if (far_apart(e, f)) return kNever;
    if (by.clash && attacker(e) && attacker(f)) return kNever;
    return out;
  }

  // Does it name who attacked? The state of the place is mostly read as the attacker because it
  // spoke of the attack.
  bool attacker(const EventReport& e) const {
    const std::string_view home =
        e.place == kNoSymbol ? std::string_view() : rules_.state_of(name(e.place));
    return std::any_of(e.actor.begin(), e.actor.end(),
                       [&](Symbol s) { return same_.named(s) && name(s) != home; });
  }

  // A day that is remembered after a week is that of one attack.
  bool remembered(uint32_t x, uint32_t y) const {
    for (const uint32_t i : {x, y}) {
      const EventReport& e = events_[i];
      const auto& published = across_.corpus.articles[e.article].published;
      if (!exact(e) || !published || e.days->last >= published->first - kTollWeek) return false;
    }
    return events_[x].days == events_[y].days;
  }

  // One number is several times the other: mostly that of a part or of several attacks, unless two
  // voices tell them.
  bool far_apart(const EventReport& e, const EventReport& f) const {
    const auto [low, high] = std::minmax(*e.count, *f.count);
    if (high <= low * kTimes) return false;
    return e.source.empty() || f.source.empty() || e.source == f.source;
  }

  const Across& across_;
  const std::vector<EventReport>& events_;
  const SameAct& same_;
  const StoryRules& rules_;
};

}  // namespace

std::vector<Toll> tolls_of(const Across& across, const SameAct& same, const StoryRules& rules) {
  return Tolls(across, same, rules).run();
}

}  // namespace isnad
