// The patterns of data/relations/patterns.tsv over one document.

#include <algorithm>
#include <set>

#include "relations/impl.h"

namespace isnad {

namespace {

constexpr uint8_t kOfficerRank = 4;  // ministers, ambassadors, commanders; no trainers
constexpr uint32_t kSoon = 6;        // tokens
constexpr uint32_t kAfterReach = 4;  // tokens: "after the two coups of 2020 and 2021"
constexpr uint32_t kSpanReach = 40;  // tokens: a side further off does not widen the evidence

std::string_view stem_of(const Token& t, const Analysis& a) {
  const size_t front = std::min<size_t>(a.proclitic_length, t.key.size());
  const size_t back = std::min<size_t>(a.enclitic.length, t.key.size() - front);
  return t.key.substr(front, t.key.size() - front - back);
}

bool is_date(const std::optional<std::string>& date) { return date && !date->empty(); }

}  // namespace

std::vector<Relation> PatternMatcher::run() {
  for (uint32_t i = 0; i < in_.text.tokens.size(); ++i) {
    const Sentence& s = sentence_of(i);
    if (s.part == Part::byline || s.part == Part::furniture || s.part == Part::dateline) continue;
    if (in_.text.tokens[i].kind == TokenKind::word || in_.text.tokens[i].kind == TokenKind::latin) {
      token(i);
      agreement(i);
    }
  }
  return std::move(out_);
}

void PatternMatcher::token(uint32_t i) {
  const EntityMention* m = in_.entities.mention(i);
  const bool named = m && m->form != MentionForm::demonym;
  if (named && m->first != i) return;
  Trigger t;
  t.token = i;
  t.last = i + 1;
  t.phrase = in_.syntax.phrase_of[i];
  std::vector<uint32_t> rows;
  if (named) {
    t.last = m->last;
    for (const RelationIndexRow& r : impl_.index.find("name")) rows.push_back(r.pattern);
  } else {
    const Analysis& a = best(i);
    t.verbal = in_.syntax.finite_verb[i];
    const bool copula = !t.verbal && a.word_class == WordClass::copula;
    const std::string_view kind = t.verbal ? "v " : copula ? "c " : "n ";
    if (!t.verbal && !copula && (a.pos == Pos::verb || a.pos == Pos::adp || a.pos == Pos::cconj))
      return;
    const auto look_up = [&](std::string_view word) {
      for (const RelationIndexRow& r : impl_.index.find(key_.assign(kind).append(word))) {
        rows.push_back(r.pattern);
      }
    };
    look_up(a.lemma);
    if (!t.verbal) look_up(stem_of(in_.text.tokens[i], a));
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.empty()) return;
    if (t.verbal) {
      t.verb = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, i);
    } else {
      t.noun = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, i);
      if (t.phrase >= 0) t.last = in_.syntax.phrases[static_cast<size_t>(t.phrase)].last;
    }
  }
  std::set<RelationKind> done;
  for (uint32_t row : rows) {
    if (row >= impl_.patterns.size()) continue;
    const RelationPattern& p = impl_.patterns[row];
    if (done.count(p.rel)) continue;
    if (apply(p, t)) done.insert(p.rel);
  }
}

bool PatternMatcher::has_word(uint32_t first, uint32_t last,
                              const std::vector<std::string>& words) const {
  for (uint32_t i = first; i < last && i < in_.text.tokens.size(); ++i) {
    const Analysis& a = best(i);
    const std::string_view stem = stem_of(in_.text.tokens[i], a);
    for (const std::string& w : words) {
      if (w == a.lemma || w == stem) return true;
    }
  }
  return false;
}

bool PatternMatcher::is_word(uint32_t token, std::string_view word) const {
  const Analysis& a = best(token);
  return word == a.lemma || word == stem_of(in_.text.tokens[token], a);
}

