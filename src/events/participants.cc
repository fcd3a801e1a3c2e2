// Who fills the roles of a frame: participants at the positions that it names.

#include <algorithm>

#include "events/attributes.h"
#include "events/impl.h"

namespace isnad {

namespace {

bool political(const Participant& p) { return !p.code.empty() && p.kind != EntityKind::place; }

// "The attack", "the request", without a word of whose it is: whoever did what the document told
// last of that kind; of talks and accords all their parties. Empty if the phrase is none such.
std::vector<Participant> doers_of(const EventReader::Impl& impl, const EventInput& in,
                                  const std::vector<Reading>& told, int32_t phrase) {
  if (phrase < 0) return {};
  const Phrase& ph = in.syntax.phrases[static_cast<size_t>(phrase)];
  const Analysis& a = in.words[ph.head].best();
  if (!a.definite || a.pos != Pos::noun || a.enclitic.length > 0 ||
      in.entities.mention_at[ph.head] >= 0 || in.entities.role_at[ph.head] >= 0) {
    return {};
  }
  for (uint32_t i = ph.head + 1; i < ph.last; ++i) {
    if (in.words[i].best().pos != Pos::adj || in.entities.mention_at[i] >= 0) return {};
  }
  uint32_t types = 0;
  for (const std::string_view key : {a.lemma, stem(in.text.tokens[ph.head], a)}) {
    for (const FrameRow& row : impl.index.find(key)) {
      if (row.frame >= impl.frames().size() || row.rest.length > 0) continue;
      if (row.use > static_cast<uint8_t>(FrameUse::noun) || row.use == 0) continue;
      types |= 1u << static_cast<unsigned>(impl.frames()[row.frame].type);
    }
  }
  constexpr uint32_t kSentences = 6;
  const uint32_t sentence = in.text.tokens[ph.head].sentence;
  for (size_t k = told.size(); types != 0 && k-- > 0;) {
    const Reading& r = told[k];
    if (in.text.tokens[r.token].sentence + kSentences < sentence) break;
    const bool same = (types & 1u << static_cast<unsigned>(r.frame->type)) != 0;
    if (!same || r.weak || r.actor.empty() || r.token >= ph.head) continue;
    std::vector<Participant> who = r.actor;
    if (r.frame->symmetric) who.insert(who.end(), r.recipient.begin(), r.recipient.end());
    for (Participant& q : who) q.pronoun = true;
    return who;
  }
  return {};
}

}  // namespace

// "Niger's decision (in March) to cancel": the nearest noun before, in the same clause, that gives
// its own genitive or pronoun as the subject of what depends on it.
std::vector<Participant> FrameMatcher::control_noun_subject(const Predicate& p) const {
  const int32_t own = in_.syntax.phrase_of[p.token];
  if (own <= 0 || in_.syntax.phrases[static_cast<size_t>(own)].prep.empty()) return {};
  const Phrase& phrase = in_.syntax.phrases[static_cast<size_t>(own)];
  for (int32_t k = own; k-- > std::max(0, own - 4);) {
    const Phrase& q = in_.syntax.phrases[static_cast<size_t>(k)];
    if (q.clause != phrase.clause) return {};
    for (uint32_t i = q.last; i < phrase.first; ++i) {
      if (in_.syntax.finite_verb[i]) return {};
    }
    const Analysis& a = in_.words[q.head].best();
    const OperatorRow* op = impl_.op(a.lemma, 1);
    if (!op) op = impl_.op(stem(in_.text.tokens[q.head], a), 1);
    if (!op || op->control != 1) continue;
    if (q.head + 1 < q.last) {
      auto who = in_.actors.range(q.head + 1, q.last);
      if (!who.empty()) return who;
    }
    if (a.enclitic.length > 0) return in_.actors.pronoun(q.head);
    return {};
  }
  return {};
}

// Who acts in a verbal noun that names nobody itself: the one whom its governor gives it.
std::vector<Participant> FrameMatcher::controlled_subject(const Predicate& p) const {
  if (auto who = control_noun_subject(p); !who.empty()) return who;
  const uint32_t g = p.noun.governor;
  if (g == kNone) return {};
  const Analysis& a = in_.words[g].best();
  const bool finite = in_.syntax.finite_verb[g];
  const OperatorRow* op = impl_.op(a.lemma, finite ? 0 : 1);
  if (!op && !finite) {
    op = impl_.op(stem(in_.text.tokens[g], a), 1);
  }
  if (finite) {
    if (op && op->control == 2) {
      const VerbArguments args = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, g);
      if (args.object_pronoun) return in_.actors.pronoun(g);
      if (args.object >= 0) return in_.actors.phrase(args.object);
      for (int32_t c : args.complements) {
        const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(c)];
        if (ph.prep == preposition::kLi || ph.prep == preposition::kFrom ||
            ph.prep == preposition::kOn)
          return in_.actors.phrase(c);
      }
      return {};
    }
    if (op && op->control == 1) return in_.actors.subject(g);
    // "an" verbs of speaking without an entry and all others: the subject only if the noun hangs
    // directly on the verb.
    const int32_t own = in_.syntax.phrase_of[p.token];
    const VerbArguments args = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, g);
    const std::string& prep = in_.syntax.phrases[static_cast<size_t>(own)].prep;
    if (args.object == own || !prep.empty()) {
      // ... or is an adjunct of it: "when cutting relations", "by signing".
      auto who = in_.actors.subject(g);
      for (Participant& q : who) q.pronoun = q.pronoun || args.object != own;
      return who;
    }
    return {};
  }
  const Analysis& governor = in_.words[g].best();
  if (governor.derivation == Derivation::active_participle ||
      governor.derivation == Derivation::passive_participle) {
    // "..., accusing it of supporting": the participle's object, else its subject.
    if (op && op->control == 2) {
      const NounArguments own = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, g);
      if (own.pronoun) return in_.actors.pronoun(g);
      if (own.second >= 0) return in_.actors.phrase(own.second);
      return in_.actors.range(own.genitive_first, own.genitive_last);
    }
    return in_.actors.participle_subject(g);
  }
  const int32_t own = in_.syntax.phrase_of[p.token];
  const int32_t above = in_.syntax.phrase_of[g];
  if (own > 0 && above == own - 1 && governor.derivation == Derivation::masdar) {
    const NounArguments up = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, g);
    if (up.second == own) return in_.actors.range(up.genitive_first, up.genitive_last);
  }
  if (op && op->control != 0) {
    // A noun governs: its own genitive or pronoun ("Niger's decision to cancel").
    const int32_t index = in_.syntax.phrase_of[g];
    if (index >= 0) {
      const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(index)];
      if (ph.first <= g && g + 1 < ph.last && p.token >= ph.last) {
        auto who = in_.actors.range(g + 1, ph.last);
        if (!who.empty()) return who;
      }
      if (in_.words[g].best().enclitic.length > 0) return in_.actors.pronoun(g);
      // Or the verb above it.
      const NounArguments up = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, g);
      if (up.governor != kNone && in_.syntax.finite_verb[up.governor]) {
        return in_.actors.subject(up.governor);
      }
    }
  }
  return {};
}

