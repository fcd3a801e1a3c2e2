// When an act happened and how many took part, from the expressions beside its predicate.

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "events/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kCountReach = 60;  // code points
constexpr int kSentenceReach = 200;   // tokens

}  // namespace

namespace {

// "2025-07" and "2025-07-24/2025-07-26" by their first days; open starts are none.
std::string_view first_day(std::string_view edtf) { return edtf.substr(0, edtf.find('/')); }

bool names_a_year(const TextView& text, const Span& span) {
  int digits = 0;
  for (uint32_t i = span.begin; i < span.end && i < text.text.size(); ++i) {
    const char32_t c = text.text[i];
    const bool digit = (c >= U'0' && c <= U'9') || (c >= 0x0660 && c <= 0x0669);
    digits = digit ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

// A month or day without a year of a planned act that was taken for the last one: the next one.
std::string one_year_on(const std::string& date) {
  std::string out = date;
  const int year = std::atoi(date.substr(0, 4).c_str()) + 1;
  return out.replace(0, 4, std::to_string(year));
}

constexpr int kFarDate = 45;
constexpr int kBeside = 12;
constexpr size_t kMonthLength = 7;  // of "2025-07"

// "August", "Ab/August": the name of a month and no more ("last month" is two words).
bool is_month_name(const TextView& text, const Span& span) {
  bool several = false;
  for (uint32_t i = span.begin; i < span.end && i < text.text.size(); ++i) {
    const char32_t c = text.text[i];
    if (c == U'/' || c == U'(') return true;
    several = several || c == U' ';
  }
  return !several;
}

}  // namespace

// When the time expression `x` is that of the reading; nothing if it cannot be: what was done is
// not to come, and what is planned is not past.
std::optional<std::string> FrameMatcher::date_for(const Reading& r, const TimeExpression& x) const {
  if (!x.date) return std::nullopt;
  if (!in_.published || x.date->size() < 4) return x.date;
  const std::string_view day = first_day(*x.date);
  const size_t n = std::min(day.size(), in_.published->size());
  const int order = day.substr(0, n).compare(in_.published->substr(0, n));
  if (r.factuality == Factuality::actual && order > 0) return std::nullopt;
  const bool to_come = r.factuality == Factuality::planned || r.factuality == Factuality::possible;
  if (to_come && order < 0 && x.date->size() == kMonthLength && !names_a_year(in_.text, x.span) &&
      is_month_name(in_.text, x.span)) {
    return one_year_on(*x.date);
  }
  return x.date;
}

bool FrameMatcher::is_to_come(const TimeExpression& x) const {
  if (!in_.published || !x.date || in_.published->size() != x.date->size()) return false;
  return *x.date > *in_.published;
}

// Its own clause first, then the sentence; never silently the day of publication.
void FrameMatcher::settle_time(Reading& r) const {
  const Token& t = in_.text.tokens[r.token];
  const Sentence& s = in_.text.sentences[t.sentence];
  int best_cost = kFarDate;
  const auto first =
      std::partition_point(in_.times.begin(), in_.times.end(),
                           [&](const TimeExpression& x) { return x.span.begin < s.span.begin; });
  uint32_t token = s.first;
  for (auto x = first; x != in_.times.end() && x->span.begin < s.span.end; ++x) {
    while (token + 1 < s.last && in_.text.tokens[token].span.end <= x->span.begin) ++token;
    int cost = static_cast<int>(token > r.token ? token - r.token : r.token - token);
    if (cost > kSentenceReach) continue;
    const uint32_t lo = std::min(token, r.token) + 1;
    const uint32_t hi = std::max(token, r.token);
    int verbs = 0;
    for (uint32_t i = lo; i < hi; ++i) verbs += in_.syntax.finite_verb[i] ? 1 : 0;
    const bool same_clause = in_.syntax.clause_of[token] == in_.syntax.clause_of[r.token];
    // A time that opens the sentence frames all of it.
    const bool opens = token < r.token && token <= s.first + 4;
    if (opens) {
      cost = cost / 3 + 10 * std::max(0, verbs - 1);
    } else if (token > r.token && verbs == 0 && same_clause) {
      cost /= 2;  // nothing else that the time could belong to stands between
    } else {
      if (!same_clause) cost += 18;
      // A date belongs rather to the predicate before it than to the one after it, and another
      // predicate between them takes it.
      if (token < r.token) cost += 8;
      cost += 14 * verbs;
    }
    if (cost >= best_cost) continue;
    // "A meeting tomorrow": a noun has no tense, the day beside it tells that it is to come, unless
    // a verb carries it ("they ended their meeting").
    const bool noun = !r.light && (r.use == FrameUse::masdar || r.use == FrameUse::noun);
    if (noun && r.factuality == Factuality::actual && cost < kBeside && is_to_come(*x)) {
      r.factuality = Factuality::planned;
    }
    auto date = date_for(r, *x);
    if (!date) continue;
    best_cost = cost;
    r.date_from = x->value == *date ? DateFrom::stated : DateFrom::relative;
    r.date = std::move(date);
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
  const auto part_of = [&](const Span& t) {
    const auto after =
        std::partition_point(in.text.sentences.begin(), in.text.sentences.end(),
                             [&](const Sentence& s) { return s.span.begin <= t.begin; });
    return after == in.text.sentences.begin() ? in.text.sentences.begin() : after - 1;
  };
  // The lead is the first two sentences of the body; its first act that has a day counts.
  const auto body = std::find_if(in.text.sentences.begin(), in.text.sentences.end(),
                                 [](const Sentence& s) { return s.part == Part::body; });
  const auto in_lead = [&](const Event& e) {
    return std::any_of(e.triggers.begin(), e.triggers.end(), [&](const Span& t) {
      const auto s = part_of(t);
      return s >= body && s - body < 2;
    });
  };
  const auto lead = std::find_if(events.begin(), events.end(), [&](const Event& e) {
    return e.date && e.date->size() == 10 && e.factuality == Factuality::actual && in_lead(e);
  });
  const auto inherit = [](Event& e, const Event& from) {
    e.date = from.date;
    e.date_from = DateFrom::inherited;
  };
  for (Event& e : events) {
    if (e.date) continue;
    // What only headlines tell without a day, the body dates.
    const bool head = std::all_of(e.triggers.begin(), e.triggers.end(), [&](const Span& t) {
      const Part part = part_of(t)->part;
      return part == Part::headline || part == Part::summary;
    });
    if (head) {
      const auto same = std::find_if(events.begin(), events.end(), [&](const Event& o) {
        return o.date && o.type == e.type && o.factuality == e.factuality && share_party(o, e);
      });
      if (same != events.end()) {
        inherit(e, *same);
        continue;
      }
    }
    if (lead == events.end() || e.factuality != Factuality::actual || !share_party(e, *lead)) {
      continue;
    }
    if (head || (is_spoken(e.type) && is_spoken(lead->type))) inherit(e, *lead);
  }
}

}  // namespace isnad
