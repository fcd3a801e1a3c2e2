// When an act happened and how many took part, from the expressions beside its predicate.

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "events/impl.h"

namespace isnad {

namespace {

constexpr int kSentenceReach = 200;  // tokens

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

// When an event was if the time expression `x` is its own; nothing if it cannot be: what was done
// is not to come, and what is planned is not past.
std::optional<std::string> date_for(const EventInput& in, Factuality factuality,
                                    const TimeExpression& x) {
  if (!x.date) return std::nullopt;
  if (!in.published || x.date->size() < 4) return x.date;
  const std::string_view day = first_day(*x.date);
  const size_t n = std::min(day.size(), in.published->size());
  const int order = day.substr(0, n).compare(in.published->substr(0, n));
  if (factuality == Factuality::actual && order > 0) return std::nullopt;
  const bool to_come = factuality == Factuality::planned || factuality == Factuality::possible;
  if (to_come && order < 0 && x.date->size() == kMonthLength && !names_a_year(in.text, x.span) &&
      is_month_name(in.text, x.span)) {
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
    auto date = date_for(in_, r.factuality, *x);
    if (!date) continue;
    best_cost = cost;
    r.date_from = x->value == *date ? DateFrom::stated : DateFrom::relative;
    r.date = std::move(date);
  }
}

void FrameMatcher::settle_count(Reading& r, const Predicate& p) const {
  const Token& t = in_.text.tokens[p.token];
  const auto first =
      std::partition_point(in_.quantities.begin(), in_.quantities.end(),
                           [&](const Quantity& q) { return q.span.begin < t.span.begin; });
  for (auto at = first; at != in_.quantities.end(); ++at) {
    const Quantity& q = *at;
    if (q.span.begin > t.span.end + kCountReach) return;
    if (q.unit.empty() || q.unit == "percent" || q.unit.size() == 3) continue;
    if (impl_.extents.contains(q.unit)) continue;  // "60 kilometres from the city"
    if (q.value < 1 || q.value > 1e12 || std::floor(q.value) != q.value) continue;
    r.count = static_cast<int64_t>(q.value);
    return;
  }
}

}  // namespace isnad
