// Consequence rules over periods, to a fixpoint: each round works out all conclusions anew from
// what is reported and what the round before concluded, until nothing changes.

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "world/impl.h"

namespace isnad {

namespace {

constexpr int kMostRounds = 8;
constexpr size_t kMostConclusions = 500000;  // of one round
constexpr size_t kMostReasons = 12;          // kept of one derived period

struct Conclusion {
  Fluent fluent;
  ConsequenceRule::How how = ConsequenceRule::How::holds;
  Days begin;  // of an end: the days on which it ended
  Days end{kLastDay, kLastDay};
  Day sure_until = kLastDay;
  bool possible = false;
  Reason why;
};

using Bindings = std::array<Symbol, kMaxVariables>;

struct Found {
  const History* history = nullptr;
  const Period* period = nullptr;
};

class Consequences {
 public:
  Consequences(const World& world, const NameOrder& order, std::vector<History>& histories)
      : world_(world), order_(order), histories_(histories), reported_(std::move(histories)) {
    const Symbols& symbols = world.corpus().symbols;
    for (const KnownPair& k : world.rules().impl().known) {
      const Symbol first = symbols.find(k.first);
      const Symbol second = k.second.empty() ? kNoSymbol : symbols.find(k.second);
      if (first == kNoSymbol || (second == kNoSymbol && !k.second.empty())) continue;
      known_[k.list].push_back({first, second});
    }
    kinds_.resize(symbols.size(), 0);
  }

  void run() {
    std::vector<Conclusion> before;
    for (int round = 0; round < kMostRounds; ++round) {
      index();
      conclusions_.clear();
      for (const ConsequenceRule& rule : world_.rules().impl().consequences) {
        rule_ = &rule;
        bound_.fill(kNoSymbol);
        found_.assign(rule.when.size(), {});
        match(0);
      }
      settle();
      if (same(before, conclusions_)) break;
      rebuild();
      before = std::move(conclusions_);
    }
    histories_.clear();
    histories_.reserve(reported_.size() + fresh_.size());
    std::merge(std::make_move_iterator(reported_.begin()), std::make_move_iterator(reported_.end()),
               std::make_move_iterator(fresh_.begin()), std::make_move_iterator(fresh_.end()),
               std::back_inserter(histories_),
               [&](const History& a, const History& b) { return order_.less(a.fluent, b.fluent); });
  }

 private:
  auto key(const Conclusion& c) const {
    return std::tuple(static_cast<uint8_t>(c.fluent.kind), order_(c.fluent.subject),
                      order_(c.fluent.object), static_cast<uint8_t>(c.how), c.begin.first,
                      c.begin.last, c.end.first, c.end.last, c.sure_until, c.possible, c.why.rule);
  }
  auto reasons(const Conclusion& c) const {
    std::vector<std::tuple<uint8_t, uint32_t, uint32_t, Day, Day>> out;
    for (const Support& s : c.why.from) {
      out.emplace_back(static_cast<uint8_t>(s.fluent.kind), order_(s.fluent.subject),
                       order_(s.fluent.object), s.when.first, s.when.last);
    }
    return out;
  }

  // In an order that names and days give, each once.
  void settle() {
    std::sort(conclusions_.begin(), conclusions_.end(),
              [&](const Conclusion& a, const Conclusion& b) {
                const auto x = key(a), y = key(b);
                return x != y ? x < y : reasons(a) < reasons(b);
              });
    const auto last = std::unique(conclusions_.begin(), conclusions_.end(),
                                  [&](const Conclusion& a, const Conclusion& b) {
                                    return key(a) == key(b) && reasons(a) == reasons(b);
                                  });
    conclusions_.erase(last, conclusions_.end());
  }

  bool same(const std::vector<Conclusion>& a, const std::vector<Conclusion>& b) const {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](const Conclusion& x, const Conclusion& y) {
             return key(x) == key(y) && reasons(x) == reasons(y);
           });
  }

