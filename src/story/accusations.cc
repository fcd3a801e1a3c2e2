#include "story/accusations.h"

#include <algorithm>
#include <map>
#include <set>

namespace isnad {

namespace {

// A denial is told within so many days after the charge; by one of nobody named sooner.
constexpr Day kAnswerDays = 7;
constexpr Day kUnnamedDays = 3;
// Letters from a charge to words that deny something: two sentences or so.
constexpr uint32_t kNear = 300;
// And to words that deny what the accuser said: still the same matter.
constexpr uint32_t kFar = 1500;

// Whoever says that this was done to him charges the doer.
bool harm(EventType type) { return type == EventType::assault || type == EventType::coerce; }

class Pairs {
 public:
  Pairs(const Across& across, const SameAct& same, const StoryRules& rules)
      : across_(across), events_(across.corpus.events), same_(same), shared_(across) {
    std::map<Symbol, ChargePart> known;
    for (const EventReport& e : events_) {
      const auto [at, fresh] = known.try_emplace(e.rule, ChargePart::none);
      if (fresh && e.rule != kNoSymbol) {
        at->second = rules.charge_part(across.corpus.symbols.name(e.rule));
      }
      parts_.push_back(at->second);
    }
  }

  std::vector<DeniedCharge> run() const {
    // Of one story, by the accused: charges and denials.
    std::map<std::pair<uint32_t, Symbol>, std::pair<std::vector<uint32_t>, std::vector<uint32_t>>>
        all;
    for (uint32_t i = 0; i < events_.size(); ++i) {
      const EventReport& e = events_[i];
      if (e.factuality != Factuality::actual) continue;
      const bool charge = parts_[i] == ChargePart::charge;
      const bool suffered = harm(e.type) && told_by_victim(e);
      if (parts_[i] == ChargePart::none && !suffered) continue;
      for (const Symbol s : charge ? e.recipient : e.actor) {
        if (!same_.named(s)) continue;
        auto& [charges, denials] = all[{story_of(e.article), s}];
        (charge || suffered ? charges : denials).push_back(i);
      }
    }
    std::vector<DeniedCharge> out;
    for (const auto& [key, both] : all) {
      if (!both.second.empty()) of_one(key.second, both.first, both.second, out);
    }
    std::sort(out.begin(), out.end(), [](const DeniedCharge& a, const DeniedCharge& b) {
      return std::pair(a.charges, a.denials) < std::pair(b.charges, b.denials);
    });
    // Two that are accused together and deny together.
    out.erase(std::unique(out.begin(), out.end(),
                          [](const DeniedCharge& a, const DeniedCharge& b) {
                            return a.charges == b.charges && a.denials == b.denials;
                          }),
              out.end());
    return out;
  }

 private:
  uint32_t story_of(uint32_t article) const {
    return across_.story.empty() ? article : across_.story[article];
  }

  static bool has(const std::vector<Symbol>& list, Symbol s) {
    return std::find(list.begin(), list.end(), s) != list.end();
  }

  static bool told_by_victim(const EventReport& e) {
    return std::any_of(e.source.begin(), e.source.end(),
                       [&](Symbol s) { return has(e.recipient, s) && !has(e.actor, s); });
  }

  // Who charges.
  const std::vector<Symbol>& accusers(const EventReport& e) const {
    return harm(e.type) ? e.recipient : e.actor;
  }

  // Charges with a denial, together where they have an accuser in common.
  void of_one(Symbol accused, const std::vector<uint32_t>& charges,
              const std::vector<uint32_t>& denials, std::vector<DeniedCharge>& out) const {
    struct Group {
      std::set<Symbol> accusers;
      std::set<uint32_t> charges;
      std::set<uint32_t> denials;
    };
    std::vector<Group> groups;
    for (const uint32_t c : charges) {
      Group mine;
      const std::vector<Symbol>& all = accusers(events_[c]);
      mine.accusers.insert(all.begin(), all.end());
      if (mine.accusers.empty() || mine.accusers.count(accused)) continue;
      for (const uint32_t d : denials) {
        if (answers(d, c)) mine.denials.insert(d);
      }
      // What was done to somebody is a charge only where it is denied.
      if (mine.denials.empty() && harm(events_[c].type)) continue;
      mine.charges.insert(c);
      for (size_t g = 0; g < groups.size();) {
        const auto common = [&](Symbol s) { return groups[g].accusers.count(s) > 0; };
        if (std::none_of(mine.accusers.begin(), mine.accusers.end(), common)) {
          ++g;
          continue;
        }
        mine.accusers.merge(groups[g].accusers);
        mine.charges.merge(groups[g].charges);
        mine.denials.merge(groups[g].denials);
        groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(g));
      }
      groups.push_back(std::move(mine));
    }
    for (const Group& g : groups) {
      if (g.denials.empty()) continue;
      out.push_back({{g.charges.begin(), g.charges.end()}, {g.denials.begin(), g.denials.end()}});
    }
  }

  bool answers(uint32_t denial, uint32_t charge) const {
    const EventReport& d = events_[denial];
    const EventReport& c = events_[charge];
    const bool named = std::any_of(d.recipient.begin(), d.recipient.end(),
                                   [&](Symbol s) { return same_.named(s); });
    const bool to_accuser = std::any_of(d.recipient.begin(), d.recipient.end(),
                                        [&](Symbol s) { return has(accusers(c), s); });
    if (named && !to_accuser) return false;
    if (shared_.tell_both(c, d)) return false;
    const bool by_accuser = std::any_of(d.source.begin(), d.source.end(),
                                        [&](Symbol s) { return has(accusers(c), s); });
    if (parts_[denial] == ChargePart::refusal && (by_accuser || !to_accuser)) return false;
    if (d.article == c.article) {
      if (d.spans.empty() || c.spans.empty()) return false;
      const uint32_t from = c.spans.front().begin;
      const uint32_t to = d.spans.front().begin;
      const bool sure = to_accuser && parts_[denial] == ChargePart::answer && !harm(c.type);
      if (from > to) return sure && from - to <= kNear;
      return to - from <= (sure ? kFar : kNear);
    }
    if (parts_[denial] != ChargePart::answer || harm(c.type)) return false;
    if (std::none_of(c.actor.begin(), c.actor.end(), [&](Symbol s) { return same_.named(s); })) {
      return false;
    }
    const auto& told = across_.corpus.articles[c.article].published;
    const auto& answered = across_.corpus.articles[d.article].published;
    if (!told || !answered || told->open() || answered->open()) return false;
    const Day days = answered->last - told->first;
    return days >= 0 && days <= (to_accuser ? kAnswerDays : kUnnamedDays);
  }

  const Across& across_;
  const std::vector<EventReport>& events_;
  const SameAct& same_;
  SharedWords shared_;
  std::vector<ChargePart> parts_;  // of each event
};

}  // namespace

std::vector<DeniedCharge> denied_charges(const Across& across, const SameAct& same,
                                         const StoryRules& rules) {
  return Pairs(across, same, rules).run();
}

}  // namespace isnad
