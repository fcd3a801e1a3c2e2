// People and bodies who speak for themselves, though the words beside them name a state: "the
// Serbian coach", "the Dutchman", "the American petroleum institute".

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

// Do the words at `head` name somebody whom the state that was found for them does not bind?
bool ClaimPass::own_voice(uint32_t head, uint32_t last,
                          const std::vector<Participant>& found) const {
  if (found.empty() || !found[0].person.empty() || !actors_.is_state(found[0].code)) return false;
  if (found[0].pronoun || best(head).number != Number::sing) return false;
  const EntityMention* m = entities_.mention(head);
  if (m) {
    // One of them by a nisba (-y, -yp); "the Russians (al-rus)" speak for all.
    const bool nisba = key(head).ends_with('y') || key(head).ends_with("yp");
    return m->first == head && m->form == MentionForm::demonym && nisba && best(head).definite;
  }
  for (uint32_t k = head; k < last; ++k) {
    const EntityMention* named = entities_.mention(k);
    if (named && named->form != MentionForm::demonym) return false;
    if (best(k).pos != Pos::noun || (k > head && best(k).prep != PrepClitic::none)) break;
    const auto rows = impl_.private_nouns.find(best(k).lemma);
    if (rows.empty()) continue;
    const auto kind = static_cast<PrivateKind>(rows[0].kind);
    if (kind == PrivateKind::calling) return k == head;
    if (kind == PrivateKind::body) return found[0].owner;
  }
  return false;
}

// Who such words name: the person behind the nisba or calling, else the person who spoke last, else
// whoever is called so.
Speaker ClaimPass::private_speaker(uint32_t first, uint32_t head, uint32_t last) const {
  Speaker out;
  bool body = false;
  uint32_t name = last;  // of a person whom no list knows
  for (uint32_t k = head; k < last; ++k) {
    const EntityMention* m = entities_.mention(k);
    if (m && entities_.entities[m->entity].kind == EntityKind::person) {
      out = from_participants(actors_.range(m->first, m->last));
      break;
    }
    if (k > head && !m && name == last && best(k).pos == Pos::propn) name = k;
    const auto rows = impl_.private_nouns.find(best(k).lemma);
    body = body || (!m && !rows.empty() && rows[0].kind == static_cast<uint8_t>(PrivateKind::body));
  }
  uint32_t end = last;
  while (end > head + 1 && text_.tokens[end - 1].kind == TokenKind::punct) --end;
  if (!out.valid() && !body) {
    const auto before = last_of(SourceSort::person, best(head).gender);
    if (name + 1 < end) {
      out.source = surface(name, end);
    } else if (before && best(head).definite && !actors_.is_state(before->source)) {
      out = *before;
    }
  }
  if (!out.valid()) out.source = surface(head, end);
  if (out.sources.empty()) out.sources = {out.source};
  out.sort = body ? SourceSort::body : SourceSort::person;
  out.number = best(head).number;
  if (out.gender == Gender::none) out.gender = best(head).gender;
  out.span = {text_.tokens[first].span.begin, text_.tokens[end - 1].span.end};
  return out;
}

}  // namespace isnad
