// Questions to a State.

#include <algorithm>
#include <array>
#include <tuple>

#include "world/impl.h"

namespace isnad {

namespace {

constexpr std::array<std::string_view, 4> kHoldsNames = {"no", "untold", "possible", "yes"};
constexpr std::array<std::string_view, 6> kChangeNames = {"began", "ended", "came and went",
                                                          "told",  "surer", "less sure"};
constexpr int kLargestTree = 1000;  // fluents in a tree

// The period that answers best; among equals the first, and those come first that reports open.
const Period* answer(const History& h, Days days, Holds* holds) {
  const Period* best = nullptr;
  *holds = Holds::no;
  for (const Period& i : h.periods) {
    const Holds here = i.holds(days);
    if (here > *holds) {
      *holds = here;
      best = &i;
    }
  }
  return best;
}

bool told(Holds h) { return h == Holds::possible || h == Holds::yes; }

}  // namespace

std::string_view holds_name(Holds holds) { return kHoldsNames[static_cast<size_t>(holds)]; }

std::string_view change_name(Change::What what) { return kChangeNames[static_cast<size_t>(what)]; }

bool FluentFilter::matches(const Fluent& f) const {
  return (!kind || f.kind == *kind) && (party == kNoSymbol || f.concerns(party)) &&
         (subject == kNoSymbol || f.subject == subject) &&
         (object == kNoSymbol || f.object == object);
}

const History* State::find(const Fluent& fluent) const {
  const Symbols& names = world_->corpus().symbols;
  if (fluent.subject >= names.size() || fluent.object >= names.size()) return nullptr;
  const auto key = [&](const Fluent& f) {
    return std::tuple(f.kind, std::string_view(names.name(f.subject)),
                      std::string_view(names.name(f.object)));
  };
  Fluent wanted = fluent;
  if (is_symmetric(wanted.kind) && names.name(wanted.object) < names.name(wanted.subject)) {
    std::swap(wanted.subject, wanted.object);
  }
  const auto at =
      std::lower_bound(histories_.begin(), histories_.end(), wanted,
                       [&](const History& h, const Fluent& f) { return key(h.fluent) < key(f); });
  return at != histories_.end() && at->fluent == wanted ? &*at : nullptr;
}

std::vector<Holding> State::at(Days days, const FluentFilter& filter, bool untold) const {
  std::vector<Holding> out;
  for (const History& h : histories_) {
    if (!filter.matches(h.fluent) || (is_momentary(h.fluent.kind) && !filter.kind)) continue;
    Holding holding{h.fluent, Holds::no, nullptr, &h};
    holding.period = answer(h, days, &holding.holds);
    if (told(holding.holds) || (untold && holding.holds == Holds::untold)) out.push_back(holding);
  }
  return out;
}

std::vector<Change> State::difference(Day from, Day to, const FluentFilter& filter) const {
  std::vector<Change> out;
  for (const History& h : histories_) {
    if (!filter.matches(h.fluent) || (is_momentary(h.fluent.kind) && !filter.kind)) continue;
    Change c;
    c.fluent = h.fluent;
    const Period* const before = answer(h, {from, from}, &c.before);
    const Period* const after = answer(h, {to, to}, &c.after);
    c.period = after ? after : before;
    if (before && after && before != after && told(c.before) && told(c.after)) {
      c.what = Change::What::ended;  // and began again
      c.period = before;
      out.push_back(c);
      c.what = Change::What::began;
      c.period = after;
    } else if (told(c.before) && told(c.after)) {
      if (c.before == c.after) continue;
      c.what = c.after == Holds::yes ? Change::What::surer : Change::What::less_sure;
    } else if (told(c.after)) {
      c.what = c.before == Holds::untold ? Change::What::told : Change::What::began;
    } else if (told(c.before)) {
      c.what = Change::What::ended;
      c.period = before;
    } else {
      Holds between = Holds::no;
      if (from + 1 < to) c.period = answer(h, {from + 1, to - 1}, &between);
      if (!told(between)) continue;
      c.what = c.before == Holds::untold ? Change::What::ended : Change::What::came_and_went;
    }
    out.push_back(c);
  }
  return out;
}

// Where a tree of reasons has come to.
struct State::Walk {
  std::vector<Fluent> above;
  int left = kLargestTree;
};

Why State::why(const Fluent& fluent, Days days) const {
  Walk walk;
  return why(fluent, days, walk);
}

Why State::why(const Fluent& fluent, Days days, Walk& walk) const {
  Why out;
  out.fluent = fluent;
  const History* h = find(fluent);
  if (!h) return out;
  out.fluent = h->fluent;
  const Period* best = answer(*h, days, &out.holds);
  for (const Period& i : h->periods) {
    if (best) break;
    if (i.end.last < days.first) out.period = i;  // the nearest before: they stand by time
  }
  if (best) out.period = *best;
  if (!out.period && !h->periods.empty()) out.period = h->periods.front();
  if (std::find(walk.above.begin(), walk.above.end(), out.fluent) != walk.above.end()) return out;
  const std::vector<FluentEvidence>& evidence = world_->evidence();
  const auto reports = [&](const std::vector<uint32_t>& numbers, Why::Step::Role role) {
    for (uint32_t n : numbers) out.steps.push_back({role, evidence[n].rule, n, {}});
  };
  const auto rules = [&](const std::vector<Reason>& list, Why::Step::Role role) {
    for (const Reason& d : list) {
      Why::Step& step = out.steps.emplace_back();
      step.role = role;
      step.rule = d.rule;
      for (const Support& s : d.from) {
        if (walk.left-- > 0) step.from.push_back(why(s.fluent, s.when, walk));
      }
    }
  };
  const bool top = walk.above.empty();
  walk.above.push_back(out.fluent);
  if (out.period) {
    reports(out.period->opened, Why::Step::Role::opened);
    reports(out.period->shown, Why::Step::Role::shown);
    rules(out.period->reasons, Why::Step::Role::derived);
    reports(out.period->closed, Why::Step::Role::closed);
    rules(out.period->end_reasons, Why::Step::Role::end_derived);
  }
  walk.above.pop_back();
  if (top) reports(h->beside, Why::Step::Role::beside);
  return out;
}

}  // namespace isnad