bool PatternMatcher::needs_met(const RelationPattern& p, const Trigger& t) const {
  const auto in_phrase = [&](int32_t index, const RelationNeed& n) {
    if (index < 0) return false;
    const Phrase& q = in_.syntax.phrases[static_cast<size_t>(index)];
    return has_word(q.first, q.last, n.words);
  };
  if (!p.self.empty()) {
    if (t.phrase < 0) return false;
    const Phrase& q = in_.syntax.phrases[static_cast<size_t>(t.phrase)];
    const std::string prep = q.prep.empty() ? "-" : q.prep;
    if (q.head != t.token || std::find(p.self.begin(), p.self.end(), prep) == p.self.end()) {
      return false;
    }
  }
  const auto stands = [&](const RelationNeed& n) {
    switch (n.where) {
      case RelationNeed::here:
        return has_word(t.token + 1, t.last, n.words) ||
               (!t.verbal && in_phrase(t.noun.second, n)) ||
               std::any_of(t.complements().begin(), t.complements().end(), [&](int32_t c) {
                 const Phrase& q = in_.syntax.phrases[static_cast<size_t>(c)];
                 return (q.prep == preposition::kLi || q.prep == preposition::kFrom) &&
                        q.first <= t.last + 1 && has_word(q.first, q.last, n.words);
               });
      case RelationNeed::next:
        return has_word(t.token + 1, t.token + 2, n.words);
      case RelationNeed::prev:
        return t.token > 0 && has_word(t.token - 1, t.token, n.words);
      case RelationNeed::governor:
        return !t.verbal && t.noun.governor != kNone &&
               has_word(t.noun.governor, t.noun.governor + 1, n.words);
      case RelationNeed::subj:
        return t.verbal && in_phrase(t.verb.subject, n);
      case RelationNeed::obj:
        return t.verbal && in_phrase(t.verb.object, n);
      case RelationNeed::complement:
        return std::any_of(t.complements().begin(), t.complements().end(), [&](int32_t c) {
          return in_.syntax.phrases[static_cast<size_t>(c)].prep == n.prep && in_phrase(c, n);
        });
      case RelationNeed::agent: {
        const int32_t agent = governor_subject(t);
        return agent >= 0 && in_phrase(agent, n);
      }
      case RelationNeed::self:
        return has_word(t.token, t.token + 1, n.words);
      case RelationNeed::soon:
        return has_word(t.token + 1, std::min(t.token + kSoon, sentence_of(t.token).last), n.words);
      case RelationNeed::head:
        return has_word(described_first(t), t.token, n.words);
    }
    return false;
  };
  return std::all_of(p.needs.begin(), p.needs.end(),
                     [&](const RelationNeed& n) { return stands(n) != n.absent; });
}

// Does a person or an office stand there?
bool PatternMatcher::names_person(uint32_t first, uint32_t last) const {
  for (uint32_t i = first; i < last; ++i) {
    const EntityMention* m = in_.entities.mention(i);
    const OfficeMention* o = in_.entities.office(i);
    if (o && o->rank <= kOfficerRank) return true;
    if (m && in_.entities.entities[m->entity].kind == EntityKind::person) return true;
  }
  return false;
}

bool PatternMatcher::apply(const RelationPattern& p, const Trigger& t) {
  if (!needs_met(p, t)) return false;
  if (p.rel == RelationKind::forces_in) {
    if (in_.sports) return false;
    // The chief of staff who arrives, the presence of a crown prince: no forces.
    const bool forces = std::any_of(p.needs.begin(), p.needs.end(), [](const RelationNeed& n) {
      return n.where == RelationNeed::subj;
    });
    if (forces && t.verbal && t.verb.subject >= 0) {
      const Phrase& q = in_.syntax.phrases[static_cast<size_t>(t.verb.subject)];
      if (names_person(q.first, q.last)) return false;
    }
    if (!t.verbal && names_person(t.noun.genitive_first, t.noun.genitive_last)) return false;
  }
  const auto first_of = [&](const std::vector<RelationSide>& sides, const std::string& kinds) {
    std::vector<Party> found;
    for (const RelationSide& s : sides) {
      if (!found.empty() && !s.joined) break;
      if (found.empty() && s.joined) continue;
      for (Party& party : side(s, t, kinds)) found.push_back(std::move(party));
    }
    return found;
  };
  std::vector<Party> object = first_of(p.object, p.object_kinds);
  if (object.empty()) return false;
  std::vector<Party> subject = first_of(p.subject, p.subject_kinds);
  if (p.flags & kRelationNamed) {
    for (std::vector<Party>* list : {&subject, &object}) {
      std::erase_if(*list, [](const Party& x) { return x.anaphoric; });
    }
    if (object.empty()) return false;
  }
  if (p.flags & kRelationPair) {
    if (object.size() < 2 || object.size() > 4) return false;
    if (p.rel == RelationKind::at_odds_with) {
      if (object[0].token == object[1].token) {
        if (auto two = quarrel(object[0]); !two.empty()) object = std::move(two);
      }
      quarrel_ = {object[0].code, object[1].code};
    }
    // Resolved nouns ("the two countries") come latest first; the text's order counts.
    const auto met = [&](const Party& x) {
      for (const EntityMention& m : in_.entities.mentions) {
        if (in_.entities.entities[m.entity].id == x.code) return m.first;
      }
      return UINT32_MAX;
    };
    if (object[0].token == object[1].token && met(object[1]) < met(object[0])) {
      std::swap(object[0], object[1]);
    }
    if (p.flags & kRelationEach) {
      for (size_t i = 0; i < object.size(); ++i) {
        for (size_t k = i + 1; k < object.size(); ++k) emit(p, t, object[i], object[k]);
      }
      return true;
    }
    subject.assign(1, object[0]);
    object.erase(object.begin());
  }
  // Forces leave no country of their own: "the country" is then another.
  if (p.rel == RelationKind::forces_in && subject.size() == 1 && object.size() == 1 &&
      object.front().code == subject.front().code && names_forces(subject.front().token) &&
      in_.actors.is_country(object.front().token)) {
    if (auto other = country_meant(object.front())) object.front() = std::move(*other);
  }
  if (p.rel == RelationKind::forces_in) {
    // "To the Syrian border" is not into Syria; what no list knows is most often some local unit.
    std::erase_if(object, [&](const Party& o) { return at_border(o.token); });
    std::erase_if(subject, [](const Party& s) { return s.code.starts_with("ar:"); });
    if (object.empty()) return false;
  } else if (p.rel == RelationKind::hosts_base) {
    std::erase_if(object, [](const Party& o) { return o.code.starts_with("ar:"); });
    if (object.empty()) return false;
  }
  // Neither side may be the other.
  const auto same = [](const std::vector<Party>& list, const Party& p2) {
    return std::any_of(list.begin(), list.end(), [&](const Party& q) { return q.code == p2.code; });
  };
  std::erase_if(subject, [&](const Party& s) { return same(object, s); });
  if (p.rel == RelationKind::forces_in) {
    // A movement of the country itself is no foreign presence.
    std::erase_if(subject, [&](const Party& s) {
      if (impl_.at_home(s.code, object.front().code)) return true;
      const uint32_t e = in_.entities.entity(s.code);
      return e != UINT32_MAX && in_.entities.entities[e].of && !impl_.gazetteer.is_state(s.code) &&
             *in_.entities.entities[e].of == object.front().code;
    });
    // Nor is a country's own army in its region; and where a movement stands, "the region" is
    // some valley.
    const bool meant = object.front().anaphoric && impl_.is_region(object.front().code);
    std::erase_if(subject, [&](const Party& s) {
      return impl_.lies_in(s.code, object.front().code) ||
             (meant && !impl_.gazetteer.is_state(s.code));
    });
  }
  if (subject.empty() || ((p.flags & kRelationMany) && subject.size() < 2)) return false;
  for (const Party& s : subject) {
    for (const Party& o : object) emit(p, t, s, o);
  }
  return true;
}

