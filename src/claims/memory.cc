// Who is meant without a name: the speaker who goes on, the one whom "the statement" or "the
// researcher" takes up, the subject that a clause shares with the one around it.

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kMemory = 8;  // sentences that a speaker is remembered

}  // namespace

std::optional<Speaker> ClaimPass::last_of(SourceSort sort, Gender gender) const {
  for (size_t k = said_.size(); k-- > 0;) {
    const Speaker& s = said_[k].speaker;
    const bool fits = sort == SourceSort::person
                          ? s.sort == SourceSort::person && !is_generic(s.source)
                          : s.sort == SourceSort::media || s.sort == SourceSort::body;
    if (!fits) continue;
    if (sort == SourceSort::person && gender != Gender::none && s.gender != Gender::none &&
        gender != s.gender) {
      continue;
    }
    return s;
  }
  return std::nullopt;
}

// "The network", "the observatory": what was named before by words that begin with this noun.
Speaker ClaimPass::namesake(uint32_t noun) const {
  const std::string_view lemma = best(noun).lemma;
  for (size_t k = entities_.mentions_before(noun); k-- > 0;) {
    const EntityMention& m = entities_.mentions[k];
    if (m.form == MentionForm::demonym) continue;
    const Entity& e = entities_.entities[m.entity];
    if (e.kind == EntityKind::place || e.kind == EntityKind::state) continue;
    const bool inside = best(m.first).lemma == lemma && m.last > m.first + 1;
    const bool before = m.first > 0 && best(m.first - 1).lemma == lemma;
    if (!inside && !before) continue;
    Speaker out;
    out.source = e.id;
    out.sources = {e.id};
    if (e.of) add_code(out.sources, *e.of);
    out.span = text_.tokens[noun].span;
    out.sort = e.kind == EntityKind::person ? SourceSort::person : SourceSort::body;
    return out;
  }
  return {};
}

// "The statement", "the same source": who spoke in a sentence that named it before.
std::optional<Speaker> ClaimPass::issuer(uint32_t noun, uint32_t last) const {
  const Analysis& n = best(noun);
  if (!n.definite || n.number == Number::plur || n.enclitic.length > 0) return std::nullopt;
  bool same = false;
  for (uint32_t k = noun + 1; k < std::min<size_t>(last + 1, text_.tokens.size()); ++k) {
    same =
        same || (best(k).enclitic.length > 0 && (best(k).lemma == "*At" || best(k).lemma == "nfs"));
  }
  const uint32_t own = text_.tokens[noun].sentence;
  for (size_t k = said_.size(); k-- > 0 && said_[k].sentence + 2 * kMemory > own;) {
    if (same) return said_[k].speaker;
    const Sentence& s = text_.sentences[said_[k].sentence];
    for (uint32_t j = s.first; j < std::min(s.last, noun); ++j) {
      if (best(j).lemma == n.lemma && best(j).pos == n.pos) return said_[k].speaker;
    }
  }
  return std::nullopt;
}

// The speaker who goes on: the last one that agrees with the verb.
Speaker ClaimPass::continued(const Analysis& verb, const Sentence& s) const {
  const auto own = static_cast<uint32_t>(&s - text_.sentences.data());
  // Main speakers first, then reports and speakers inside other speech.
  for (size_t n = 2 * said_.size(); n-- > 0;) {
    const bool main_only = n >= said_.size();
    const Said& said = said_[n % said_.size()];
    const Speaker& sp = said.speaker;
    const uint32_t memory = main_only ? kMemory / 2 : kMemory;
    if (said.sentence + memory < own) {  // and all before it
      if (!main_only) break;
      n = said_.size();
      continue;
    }
    const bool report =
        sp.sort == SourceSort::text && is_generic(sp.source) && !sp.source.starts_with(kUnnamed);
    if (main_only && (said.nested || report)) continue;
    if (verb.number == Number::sing || verb.number == Number::none) {
      if (verb.gender != Gender::none && sp.gender != Gender::none && verb.gender != sp.gender) {
        continue;
      }
      if (sp.number == Number::dual) continue;
    } else if (sp.number == Number::sing ||
               (verb.number == Number::dual && sp.number != Number::dual)) {
      continue;
    }
    return sp;
  }
  return {};
}

