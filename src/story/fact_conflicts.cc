#include "story/fact_conflicts.h"

#include <algorithm>
#include <map>
#include <set>

#include "story/conflict_parts.h"

namespace isnad {

namespace {

constexpr Day kTwoWeeks = 14;
// Dates no longer than this tell who came first.
constexpr Day kMonth = 31;
// Facts told within these days are told of one time.
constexpr Day kSameTime = 30;

class FactFinder {
 public:
  FactFinder(const Corpus& corpus, const std::vector<Fact>& facts, const StoryRules& rules)
      : corpus_(corpus), facts_(facts), rules_(rules) {}

  std::vector<FactConflict> run() {
    for (uint32_t f = 0; f < facts_.size(); ++f) {
      if (facts_[f].reports.size() < 2) continue;
      fact_dates(f);
      fact_numbers(f);
    }
    offices();
    return std::move(found_);
  }

 private:
  const std::string& name(Symbol s) const { return corpus_.symbols.name(s); }

  static bool comes_and_goes(RelationKind rel) {
    return rel == RelationKind::forces_in || rel == RelationKind::controls ||
           rel == RelationKind::at_odds_with || rel == RelationKind::allied_with;
  }

  void fact_dates(uint32_t f) {
    for (const bool from : {true, false}) {
      std::vector<Stated> list;
      for (const uint32_t i : facts_[f].reports) {
        const RelationReport& r = corpus_.relations[i];
        const auto& days = from ? r.from_days : r.to_days;
        if (!days || r.factuality != Factuality::actual) continue;
        // In the news of a war or a crisis it is some of the forces that left, or an exit that was
        // feared: what has just begun or ended is not yet told as a lasting fact.
        const bool repeats = comes_and_goes(r.rel);
        const auto& published = corpus_.articles[r.article].published;
        const Day recent = repeats ? kMonth : kTwoWeeks;
        if (!published || days->last >= published->first - recent) continue;
        if (repeats && from) continue;
        list.push_back({static_cast<double>(days->first), static_cast<double>(days->last),
                        from ? r.from : r.to, i});
      }
      const auto groups = apart(list);
      if (groups.size() < 2 || one_tells_both(corpus_.relations, groups)) continue;
      found_.push_back({ConflictKind::date, from ? "from" : "to", {f}, sides_of(groups)});
    }
  }

  void fact_numbers(uint32_t f) {
    std::map<std::string, std::vector<Stated>> by_unit;
    for (const uint32_t i : facts_[f].reports) {
      const RelationReport& r = corpus_.relations[i];
      if (!r.count || r.factuality != Factuality::actual) continue;
      if (!corpus_.articles[r.article].published || !r.to.empty()) continue;
      by_unit[r.count_unit].push_back(stated_number(r, i));
    }
    for (const auto& [unit, list] : by_unit) {
      const auto groups = apart(list);
      if (groups.size() < 2 || growth(corpus_, corpus_.relations, groups)) continue;
      const auto [first, last] = told_days(groups);
      if (last - first > kSameTime) continue;
      found_.push_back({ConflictKind::number, "", {f}, sides_of(groups)});
    }
  }

  // REQUIRES: all are relations of articles with a date of publication.
  std::pair<Day, Day> told_days(const std::vector<std::vector<Stated>>& groups) const {
    std::pair<Day, Day> out{kLastDay, kFirstDay};
    for (const auto& g : groups) {
      for (const Stated& s : g) {
        const auto& p = corpus_.articles[corpus_.relations[s.report].article].published;
        out.first = std::min(out.first, p->first);
        out.second = std::max(out.second, p->last);
      }
    }
    return out;
  }

  // Two people who are said to have taken an office that one holds at a time on the same day, or
  // one while the other held it. Without stated dates who is named is mostly a predecessor.
  void offices() {
    std::map<std::string, std::vector<uint32_t>> holders;  // office -> reports
    std::map<uint32_t, uint32_t> fact_of;
    for (uint32_t f = 0; f < facts_.size(); ++f) {
      if (facts_[f].rel != RelationKind::holds_office) continue;
      const std::string& office = name(facts_[f].object);
      if (!rules_.one_holder(std::string_view(office).substr(0, office.find('@')))) continue;
      if (name(facts_[f].subject).starts_with("ar:")) continue;  // perhaps another spelling
      for (const uint32_t i : facts_[f].reports) {
        const RelationReport& r = corpus_.relations[i];
        if (r.factuality != Factuality::actual || !r.from_days) continue;
        holders[office].push_back(i);
        fact_of[i] = f;
      }
    }
    for (const auto& [office, list] : holders) {
      std::set<std::pair<uint32_t, uint32_t>> met;
      for (const uint32_t x : list) {
        for (const uint32_t y : list) {
          const auto both = std::minmax(fact_of[x], fact_of[y]);
          if (x >= y || both.first == both.second || !hold_together(x, y)) continue;
          if (!met.insert(both).second) continue;
          found_.push_back({ConflictKind::office,
                            "",
                            {both.first, both.second},
                            {side_of(both.first), side_of(both.second)}});
        }
      }
    }
  }

  ConflictSide side_of(uint32_t fact) const {
    ConflictSide out{name(facts_[fact].subject), {}, 0};
    for (const uint32_t i : facts_[fact].reports) {
      const RelationReport& r = corpus_.relations[i];
      if (r.factuality == Factuality::actual && r.from_days) out.reports.push_back(i);
    }
    return out;
  }

  // Did both surely hold the office on some day?
  bool hold_together(uint32_t x, uint32_t y) const {
    const RelationReport& a = corpus_.relations[x];
    const RelationReport& b = corpus_.relations[y];
    if (a.article == b.article) return false;
    const auto within = [](const RelationReport& early, const RelationReport& late) {
      const Days& begun = *late.from_days;
      if (begun.last - begun.first > kMonth) return false;
      return early.to_days && early.from_days->last < begun.first &&
             begun.last < early.to_days->first;
    };
    const bool narrow = a.from_days->last - a.from_days->first <= kMonth &&
                        b.from_days->last - b.from_days->first <= kMonth;
    return (narrow && a.from_days->overlaps(*b.from_days)) || within(a, b) || within(b, a);
  }

  const Corpus& corpus_;
  const std::vector<Fact>& facts_;
  const StoryRules& rules_;
  std::vector<FactConflict> found_;
};

}  // namespace

std::vector<FactConflict> fact_conflicts(const Corpus& corpus, const std::vector<Fact>& facts,
                                         const StoryRules& rules) {
  return FactFinder(corpus, facts, rules).run();
}

}  // namespace isnad