// "A visit to Egypt (zyArp mSr)": no state or place visits by its bare name.
bool FrameMatcher::genitive_is_goal(const Predicate& p, const Frame& frame) const {
  if (!frame.idafa_goal || p.verbal || p.noun.genitive_first >= p.noun.genitive_last) return false;
  const EntityMention* m = in_.entities.mention(p.noun.genitive_first);
  if (!m || m->first != p.noun.genitive_first || m->form == MentionForm::demonym) return false;
  const EntityKind kind = in_.entities.entities[m->entity].kind;
  return kind == EntityKind::state || kind == EntityKind::place;
}

// A genitive that the frame wants as its object is no subject ("the ending of the accord").
bool FrameMatcher::genitive_is_object(const Predicate& p, const Frame& frame) const {
  if (genitive_is_goal(p, frame)) return true;
  return !p.verbal && frame.object.present && p.noun.second < 0 &&
         p.noun.genitive_first + adjective_count(p) < p.noun.genitive_last &&
         phrase_has_head(p.noun.genitive_first, p.noun.genitive_last, frame.object.heads);
}

std::vector<Participant> FrameMatcher::noun_subject(const Predicate& p, const Frame& frame) const {
  if (const int32_t by = complement(p, preposition::kAgent); by >= 0) return in_.actors.phrase(by);
  const bool second_is_object = p.noun.second >= 0 || complement(p, preposition::kLi) >= 0;
  // Adjectives alone are no genitive.
  bool has_genitive = p.noun.genitive_first + adjective_count(p) < p.noun.genitive_last;
  if (has_genitive && !genitive_is_object(p, frame) &&
      (frame.idafa_is_subject || second_is_object)) {
    auto who = in_.actors.range(p.noun.genitive_first, p.noun.genitive_last);
    // "The spread of its smell": what a pronoun possesses is not its possessor, and the genitive
    // being the subject, nobody else is.
    std::erase_if(who, [](const Participant& q) { return q.owner && q.pronoun; });
    if (who.empty() && p.light_verb == kNone && p.noun.second < 0) return who;
    // Coordinated genitives: the meeting of Putin and Goita.
    const int32_t own = in_.syntax.phrase_of[p.token];
    if (!who.empty() && own >= 0) {
      const auto all = in_.actors.phrase(own);
      for (const Participant& q : all) {
        const bool known = std::any_of(who.begin(), who.end(),
                                       [&](const Participant& w) { return w.code == q.code; });
        if (!known && q.token > p.token) who.push_back(q);
      }
      return who;
    }
  }
  if (p.noun.pronoun && (frame.idafa_is_subject || second_is_object)) {
    auto who = in_.actors.pronoun(p.token);
    if (!who.empty()) return who;
  }
  // A nisba is the one who acts: the Israeli bombing.
  const int32_t own = in_.syntax.phrase_of[p.token];
  if (own >= 0) {
    const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(own)];
    auto who = in_.actors.adjectives(p.token + 1, ph.last);
    if (!who.empty() &&
        (frame.idafa_is_subject || !has_genitive || in_.entities.mention(p.token + 1) != nullptr)) {
      return who;
    }
  }
  if (p.light_verb != kNone) {
    if (p.light_role != 1) return {};
    if (in_.syntax.finite_verb[p.light_verb]) return in_.actors.subject(p.light_verb);
  }
  auto who = controlled_subject(p);
  for (Participant& q : who) q.pronoun = true;
  return who;
}