// The verb of a relative clause whose noun is not its subject: "a statement in which he stressed",
// "persons whom it accused", "Mauritania (f.), whose help he called".
bool ClaimPass::resumptive(const CueHit& hit, const Sentence& s) const {
  const uint32_t v = hit.token;
  if ((hit.row->flags & kPatient) && hit.analysis->enclitic.length > 0) return true;
  if (v + 1 < s.last && takes_up(v + 1)) return true;
  if (v == s.first || best(v - 1).word_class != WordClass::relative) return false;
  const Gender pronoun = key(v - 1).ends_with("Alty")   ? Gender::fem
                         : key(v - 1).ends_with("Al*y") ? Gender::masc
                                                        : Gender::none;
  return pronoun != Gender::none && hit.analysis->number == Number::sing &&
         hit.analysis->gender != Gender::none && hit.analysis->gender != pronoun;
}

// "A call from the king, in which he expressed": whoever the call, letter or statement came from.
Speaker ClaimPass::sender_before(uint32_t verb, const Sentence& s) const {
  static constexpr uint32_t kReach = 24;
  for (uint32_t k = verb; k-- > s.first && verb - k < kReach;) {
    const Token& t = text_.tokens[k];
    if (t.is(kStop) || t.is(kSemicolon) || is_that(k)) break;
    const int32_t p = syntax_.phrase_of[k];
    if (p < 0) continue;
    const Phrase& phrase = syntax_.phrases[static_cast<size_t>(p)];
    if (phrase.prep == preposition::kFrom) {
      const auto found = actors_.phrase(p);
      if (found.empty() || found[0].owner) return {};
      for (uint32_t j = phrase.first; j-- > s.first && phrase.first - j <= 4;) {
        const SourceRow* noun = source_noun(j);
        if (noun && noun->sort == SourceSort::text) return from_participants(found);
        const bool between = best(j).pos == Pos::adj || best(j).pos == Pos::adv ||
                             best(j).word_class == WordClass::preposition;
        if (!between) break;
      }
      return {};
    }
    if (!phrase.prep.empty() && phrase.prep != preposition::kLi) break;
    k = phrase.first;
    if (k == 0) break;
  }
  return {};
}

// "in it", "during it": what a relative clause says in the thing that it describes.
bool ClaimPass::takes_up(uint32_t token) const {
  const Analysis& a = best(token);
  return a.enclitic.length > 0 && (a.lemma == preposition::kIn || a.lemma == preposition::kDuring);
}

