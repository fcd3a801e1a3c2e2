#include "syntax/actors.h"

#include <algorithm>

namespace isnad {

namespace {

constexpr std::string_view kOtherLevel = "other";  // of data/gazetteers/offices.tsv
constexpr std::string_view kDelegateLevel = "delegate";
constexpr std::string_view kPartyLevel = "party";
constexpr std::string_view kDiplomatic = "diplomatic";  // of data/gazetteers/organs.tsv
constexpr std::string_view kOfOffice[] = {" of ", " to ", " for "};
constexpr uint8_t kLesserRank = 3;    // of offices.tsv: below the ministers
constexpr uint32_t kStateReach = 2;   // sentences back: the state of an organ
constexpr uint32_t kComplement = 10;  // tokens of a title's complement before its holder's name

// Organs that are people: ministers, spokesmen, envoys, delegations.
bool speaks_for(std::string_view organ) {
  return organ == "official" || organ == "spokesperson" || organ == kDiplomatic;
}

bool is_force(std::string_view organ) { return organ == "military" || organ == "police"; }

std::string_view last_word(std::string_view words) { return words.substr(words.rfind(' ') + 1); }

// The head of an office's English words: minister, president, secretary-general (of the UN).
std::string_view head_of_office(std::string_view office) {
  for (const std::string_view of : kOfOffice) office = office.substr(0, office.find(of));
  return last_word(office);
}

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

// Organisations and armed groups whose people act for them; companies and media do not make
// politics through whoever works there.
bool Actors::acts_for(const std::string& organisation) const {
  const uint32_t lex = organisation.empty() ? UINT32_MAX : gazetteer_.by_id(organisation);
  if (lex == UINT32_MAX) return false;
  const std::string_view sort = gazetteer_.str(gazetteer_.lex(lex).extra);
  return sort != "company" && sort != "media" && sort != "agency_media";
}

void Actors::add_unique(std::vector<Participant>& out, Participant p) {
  for (const Participant& q : out) {
    if (q.code == p.code && q.person == p.person) return;
  }
  out.push_back(std::move(p));
}

// "The Russian trainers" are instructors whom a state sends; one trainer is a coach.
// "The Iraqi analyst", "the Syrian dissident": the nisba says where he comes from, not for whom he
// acts. Titles of a party or body say for whom.
bool Actors::is_calling(const OfficeMention& office) const {
  if (!gazetteer_.is_state(office.at)) return false;
  const std::string_view level = gazetteer_.str(gazetteer_.lex(office.lex).extra);
  // "The ambassador X", "the member of parliament Y" without a state: whose is a guess.
  const bool guess = office.guessed && office.rank >= kLesserRank;
  const uint32_t end =
      office.person >= 0 && office.person_first > office.first ? office.person_first : office.last;
  return level == kOtherLevel || level == kDelegateLevel || level == kPartyLevel || guess ||
         heads_private_body(office, end);
}

bool Actors::has_private_calling(uint32_t token) const {
  const auto rows = private_.find(words_[token].best().lemma);
  if (rows.empty() || rows[0].kind != static_cast<uint8_t>(PrivateKind::calling)) return false;
  const Hit* role = entities_.role(token);
  return !role || (gazetteer_.kind(role->lex) == LexKind::office && !(role->flags & kPlural));
}

Participant Actors::from_entity(uint32_t entity, const EntityMention& m) const {
  const Entity& e = entities_.entities[entity];
  Participant p;
  p.code = e.id;
  p.kind = e.kind;
  p.span = m.span;
  p.token = m.first;
  if (e.kind == EntityKind::person) {
    p.person = e.id;
    // A person who acts for a state or an organisation is that in events, by the title that the
    // document gives him first; others stand for themselves.
    const auto titled = affiliation_.find(entity);
    const std::string& of = titled != affiliation_.end() ? titled->second : e.of.value_or("");
    const std::string_view body = state_of_body(of);
    const bool of_state = gazetteer_.is_state(of);
    // Whoever held an office acts for himself.
    const bool left = of_state && titled == affiliation_.end() && has_left(entity);
    if (!left && (of_state || acts_for(of))) p.code = body.empty() ? of : std::string(body);
  }
  if (e.kind == EntityKind::place) p.code.clear();
  if (e.kind == EntityKind::organization) {
    const uint32_t lex = gazetteer_.by_id(e.id);
    const std::string_view sort =
        lex == UINT32_MAX ? std::string_view{} : gazetteer_.str(gazetteer_.lex(lex).extra);
    p.media = sort == "media" || sort == "agency_media";
    if (const std::string_view state = state_of_body(e.id); !state.empty()) {
      p.code = state;
      if (gazetteer_.is_state(state)) p.organ = "body";
    }
  }
  return p;
}

// A state's parliament, agency or corps acts for the state, as its ministers do, and the executive
// of a union for the union: that state or union; empty for any other organisation.
std::string_view Actors::state_of_body(const std::string& id) const {
  const uint32_t lex = id.empty() ? UINT32_MAX : gazetteer_.by_id(id);
  if (lex == UINT32_MAX || gazetteer_.kind(lex) != LexKind::organization) return {};
  const LexRow& row = gazetteer_.lex(lex);
  const std::string_view sort = gazetteer_.str(row.extra);
  const bool body = sort == "legislature" || sort == "agency" || sort == "military" ||
                    sort == "ministry" || sort == "court";
  const std::string_view of = gazetteer_.str(row.of);
  const bool part = !of.empty() && !gazetteer_.is_state(of) && gazetteer_.by_id(of) != UINT32_MAX;
  return part || (body && gazetteer_.is_state(of)) ? of : std::string_view{};
}

Participant Actors::from_office(const OfficeMention& office) const {
  Participant p;
  p.kind = EntityKind::person;
  p.span = office.span;
  p.token = office.first;
  p.organ = "official";
  const std::string_view body = state_of_body(office.at);
  p.code = body.empty() ? office.at : std::string(body);
  const bool in_own_name = has_private_calling(office.first);
  const bool calling = office.person >= 0 && is_calling(office);
  if (in_own_name) {
    p.organ.clear();
    p.code.clear();
  }
  if (office.person >= 0) {
    const Entity& e = entities_.entities[static_cast<size_t>(office.person)];
    p.person = e.id;
    if (calling) {
      // Whom the gazetteer knows as a state's own stays that.
      const uint32_t lex = gazetteer_.by_id(e.id);
      const std::string_view of =
          lex == UINT32_MAX ? std::string_view{} : gazetteer_.str(gazetteer_.lex(lex).of);
      const bool acts = gazetteer_.is_state(of) && !has_left(static_cast<uint32_t>(office.person));
      p.code = acts ? std::string(of) : e.id;
      if (!acts) p.organ.clear();
    } else if (in_own_name || office.former) {
      p.code = e.id;
    } else if (p.code.empty()) {
      // A title that names its state or organisation speaks for that, whatever the holder's own.
      p.code = e.of && gazetteer_.is_state(*e.of) ? *e.of : e.id;
    }
  }
  return p;
}

// "The Grand Mufti of (li-) Jerusalem Sheikh So-and-so": the person whose name follows the
// complement of a title that ends before `last`; nullptr if none does.
const EntityMention* Actors::holder_behind(uint32_t last) const {
  if (last >= text_.tokens.size() || syntax_.phrase_of[last] < 0) return nullptr;
  const std::string& prep = syntax_.phrases[static_cast<size_t>(syntax_.phrase_of[last])].prep;
  if (prep != preposition::kLi && prep != preposition::kBi) return nullptr;
  const uint32_t end =
      std::min(text_.sentences[text_.tokens[last].sentence].last, last + kComplement);
  for (uint32_t i = last; i < end; ++i) {
    const Analysis& a = words_[i].best();
    if (text_.tokens[i].kind == TokenKind::punct || syntax_.finite_verb[i]) return nullptr;
    if (a.word_class == WordClass::preposition) return nullptr;
    if (i == last) continue;
    const EntityMention* m = entities_.mention(i);
    const bool person = m && entities_.entities[m->entity].kind == EntityKind::person;
    if (person) return a.conj == Conj::none && a.prep == PrepClitic::none ? m : nullptr;
  }
  return nullptr;
}

// The title of the holder of office `k` that may be `office` by its English head. An honorific
// ("doctor") does not say what its bearer is: another title of his near it may; nullptr if that is
// a different one.
const OfficeMention* Actors::alike(const OfficeMention& office, size_t k) const {
  const OfficeMention& o = entities_.offices[k];
  const auto level = [&](const OfficeMention& of) {
    return gazetteer_.str(gazetteer_.lex(of.lex).extra);
  };
  // "The secretary-general" may be that of the UN, the president is not that of a committee.
  const auto same = [&](const OfficeMention& other) {
    const bool head = head_of_office(other.office) == head_of_office(office.office);
    return head &&
           (last_word(other.office) == last_word(office.office) || level(other) == level(office));
  };
  if (!o.office.empty()) return same(o) ? &o : nullptr;
  const OfficeMention* found = &o;
  const auto look = [&](const OfficeMention& other) {
    if (other.person != o.person || other.office.empty()) return false;
    found = same(other) ? &other : nullptr;
    return true;
  };
  for (size_t j = k + 1; j < entities_.offices.size(); ++j) {
    if (entities_.offices[j].first > office.first) break;
    if (look(entities_.offices[j])) return found;
  }
  for (size_t j = k; j-- > 0 && o.first - entities_.offices[j].first < kFarReach;) {
    if (look(entities_.offices[j])) return found;
  }
  return found;
}

// "The Malian minister" after "the Malian foreign minister Abdoulaye Diop": the person named last
// who holds an office of that state.
std::optional<Participant> Actors::person_of_office(const OfficeMention& office) const {
  for (size_t k = entities_.offices_before(office.first); k-- > 0;) {
    const OfficeMention& o = entities_.offices[k];
    if (o.person < 0) continue;
    if (office.first - o.first > kFarReach) break;
    if (!office.at.empty() && o.at != office.at) continue;
    const OfficeMention* held = office.office.empty() ? &o : alike(office, k);
    if (!held) continue;
    Participant p = from_office(*held);
    p.span = office.span;
    p.token = office.first;
    return p;
  }
  return std::nullopt;
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
// "Journalists", "a Syrian activist": a title of no office that names nobody is the unnamed group
// that the same words name.
std::optional<Participant> Actors::group_of_calling(uint32_t token, uint32_t first,
                                                    uint32_t last) const {
  const Hit* role = entities_.role(token);
  if (!role || role->first != token || role->group == UINT32_MAX) return std::nullopt;
  const std::string_view level = gazetteer_.str(gazetteer_.lex(role->lex).extra);
  if (level != kOtherLevel && level != kDelegateLevel && level != kPartyLevel) return std::nullopt;
  Hit as_group = *role;
  as_group.lex = role->group;
  Participant p;
  p.token = token;
  p.span = {text_.tokens[token].span.begin, text_.tokens[role->last - 1].span.end};
  return group(as_group, p, first, last);
}

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
