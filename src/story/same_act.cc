#include "story/same_act.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>

namespace isnad {

namespace {

// News of one act is told within these days; so is the frequency of an act counted.
constexpr Day kNewsSpan = 3;
// An act that was not dated was done so many days before its article at most.
constexpr Day kUndatedDays = 4;
constexpr double kTolerance = 0.1;  // of an approximate number
constexpr int64_t kTelling = 3;     // numbers from here on tell acts apart

// Sides of these may be swapped: whoever met somebody was met.
bool mutual(EventType type) {
  return type == EventType::consult || type == EventType::cooperate || type == EventType::agree;
}

bool has(const std::vector<Symbol>& list, Symbol s) {
  return std::find(list.begin(), list.end(), s) != list.end();
}

bool exact(const EventReport& e) { return e.days && e.days->first == e.days->last; }

Day length(const Days& d) { return d.last - d.first + 1; }

}  // namespace

std::pair<double, double> bounds_of(const Report& report) {
  constexpr double kNoEnd = std::numeric_limits<double>::infinity();
  const auto value = static_cast<double>(report.count.value_or(0));
  switch (report.count_bound) {
    case '>':
      return {value, kNoEnd};
    case '<':
      return {-kNoEnd, value};
    case '~':
      return {value * (1 - kTolerance), value * (1 + kTolerance)};
    default:
      return {value, value};
  }
}

SameAct::SameAct(const Across& across, const StoryRules& rules)
    : across_(across), events_(across.corpus.events), rules_(rules) {
  const Symbols& symbols = across.corpus.symbols;
  for (uint32_t s = 0; s < symbols.size(); ++s) {
    named_.push_back(!symbols.name(s).starts_with("GEN:"));
  }
  const auto name = [&](Symbol s) {
    return s == kNoSymbol ? std::string_view() : std::string_view(symbols.name(s));
  };
  std::map<std::pair<Symbol, std::pair<EventType, Symbol>>, Act> known;
  for (const EventReport& e : events_) {
    const auto [at, fresh] = known.try_emplace({e.rule, {e.type, e.mode}});
    if (fresh) at->second = rules.act(e.type, name(e.mode), name(e.rule));
    acts_.push_back(at->second);
  }
  first_event_.assign(across.corpus.articles.size() + 1, 0);
  for (const EventReport& e : events_) ++first_event_[e.article + 1];
  for (size_t i = 1; i < first_event_.size(); ++i) first_event_[i] += first_event_[i - 1];
  count_kinds();
}

bool SameAct::same_story(uint32_t x, uint32_t y) const {
  const uint32_t a = events_[x].article;
  const uint32_t b = events_[y].article;
  return a == b || (!across_.story.empty() && across_.story[a] == across_.story[b]);
}

std::optional<Day> SameAct::between(uint32_t x, uint32_t y) const {
  const auto& a = across_.corpus.articles[events_[x].article].published;
  const auto& b = across_.corpus.articles[events_[y].article].published;
  if (!a || !b || a->open() || b->open()) return std::nullopt;
  return std::abs(a->first - b->first);
}

// In how many stories of the same days each pair of parties does acts of the type.
void SameAct::count_kinds() {
  struct Use {
    Day day;
    uint32_t story;
    uint32_t event;
  };
  std::map<Kind, std::vector<Use>> uses;
  for (uint32_t i = 0; i < events_.size(); ++i) {
    const EventReport& e = events_[i];
    const auto& published = across_.corpus.articles[e.article].published;
    const Use use{published ? published->first : kFirstDay,
                  across_.story.empty() ? e.article : across_.story[e.article], i};
    const auto add = [&](Symbol actor, Symbol recipient) {
      if (mutual(e.type) && actor > recipient) std::swap(actor, recipient);
      std::vector<Use>& list = uses[{e.type, actor, recipient}];
      if (list.empty() || list.back().event != i) list.push_back(use);
    };
    for (const Symbol a : e.actor) {
      add(a, kNoSymbol);
      for (const Symbol r : e.recipient) add(a, r);
    }
    for (const Symbol r : e.recipient) add(kNoSymbol, r);
  }
  kinds_.resize(events_.size());
  for (auto& [kind, list] : uses) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Use& a, const Use& b) { return a.day < b.day; });
    std::map<uint32_t, uint32_t> window;  // story -> events in the window
    size_t begin = 0;
    size_t end = 0;
    for (const Use& use : list) {
      for (; end < list.size() && list[end].day <= use.day + kNewsSpan; ++end) {
        ++window[list[end].story];
      }
      for (; list[begin].day < use.day - kNewsSpan; ++begin) {
        if (--window[list[begin].story] == 0) window.erase(list[begin].story);
      }
      kinds_[use.event].emplace_back(kind, static_cast<uint32_t>(window.size()));
    }
  }
}