// One of the words governs the trigger or stands beside it: "began to withdraw", "the plan of a
// withdrawal", "a partial withdrawal".
bool PatternMatcher::beside(const Trigger& t, const std::vector<std::string>& words) const {
  const uint32_t governor = t.verbal ? kNone : t.noun.governor;
  if (governor != kNone && has_word(governor, governor + 1, words)) return true;
  const uint32_t first = sentence_of(t.token).first;
  if (t.token > first && has_word(t.token - 1, t.token, words)) return true;
  return !t.verbal && has_word(t.token + 1, t.last, words);
}

// The date in the word's own clause; for relations that begin or end by the word, else only where
// "since" or "until" says so.
void PatternMatcher::set_time(const RelationPattern& p, const Trigger& t, uint32_t until,
                              Relation& r) const {
  const Sentence& s = sentence_of(t.token);
  const uint32_t clause = in_.syntax.clause_of[t.token];
  uint32_t nearest = UINT32_MAX;
  for (const TimeExpression& time : in_.times) {
    if (!is_date(time.date) || time.type != TimeType::date) continue;
    if (time.span.begin < s.span.begin || time.span.end > s.span.end) continue;
    const auto at =
        std::partition_point(in_.text.tokens.begin() + s.first, in_.text.tokens.begin() + s.last,
                             [&](const Token& x) { return x.span.end <= time.span.begin; });
    const auto i = static_cast<uint32_t>(at - in_.text.tokens.begin());
    if (i >= s.last) continue;
    if (in_.syntax.clause_of[i] != clause && (i < t.token || i > until + 4)) continue;
    std::string prep;
    if (in_.syntax.phrase_of[i] >= 0) {
      prep = in_.syntax.phrases[static_cast<size_t>(in_.syntax.phrase_of[i])].prep;
    }
    for (uint32_t k = i; prep.empty() && k-- > s.first && i - k <= kAfterReach;) {
      if (in_.text.tokens[k].kind == TokenKind::punct) break;
      if (best(k).lemma == preposition::kAfter) prep = preposition::kAfter;
    }
    for (uint32_t k = i; k-- > s.first && i - k <= 2;) {
      for (const std::string_view bound : {preposition::kSince, preposition::kUntil}) {
        if (in_.text.tokens[k].key == bound) prep = bound;
      }
    }
    if (prep == preposition::kSince) {
      if (!r.from) r.from = time.date;
    } else if (prep == preposition::kUntil) {
      if (!r.to) r.to = time.date;
    } else if ((p.flags & (kRelationStart | kRelationEnd)) && prep != preposition::kAfter) {
      // "After the coup of 2021" is no day of it. The nearest behind the word, else before it.
      const uint32_t gap = i > t.token ? i - t.token : kSpanReach * kSpanReach + t.token - i;
      std::optional<std::string>& bound = p.flags & kRelationStart ? r.from : r.to;
      if (!bound || gap < nearest) bound = time.date;
      nearest = std::min(nearest, gap);
    }
  }
}

