#include "syntax/actors.h"

#include <algorithm>

namespace isnad {

namespace {

constexpr std::string_view kDiplomatic = "diplomatic";  // of data/gazetteers/organs.tsv
constexpr uint32_t kStateReach = 2;                     // sentences back: the state of an organ
// Organs that are people: ministers, spokesmen, envoys, delegations.
bool speaks_for(std::string_view organ) {
  return organ == "official" || organ == "spokesperson" || organ == kDiplomatic;
}

bool is_force(std::string_view organ) { return organ == "military" || organ == "police"; }

bool acts_in_place(std::string_view organ) { return organ == "police"; }

}  // namespace

Actors::Actors(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
               const Syntax& syntax, const Gazetteer& gazetteer, const Image& image,
               const std::optional<std::string>& published)
    : text_(text),
      words_(words),
      entities_(entities),
      syntax_(syntax),
      gazetteer_(gazetteer),
      image_(image),
      anaphors_(KeyTable<AnaphorRow>::open(image, "syn.anaphors")),
      private_(KeyTable<WordKindRow>::open(image, "syn.private")),
      pronoun_hosts_(KeyTable<WordKindRow>::open(image, "syn.pronoun_hosts")),
      place_nouns_(KeyTable<WordKindRow>::open(image, "syn.place_nouns")),
      borders_(KeyTable<WordKindRow>::open(image, "syn.borders")),
      loyalty_(KeyTable<WordKindRow>::open(image, "syn.loyalty")),
      published_(published) {
  anaphor_rows_.resize(text.tokens.size());
  for (const OfficeMention& o : entities.offices) {
    if (o.person < 0) continue;
    if (o.former) former_.insert(static_cast<uint32_t>(o.person));
    if (o.former || o.at.empty() || has_private_calling(o.first) || is_calling(o)) continue;
    affiliation_.emplace(static_cast<uint32_t>(o.person), o.at);
  }
  // Whose titles are callings alone is himself, unless the gazetteer knows better.
  for (const OfficeMention& o : entities.offices) {
    if (o.person < 0 || o.at.empty() || !(is_calling(o) || has_private_calling(o.first))) continue;
    if (gazetteer.by_id(entities.entities[static_cast<size_t>(o.person)].id) != UINT32_MAX)
      continue;
    affiliation_.emplace(static_cast<uint32_t>(o.person), std::string());
  }
}

void Actors::add_unique(std::vector<Participant>& out, Participant p) {
  for (const Participant& q : out) {
    if (q.code == p.code && q.person == p.person) return;
  }
  out.push_back(std::move(p));
}

// The state in which a place lies; none for places of several states or of none.
std::optional<Participant> Actors::state_of_place(const EntityMention& m) const {
  const Entity& e = entities_.entities[m.entity];
  if (e.kind != EntityKind::place || !e.of || !gazetteer_.is_state(*e.of)) return std::nullopt;
  Participant p = from_entity(m.entity, m);
  p.code = *e.of;
  p.kind = EntityKind::state;
  return p;
}

std::vector<Participant> Actors::adjectives(uint32_t first, uint32_t last) const {
  std::vector<Participant> out;
  for (uint32_t i = first; i < last && i < text_.tokens.size(); ++i) {
    const EntityMention* m = entities_.mention(i);
    if (m && m->first == i && m->form == MentionForm::demonym) {
      add_unique(out, from_entity(m->entity, *m));
    }
  }
  return out;
}

// The participant that the words at `token` name, inside the stretch [first, last).
std::optional<Participant> Actors::at(uint32_t token, uint32_t first, uint32_t last) const {
  const OfficeMention* o = entities_.office(token);
  if (o && o->first == token && o->person >= 0) return from_office(*o);
  if (o && o->first == token) {
    if (!o->office.empty()) {
      OfficeMention with_state = *o;
      if (with_state.at.empty() && o->last <= last) {
        if (auto owner = owner_of(o->first, first, last)) with_state.at = owner->code;
      }
      if (const EntityMention* holder = holder_behind(o->last)) {
        Participant p = from_entity(holder->entity, *holder);
        p.span = o->span;
        p.token = o->first;
        return p;
      }
      if (auto p = person_of_office(with_state)) return p;
      if (auto p = group_of_calling(token, first, last)) return p;
      if (heads_private_body(*o, last)) {
        // The newspaper, the company or the party speaks through whoever heads it.
        for (uint32_t i = o->first + 1; i < last; ++i) {
          const Hit* body = entities_.role(i);
          if (!body || body->first != i || lex_kind(*body) != LexKind::group) continue;
          Participant p;
          p.span = o->span;
          p.token = o->first;
          return group(*body, p, first, last);
        }
        return std::nullopt;
      }
      if (!with_state.at.empty() && !has_private_calling(o->first)) return from_office(with_state);
    }
  }
  if (auto p = group_of_calling(token, first, last)) return p;
  if (const EntityMention* m = entities_.mention(token); m && m->first == token) {
    if (m->form == MentionForm::demonym && token > first) return std::nullopt;
    // A nisba alone ("the Russians") stands for the state only in the plural or with the article.
    Participant p = from_entity(m->entity, *m);
    if (p.code.empty()) return std::nullopt;
    return p;
  }
  const Hit* role = entities_.role(token);
  if (!role || role->first != token) return std::nullopt;
  const LexRow& lex = gazetteer_.lex(role->lex);
  const LexKind kind = gazetteer_.kind(role->lex);
  Participant p;
  p.token = role->first;
  const Token& t = text_.tokens[role->first];
  const uint32_t skip =
      role->article && role->proclitics >= 2 ? role->proclitics - 2u : role->proclitics;
  p.span = {text_.part_of(t, std::min<size_t>(skip, t.key.size() - 1), t.key.size()).begin,
            text_.tokens[role->last - 1].span.end};
  if (kind == LexKind::group) {
    // An adjective after its noun ("armed conflict") is no group.
    const bool adjective = words_[token].best().pos == Pos::adj && token > 0 &&
                           syntax_.phrase_of[token] >= 0 &&
                           syntax_.phrase_of[token] == syntax_.phrase_of[token - 1];
    if (adjective && role->last == role->first + 1) return std::nullopt;
    // "..., accusing it": no suspects.
    const Clause& clause = syntax_.clauses[syntax_.clause_of[token]];
    if (clause.kind == ClauseKind::hal && clause.first == token) return std::nullopt;
    if (auto one = named_one(*role)) return one;
    return group(*role, p, first, last);
  }
  if (kind == LexKind::office && has_private_calling(token)) return std::nullopt;
  if (kind == LexKind::organ || kind == LexKind::office) {
    p.kind = EntityKind::state;
    // Instructors, doctors and engineers are sent by their state; they do not speak for it.
    p.organ = kind != LexKind::office                ? std::string(gazetteer_.str(lex.id))
              : gazetteer_.str(lex.extra) == "state" ? "official"
                                                     : "staff";
    if (auto owner = owner_of(token, first, last)) {
      p.code = owner->code;
      p.kind = owner->kind == EntityKind::person ? EntityKind::state : owner->kind;
      if (speaks_for(p.organ)) p.kind = EntityKind::person;
      return p;
    }
    // "The forces hostile to X" are nobody's whom the text names there.
    for (uint32_t i = role->last; i < last; ++i) {
      const auto rows = loyalty_.find(words_[i].best().lemma);
      if (!rows.empty() && rows[0].kind == static_cast<uint8_t>(LoyaltyKind::against)) {
        return std::nullopt;
      }
    }
    // A definite organ without an owner is that of its earlier mention, or of the state last
    // spoken of.
    bool definite = role->article || words_[token].best().definite;
    // ... also by a definite genitive, if that is an organ or an adjective too: the forces of the
    // army; the management of the club is no organ of a state.
    for (uint32_t i = role->first + 1; i < last && !definite; ++i) {
      if (i >= role->last && words_[i].best().pos == Pos::noun && !entities_.role(i)) break;
      definite = words_[i].best().definite;
    }
    // Leaders of parties or firms say nothing of a state.
    const bool of_state = kind == LexKind::organ || gazetteer_.str(lex.extra) == "state";
    if (definite) {
      // The police act where the sentence says.
      const auto place = acts_in_place(p.organ) ? located_in(token) : std::nullopt;
      if (place && gazetteer_.is_state(place->code)) {
        p.code = place->code;
        return p;
      }
      if (auto owner = earlier_owner(*role)) {
        p.code = owner->code;
        p.kind = owner->kind == EntityKind::person ? EntityKind::state : owner->kind;
        if (speaks_for(p.organ)) p.kind = EntityKind::person;
        return p;
      }
      auto state = of_state ? last_states(token, 1) : std::vector<Participant>{};
      const bool elsewhere = state.empty() || !same_paragraph(state[0].token, token);
      if (elsewhere && is_digest()) return std::nullopt;
      if (!state.empty() &&
          (text_.tokens[state[0].token].sentence + kStateReach >= text_.tokens[token].sentence ||
           home_state().empty())) {
        p.code = state[0].code;
        return p;
      }
      // No state was named nearby: the one in which the document's places lie.
      if (of_state && !home_state().empty()) {
        p.code = home_state();
        return p;
      }
    } else if (is_force(p.organ) && organ_sort(*role) == OrganSort::person) {
      if (auto own = own_force(*role)) {
        p.code = own->code;
        return p;
      }
    }
  }
  return std::nullopt;
}

// States named before a token, latest first, without repeats.
std::vector<Participant> Actors::last_states(uint32_t before, size_t count) const {
  std::vector<Participant> out;
  for (size_t k = entities_.mentions_before(before); k-- > 0 && out.size() < count;) {
    const EntityMention& m = entities_.mentions[k];
    if (before - m.first > 4 * kReach) break;
    if (entities_.entities[m.entity].kind != EntityKind::state || is_bystander(m)) continue;
    add_unique(out, from_entity(m.entity, m));
  }
  return out;
}

std::vector<Participant> Actors::range(uint32_t first, uint32_t last) const {
  const Question question(*this);
  if (!question.may_go_on()) return {};
  std::vector<Participant> out;
  last = std::min<uint32_t>(last, static_cast<uint32_t>(text_.tokens.size()));
  // The head of the stretch.
  uint32_t head = first;
  while (head < last && (text_.tokens[head].kind == TokenKind::punct ||
                         text_.tokens[head].kind == TokenKind::number ||
                         words_[head].best().word_class == WordClass::demonstrative ||
                         words_[head].best().word_class == WordClass::quantifier ||
                         words_[head].best().pos == Pos::num)) {
    ++head;
  }
  if (head >= last) return out;
  // "The two countries" are whom the text named, not an unnamed group of states.
  if (!entities_.mention(head) && !entities_.office(head)) {
    if (auto list = anaphor(head, last); !list.empty()) return list;
  }
  // "The three armies": of the states last listed.
  if (const Hit* role = entities_.role(head);
      role && role->first == head && (role->flags & kPlural) && role->last < last &&
      words_[role->last].best().pos == Pos::num && words_[role->last].best().definite) {
    auto list = last_list(head);
    for (Participant& p : list) {
      p.organ = "military";
      p.token = head;
      p.span = text_.tokens[head].span;
    }
    if (!list.empty()) return list;
  }
  if (auto p = at(head, head, last)) {
    add_unique(out, *p);
    // Several nisbas on one organ: "the French and American forces" are both.
    if (!p->organ.empty()) {
      const auto more = adjectives(head, last);
      for (const Participant& a : more) {
        Participant q = *p;
        q.code = a.code;
        if (q.person.empty()) add_unique(out, q);
      }
    }
    return out;
  }
  if (auto list = anaphor(head, last); !list.empty()) return list;
  if (words_[head].best().word_class == WordClass::pronoun && depth_ < kMaxDepth) {
    return pronoun(head);
  }
  // Relatives of somebody do not act for him, nor players and poets for their state.
  const auto own_kind = private_.find(words_[head].best().lemma);
  const auto body = static_cast<uint8_t>(PrivateKind::body);
  if (!own_kind.empty() && own_kind[0].kind != body) return out;
  const OfficeMention* title = entities_.office(head);
  if (title && title->first == head && heads_private_body(*title, last)) return out;
  // Not a participant itself: whoever possesses it. An organ of several states (the foreign
  // ministers of the three states) stands for them.
  const Hit* role = entities_.role(head);
  const bool organ = role && gazetteer_.kind(role->lex) != LexKind::group;
  for (uint32_t i = head + 1; i < last; ++i) {
    // A single "armed" or "opposed" after a noun is its adjective, not a group.
    const Hit* group = entities_.role(i);
    if (group && group->first == i && group->last == i + 1 && !(group->flags & kPlural) &&
        gazetteer_.kind(group->lex) == LexKind::group && entities_.mention_at[i] < 0) {
      continue;
    }
    if (auto p = at(i, head, last)) {
      p->owner = true;
      add_unique(out, *p);
      break;
    }
    if (has_private_calling(i))
      return out;  // "the agent of the Ghanaian player" is no agent of Ghana
    if (auto list = anaphor(i, last); !list.empty()) {
      for (Participant& p : list) {
        p.owner = !organ;
        if (organ) {
          p.organ = "official";
          p.kind = EntityKind::person;
        }
        add_unique(out, p);
      }
      break;
    }
  }
  if (out.empty()) {
    for (Participant p : adjectives(head, last)) {
      p.owner = true;
      add_unique(out, p);
    }
  }
  // "The main role of (li-) the Russian forces": a definite noun may be possessed through li-.
  const int32_t own = syntax_.phrase_of[head];
  const auto next = static_cast<size_t>(own + 1);
  if (out.empty() && own >= 0 && next < syntax_.phrases.size() && words_[head].best().definite &&
      words_[head].best().pos == Pos::noun && syntax_.phrases[next].prep == preposition::kLi &&
      depth_ < kMaxDepth && last > head &&
      syntax_.phrases[next].first <= syntax_.phrases[static_cast<size_t>(own)].last) {
    ++depth_;
    for (Participant p : range(syntax_.phrases[next].first, syntax_.phrases[next].last)) {
      p.owner = true;
      add_unique(out, p);
    }
    --depth_;
  }
  // "More than seventy of (min) the attackers", "two of the policemen".
  const bool counted = first < last && (text_.tokens[first].kind == TokenKind::number ||
                                        words_[first].best().pos == Pos::num ||
                                        words_[head].best().pos == Pos::num ||
                                        words_[first].best().word_class == WordClass::quantifier);
  if (out.empty() && counted && own >= 0 && next < syntax_.phrases.size() &&
      syntax_.phrases[next].prep == preposition::kFrom && depth_ < kMaxDepth &&
      syntax_.phrases[next].first <= last + 1) {
    ++depth_;
    for (Participant p : range(syntax_.phrases[next].first, syntax_.phrases[next].last)) {
      add_unique(out, p);
    }
    --depth_;
  }
  for (uint32_t i = head; out.empty() && i < last; ++i) {
    if (words_[i].best().enclitic.length > 0 && depth_ < kMaxDepth) {
      for (Participant p : pronoun(i)) {
        p.owner = true;
        add_unique(out, p);
      }
    }
  }
  return out;
}

// Who acts in the relative clause of a phrase that names nobody: "the support that the coalition
// gives" is the coalition's.
std::vector<Participant> Actors::described_by(int32_t index) const {
  std::vector<Participant> out;
  const Phrase& head = syntax_.phrases[static_cast<size_t>(index)];
  for (size_t c = head.clause; c < syntax_.clauses.size(); ++c) {
    const Clause& clause = syntax_.clauses[c];
    if (clause.sentence != text_.tokens[head.first].sentence) break;
    if (clause.kind != ClauseKind::relative || clause.antecedent < 0 || clause.opener == kNone) {
      continue;
    }
    const Phrase& antecedent = syntax_.phrases[static_cast<size_t>(clause.antecedent)];
    if (clause.antecedent != index && antecedent.coordinated != index) continue;
    const uint32_t end = text_.sentences[clause.sentence].last;
    for (uint32_t i = clause.first; i < std::min(end, clause.first + 4); ++i) {
      if (syntax_.clause_of[i] != c || !syntax_.finite_verb[i]) continue;
      const VerbArguments args = verb_arguments(text_, words_, entities_, syntax_, i);
      if (args.subject < 0 || args.subject == clause.antecedent) break;
      ++depth_;
      for (Participant p : range(syntax_.phrases[static_cast<size_t>(args.subject)].first,
                                 syntax_.phrases[static_cast<size_t>(args.subject)].last)) {
        p.owner = true;
        add_unique(out, std::move(p));
      }
      --depth_;
      break;
    }
    if (!out.empty()) break;
  }
  return out;
}

std::vector<Participant> Actors::phrase(int32_t index) const {
  if (index < 0) return {};
  // What a longer question asks on its way depends on how deep it is.
  if (depth_ > kMaxDepth) return read_phrase(index);
  auto& answers = phrases_[static_cast<size_t>(depth_)];
  answers.resize(syntax_.phrases.size());
  const auto at = static_cast<size_t>(index);
  if (answers[at]) return *answers[at];
  std::vector<Participant> who = read_phrase(index);
  // An answer that was broken off is nobody else's.
  if (questions_ == 0 || work_ > 0) phrases_[static_cast<size_t>(depth_)][at] = who;
  return who;
}

std::vector<Participant> Actors::read_phrase(int32_t index) const {
  const Question question(*this);
  if (!question.may_go_on()) return {};
  std::vector<Participant> out;
  const auto begin = static_cast<size_t>(index);
  const Phrase& head = syntax_.phrases[begin];
  out = range(head.first, head.last);
  const bool owners = !out.empty() && out[0].owner;
  if (out.empty() && depth_ < kMaxDepth) out = described_by(index);
  for (size_t k = begin + 1; k < syntax_.phrases.size(); ++k) {
    const Phrase& p = syntax_.phrases[k];
    if (p.coordinated != index) {
      if (p.first > head.last + 30) break;
      continue;
    }
    for (Participant& q : range(p.first, p.last)) {
      // "Mali and its capital's markets": conjuncts count if they name somebody as the first does.
      if (q.owner == owners) add_unique(out, std::move(q));
    }
  }
  return out;
}

}  // namespace isnad