// In how many stories the rarest pair of parties that both have does acts of the type; parties of
// one side alone where the other has none in common.
uint32_t SameAct::stories_of_kind(uint32_t x, uint32_t y) const {
  uint32_t pair = UINT32_MAX;
  uint32_t alone = UINT32_MAX;
  auto a = kinds_[x].begin();
  auto b = kinds_[y].begin();
  while (a != kinds_[x].end() && b != kinds_[y].end()) {
    if (a->first < b->first) {
      ++a;
    } else if (b->first < a->first) {
      ++b;
    } else {
      const Kind& k = a->first;
      const bool both = k.actor != kNoSymbol && k.recipient != kNoSymbol;
      uint32_t& least = both ? pair : alone;
      least = std::min(least, std::max(a->second, b->second));
      ++a;
      ++b;
    }
  }
  return pair != UINT32_MAX ? pair : alone;
}

SideMatch SameAct::match(const std::vector<Symbol>& a, const std::vector<Symbol>& b) const {
  SideMatch out;
  out.both = !a.empty() && !b.empty();
  if (!out.both) return out;
  bool unnamed_a = false;
  bool unnamed_b = false;
  bool named_a = false;
  bool named_b = false;
  for (const Symbol s : a) {
    (named_[s] ? named_a : unnamed_a) = true;
    if (!has(b, s)) continue;
    ++out.shared;
    out.named += named_[s] ? 1 : 0;
  }
  for (const Symbol s : b) (named_[s] ? named_b : unnamed_b) = true;
  out.equal = out.shared == a.size() && out.shared == b.size();
  // An unnamed group may be any named party, but no other unnamed group.
  const bool open = (unnamed_a && !named_a && named_b && !unnamed_b) ||
                    (unnamed_b && !named_b && named_a && !unnamed_a);
  out.clash = out.shared == 0 && !open;
  return out;
}

SideMatch SameAct::match_any(const EventReport& x, const EventReport& y) const {
  std::vector<Symbol> a = x.actor;
  std::vector<Symbol> b = y.actor;
  a.insert(a.end(), x.recipient.begin(), x.recipient.end());
  b.insert(b.end(), y.recipient.begin(), y.recipient.end());
  return match(a, b);
}

SideMatch SameAct::actors(uint32_t x, uint32_t y) const {
  return match(events_[x].actor, events_[y].actor);
}

SideMatch SameAct::recipients(uint32_t x, uint32_t y) const {
  return match(events_[x].recipient, events_[y].recipient);
}

bool SameAct::apart(uint32_t x, uint32_t y) const {
  const Symbol p = events_[x].place;
  const Symbol q = events_[y].place;
  if (p == kNoSymbol || q == kNoSymbol || p == q) return false;
  const Symbols& symbols = across_.corpus.symbols;
  return rules_.places(symbols.name(p), symbols.name(q)) == PlaceRelation::apart;
}

std::optional<double> SameAct::parties(uint32_t x, uint32_t y) const {
  const EventReport& e = events_[x];
  const EventReport& f = events_[y];
  SideMatch actor = match(e.actor, f.actor);
  SideMatch recipient = match(e.recipient, f.recipient);
  bool swapped = false;
  if (mutual(e.type) && (actor.clash || recipient.clash)) {
    const SideMatch all = match_any(e, f);
    const bool complete =
        e.actor.size() + e.recipient.size() > 1 && f.actor.size() + f.recipient.size() > 1;
    if (all.named < 2 && complete) return std::nullopt;
    actor = recipient = all;
    swapped = true;
  }
  if (actor.clash || recipient.clash) return std::nullopt;
  if (actor.named + recipient.named == 0) return std::nullopt;
  double points = swapped ? -0.5 : 0;
  if (actor.shared > 0 && recipient.shared > 0) {
    points += actor.equal && recipient.equal ? 1 : 0.5;
  } else if (actor.both || recipient.both) {
    points -= 0.5;  // one side alone
  }
  const uint32_t stories = stories_of_kind(x, y);
  if (stories == UINT32_MAX) return points - 1;
  if (stories <= 1) return points + 1;
  const double common = std::min(4.0, std::log2(static_cast<double>(stories)));
  const bool there = exact(e) && e.days == f.days && e.place != kNoSymbol && e.place == f.place;
  return points - common * (same_story(x, y) ? 0.5 : there ? 0.6 : 1);
}