  // Which histories there are of a kind, and of a kind with a subject or object.
  void index() {
    for (auto& list : by_kind_) list.clear();
    by_party_.clear();
    std::set<FluentKind> joined;
    for (const ConsequenceRule& rule : world_.rules().impl().consequences) {
      for (const Pattern& p : rule.when) joined.insert(p.fluent);
    }
    all_.clear();
    size_t next = 0;  // of fresh_
    for (const History& h : reported_) {
      for (; next < fresh_.size() && order_.less(fresh_[next].fluent, h.fluent); ++next) {
        all_.push_back(&fresh_[next]);
      }
      all_.push_back(&h);
    }
    for (; next < fresh_.size(); ++next) all_.push_back(&fresh_[next]);
    for (uint32_t i = 0; i < all_.size(); ++i) {
      const Fluent& f = all_[i]->fluent;
      if (!joined.contains(f.kind)) continue;
      by_kind_[static_cast<size_t>(f.kind)].push_back(i);
      by_party_.push_back({f.kind, false, f.subject, i});
      by_party_.push_back({f.kind, true, f.object, i});
    }
    std::sort(by_party_.begin(), by_party_.end());
  }

  bool of_kind(uint8_t variable, Symbol s) {
    const uint16_t wanted = rule_->kinds[variable];
    if (wanted == kAnyParty || s == kNoSymbol) return true;
    uint16_t& k = kinds_[s];
    if (k == 0) {
      const std::string& code = world_.corpus().symbols.name(s);
      k = static_cast<uint16_t>(1u << static_cast<unsigned>(world_.rules().kind(code)));
    }
    return (wanted & k) != 0;
  }

  // Binds a variable; false if it is bound to another, or another variable to the same party.
  bool bind(uint8_t variable, Symbol s) {
    if (bound_[variable] != kNoSymbol) return bound_[variable] == s;
    if (std::find(bound_.begin(), bound_.end(), s) != bound_.end() || !of_kind(variable, s)) {
      return false;
    }
    bound_[variable] = s;
    return true;
  }

  void match(size_t at) {
    if (conclusions_.size() >= kMostConclusions) return;
    if (at == rule_->when.size()) return conclude();
    const Pattern& p = rule_->when[at];
    if (p.part == Pattern::Part::known) return match_known(at, p);
    const Symbol subject = bound_[p.subject];
    const Symbol object = bound_[p.object];
    if (subject == kNoSymbol && object == kNoSymbol) {
      for (uint32_t i : by_kind_[static_cast<size_t>(p.fluent)]) try_history(at, p, i);
      return;
    }
    const auto of_party = [&](bool as_object, Symbol party) {
      const PartyEntry from{p.fluent, as_object, party, 0};
      auto it = std::lower_bound(by_party_.begin(), by_party_.end(), from);
      for (; it != by_party_.end() && it->kind == p.fluent && it->as_object == as_object &&
             it->party == party;
           ++it) {
        try_history(at, p, it->history);
      }
    };
    const bool by_object = subject == kNoSymbol;
    of_party(by_object, by_object ? object : subject);
    if (is_symmetric(p.fluent)) of_party(!by_object, by_object ? object : subject);
  }

  void match_known(size_t at, const Pattern& p) {
    const auto list = known_.find(p.known);
    if (list == known_.end()) return;
    for (const auto& [first, second] : list->second) {
      const Bindings before = bound_;
      if (bind(p.subject, first) && (second == kNoSymbol || bind(p.object, second))) match(at + 1);
      bound_ = before;
    }
  }

  void try_history(size_t at, const Pattern& p, uint32_t number) {
    const History& h = *all_[number];
    const Bindings before = bound_;
    for (int turned = 0; turned < (is_symmetric(p.fluent) ? 2 : 1); ++turned) {
      const Symbol subject = turned ? h.fluent.object : h.fluent.subject;
      const Symbol object = turned ? h.fluent.subject : h.fluent.object;
      if (bind(p.subject, subject) && bind(p.object, object)) {
        for (const Period& i : h.periods) {
          if (p.part == Pattern::Part::ends && (i.goes_on() || i.interrupted)) continue;
          found_[at] = {&h, &i};
          match(at + 1);
        }
      }
      bound_ = before;
    }
  }