std::vector<Participant> FrameMatcher::noun_object(const Predicate& p, const Frame& frame) const {
  if (p.noun.second >= 0) {
    auto who = in_.actors.phrase(p.noun.second);
    if (!who.empty()) return who;
  }
  const bool has_genitive = p.noun.genitive_first < p.noun.genitive_last;
  if (const int32_t to = complement(p, preposition::kLi); to >= 0) {
    auto who = in_.actors.phrase(to);
    if (!who.empty()) return who;
  }
  if ((!frame.idafa_is_subject || genitive_is_goal(p, frame)) && p.noun.second < 0) {
    if (has_genitive) {
      auto who = in_.actors.range(p.noun.genitive_first, p.noun.genitive_last);
      if (!who.empty()) return who;
    }
    if (p.noun.pronoun) return in_.actors.pronoun(p.token);
  }
  // "was exposed to an attack", "Moscow saw an attack".
  if (p.light_verb != kNone && p.light_role >= 2 && in_.syntax.finite_verb[p.light_verb]) {
    return in_.actors.subject(p.light_verb);
  }
  return {};
}

// Is this a noun that some frame knows as an act?
bool FrameMatcher::names_act(uint32_t token) const {
  const Analysis& a = in_.words[token].best();
  for (const std::string_view key : {a.lemma, stem(in_.text.tokens[token], a)}) {
    for (const FrameRow& row : impl_.index.find(key)) {
      const auto use = static_cast<FrameUse>(row.use);
      if (row.frame < impl_.frames().size() && (use == FrameUse::masdar || use == FrameUse::noun)) {
        return true;
      }
    }
  }
  return false;
}

