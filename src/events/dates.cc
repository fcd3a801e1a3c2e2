// When an event was: chosen among the times that stand around its tellings.

#include <algorithm>
#include <map>
#include <set>

#include "events/attributes.h"
#include "time/calendar.h"

namespace isnad {

namespace {

constexpr uint32_t kReach = 200;  // tokens
constexpr uint32_t kBack = 3;     // sentences before a telling
constexpr size_t kLead = 3;       // sentences of the body
constexpr size_t kMost = 32;      // times asked for one event

enum When : uint8_t { clause, before, after, back1, back2, back3, next, lead, headline, rest };

// First day of an EDTF date, as days_of counts; nothing if it has no plain year.
std::optional<int32_t> first_day(std::string_view edtf) {
  auto date = parse_date(std::string(edtf));
  if (!date || date->year == 0) return std::nullopt;
  date->month = std::max(date->month, 1);
  date->day = std::max(date->day, 1);
  if (!valid(*date)) return std::nullopt;
  return days_of(*date);
}

size_t grain_value(std::string_view date, const TimeExpression& x) {
  if (x.value.find("-W") != std::string::npos) return 1;
  if (date.find('/') != std::string_view::npos) return 4;
  return date.size() == 10 ? 0 : date.size() == 7 ? 2 : date.size() == 4 ? 3 : 5;
}

// How far before the day of publication.
size_t delta_value(const std::optional<std::string>& published, std::string_view date) {
  if (!published) return 0;
  const size_t n = std::min(published->size(), date.size());
  if (date.size() < 10 && published->compare(0, n, date.substr(0, n)) == 0) return 7;
  const auto today = first_day(*published);
  const auto day = first_day(date);
  if (!today || !day) return 0;
  const int32_t back = *today - *day;
  if (back < 0) return 8;
  return back == 0 ? 1 : back == 1 ? 2 : back < 8 ? 3 : back < 32 ? 4 : back < 366 ? 5 : 6;
}

// Days of "P3D", "P2W"; 0 for other durations.
int32_t days_in(std::string_view value) {
  int32_t n = 0;
  if (value.size() < 3 || value.front() != 'P') return 0;
  for (const char c : value.substr(1, value.size() - 2)) {
    if (c < '0' || c > '9' || n > 1000) return 0;
    n = n * 10 + (c - '0');
  }
  return value.back() == 'D' ? n : value.back() == 'W' ? 7 * n : 0;
}

// A time of the document, with what does not depend on the event.
struct PlacedTime {
  const TimeExpression* x = nullptr;
  bool behind = false;  // holds for what is told behind it in its sentence alone
  uint32_t first = 0;   // tokens
  uint32_t last = 0;
  uint32_t sentence = 0;
};

class Dates {
 public:
  Dates(const EventReader::Impl& impl, const EventInput& in, const Parties& parties,
        const std::vector<ToldEvent>& told, std::vector<Event>& events, EventTrace* trace)
      : in_(in),
        told_(told),
        events_(events),
        choice_(EventModel::date, impl.weights, parties, trace) {
    const auto& sentences = in.text.sentences;
    of_sentence_.resize(sentences.size() + 1);
    verbs_.resize(in.text.tokens.size() + 1);
    acts_.resize(in.text.tokens.size() + 1);
    for (size_t i = 0; i < in.text.tokens.size(); ++i) {
      verbs_[i + 1] = verbs_[i] + (in.syntax.finite_verb[i] ? 1u : 0u);
    }
    uint32_t token = 0;
    counted_.reserve(in.times.size());
    for (const TimeExpression& told_time : in.times) {
      const bool counted = !told_time.date && count_back(told_time);
      const TimeExpression& x = counted ? counted_.back() : told_time;
      if (!x.date) continue;
      while (token + 1 < in.text.tokens.size() && in.text.tokens[token].span.end <= x.span.begin) {
        ++token;
      }
      if (token >= in.text.tokens.size()) break;
      PlacedTime w;
      w.x = &x;
      w.first = w.last = token;
      while (w.last + 1 < in.text.tokens.size() &&
             in.text.tokens[w.last + 1].span.begin < x.span.end) {
        ++w.last;
      }
      w.sentence = in.text.tokens[token].sentence;
      w.behind = counted;
      times_.push_back(w);
      ++mentions_[*x.date];
    }
    for (size_t k = 0; k < times_.size(); ++k) of_sentence_[times_[k].sentence].push_back(k);
    std::vector<uint32_t> at(in.text.tokens.size(), 0);
    for (const ToldEvent& t : told_) {
      for (const Telling& one : t.tellings) at[one.first] = 1;
      rule_.push_back(t.event->date);
    }
    for (size_t i = 0; i < at.size(); ++i) acts_[i + 1] = acts_[i] + at[i];
    for (size_t s = 0; s < sentences.size(); ++s) {
      if (sentences[s].part == Part::body && lead_.size() < kLead) lead_.push_back(s);
      if (sentences[s].part == Part::headline || sentences[s].part == Part::summary) {
        head_.push_back(s);
      }
    }
  }