// Whose circumstance a participle is: the speaker of the clause before it, else the subject of its
// verb.
Speaker ClaimPass::governing_speaker(uint32_t participle, const Analysis& a,
                                     const Sentence& s) const {
  const auto own = static_cast<uint32_t>(&s - text_.sentences.data());
  const auto agrees = [&](Gender g) {
    return g == Gender::none || a.gender == Gender::none || g == a.gender;
  };
  // A plural circumstance ("expressing", of several) is not one person's.
  const bool several = a.number == Number::plur || a.number == Number::dual;
  const auto fits = [&](const Speaker& sp) {
    return !several || sp.sort != SourceSort::person || is_generic(sp.source) ||
           sp.number == Number::plur || sp.number == Number::dual;
  };
  // "The minister ended his visit. Stressing that": whoever acts in the sentence before.
  if (participle == s.first && own > 0 && (said_.empty() || said_.back().sentence + 1 < own)) {
    const Sentence& before = text_.sentences[own - 1];
    for (uint32_t j = before.first; j < before.last; ++j) {
      if (!syntax_.finite_verb[j]) continue;
      const Speaker actor = from_participants(actors_.subject(j));
      if (actor.valid() && agrees(best(j).gender) && fits(actor)) return actor;
      break;
    }
  }
  if (Speaker sayer = sayer_before(participle, a, s); sayer.valid() && fits(sayer)) return sayer;
  uint32_t from = s.first;
  for (size_t k = said_.size(); k-- > 0;) {
    const Said& said = said_[k];
    if (said.sentence != own) break;
    if (said.cue > participle) continue;
    if (agrees(said.speaker.gender) && fits(said.speaker)) {
      // A main verb of somebody else between the claim and the participle governs it instead.
      for (uint32_t j = participle; j-- > std::max(said.last, said.cue + 1);) {
        if (!syntax_.finite_verb[j]) continue;
        const Speaker other = from_participants(actors_.subject(j));
        if (other.valid() && agrees(best(j).gender)) return other;
        break;
      }
      return said.speaker;
    }
    from = std::max(from, said.first);
  }
  for (uint32_t j = participle; j-- > s.first;) {
    if (!syntax_.finite_verb[j] || !agrees(best(j).gender)) continue;
    const Clause& c = syntax_.clauses[syntax_.clause_of[j]];
    if (c.kind == ClauseKind::relative || c.kind == ClauseKind::that) continue;
    // "gave the army two days to pull its tanks out, saying": the purpose is another's deed.
    const bool purpose = best(j).aspect == Aspect::imperfective && key(j).starts_with('l') &&
                         text_.tokens[participle - 1].is(kComma);
    if (purpose) continue;
    const auto found = actors_.subject(j);
    // "The mayor defended the plan, saying": somebody whom no list knows.
    if (found.empty() && !several) {
      const Speaker unknown = subject_of(j, s, true);
      bool titled = false;
      for (uint32_t k = j + 1; k < participle; ++k) {
        const SourceRow* noun = source_noun(k);
        titled = titled || (text_.tokens[k].span.begin == unknown.span.begin && noun &&
                            (noun->sort == SourceSort::person || noun->sort == SourceSort::body));
      }
      if (titled && unknown.source.starts_with("ar:") &&
          unknown.span.end <= text_.tokens[participle].span.begin) {
        return unknown;
      }
    }
    if (found.empty() || found[0].owner) continue;
    Speaker out = from_participants(found);
    const bool both = best(j).number == Number::plur || best(j).number == Number::dual;
    if (!out.valid() || !(both || fits(out))) continue;
    out.gender = a.gender;
    return out;
  }
  // "With them agreed the economist X, pointing to": the name right before it.
  if (participle > s.first + 1) {
    const uint32_t last = text_.tokens[participle - 1].is(kComma) ? participle - 2 : participle - 1;
    const EntityMention* m = entities_.mention(last);
    if (m && m->last == last + 1 && m->first > s.first &&
        entities_.entities[m->entity].kind == EntityKind::person) {
      const int32_t p = syntax_.phrase_of[m->first];
      if (p >= 0 && syntax_.phrases[static_cast<size_t>(p)].prep.empty() &&
          best(m->first).prep == PrepClitic::none) {
        Speaker named = from_participants(actors_.range(m->first, m->last));
        if (named.valid()) return named;
      }
    }
  }
  // "The president, addressing soldiers: ...": no verb at all before it.
  if (participle > s.first + 1 && text_.tokens[participle - 1].is(kComma)) {
    const uint32_t head = std::max(s.first, byline_);
    const int32_t p = syntax_.phrase_of[head];
    if (p >= 0 && syntax_.phrases[static_cast<size_t>(p)].prep.empty()) {
      Speaker topic = phrase_speaker(head, phrase_end(head, s), false);
      if (topic.valid() && agrees(topic.gender)) return topic;
    }
  }
  return continued(a, s);
}