std::vector<Participant> FrameMatcher::position(const Predicate& p, const Frame& frame,
                                                const Position& where) const {
  switch (where.kind) {
    case Position::subject: {
      if (p.participle) return in_.actors.participle_subject(p.token);
      if (!p.verbal) return noun_subject(p, frame);
      if (p.verb.subject >= 0) return in_.actors.phrase(p.verb.subject);
      if (p.verb.passive || !p.verb.dropped_subject) return {};
      return in_.actors.dropped_subject(p.token);
    }
    case Position::object:
    case Position::object_owner: {
      if (p.verbal || p.participle) {
        if (p.verb.object_pronoun && p.verbal) return in_.actors.relative_pronoun(p.token);
        if (p.participle) {
          if (in_.words[p.token].best().enclitic.length > 0) return in_.actors.pronoun(p.token);
          if (p.noun.second >= 0) return in_.actors.phrase(p.noun.second);
          if (p.noun.genitive_first < p.noun.genitive_last) {
            return in_.actors.range(p.noun.genitive_first, p.noun.genitive_last);
          }
          return {};
        }
        return in_.actors.phrase(p.verb.object);
      }
      return noun_object(p, frame);
    }
    case Position::prep:
    case Position::prep_owner: {
      for (int32_t c : p.complements) {
        const Phrase& here = in_.syntax.phrases[static_cast<size_t>(c)];
        if (here.prep != where.preposition) continue;
        // "In an Israeli raid", not "in the south of Lebanon".
        if (frame.type == EventType::assault && where.kind == Position::prep_owner &&
            where.preposition == preposition::kIn && !names_act(here.head)) {
          continue;
        }
        auto who = in_.actors.phrase(c);
        who.erase(std::remove_if(who.begin(), who.end(),
                                 [](const Participant& q) { return !political(q); }),
                  who.end());
        // The nearest such complement alone, unless that is itself an act ("a request for joining
        // (li-) NATO").
        const Phrase& nearest = in_.syntax.phrases[static_cast<size_t>(c)];
        if (!who.empty() || in_.words[nearest.head].best().derivation != Derivation::masdar) {
          return who;
        }
      }
      // A pronoun on the preposition: "met with him".
      const uint32_t end = in_.text.sentences[in_.text.tokens[p.token].sentence].last;
      for (uint32_t i = p.last; i < std::min(end, p.last + 4); ++i) {
        const Analysis& a = in_.words[i].best();
        if (a.word_class == WordClass::preposition && a.lemma == where.preposition &&
            a.enclitic.length > 0) {
          return in_.actors.relative_pronoun(i);
        }
      }
      return {};
    }
    case Position::speaker:
      return speaker_of(p);
  }
  return {};
}

// Who says, in the article's words or his own, the innermost statement around the predicate.
std::vector<Participant> FrameMatcher::speaker_of(const Predicate& p) const {
  if (!in_.claims) return {};
  const Span& at = in_.text.tokens[p.token].span;
  const Claim* innermost = nullptr;
  for (const size_t i : claims_.around(at.begin)) {
    const Claim& c = (*in_.claims)[i].claim;
    if (c.span.contains(at) && (!innermost || c.span.length() < innermost->span.length())) {
      innermost = &c;
    }
  }
  if (!innermost) return {};
  const Span& named = innermost->source_span;
  const uint32_t first = token_at(in_.text, named.begin);
  const uint32_t last = token_at(in_.text, named.end - 1) + 1;
  std::vector<Participant> who = in_.actors.range(first, last);
  if (who.size() > 1) who.resize(1);
  return who;
}

// "Condemned the attack", "agreed to the request": who made what the recipient's positions name.
std::vector<Participant> FrameMatcher::doers_of_object(const Predicate& p, const Frame& f) const {
  for (const Position& where : f.recipient) {
    const bool object = where.kind == Position::object || where.kind == Position::object_owner;
    const int32_t phrase = object ? (p.verbal ? p.verb.object : p.noun.second)
                           : where.kind == Position::subject ? -1
                                                             : complement(p, where.preposition);
    if (auto who = doers_of(impl_, in_, out_, phrase); !who.empty()) return who;
  }
  return {};
}

// Parties that a clause about the noun names: "a meeting that brought together X, Y and Z".
std::vector<Participant> FrameMatcher::described_parties(const Predicate& p) const {
  std::vector<Participant> out;
  if (p.verbal || p.participle) return out;
  const int32_t own = in_.syntax.phrase_of[p.token];
  if (own < 0) return out;
  for (size_t c = in_.syntax.clause_of[p.token]; c < in_.syntax.clauses.size(); ++c) {
    const Clause& clause = in_.syntax.clauses[c];
    if (clause.sentence != in_.text.tokens[p.token].sentence) break;
    if (clause.kind != ClauseKind::relative || clause.antecedent != own) continue;
    for (size_t k = static_cast<size_t>(own); k < in_.syntax.phrases.size(); ++k) {
      const Phrase& ph = in_.syntax.phrases[k];
      if (ph.first > clause.first + 16) break;
      if (ph.clause != c || ph.coordinated >= 0 || ph.first > clause.first + 16) continue;
      if (!ph.prep.empty() && ph.prep != preposition::kFrom && ph.prep != preposition::kWith &&
          ph.prep != preposition::kBetween)
        continue;
      for (Participant& q : in_.actors.phrase(static_cast<int32_t>(k))) out.push_back(std::move(q));
    }
  }
  return out;
}

