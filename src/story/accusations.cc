#include "story/accusations.h"

#include <algorithm>
#include <map>
#include <set>

#include "story/conflict_parts.h"

namespace isnad {

namespace {

// A denial is told within so many days after the charge; by one of nobody named sooner.
constexpr Day kAnswerDays = 7;
constexpr Day kUnnamedDays = 3;
// Letters from a charge to words that deny something: two sentences or so.
constexpr uint32_t kNear = 300;
// To words by which the accuser is denied something, and to those that deny what he charged: still
// the same matter.
constexpr uint32_t kFar = 800;
constexpr uint32_t kFarther = 1500;
// To words that deny what was just said, mostly in the same sentence: "which Lima denies".
constexpr uint32_t kNext = 200;
// From words of denial to what they deny: their own object.
constexpr uint32_t kObject = 120;

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
    for (uint32_t i = 0; i < events_.size(); ++i) {
      if (events_[i].factuality == Factuality::denied && !events_[i].spans.empty()) {
        denied_[events_[i].article].push_back(i);
      }
    }
  }

  std::vector<DeniedCharge> run() const {
    // Of one story, by the accused: charges and denials.
    std::map<std::pair<uint32_t, Symbol>, std::pair<std::vector<uint32_t>, std::vector<uint32_t>>>
        all;
    for (uint32_t i = 0; i < events_.size(); ++i) {
      const EventReport& e = events_[i];
      if (e.factuality != Factuality::actual) continue;
      const bool blames = e.type == EventType::accuse;
      const bool harmed = harm(e.type) && told_by_other(e);
      if (parts_[i] == ChargePart::none && !blames && !harmed) continue;
      for (const Symbol s : blames ? e.recipient : e.actor) {
        if (!same_.named(s)) continue;
        auto& [charges, denials] = all[{story_of(e.article), s}];
        (blames || harmed ? charges : denials).push_back(i);
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

  // The victim says who did it, or somebody who had no part in it.
  static bool told_by_victim(const EventReport& e) {
    return std::any_of(e.source.begin(), e.source.end(),
                       [&](Symbol s) { return has(e.recipient, s) && !has(e.actor, s); });
  }
  static bool told_by_other(const EventReport& e) {
    return !e.source.empty() && std::none_of(e.source.begin(), e.source.end(),
                                             [&](Symbol s) { return has(e.actor, s); });
  }

  // Who charges.
  const std::vector<Symbol>& accusers(const EventReport& e) const {
    if (!harm(e.type)) return e.actor;
    return told_by_victim(e) ? e.recipient : e.source;
  }

  // Criticism, and what others say that somebody did: a charge only where it is denied at once.
  bool weak(uint32_t charge) const {
    const EventReport& c = events_[charge];
    return harm(c.type) ? !told_by_victim(c) : parts_[charge] != ChargePart::charge;
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
      if (mine.denials.empty() && (harm(events_[c].type) || weak(c))) continue;
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
    if (shared_.tell_both(c, d)) return false;
    const bool by_accuser = std::any_of(d.source.begin(), d.source.end(),
                                        [&](Symbol s) { return has(accusers(c), s); });
    const ChargePart part = parts_[denial];
    if (part == ChargePart::refusal && (by_accuser || !to_accuser)) return false;
    if (d.article == c.article) {
      if (weak(charge)) {
        return part != ChargePart::refusal && !by_accuser && next(first_telling(c), d);
      }
      // "Which Lima denies": what stands just before, whomever the words were read to answer.
      const bool denies = part == ChargePart::denial || part == ChargePart::reply;
      if (denies && next(c, d)) return true;
      return (to_accuser || !named) && same_matter(denial, charge, to_accuser);
    }
    if (named && !to_accuser) return false;
    if (part != ChargePart::answer || harm(c.type) || weak(charge)) return false;
    if (std::none_of(c.actor.begin(), c.actor.end(), [&](Symbol s) { return same_.named(s); })) {
      return false;
    }
    const auto& told = across_.corpus.articles[c.article].published;
    const auto& answered = across_.corpus.articles[d.article].published;
    if (!told || !answered || told->open() || answered->open()) return false;
    const Day days = answered->last - told->first;
    return days >= 0 && days <= (to_accuser ? kAnswerDays : kUnnamedDays);
  }

  // Do the words of the denial follow at once on those of the charge, and deny nothing else?
  bool next(const EventReport& c, const EventReport& d) const {
    if (d.spans.empty() || states_object(d)) return false;
    const uint32_t at = d.spans.front().begin;
    return std::any_of(c.spans.begin(), c.spans.end(),
                       [&](const Span& s) { return s.begin < at && at - s.begin <= kNext; });
  }

  // Is what the words deny an act that was read from the words that follow?
  bool states_object(const EventReport& d) const {
    const auto found = denied_.find(d.article);
    if (found == denied_.end()) return false;
    const uint32_t at = d.spans.front().begin;
    return std::any_of(found->second.begin(), found->second.end(), [&](uint32_t i) {
      const EventReport& e = events_[i];
      const bool said =
          std::any_of(e.source.begin(), e.source.end(), [&](Symbol s) { return has(d.actor, s); });
      const uint32_t begin = e.spans.front().begin;
      return said && begin > at && begin - at <= kObject;
    });
  }

  // REQUIRES: both are of one article.
  bool same_matter(uint32_t denial, uint32_t charge, bool to_accuser) const {
    const EventReport& d = events_[denial];
    const EventReport& c = events_[charge];
    if (d.spans.empty()) return false;
    const uint32_t to = d.spans.front().begin;
    const ChargePart part = parts_[denial];
    const bool addressed =
        to_accuser && !harm(c.type) && (part == ChargePart::answer || part == ChargePart::reply);
    const uint32_t reach = !addressed ? kNear : part == ChargePart::answer ? kFarther : kFar;
    if (!addressed && states_object(d)) return false;
    // The lead tells the charge, the body repeats it before it tells the answer.
    return std::any_of(c.spans.begin(), c.spans.end(), [&](const Span& s) {
      if (s.begin > to) return addressed && s.begin - to <= kNear;
      return to - s.begin <= reach;
    });
  }

  const Across& across_;
  const std::vector<EventReport>& events_;
  const SameAct& same_;
  SharedWords shared_;
  std::vector<ChargePart> parts_;                     // of each event
  std::map<uint32_t, std::vector<uint32_t>> denied_;  // article -> what is told as not done
};

}  // namespace

std::vector<DeniedCharge> denied_charges(const Across& across, const SameAct& same,
                                         const StoryRules& rules) {
  return Pairs(across, same, rules).run();
}

}  // namespace isnad