// "Asked about it, the spokesman NAME ..., said": a person named before the verb in its sentence.
Speaker ClaimPass::person_before(uint32_t verb, const Sentence& s) const {
  for (uint32_t k = std::max(s.first, byline_); k < verb; ++k) {
    const OfficeMention* o = entities_.office(k);
    const EntityMention* m = entities_.mention(k);
    const bool office = o && o->person >= 0 && o->first == k;
    const bool person =
        m && m->first == k && entities_.entities[m->entity].kind == EntityKind::person;
    if (!office && !person) continue;
    if (text_.tokens[k].quoted) continue;
    const uint32_t end = office ? o->last : m->last;
    return from_participants(actors_.range(k, std::min(end, verb)));
  }
  return {};
}

// "So sculptor X expressed his pride. And he revealed that": a verb that opens its sentence goes on
// with the one person whom the sentence before named.
Speaker ClaimPass::only_person_before(const CueHit& hit, const Sentence& s) const {
  const auto own = static_cast<uint32_t>(&s - text_.sentences.data());
  if (own == 0 || hit.analysis->number != Number::sing) return {};
  for (uint32_t k = s.first; k < hit.token; ++k) {
    if (text_.tokens[k].kind == TokenKind::word) return {};
  }
  const Sentence& before = text_.sentences[own - 1];
  const EntityMention* only = nullptr;
  for (uint32_t k = std::max(before.first, byline_); k < before.last; ++k) {
    const OfficeMention* o = entities_.office(k);
    if (o && o->person < 0 && o->first == k) return {};  // one more, without a name
    const EntityMention* m = entities_.mention(k);
    if (!m || m->first != k || entities_.entities[m->entity].kind != EntityKind::person) continue;
    if (only && only->entity != m->entity) return {};
    if (!only) only = m;
  }
  if (!only || text_.tokens[only->first].quoted) return {};
  const Gender gender = best(only->first).gender;
  if (hit.analysis->gender == Gender::fem && gender != Gender::fem) return {};
  Speaker out = from_participants(actors_.range(only->first, only->last));
  const Entity& e = entities_.entities[only->entity];
  out.source = e.id;
  if (out.sources.empty()) {
    out.sources = {e.id};
    if (e.of) add_code(out.sources, *e.of);
  }
  out.span = only->span;
  out.sort = SourceSort::person;
  return out;
}

// "But the forces, which ..., said": the noun phrase that heads the sentence, when only relative
// clauses stand between.
Speaker ClaimPass::topic_before(const CueHit& hit, const Sentence& s) const {
  const uint32_t v = hit.token;
  uint32_t from = std::max(s.first, byline_);
  const bool answered = hit.analysis->conj == Conj::fa;  // "as for X, he said"
  if (answered) {
    for (uint32_t k = v; k-- > s.first && v - k < 10;) {
      if (best(k).lemma == "AmA") {
        from = k;
        break;
      }
    }
  }
  const uint32_t reach = std::min(v, from + 4);
  for (uint32_t k = from; k < reach; ++k) {
    if (is_predicate(k) || is_that(k)) return {};
    const int32_t p = syntax_.phrase_of[k];
    if (p < 0) continue;
    const Phrase& phrase = syntax_.phrases[static_cast<size_t>(p)];
    if (!phrase.prep.empty() || phrase.last > v) return {};
    for (uint32_t j = phrase.last; j < v; ++j) {
      if (!syntax_.finite_verb[j]) continue;
      const Clause& c = syntax_.clauses[syntax_.clause_of[j]];
      if (c.kind != ClauseKind::relative) return {};
    }
    const Analysis& h = best(phrase.head);
    if (hit.analysis->number == Number::sing && h.number == Number::sing &&
        h.gender != Gender::none && entities_.mention_at[phrase.head] < 0 &&
        hit.analysis->gender != h.gender) {
      return {};
    }
    Speaker out = phrase_speaker(phrase.first, std::min(v, phrase_end(phrase.first, s)),
                                 (hit.row->flags & kReport) != 0 || (hit.row->takes & kTakesThat));
    if (out.source.starts_with("ar:") && !answered) return {};
    return out;
  }
  return {};
}

}  // namespace isnad