// "Occupied the city of Mariupol", "sent aid to the port of Aden": where the object, or what the
// act goes to, is a place, its country undergoes the act, if it is not the actor's own.
std::vector<Participant> FrameMatcher::country_of_place(
    const Predicate& p, const Frame& f, const std::vector<Participant>& actor) const {
  if (actor.empty() || (f.recipient_kinds & 1u) == 0) return {};
  const auto country = [&](uint32_t first, uint32_t last) -> std::vector<Participant> {
    for (uint32_t i = first; i < last; ++i) {
      const EntityMention* m = in_.entities.mention(i);
      if (!m || m->first != i) continue;
      const Entity& e = in_.entities.entities[m->entity];
      if (e.kind != EntityKind::place || !e.of || !in_.actors.is_state(*e.of)) continue;
      Participant q;
      q.code = *e.of;
      q.kind = EntityKind::state;
      q.span = m->span;
      q.token = i;
      q.owner = true;
      for (const Participant& a : actor) {
        if (a.code == q.code) return {};
      }
      return {q};
    }
    return {};
  };
  for (const Position& where : f.recipient) {
    const bool of_object = where.kind == Position::object || where.kind == Position::object_owner;
    const int32_t object = p.verbal ? p.verb.object : p.noun.second;
    std::vector<Participant> found;
    if (of_object && object >= 0) {
      const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(object)];
      found = country(ph.first, ph.last);
    } else if (of_object && !p.verbal && !f.idafa_is_subject) {
      found = country(p.noun.genitive_first, p.noun.genitive_last);
    } else if (where.kind == Position::prep &&
               (where.preposition == preposition::kTo || where.preposition == preposition::kOn)) {
      for (const int32_t c : p.complements) {
        const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(c)];
        if (ph.prep == where.preposition && found.empty()) found = country(ph.first, ph.last);
      }
    }
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<Participant> FrameMatcher::allowed(std::vector<Participant> list, uint8_t kinds) const {
  std::erase_if(list, [&](const Participant& p) { return !is_allowed(p, kinds); });
  return list;
}

bool is_allowed(const Participant& p, uint8_t kinds) {
  return political(p) && (kinds & 1u << static_cast<unsigned>(p.kind)) != 0;
}

std::optional<std::string> FrameMatcher::place_of(const Predicate& p, const Frame& frame) const {
  const auto of_range = [&](uint32_t first, uint32_t last) -> std::optional<std::string> {
    for (uint32_t i = first; i < last; ++i) {
      const EntityMention* m = in_.entities.mention(i);
      if (!m || m->first != i || m->form == MentionForm::demonym) continue;
      const Entity& e = in_.entities.entities[m->entity];
      if (m->capital && !m->place.empty()) return m->place;
      if (e.kind == EntityKind::place || e.kind == EntityKind::state) return e.id;
    }
    return std::nullopt;
  };
  for (const Position& where : frame.place) {
    if (where.kind == Position::prep || where.kind == Position::prep_owner) {
      for (int32_t c : p.complements) {
        const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(c)];
        if (ph.prep != where.preposition) continue;
        if (auto place = of_range(ph.first, ph.last)) return place;
      }
    } else {
      const int32_t index = where.kind == Position::subject ? p.verb.subject
                            : p.verbal                      ? p.verb.object
                                                            : p.noun.second;
      if (index >= 0) {
        const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(index)];
        if (auto place = of_range(ph.first, ph.last)) return place;
      }
      if (!p.verbal && where.kind == Position::object) {
        if (auto place = of_range(p.noun.genitive_first, p.noun.genitive_last)) return place;
      }
    }
  }
  return std::nullopt;
}

}  // namespace isnad
