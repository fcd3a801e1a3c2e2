// Names that neither the lists nor the rules of names.cc and things.cc know, as the name tagger
// finds them.

#include <algorithm>

#include "entities/hints.h"
#include "entities/impl.h"

namespace isnad {

namespace {

constexpr float kSure = 1.5;     // margin of a name of several words
constexpr float kSureAlone = 3;  // ... of one word
constexpr uint32_t kMaxWords = 7;
constexpr std::string_view kSonOf = "bn";

}  // namespace

void EntityPass::tag_names(const Gazetteer::Hits& hits) {
  tagged_ = impl_.tagger->tag(text_, words_, name_hints(impl_.gazetteer, hits));
  tagged_at_.assign(text_.tokens.size(), -1);
  listed_.assign(text_.tokens.size(), false);
  for (const Hit& h : hits.names) {
    std::fill(listed_.begin() + h.first, listed_.begin() + h.last, true);
  }
  for (size_t k = 0; k < tagged_.size(); ++k) {
    tagged_at_[tagged_[k].first] = static_cast<int32_t>(k);
    ++tagged_beginnings_[text_.tokens[tagged_[k].first].key];
  }
}

// The tagger's name of this kind that begins at `token`, if it is sure of it; nullptr otherwise.
const TaggedName* EntityPass::tagged_at(uint32_t token, NameKind kind) const {
  if (tagged_at_[token] < 0) return nullptr;
  const TaggedName& t = tagged_[static_cast<size_t>(tagged_at_[token])];
  const float sure = t.last - t.first == 1 ? kSureAlone : kSure;
  return t.kind == kind && t.margin >= sure && t.last - t.first <= kMaxWords ? &t : nullptr;
}

// Letters of a conjunction or preposition before a name that no list holds: only where the
// morphology sees one and what is left is known to be a name, or begins one elsewhere in the
// document.
uint32_t EntityPass::clitic_before_tagged(uint32_t token) const {
  if (const uint32_t n = clitic_before_name(token)) return n;
  const std::string_view key = text_.tokens[token].key;
  const Analysis& a = words_[token].best();
  const uint32_t article = a.definite && a.proclitic_length >= 2 ? 2 : 0;
  const uint32_t letters = a.proclitic_length - article;
  if (letters == 0 || key.size() < letters + 2u) return 0;
  const std::string_view rest = key.substr(letters);
  const bool fa = a.conj == Conj::fa;  // before a name it is rare, and names begin so
  if (!fa && (!impl_.gazetteer.latin(rest).empty() || impl_.given.contains(rest))) return letters;
  const auto beginnings = [&](std::string_view form) {
    const auto at = tagged_beginnings_.find(form);
    return at == tagged_beginnings_.end() ? 0 : at->second;
  };
  // This occurrence counts among those of the whole form.
  return beginnings(rest) > 0 || (!fa && a.known && beginnings(key) <= 1) ? letters : 0;
}

// Is every word of the stretch free, and one of them no common word? A listed name that the rules
// have refused is not free.
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

// One past the last token of the person whom the tagger names at `token`; `token` if none. A word
// for a role inside, or one common word, is nobody's name.
uint32_t EntityPass::tagged_person_end(uint32_t token) const {
  const TaggedName* t = tagged_at(token, NameKind::person);
  if (!t || !is_free_name(*t)) return token;
  const Analysis& a = words_[token].best();
  if (t->last - token == 1 && a.known && a.pos != Pos::propn) return token;
  if (text_.tokens[token].key == kSonOf)
    return token;  // the rest of a name; "van" and "de" begin one
  for (uint32_t i = token; i < t->last; ++i) {
    if (out_.role_at[i] >= 0 && evidence(i) < 2) return token;
  }
  // "Said General Ja'far to (l_)": a preposition written apart is no part of the name.
  uint32_t end = t->last;
  while (end > token + 1 && text_.tokens[end - 1].key.size() < 2) --end;
  return end;
}

// Is the tagger sure that what begins at `token` and reaches `end` or further is a place or a body?
bool EntityPass::tagged_as_thing(uint32_t token, uint32_t end) const {
  const auto covers = [&](NameKind kind) {
    const TaggedName* t = tagged_at(token, kind);
    return t && t->last >= end;
  };
  return covers(NameKind::place) || covers(NameKind::organization);
}

// The person of this document whose longer name ends with these words, of which the first is a
// small word of names (van Gaal, Abu Dawud); UINT32_MAX if none. Other words may be the father's
// name.
uint32_t EntityPass::named_by_end(const std::vector<std::string>& tokens) const {
  if (tokens.empty() || !impl_.connectors.contains(tokens.front())) return UINT32_MAX;
  for (const Named& p : people_) {
    if (p.tokens.size() > tokens.size() && tokens.size() > 1 &&
        std::equal(tokens.rbegin(), tokens.rend(), p.tokens.rbegin())) {
      return p.entity;
    }
  }
  return UINT32_MAX;
}

// Places, bodies, and people named by one word whom the text names no longer; the others are found
// with the rest of the people (find_untitled_people).
void EntityPass::find_tagged_rest() {
  for (const TaggedName& t : tagged_) {
    if (t.kind == NameKind::person && t.last - t.first == 1 &&
        tagged_person_end(t.first) > t.first) {
      const uint32_t skip = clitic_before_tagged(t.first);
      const uint32_t before = named_before(text_.tokens[t.first].key.substr(skip), t.first);
      const uint32_t e = before != UINT32_MAX ? before : add_person(t.first, t.last, skip);
      const Token& word = text_.tokens[t.first];
      add_mention(t.first, t.last, text_.part_of(word, skip, word.key.size()), e,
                  MentionForm::name);
    }
    if (t.kind != NameKind::place && t.kind != NameKind::organization) continue;
    // An organ of a state is no body of its own.
    if (!tagged_at(t.first, t.kind) || !is_free_name(t) || out_.role_at[t.first] >= 0) continue;
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