  Fluent conclusion_fluent() const {
    Fluent f{rule_->then.fluent, bound_[rule_->then.subject], bound_[rule_->then.object]};
    const Symbols& names = world_.corpus().symbols;
    if (f.subject != kNoSymbol && f.object != kNoSymbol && is_symmetric(f.kind) &&
        names.name(f.object) < names.name(f.subject)) {
      std::swap(f.subject, f.object);
    }
    return f;
  }

  void conclude() {
    Conclusion c;
    c.fluent = conclusion_fluent();
    if (c.fluent.subject == kNoSymbol || c.fluent.object == kNoSymbol) return;
    c.how = rule_->how;
    c.why.rule = rule_->id;
    c.possible = rule_->possible;
    // The time of the trigger, if there is one, and of all else.
    Days trigger;
    Days begin{kFirstDay, kFirstDay};
    Days end{kLastDay, kLastDay};
    bool triggered = false;
    for (size_t i = 0; i < found_.size(); ++i) {
      const Pattern& p = rule_->when[i];
      if (p.part == Pattern::Part::known) continue;
      const Period& t = *found_[i].period;
      c.possible |= t.possible;
      const Days change = p.part == Pattern::Part::ends ? t.end : t.begin;
      if (p.trigger()) {
        trigger = change;
        triggered = true;
        c.why.from.push_back({found_[i].history->fluent, {change.last, change.last}});
        continue;
      }
      c.sure_until = std::min(c.sure_until, t.sure_until);
      begin = {std::max(begin.first, t.begin.first), std::max(begin.last, t.begin.last)};
      end = {std::min(end.first, t.end.first), std::min(end.last, t.end.last)};
      c.why.from.push_back({found_[i].history->fluent, {t.begin.last, t.begin.last}});
    }
    if (begin.first > end.last) return;
    if (!triggered) {
      c.begin = begin;
      c.end = end;
    } else {
      // What else must be so holds at that time, or until the day before it.
      if (trigger.last < begin.first || (end.last < kLastDay && trigger.first > end.last + 1)) {
        return;
      }
      c.begin = {std::max(trigger.first, begin.first), trigger.last};
      // It may have come later, or have been over by then.
      c.possible |=
          begin.last > trigger.last || std::min(end.first, c.sure_until) < trigger.first - 1;
      if (c.how == ConsequenceRule::How::holds)
        c.end = end;
      else
        c.sure_until = kLastDay;
    }
    if (c.end.last < c.begin.first) return;
    conclusions_.push_back(std::move(c));
  }

  // What was concluded, instead of what the round before concluded. Few histories are concerned: to
  // copy all of them in each round would cost as much as the rest of a question.
  void rebuild() {
    for (auto& [at, history] : unchanged_) reported_[at] = std::move(history);
    unchanged_.clear();
    fresh_.clear();
    size_t at = 0;
    for (size_t i = 0; i < conclusions_.size();) {
      size_t end = i;
      while (end < conclusions_.size() && conclusions_[end].fluent == conclusions_[i].fluent) ++end;
      const Fluent fluent = conclusions_[i].fluent;
      while (at < reported_.size() && order_.less(reported_[at].fluent, fluent)) ++at;
      if (at < reported_.size() && reported_[at].fluent == fluent) {
        unchanged_.emplace_back(at, reported_[at]);
        derive(reported_[at], i, end);
      } else {
        fresh_.emplace_back().fluent = fluent;
        derive(fresh_.back(), i, end);
        if (fresh_.back().periods.empty()) fresh_.pop_back();
      }
      i = end;
    }
  }

  static void add_reason(std::vector<Reason>& to, const Reason& why) {
    if (to.size() < kMostReasons) to.push_back(why);
  }