std::optional<double> SameAct::days(uint32_t x, uint32_t y) const {
  const EventReport& e = events_[x];
  const EventReport& f = events_[y];
  const std::optional<Day> gap = between(x, y);
  double points = 0;
  bool fresh = true;  // news, not history
  if (e.days && f.days) {
    if (!e.days->overlaps(*f.days)) return std::nullopt;
    if (exact(e) && exact(f)) {
      const bool inherited =
          e.date_from == DateFrom::inherited || f.date_from == DateFrom::inherited;
      points += inherited ? 1 : 2;
    } else if (length(*e.days) <= 31 && length(*f.days) <= 31) {
      points += 1;
    }
    const auto& published = across_.corpus.articles[e.article].published;
    fresh = !published || e.days->last >= published->first - 31;
  } else {
    // Without a date the article must be about the same.
    if (!same_story(x, y)) return std::nullopt;
    const EventReport& dated = e.days ? e : f;
    const EventReport& undated = e.days ? f : e;
    const auto& published = across_.corpus.articles[undated.article].published;
    if (dated.days && published) {
      const Days told{published->first - kUndatedDays, published->last};
      const bool later =
          undated.factuality == Factuality::planned || dated.factuality == Factuality::planned;
      if (!later && !dated.days->overlaps(told)) return std::nullopt;
      if (exact(dated)) points += 0.5;
    }
  }
  if (fresh && gap) points += *gap <= 1 ? 0.5 : *gap <= kNewsSpan ? 0 : -1.5;
  if (!(e.days && f.days)) {
    // Days apart, or told in other words: the next act of the same parties, as a rule.
    if (!gap || *gap > 1) points -= 0.75;
    if (e.rule != f.rule) points -= 0.5;
  }
  return points;
}

std::optional<double> SameAct::places(uint32_t x, uint32_t y) const {
  const EventReport& e = events_[x];
  const EventReport& f = events_[y];
  if (e.place == kNoSymbol || f.place == kNoSymbol) return 0;
  const Symbols& symbols = across_.corpus.symbols;
  const std::string& p = symbols.name(e.place);
  const std::string& q = symbols.name(f.place);
  switch (rules_.places(p, q)) {
    case PlaceRelation::apart:
      return std::nullopt;
    case PlaceRelation::same:
      return rules_.is_state(p) ? 0.25 : 1.5;
    case PlaceRelation::inside:
      return 0.25;
    default:
      return -0.5;
  }
}

double SameAct::numbers(const EventReport& x, const EventReport& y) const {
  if (!x.count || !y.count) return 0;
  if (!x.count_unit.empty() && !y.count_unit.empty() && x.count_unit != y.count_unit) return -0.5;
  const auto a = bounds_of(x);
  const auto b = bounds_of(y);
  if (a.first > b.second || b.first > a.second) return -2;
  return *x.count == *y.count && *x.count >= kTelling ? 1.5 : 0.5;
}

// Acts of the article that could be the one that `x` tells.
uint32_t SameAct::rivals(uint32_t x, uint32_t article) const {
  uint32_t n = 0;
  const EventReport& e = events_[x];
  for (uint32_t i = first_event_[article]; i < first_event_[article + 1]; ++i) {
    const EventReport& f = events_[i];
    if (f.type != e.type || actors(x, i).clash || recipients(x, i).clash) continue;
    if (e.days && f.days && !e.days->overlaps(*f.days)) continue;
    ++n;
  }
  return n;
}

std::optional<double> SameAct::score(uint32_t x, uint32_t y) const {
  const EventReport& e = events_[x];
  const EventReport& f = events_[y];
  if (e.type != f.type) return std::nullopt;
  if (e.mode != f.mode && e.mode != kNoSymbol && f.mode != kNoSymbol) return std::nullopt;
  const bool denial = (e.factuality == Factuality::denied) != (f.factuality == Factuality::denied);
  if (e.article == f.article && (!denial || e.rule != f.rule)) return std::nullopt;
  const auto when = days(x, y);
  if (!when) return std::nullopt;
  const auto where = places(x, y);
  if (!where) return std::nullopt;
  const auto who = parties(x, y);
  if (!who) return std::nullopt;
  double points = *when + *where + *who + numbers(e, f);
  if (same_story(x, y)) points += 2;
  const ActSort sort = std::min(act(x).sort, act(y).sort);
  if (e.rule == f.rule) {  // the same kind of words
    points += 1.5;
  } else if (sort >= ActSort::single && act(x).kind == act(y).kind && e.mode == kNoSymbol) {
    points += 1;
  } else if (e.mode == kNoSymbol || e.mode != f.mode) {
    points -= 1;
  } else if (sort < ActSort::single) {
    points -= 0.5;
  }
  if (sort == ActSort::generic) points -= 1;
  if (sort >= ActSort::single) points += 0.5;
  const uint32_t many = std::max(rivals(x, f.article), rivals(y, e.article));
  if (many > 1) points -= std::log2(static_cast<double>(many));
  return points;
}

}  // namespace isnad
