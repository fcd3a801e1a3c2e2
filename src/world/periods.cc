// Evidence of one fluent -> the periods over which it holds.

#include <algorithm>
#include <tuple>

#include "world/impl.h"

namespace isnad {

namespace {

// Where evidence stands in the order of time: a begin and what is shown by their first day, an end
// by its last, and what is open to the past by its last.
Day place_in_time(const FluentEvidence& e) {
  const bool end = e.effect == Effect::ends || e.effect == Effect::interrupts;
  return end || e.when.first == kFirstDay ? e.when.last : e.when.first;
}

int order_on_a_day(Effect effect) {
  switch (effect) {
    case Effect::begins:
      return 0;
    case Effect::shows:
      return 1;
    default:
      return 2;
  }
}

// One range from two that speak of one change: what both allow, or all that either allows if they
// exclude each other or `into` is disputed already. Do they agree?
bool join(Days& into, const Days& other, bool disputed = false) {
  if (!disputed && into.overlaps(other)) {
    into = {std::max(into.first, other.first), std::min(into.last, other.last)};
    return true;
  }
  into = {std::min(into.first, other.first), std::max(into.last, other.last)};
  return false;
}

class Sweep {
 public:
  Sweep(const std::vector<FluentEvidence>& evidence, std::vector<Period>& out)
      : evidence_(evidence), out_(out) {}

  void run(std::vector<uint32_t> numbers) {
    std::sort(numbers.begin(), numbers.end(), [&](uint32_t a, uint32_t b) {
      const FluentEvidence& x = evidence_[a];
      const FluentEvidence& y = evidence_[b];
      const auto key = [](const FluentEvidence& e) {
        return std::tuple(place_in_time(e), order_on_a_day(e.effect), e.when.first, e.when.last);
      };
      return std::pair(key(x), a) < std::pair(key(y), b);
    });
    for (uint32_t n : numbers) {
      const FluentEvidence& e = evidence_[n];
      switch (e.effect) {
        case Effect::begins:
          begins(n, e);
          break;
        case Effect::shows:
          shows(n, e);
          break;
        default:
          ends(n, e);
      }
    }
    for (Period& i : out_) {
      for (auto* list : {&i.opened, &i.shown, &i.closed}) std::sort(list->begin(), list->end());
    }
  }

 private:
  bool open() const { return !out_.empty() && out_.back().goes_on() && out_.back().closed.empty(); }

  // A time that begins on one of these days, behind those that ended.
  Period& start(Days begin) {
    if (!out_.empty()) begin.first = std::max(begin.first, out_.back().end.first);
    begin.last = std::max(begin.first, begin.last);
    seen_ = kFirstDay;
    Period& now = out_.emplace_back();
    now.begin = begin;
    return now;
  }

  void saw(Day day) { seen_ = std::max(seen_, day); }

  void begins(uint32_t n, const FluentEvidence& e) {
    if (!open()) {
      start(e.when).opened.push_back(n);
      if (e.when.first != kFirstDay) saw(e.when.first);
      return;
    }
    Period& now = out_.back();
    if (e.when.first == kFirstDay) {  // began, no day told: no more than that it holds by then
      now.opened.push_back(n);
      now.begin.last = std::min(now.begin.last, e.when.last);
    } else if (now.opened.empty() || (e.repeats && now.begin_known())) {
      // It held before. Who says that it began then may mean that it was renewed.
      const bool before = now.begin.last < e.when.first;
      if (before || e.repeats) {
        now.shown.push_back(n);
      } else {
        now.begin = {std::max(now.begin.first, e.when.first),
                     std::min(now.begin.last, e.when.last)};
        now.opened.push_back(n);
      }
    } else {
      now.opened.push_back(n);
      if (!now.begin_known() && now.begin.last < e.when.first) {
        // Told to have begun before that: renewed.
      } else if (!now.begin_known()) {
        now.begin = {e.when.first, std::max(e.when.first, std::min(now.begin.last, e.when.last))};
      } else {
        now.begin_disputed = !join(now.begin, e.when, now.begin_disputed);
      }
    }
    saw(e.when.first);
  }

  void shows(uint32_t n, const FluentEvidence& e) {
    if (!open()) {
      start({kFirstDay, e.when.last}).shown.push_back(n);
    } else {
      // What was seen by then had begun by then, whatever others say of its begin.
      Period& now = out_.back();
      now.shown.push_back(n);
      if (now.begin.last > e.when.last) {
        now.begin.last = std::max(now.begin.first, e.when.last);
      }
    }
    if (e.when.first != kFirstDay) saw(e.when.first);
  }