  void run() {
    if (times_.empty()) return;
    for (size_t k = 0; k < events_.size(); ++k) settle(k);
  }

 private:
  // "Arrived yesterday, two days after the attack": the attack was two days before the day told
  // last in the sentence, else before publication.
  bool count_back(const TimeExpression& x) {
    const int32_t days = days_in(x.value);
    if (days == 0) return false;
    const uint32_t first = token_at(in_.text, x.span.begin);
    uint32_t behind = first;
    while (behind < in_.text.tokens.size() && in_.text.tokens[behind].span.begin < x.span.end) {
      ++behind;
    }
    const auto lemma = [&](uint32_t i) -> std::string_view {
      return i < in_.words.size() && !in_.words[i].all.empty() ? in_.words[i].best().lemma
                                                               : std::string_view();
    };
    if (lemma(first) != preposition::kAfter || lemma(behind) != preposition::kFrom) return false;
    std::optional<std::string> base = in_.published;
    if (!times_.empty() && times_.back().sentence == in_.text.tokens[first].sentence) {
      base = times_.back().x->date;
    }
    const auto date = base ? parse_date(*base) : std::nullopt;
    if (!date || !date->full() || !valid(*date) || base->size() != 10) return false;
    counted_.push_back(x);
    counted_.back().type = TimeType::date;
    counted_.back().value = format(date_of(days_of(*date) - days));
    counted_.back().date = counted_.back().value;
    return true;
  }

  struct Asked {
    std::string date;
    const PlacedTime* when = nullptr;
    bool own = false;
  };

  void settle(size_t k) {
    const ToldEvent& t = told_[k];
    Event& e = events_[k];
    asked_.clear();
    seen_.clear();
    choice_.open(k);
    const auto ask_all = [&](size_t sentence, const Telling& one, When where) {
      for (const size_t i : of_sentence_[sentence]) {
        if (asked_.size() >= kMost) return;
        const PlacedTime& w = times_[i];
        if (w.behind || !seen_.insert(i).second) continue;
        ask(k, t, one, w, where);
      }
    };
    for (const Telling& one : t.tellings) {
      for (const size_t i : of_sentence_[one.sentence]) {
        const PlacedTime& w = times_[i];
        const uint32_t distance = w.first > one.last   ? w.first - one.last
                                  : one.first > w.last ? one.first - w.last
                                                       : 0;
        if (w.behind && one.first < w.last) continue;
        if (distance > kReach || asked_.size() >= kMost || !seen_.insert(i).second) continue;
        const bool same = in_.syntax.clause_of[w.first] == in_.syntax.clause_of[one.first];
        ask(k, t, one, w, same ? clause : w.first < one.first ? before : after);
      }
    }
    for (const Telling& one : t.tellings) {
      for (uint32_t back = 1; back <= kBack && back <= one.sentence; ++back) {
        ask_all(one.sentence - back, one, back == 1 ? back1 : back == 2 ? back2 : back3);
      }
      if (one.sentence + 1 < in_.text.sentences.size()) ask_all(one.sentence + 1, one, next);
    }
    for (const size_t s : lead_) ask_all(s, t.tellings.front(), lead);
    for (const size_t s : head_) ask_all(s, t.tellings.front(), headline);
    e.date.reset();
    e.date_from = DateFrom::none;
    const auto chosen = choice_.best();
    if (!chosen) return;
    const Asked& best = asked_[*chosen];
    e.date = best.date;
    e.date_from = !best.own                                              ? DateFrom::inherited
                  : best.when->x->value == *e.date && !best.when->behind ? DateFrom::stated
                                                                         : DateFrom::relative;
  }

