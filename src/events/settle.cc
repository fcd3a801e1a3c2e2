// When an act happened and how many took part, from the expressions beside its predicate.

#include <algorithm>
#include <cmath>

#include "events/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kCountReach = 60;  // code points

}  // namespace

// Its own clause first, then the sentence; never silently the day of publication.
void FrameMatcher::settle_time(Reading& r) const {
  const Token& t = in_.text.tokens[r.token];
  const Sentence& s = in_.text.sentences[t.sentence];
  const TimeExpression* best = nullptr;
  int best_cost = 1 << 20;
  for (const TimeExpression& x : in_.times) {
    if (x.span.begin < s.span.begin || x.span.begin >= s.span.end || !x.date) continue;
    uint32_t token = s.first;
    while (token + 1 < s.last && in_.text.tokens[token].span.end <= x.span.begin) ++token;
    int cost = static_cast<int>(token > r.token ? token - r.token : r.token - token);
    const uint32_t lo = std::min(token, r.token) + 1;
    const uint32_t hi = std::max(token, r.token);
    int verbs = 0;
    for (uint32_t i = lo; i < hi; ++i) verbs += in_.syntax.finite_verb[i] ? 1 : 0;
    // A time that opens the sentence frames all of it.
    const bool opens = token < r.token && token <= s.first + 4;
    if (opens) {
      cost = cost / 3 + 10 * std::max(0, verbs - 1);
    } else {
      if (in_.syntax.clause_of[token] != in_.syntax.clause_of[r.token]) cost += 18;
      // A date belongs rather to the predicate before it than to the one after it, and another
      // predicate between them takes it.
      if (token < r.token) cost += 8;
      cost += 14 * verbs;
    }
    if (cost < best_cost) {
      best_cost = cost;
      best = &x;
    }
  }
  if (best && best_cost < 45) {
    r.date = best->date;
    r.date_from = best->value == *best->date ? DateFrom::stated : DateFrom::relative;
  }
}

void FrameMatcher::settle_count(Reading& r, const Predicate& p) const {
  const Token& t = in_.text.tokens[p.token];
  for (const Quantity& q : in_.quantities) {
    if (q.span.begin < t.span.begin || q.span.begin > t.span.end + kCountReach) continue;
    if (q.unit.empty() || q.unit == "percent" || q.unit.size() == 3) continue;
    if (q.value < 1 || q.value > 1e12 || std::floor(q.value) != q.value) continue;
    r.count = static_cast<int64_t>(q.value);
    return;
  }
}

namespace {

bool is_spoken(EventType t) {
  switch (t) {
    case EventType::accuse:
    case EventType::reject:
    case EventType::request:
    case EventType::threaten:
    case EventType::support:
    case EventType::agree:
    case EventType::consult:
      return true;
    default:
      return false;
  }
}

bool share_party(const Event& a, const Event& b) {
  return std::any_of(a.actor.begin(), a.actor.end(), [&](const std::string& x) {
    return std::find(b.actor.begin(), b.actor.end(), x) != b.actor.end() ||
           std::find(b.recipient.begin(), b.recipient.end(), x) != b.recipient.end();
  });
}

}  // namespace

void inherit_dates(const EventInput& in, std::vector<Event>& events) {
  // The lead is the first sentence of the body; its first spoken act that has a day counts.
  const auto lead_sentence = std::find_if(in.text.sentences.begin(), in.text.sentences.end(),
                                          [](const Sentence& s) { return s.part == Part::body; });
  if (lead_sentence == in.text.sentences.end()) return;
  const auto lead = std::find_if(events.begin(), events.end(), [&](const Event& e) {
    const bool there = std::any_of(e.triggers.begin(), e.triggers.end(),
                                   [&](const Span& t) { return lead_sentence->span.contains(t); });
    return there && e.date && e.date->size() == 10 && e.factuality == Factuality::actual &&
           is_spoken(e.type);
  });
  if (lead == events.end()) return;
  for (Event& e : events) {
    if (e.date || e.factuality != Factuality::actual || !is_spoken(e.type)) continue;
    if (!share_party(e, *lead)) continue;
    e.date = lead->date;
    e.date_from = DateFrom::inherited;
  }
}

}  // namespace isnad
