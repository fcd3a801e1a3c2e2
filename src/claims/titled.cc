// The name behind a title: "the minister of water and electricity, engineer So-and-so".

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kTitle = 9;       // tokens from a title to the name behind it
constexpr uint32_t kLongTitle = 24;  // ... of several offices or matters

}  // namespace

// "The supervisor of the centre Dr. X": the name stands behind the whole title. Tokens [first,
// from) named `title`, the verb's content begins at `limit`.
Speaker ClaimPass::with_name(Speaker title, uint32_t first, uint32_t from, uint32_t limit) const {
  const SourceRow* noun = source_noun(first);
  const OfficeMention* held = entities_.office(first);
  const bool office = held && held->person < 0;
  if (!office && !(noun && noun->sort == SourceSort::person)) return title;
  if (title.number == Number::plur || title.number == Number::dual) return title;
  for (uint32_t k = first; k < from; ++k) {
    const EntityMention* m = entities_.mention(k);
    if (m && entities_.entities[m->entity].kind == EntityKind::person) return title;
  }
  // "The minister of water and electricity, chairman of ..., engineer So-and-so": behind more of
  // the title the name must stand in a phrase of its own.
  bool longer = false;
  for (uint32_t k = from; k < std::min(limit, from + (longer ? kLongTitle : kTitle)); ++k) {
    if (key(k).size() == 1 || text_.tokens[k].is(kStop)) continue;  // "Dr."
    if (text_.tokens[k].kind != TokenKind::word || is_predicate(k) || is_that(k)) break;
    const OfficeMention* o = entities_.office(k);
    const EntityMention* m = entities_.mention(k);
    if (best(k).enclitic.length > 0) break;
    if (best(k).conj != Conj::none) {
      if (best(k).conj != Conj::wa || o || m || best(k).pos != Pos::noun) break;
      longer = true;
      continue;
    }
    if (o && !o->office.empty()) {
      longer = true;
      continue;
    }
    if (longer && m && m->first == k && entities_.entities[m->entity].kind == EntityKind::person) {
      const int32_t own = syntax_.phrase_of[k];
      if (own < 0 || !syntax_.phrases[static_cast<size_t>(own)].prep.empty()) break;
      if (syntax_.phrases[static_cast<size_t>(own)].first + 2 < k) break;
    }
    if (longer && !m) continue;
    if (!m && !o && best(k).pos == Pos::propn && k > from && !text_.tokens[k].quoted) {
      // A name that nothing else knows.
      uint32_t end = k + 1;
      while (end < std::min(limit, k + 3) && text_.tokens[end].kind == TokenKind::word &&
             entities_.mention_at[end] < 0 && (best(end).pos == Pos::propn || !best(end).known)) {
        ++end;
      }
      // One such word may be a place or a prize.
      if (end < k + 2 || best(k - 1).word_class == WordClass::preposition) break;
      title.source = surface(k, end);
      title.sources = {title.source};
      title.span.end = text_.tokens[end - 1].span.end;
      return title;
    }
    if (!m || m->first != k) continue;
    if (entities_.entities[m->entity].kind != EntityKind::person) continue;
    if (best(k).prep != PrepClitic::none) break;
    Speaker named = from_participants(actors_.range(m->first, m->last));
    if (!named.valid()) break;
    named.span.begin = title.span.begin;
    named.gender = best(first).gender;
    return named;
  }
  return title;
}

}  // namespace isnad
