// Unnamed groups: rebels, civilians, the fighters of an organisation, the officials of a state.

#include <algorithm>

#include "syntax/actors.h"

namespace isnad {

namespace {

constexpr uint32_t kPlaceReach = 40;  // tokens between a group and the place where it is
constexpr uint32_t kAdjectives = 3;   // words behind a group's noun in which its name may begin

}  // namespace

// The state of the nearest place in the sentence of a token: "in (fi) Idlib", "in a Turkish town".
std::optional<Participant> Actors::located_in(uint32_t token) const {
  const int32_t own = syntax_.phrase_of[token];
  if (own < 0) return std::nullopt;
  const uint32_t sentence = text_.tokens[token].sentence;
  std::optional<Participant> best;
  uint32_t nearest = kPlaceReach + 1;
  const auto look = [&](size_t k) {
    const Phrase& p = syntax_.phrases[k];
    const uint32_t far = p.first > token ? p.first - token : token - p.first;
    if (far > kPlaceReach || text_.tokens[p.first].sentence != sentence) return false;
    if ((p.prep != preposition::kIn && p.prep != preposition::kNear) || far >= nearest) return true;
    for (uint32_t i = p.first; i < p.last; ++i) {
      const EntityMention* m = entities_.mention(i);
      if (!m || m->first != i) continue;
      const EntityKind kind = entities_.entities[m->entity].kind;
      // "In the Turkish attack" is no place, "in a Turkish town" is: a nisba needs a noun of a
      // place.
      if (kind == EntityKind::state && m->form == MentionForm::demonym) {
        if (place_nouns_.contains(words_[p.head].best().lemma)) best = from_entity(m->entity, *m);
      } else if (kind == EntityKind::state) {
        best = from_entity(m->entity, *m);
      } else if (auto state = state_of_place(*m)) {
        best = std::move(state);
      } else {
        continue;
      }
      if (best) nearest = far;
      break;
    }
    return true;
  };
  for (auto k = static_cast<size_t>(own) + 1; k < syntax_.phrases.size() && look(k); ++k) {
  }
  for (auto k = static_cast<size_t>(own); k-- > 0 && look(k);) {
  }
  return best;
}

// "The child Ali Dawabsheh", "their ally Ali Saleh": one of a kind who is named right behind, with
// nothing but adjectives between. An ally or neighbour may be a state or an organisation.
std::optional<Participant> Actors::named_one(const Hit& role) const {
  const Analysis& a = words_[role.first].best();
  const bool owned = role.enclitic > 0 || a.enclitic.length > 0;
  const std::string_view of = gazetteer_.str(gazetteer_.lex(role.lex).of);
  if ((role.flags & (kPlural | kDual)) != 0 || a.number == Number::plur ||
      a.number == Number::dual || !(role.article || owned) ||
      !(of.empty() || gazetteer_.is_state(of))) {
    return std::nullopt;
  }
  const uint32_t end =
      std::min(text_.sentences[text_.tokens[role.first].sentence].last, role.last + kAdjectives);
  for (uint32_t i = role.last; i < end; ++i) {
    const Analysis& b = words_[i].best();
    if (b.conj != Conj::none || b.prep != PrepClitic::none) return std::nullopt;
    const EntityMention* m = entities_.mention(i);
    if (m && m->form != MentionForm::demonym) {
      const EntityKind kind = entities_.entities[m->entity].kind;
      const bool one = kind == EntityKind::person || (owned && kind != EntityKind::place);
      return one && m->first == i ? std::optional(from_entity(m->entity, *m)) : std::nullopt;
    }
    if (!m && (b.pos != Pos::adj || !b.definite)) return std::nullopt;
  }
  return std::nullopt;
}

// `p` has its words; [first, last) is the stretch in which its owner may stand.
Participant Actors::group(const Hit& role, Participant p, uint32_t first, uint32_t last) const {
  const LexRow& lex = gazetteer_.lex(role.lex);
  const uint32_t token = role.first;
  p.kind = EntityKind::generic;
  p.code = "GEN:" + std::string(gazetteer_.str(lex.id));
  p.speaker_only = gazetteer_.str(lex.extra) == "speaker";
  p.victim = gazetteer_.str(lex.extra) == "victim";
  p.states = lex.rank == kGroupOfStates;
  // "The French colonial power" is France.
  if (p.states && lex.of.length == 0) return p;
  const std::string_view of = gazetteer_.str(lex.of);
  if (gazetteer_.is_state(of)) {
    const auto called = adjectives(role.last, std::min(last, role.last + 1));
    const std::string& state = called.empty() ? std::string(of) : called[0].code;
    p.code += ":" + state;
    return p;
  }
  auto owner = owner_of(token, first, last);
  const bool counted = token > 0 && (text_.tokens[token - 1].kind == TokenKind::number ||
                                     words_[token - 1].best().pos == Pos::num);
  if (!owner && (words_[token].best().definite || counted)) owner = earlier_owner(role);
  const std::string_view organ = of;
  if (owner && !organ.empty() && gazetteer_.is_state(owner->code)) {
    p.code = owner->code;  // officials and forces of a state are the state
    p.kind = organ == "official" ? EntityKind::person : EntityKind::state;
    p.organ = std::string(organ);
    p.speaker_only = false;
    return p;
  }
  if (!owner) {
    // Where they act is what the text says of them.
    const auto place = lex.rank == kLocalGroup ? located_in(token) : std::nullopt;
    const bool acts = !organ.empty() && place && gazetteer_.is_state(place->code);
    if (acts) {
      p.code = place->code;
      p.kind = organ == "official" ? EntityKind::person : EntityKind::state;
      p.organ = std::string(organ);
      p.speaker_only = false;
    } else if (place) {
      p.code += ":" + place->code;
    } else if (lex.rank == kLocalGroup && !settled_home().empty()) {
      p.code += ":" + settled_home();
    }
    return p;
  }
  if (owner->kind == EntityKind::armed_group || owner->kind == EntityKind::organization ||
      !owner->organ.empty()) {
    p.code = owner->code;  // fighters of an organisation are it, members of the police the state
    p.kind = owner->kind;
  } else if (owner->kind == EntityKind::person && owner->code != owner->person &&
             !gazetteer_.is_state(owner->code)) {
    p.code = owner->code;  // and those of its leader
    p.kind = EntityKind::organization;
  } else if (gazetteer_.is_state(owner->code)) {
    p.code += ":" + owner->code;
  }
  return p;
}

}  // namespace isnad
