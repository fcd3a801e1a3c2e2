// Unnamed groups: rebels, civilians, the fighters of an organisation, the officials of a state.

#include <algorithm>

#include "syntax/actors.h"

namespace isnad {

namespace {

constexpr uint32_t kPlaceReach = 40;  // tokens between a group and the place where it is

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
  auto owner = owner_of(token, first, last);
  const bool counted = token > 0 && (text_.tokens[token - 1].kind == TokenKind::number ||
                                     words_[token - 1].best().pos == Pos::num);
  if (!owner && (words_[token].best().definite || counted)) owner = earlier_owner(role);
  const std::string_view organ = gazetteer_.str(lex.of);
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
    }
    return p;
  }
  if (owner->kind == EntityKind::armed_group || owner->kind == EntityKind::organization ||
      !owner->organ.empty()) {
    p.code = owner->code;  // fighters of an organisation are it, members of the police the state
    p.kind = owner->kind;
  } else if (gazetteer_.is_state(owner->code)) {
    p.code += ":" + owner->code;
  }
  return p;
}

}  // namespace isnad