  // Whether the rules give this date to an event told in the sentence of `w`, and how near kin that
  // is: 1 another, 2 a common party, 3 the same actor, 4 a common party and the same type.
  size_t bearer(size_t k, const PlacedTime& w, const std::string& date) const {
    const Event& e = events_[k];
    size_t best = 0;
    const auto shares = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
      return std::any_of(a.begin(), a.end(), [&](const std::string& x) {
        return std::find(b.begin(), b.end(), x) != b.end();
      });
    };
    for (size_t o = 0; o < events_.size() && o < kMostEvents; ++o) {
      if (o == k || rule_[o] != date) continue;
      const ToldEvent& t = told_[o];
      if (std::none_of(t.tellings.begin(), t.tellings.end(),
                       [&](const Telling& one) { return one.sentence == w.sentence; })) {
        continue;
      }
      const Event& other = events_[o];
      const bool actor = shares(e.actor, other.actor);
      const bool party = actor || shares(e.actor, other.recipient) ||
                         shares(e.recipient, other.actor) || shares(e.recipient, other.recipient);
      const size_t v = party && e.type == other.type ? 4 : actor ? 3 : party ? 2 : 1;
      best = std::max(best, v);
    }
    return best;
  }

  void ask(size_t k, const ToldEvent& t, const Telling& one, const PlacedTime& w, When where) {
    const Event& e = *t.event;
    const auto date = date_for(in_, e.factuality, *w.x);
    if (!date) return;
    Features f;
    f.reserve(48);
    const auto add = [&](DateBlock block, size_t first, size_t second = 0, size_t third = 0) {
      f.push_back(feature(block, first, second, third));
    };
    const bool own = where <= after;
    const auto type = static_cast<size_t>(e.type);
    const auto factuality = static_cast<size_t>(e.factuality);
    const size_t delta = delta_value(in_.published, *date);
    const size_t grain = grain_value(*date, *w.x);
    add(DateBlock::bias, 0);
    add(DateBlock::where, where);
    const Sentence& s = in_.text.sentences[w.sentence];
    size_t nearest = 6;
    if (own) {
      const bool ahead = w.first < one.first;
      const uint32_t from = ahead ? w.last + 1 : one.last + 1;
      const uint32_t to = std::max(from, ahead ? one.first : w.first);
      size_t distance = 0;
      for (uint32_t limit = 2; limit <= 32 && to - from > limit; limit *= 2) ++distance;
      add(DateBlock::distance, distance);
      add(DateBlock::distance_where, distance, where);
      const size_t verbs = std::min<uint32_t>(verbs_[to] - verbs_[from], 3);
      add(DateBlock::verbs, verbs);
      add(DateBlock::between, std::min<uint32_t>(acts_[to] - acts_[from], 3));
      const auto& list = of_sentence_[w.sentence];
      size_t between = 0;
      for (const size_t i : list) {
        between += times_[i].first > std::min(w.first, one.first) &&
                           times_[i].first < std::max(w.first, one.first)
                       ? 1
                       : 0;
      }
      nearest = (ahead ? 0u : 3u) + std::min<size_t>(between, 2);
      add(DateBlock::opens, w.first <= s.first + 4 ? 1 : 0, verbs);
      add(DateBlock::nearest_verbs, nearest, verbs);
    }
    add(DateBlock::nearest, nearest);
    add(DateBlock::only, of_sentence_[w.sentence].size() == 1 ? 1 : 0);
    add(DateBlock::delta, delta);
    add(DateBlock::grain, grain);
    add(DateBlock::kind, static_cast<size_t>(w.x->type));
    add(DateBlock::relative, w.x->value == *date ? 0 : 1);
    add(DateBlock::rule, !rule_[k] ? 0 : *rule_[k] == *date ? 1 : 2);
    const Token& act = in_.text.tokens[one.first];
    add(DateBlock::quoted, (act.quoted ? 1u : 0u) + (in_.text.tokens[w.first].quoted ? 2u : 0u));
    const auto same = mentions_.find(*w.x->date);
    add(DateBlock::mentions, std::min<size_t>(same == mentions_.end() ? 0 : same->second - 1, 3));
    add(DateBlock::variety, std::min<size_t>(mentions_.size() - 1, 3));
    const size_t bears = bearer(k, w, *date);
    add(DateBlock::bearer, bears);
    add(DateBlock::bearer_where, bears, where);
    add(DateBlock::use, t.use);
    add(DateBlock::type, type);
    add(DateBlock::factuality, factuality);
    add(DateBlock::clause, t.clause);
    add(DateBlock::part, t.part);
    add(DateBlock::paragraph, t.paragraph);
    add(DateBlock::type_where, type, where);
    add(DateBlock::type_delta, type, delta);
    add(DateBlock::type_grain, type, grain);
    add(DateBlock::type_bearer, type, bears);
    add(DateBlock::use_where, t.use, where);
    add(DateBlock::use_bearer, t.use, bears);
    add(DateBlock::factuality_delta, factuality, delta);
    add(DateBlock::factuality_where, factuality, where);
    add(DateBlock::clause_where, t.clause, where);
    add(DateBlock::part_where, t.part, where);
    add(DateBlock::grain_where, grain, where);
    add(DateBlock::delta_where, delta, where);
    add(DateBlock::delta_grain, delta, grain);
    add(DateBlock::paragraph_where, t.paragraph, where);
    if (w.first > s.first) choice_.word(WordBlock::time_before, w.first - 1, 0);
    choice_.word(WordBlock::time_first, w.first, 0);
    choice_.word(WordBlock::time_last, w.last, 0);
    choice_.word(WordBlock::time_type, w.first, with_one(type));
    choice_.word(WordBlock::time_act, one.first, with_one(where));
    for (uint32_t i = w.first; i-- > s.first && w.first - i < kReach;) {
      if (!in_.syntax.finite_verb[i]) continue;
      choice_.word(WordBlock::time_verb, i, with_one(where));
      break;
    }
    choice_.put(*date, {*date}, std::move(f));
    asked_.push_back({*date, &w, own});
  }

  static constexpr size_t kMostEvents = 200;

  const EventInput& in_;
  const std::vector<ToldEvent>& told_;
  std::vector<Event>& events_;
  AttributeChoice choice_;
  std::vector<TimeExpression> counted_;  // durations with the day that they count back to
  std::vector<PlacedTime> times_;
  std::vector<std::vector<size_t>> of_sentence_;
  std::map<std::string, size_t> mentions_;
  std::vector<uint32_t> verbs_;                   // finite verbs before each token
  std::vector<uint32_t> acts_;                    // tellings of events
  std::vector<std::optional<std::string>> rule_;  // dates by the rules, see settle_time
  std::vector<size_t> lead_;
  std::vector<size_t> head_;
  std::vector<Asked> asked_;  // as choice_ numbers them
  std::set<size_t> seen_;
};

}  // namespace

void settle_dates(const EventReader::Impl& impl, const EventInput& in, const Parties& parties,
                  const std::vector<ToldEvent>& told, std::vector<Event>& events,
                  EventTrace* trace) {
  Dates(impl, in, parties, told, events, trace).run();
}

}  // namespace isnad