std::optional<std::string> PatternMatcher::date_of_event(Span word) const {
  for (const Event& e : in_.events) {
    if (!e.date || e.date_from == DateFrom::inherited || e.factuality != Factuality::actual)
      continue;
    for (const Span& trigger : e.triggers) {
      if (trigger.overlaps(word)) return e.date;
    }
  }
  return std::nullopt;
}

void PatternMatcher::set_count(const RelationPattern& p, const Trigger& t, uint32_t until,
                               Relation& r) const {
  static constexpr std::string_view kTroops[] = {"soldier", "trainer",    "fighter", "person",
                                                 "officer", "specialist", "adviser", "expert"};
  const bool bases = p.rel == RelationKind::hosts_base;
  const Sentence& s = sentence_of(t.token);
  const uint32_t from = t.token > s.first + 6 ? t.token - 6 : s.first;
  const Span window{in_.text.tokens[from].span.begin,
                    in_.text.tokens[std::min(std::max(until, t.last), s.last) - 1].span.end};
  for (const Quantity& q : in_.quantities) {
    if (!window.contains(q.span) && !window.overlaps(q.span)) continue;
    const bool fits =
        bases ? q.unit == "base"
              : std::find(std::begin(kTroops), std::end(kTroops), q.unit) != std::end(kTroops);
    if (!fits || q.value < 1) continue;
    r.count = static_cast<int64_t>(q.value);
    return;
  }
  if (bases && best(t.token).number == Number::dual) r.count = 2;
}

void PatternMatcher::emit(const RelationPattern& p, const Trigger& t, const Party& subject,
                          const Party& object) {
  Relation r;
  r.subject = subject.code;
  r.rel = p.rel;
  r.object = object.code;
  r.factuality = factuality(t, !(p.flags & (kRelationStart | kRelationEnd)));
  // Leaving that is only planned or denied leaves the relation as it was.
  const bool ends = (p.flags & kRelationEnd) != 0;
  const bool over = ends && !(p.flags & kRelationPlan) && r.factuality == Factuality::actual &&
                    !beside(t, impl_.unfinished_words);
  const bool to_come = r.factuality == Factuality::actual || r.factuality == Factuality::planned;
  if (ends) r.factuality = Factuality::actual;
  r.span = {
      in_.text.part_of(in_.text.tokens[t.token], 0, in_.text.tokens[t.token].key.size()).begin,
      in_.text.tokens[t.token].span.end};
  uint32_t until = t.token + 1;
  for (const Party* side : {&subject, &object}) {
    const uint32_t gap = side->token > t.token ? side->token - t.token : t.token - side->token;
    if (gap > kSpanReach || side->anaphoric ||
        in_.text.tokens[side->token].sentence != in_.text.tokens[t.token].sentence) {
      continue;
    }
    r.span.begin = std::min(r.span.begin, side->span.begin);
    r.span.end = std::max(r.span.end, side->span.end);
    until = std::max(until, side->token + 1);
  }
  set_time(p, t, until, r);
  if (p.flags & kRelationCount) set_count(p, t, until, r);
  // The events stage looks further for a date than the word's own clause.
  bool since = false;  // "since then X has left": after the date that is told
  for (uint32_t k = 1; k <= kSoon && t.token >= sentence_of(t.token).first + k; ++k) {
    since = since || in_.text.tokens[t.token - k].key.ends_with(preposition::kSince);
  }
  if (std::optional<std::string>& bound = ends ? r.to : r.from;
      !bound && !since && (p.flags & (kRelationStart | kRelationEnd))) {
    bound = date_of_event(in_.text.tokens[t.token].span);
  }
  if (ends && !over) {
    // To leave by a date that is told is an end to come; to begin then is none.
    if (!to_come || beside(t, impl_.begun_words)) r.to.reset();
  } else if (ends && !r.to && !r.count) {
    r.to = kEnded;  // some of many may have stayed
  }
  r.rule = "relations/patterns.tsv:" + std::to_string(p.line);
  r.confidence = subject.anaphoric || object.anaphoric ? 0.55 : 0.75;
  out_.push_back(std::move(r));
}

}  // namespace isnad