  void ends(uint32_t n, const FluentEvidence& e) {
    const bool for_now = e.effect == Effect::interrupts;
    if (open()) {
      Period& now = out_.back();
      now.end = {std::max({e.when.first, now.begin.first, std::min(seen_, e.when.last)}),
                 e.when.last};
      now.begin.last = std::min(now.begin.last, std::max(now.begin.first, now.end.last));
      now.interrupted = for_now;
      now.closed.push_back(n);
      return;
    }
    if (!e.presumes) return;
    if (out_.empty()) {
      // What ends has held, on the day before at least. Since when, nobody says.
      Period& past = out_.emplace_back();
      past.end = e.when;
      past.begin = {kFirstDay, e.when.first == kFirstDay ? e.when.last : e.when.first - 1};
      past.interrupted = for_now;
      past.closed.push_back(n);
      return;
    }
    Period& last = out_.back();  // has ended already: the same end told again
    last.closed.push_back(n);
    if (last.interrupted != for_now) {
      last.interrupted = false;  // interrupted, then ended: it did not hold in between
      return;
    }
    last.end_disputed = !join(last.end, e.when, last.end_disputed);
    last.end.first = std::max(last.end.first, last.begin.first);
  }

  const std::vector<FluentEvidence>& evidence_;
  std::vector<Period>& out_;
  Day seen_ = kFirstDay;  // the last day on which the open period is shown to hold
};

// Acts hold on their days; those that may be of the same days are one.
void momentary(const std::vector<FluentEvidence>& evidence, std::vector<uint32_t> numbers,
               std::vector<Period>& out) {
  std::sort(numbers.begin(), numbers.end(), [&](uint32_t a, uint32_t b) {
    return std::pair(place_in_time(evidence[a]), a) < std::pair(place_in_time(evidence[b]), b);
  });
  for (uint32_t n : numbers) {
    const Days when = evidence[n].when;
    if (!out.empty() && out.back().begin.overlaps(when)) {
      join(out.back().begin, when);
    } else {
      out.emplace_back().begin = when;
    }
    out.back().end = out.back().begin;
    out.back().shown.push_back(n);
  }
  for (Period& i : out) std::sort(i.shown.begin(), i.shown.end());
}

// An end that was planned, its day past, and nobody told later that it still holds: who knows.
// Of several plans the first counts that no report outlived.
void doubt_after_plans(const std::vector<FluentEvidence>& evidence,
                       const std::vector<uint32_t>& beside, std::vector<Period>& periods) {
  for (Period& p : periods) {
    if (!p.goes_on() || !p.closed.empty()) continue;
    const Day shown = last_shown(evidence, p);
    for (uint32_t n : beside) {
      const FluentEvidence& e = evidence[n];
      const bool plan = e.effect == Effect::ends && e.factuality == Factuality::planned && e.dated;
      if (!plan || e.when.last == kLastDay || shown > e.when.last) continue;
      if (e.when.last < p.begin.last) continue;
      p.sure_until = std::min(p.sure_until, std::max(e.when.first, shown));
    }
  }
}

}  // namespace

void build_history(const std::vector<FluentEvidence>& evidence,
                   const std::vector<uint32_t>& numbers, History& out) {
  std::vector<uint32_t> sure;
  std::vector<uint32_t> maybe;  // the sure ones with those that are possible only
  bool any_possible = false;
  for (uint32_t n : numbers) {
    const Factuality f = evidence[n].factuality;
    if (f == Factuality::actual) sure.push_back(n);
    if (f == Factuality::actual || f == Factuality::possible) maybe.push_back(n);
    if (f != Factuality::actual) out.beside.push_back(n);
    const bool opens = evidence[n].effect == Effect::begins || evidence[n].effect == Effect::shows;
    any_possible |= f == Factuality::possible && opens;
  }
  const auto build = [&](const std::vector<uint32_t>& of, std::vector<Period>& into) {
    if (is_momentary(out.fluent.kind)) {
      momentary(evidence, of, into);
    } else {
      Sweep(evidence, into).run(of);
    }
  };
  build(sure, out.periods);
  doubt_after_plans(evidence, out.beside, out.periods);
  if (!any_possible) return;
  std::vector<Period> all;
  build(maybe, all);
  const auto possible = [&](uint32_t n) { return evidence[n].factuality == Factuality::possible; };
  for (Period& i : all) {
    const bool told = !i.opened.empty() || !i.shown.empty();
    if (!told || !std::all_of(i.opened.begin(), i.opened.end(), possible) ||
        !std::all_of(i.shown.begin(), i.shown.end(), possible)) {
      continue;
    }
    i.possible = true;
    for (const auto* list : {&i.opened, &i.shown}) {
      for (uint32_t n : *list) std::erase(out.beside, n);
    }
    out.periods.push_back(std::move(i));
  }
}

Day last_shown(const std::vector<FluentEvidence>& evidence, const Period& period) {
  Day last = period.begin_known() ? period.begin.first : kFirstDay;
  for (const auto* list : {&period.opened, &period.shown}) {
    for (uint32_t n : *list) last = std::max(last, evidence[n].when.first);
  }
  return last;
}

Holds Period::holds(Days days) const {
  if (days.last < begin.first || days.first > end.last) return Holds::no;
  const Day sure_from = std::max(begin.last, days.first);
  const Day sure_to = std::min({end.first, sure_until, days.last});
  if (sure_from <= sure_to) return possible ? Holds::possible : Holds::yes;
  const Day maybe_from = begin_known() ? begin.first : begin.last;
  if (std::max(maybe_from, days.first) <= std::min(end.last, days.last)) return Holds::possible;
  return Holds::untold;
}

}  // namespace isnad