  void derive(History& history, size_t first, size_t last) {
    const size_t reported = history.periods.size();
    std::vector<Period> derived;
    for (size_t i = first; i < last; ++i) {
      const Conclusion& c = conclusions_[i];
      if (c.how == ConsequenceRule::How::ends) continue;
      Period* same = nullptr;
      for (Period& d : derived) {
        const bool touch = d.begin.first <= c.end.last && c.begin.first <= d.end.last;
        if (touch && d.possible == c.possible) same = &d;
      }
      if (!same) {
        same = &derived.emplace_back();
        same->begin = c.begin;
        same->end = c.end;
        same->derived = true;
        same->possible = c.possible;
        same->sure_until = c.sure_until;
      } else {
        // Either reason is enough, so it holds as soon as the first does and as long as the last.
        same->begin = {std::min(same->begin.first, c.begin.first),
                       std::min(same->begin.last, c.begin.last)};
        same->end = {std::max(same->end.first, c.end.first), std::max(same->end.last, c.end.last)};
        same->sure_until = std::max(same->sure_until, c.sure_until);
      }
      add_reason(same->reasons, c.why);
    }
    // Who was told to have left is not back because a rule says that he may be there, no day told.
    std::erase_if(derived, [&](const Period& d) {
      if (!d.possible || d.begin_known()) return false;
      return std::any_of(history.periods.begin(), history.periods.end(), [&](const Period& t) {
        return !t.goes_on() && !t.possible && !t.interrupted && t.end.last < d.begin.last;
      });
    });
    // Reports that it ended hold for what was derived too.
    for (Period& d : derived) {
      for (size_t r = 0; r < reported && d.goes_on(); ++r) {
        const Period& t = history.periods[r];
        if (!t.goes_on() && !t.possible && t.end.last >= d.begin.last) {
          d.end = {std::max(t.end.first, d.begin.first), t.end.last};
        }
      }
    }
    for (Period& d : derived) history.periods.push_back(std::move(d));
    for (size_t i = first; i < last; ++i) {
      const Conclusion& c = conclusions_[i];
      if (c.how != ConsequenceRule::How::ends || c.possible) continue;
      for (Period& t : history.periods) end_by_rule(t, c);
    }
  }

  // A rule ends only what no report ends, and what no report shows to hold later.
  void end_by_rule(Period& t, const Conclusion& c) const {
    if (t.end_derived) {
      if (c.begin == t.end) add_reason(t.end_reasons, c.why);
      return;
    }
    if (!t.goes_on() || !t.closed.empty() || t.begin.first > c.begin.last) return;
    const Day shown = t.derived ? kFirstDay : last_shown(world_.evidence(), t);
    if (shown > c.begin.last) return;
    t.end = {std::max({c.begin.first, t.begin.first, shown}), c.begin.last};
    t.begin.last = std::min(t.begin.last, t.end.last);
    t.end_derived = true;
    add_reason(t.end_reasons, c.why);
  }

  struct PartyEntry {
    FluentKind kind;
    bool as_object;
    Symbol party;
    uint32_t history;
    auto operator<=>(const PartyEntry&) const = default;
  };

  const World& world_;
  const NameOrder& order_;
  std::vector<History>& histories_;  // the answer
  // In the order of names, as are fresh_ and all_.
  std::vector<History> reported_;                      // some with what was concluded besides
  std::vector<std::pair<size_t, History>> unchanged_;  // those, as reported, and where they stand
  std::vector<History> fresh_;                         // of what was concluded alone
  std::vector<const History*> all_;                    // both
  std::map<std::string, std::vector<std::pair<Symbol, Symbol>>> known_;  // as the rules have it
  std::vector<uint16_t> kinds_;  // by symbol; 0: not asked yet
  std::array<std::vector<uint32_t>, kFluentKindCount> by_kind_;
  std::vector<PartyEntry> by_party_;

  const ConsequenceRule* rule_ = nullptr;
  Bindings bound_{};
  std::vector<Found> found_;
  std::vector<Conclusion> conclusions_;
};

}  // namespace

void apply_consequences(const World& world, const NameOrder& order,
                        std::vector<History>& histories) {
  if (world.rules().impl().consequences.empty()) return;
  Consequences(world, order, histories).run();
}

}  // namespace isnad
