// Names that neither the lists nor the rules of names.cc and things.cc know, as the name tagger finds
// them.

#include <algorithm>

#include "entities/hints.h"
#include "entities/impl.h"

namespace isnad {

namespace {

constexpr float kSure = 1.5;       // margin of a name of several words
constexpr float kSureAlone = 3;  // ... of one word
constexpr uint32_t kMaxWords = 7;

}  // namespace

void EntityPass::tag_names(const Gazetteer::Hits& hits) {
  tagged_ = impl_.tagger.tag(text_, words_, name_hints(impl_.gazetteer, hits));
  tagged_at_.assign(text_.tokens.size(), -1);
  listed_.assign(text_.tokens.size(), false);
  for (const Hit& h : hits.names) {
    std::fill(listed_.begin() + h.first, listed_.begin() + h.last, true);
  }
  for (size_t k = 0; k < tagged_.size(); ++k) {
    tagged_at_[tagged_[k].first] = static_cast<int32_t>(k);
  }
}

// The tagger's name of this kind that begins at `token`, if it is sure of it; nullptr otherwise.
const TaggedName* EntityPass::tagged_at(uint32_t token, NameKind kind) const {
  if (tagged_at_[token] < 0) return nullptr;
  const TaggedName& t = tagged_[static_cast<size_t>(tagged_at_[token])];
  const float sure = t.last - t.first == 1 ? kSureAlone : kSure;
  return t.kind == kind && t.margin >= sure && t.last - t.first <= kMaxWords ? &t : nullptr;
}

// Letters of a conjunction or preposition before a name that no list holds: only where the morphology
// sees one and what is left is known to be a name, or stands in the document by itself.
uint32_t EntityPass::clitic_before_tagged(uint32_t token) const {
  if (const uint32_t n = clitic_before_name(token)) return n;
  const std::string_view key = text_.tokens[token].key;
  const Analysis& a = words_[token].best();
  const uint32_t article = a.definite && a.proclitic_length >= 2 ? 2 : 0;
  const uint32_t letters = a.proclitic_length - article;
  if (letters == 0 || key.size() < letters + 2u) return 0;
  const std::string_view rest = key.substr(letters);
  const bool listed = !impl_.gazetteer.latin(rest).empty() || impl_.given.contains(rest);
  if (listed && a.conj != Conj::fa) return letters;  // names begin with fa more often than not
  const bool alone = std::any_of(text_.tokens.begin(), text_.tokens.end(),
                                 [&](const Token& t) { return t.key == rest; });
  const bool whole = std::any_of(tagged_.begin(), tagged_.end(), [&](const TaggedName& t) {
    return t.first != token && text_.tokens[t.first].key == key;
  });
  return alone || (a.known && !whole) ? letters : 0;
}

// Is every word of the stretch free, and one of them no common word? A listed name that the rules have
// refused is not free.
bool EntityPass::is_free_name(const TaggedName& name) const {
  bool special = false;
  for (uint32_t i = name.first; i < name.last; ++i) {
    if (out_.mention_at[i] >= 0 || blocked_[i]) return false;
    if (listed_[i] && name.last - name.first == 1) return false;
    const Token& t = text_.tokens[i];
    if (t.kind == TokenKind::number) return false;
    if (t.kind == TokenKind::punct) continue;
    const Analysis& a = words_[i].best();
    // "Ahli wa-Zamalik": a conjunction inside makes two of it.
    if (i > name.first && a.conj != Conj::none && a.definite) return false;
    special = special || t.kind == TokenKind::latin || !common_word(t.key, a);
  }
  return special;
}

void EntityPass::find_tagged_names() {
  for (const TaggedName& t : tagged_) {
    if (!tagged_at(t.first, t.kind) || t.kind == NameKind::other || !is_free_name(t)) continue;
    const int32_t role = out_.role_at[t.first];
    if (t.kind == NameKind::person) {
      if (role >= 0 && evidence(t.first) < 2) continue;
      const Analysis& a = words_[t.first].best();
      if (t.last - t.first == 1 && a.known && a.pos != Pos::propn) continue;
      const uint32_t skip = clitic_before_tagged(t.first);
      uint32_t entity = UINT32_MAX;
      if (t.last - t.first == 1) {
        entity = named_before(text_.tokens[t.first].key.substr(skip), t.first);
      }
      if (entity == UINT32_MAX) entity = add_person(t.first, t.last, skip);
      const Span head = text_.part_of(text_.tokens[t.first], skip, text_.tokens[t.first].key.size());
      add_mention(t.first, t.last, {head.begin, text_.tokens[t.last - 1].span.end}, entity,
                  MentionForm::name);
      continue;
    }
    if (role >= 0) continue;  // an organ of a state is no body of its own
    uint32_t skip = clitic_before_tagged(t.first);
    uint32_t head_skip = 0;
    const bool head = head_at(t.first, &head_skip) != nullptr;
    if (head) skip = head_skip;
    const bool headed = head && t.last - t.first > 1;
    add_thing(t.first, t.last, skip,
              t.kind == NameKind::place ? EntityKind::place : EntityKind::organization,
              headed ? t.first + 1 : t.first);
  }
}

}  // namespace isnad
