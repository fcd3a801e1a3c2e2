// Whose forces are meant and in which land, where the word for them stands away from the names.

#include <algorithm>

#include "relations/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kLandReach = 8;  // tokens
constexpr uint32_t kHostReach = 12;
constexpr uint32_t kCountryReach = 400;

}  // namespace

// The subject of the finite verb that governs the noun, or of "the soldiers completed (light verb)
// their withdrawal"; -1 if there is none.
int32_t PatternMatcher::governor_subject(const Trigger& t) const {
  if (t.verbal) return -1;
  if (t.noun.governor != kNone && in_.syntax.finite_verb[t.noun.governor]) {
    const int32_t subject =
        verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, t.noun.governor).subject;
    return subject == t.phrase ? -1 : subject;
  }
  const bool theirs = best(t.token).enclitic.number == Number::plur;
  if (!theirs || t.token == sentence_of(t.token).first) return -1;
  const int32_t before = in_.syntax.phrase_of[t.token - 1];
  return before >= 0 && in_.syntax.phrases[static_cast<size_t>(before)].prep.empty() ? before : -1;
}

// Whose the forces of the phrase are: by an adjective, a name, or a pronoun ("its soldiers").
std::vector<Party> PatternMatcher::whose(int32_t phrase, const std::string& kinds) const {
  if (phrase < 0) return {};
  const Phrase& q = in_.syntax.phrases[static_cast<size_t>(phrase)];
  if (!has_word(q.first, q.last, impl_.forces_words)) return {};
  for (const bool demonyms : {true, false}) {
    auto found = mentions(q.first, q.last, kinds, demonyms);
    if (!found.empty()) {
      found.resize(1);
      return found;
    }
  }
  std::vector<Party> out;
  for (uint32_t i = q.first; i < q.last && out.empty(); ++i) {
    if (best(i).enclitic.length > 0 && has_word(i, i + 1, impl_.forces_words)) {
      keep(out, in_.actors.pronoun(i), kinds);
    }
  }
  return out;
}

// "X asked the French forces to leave": whose they are.
std::vector<Party> PatternMatcher::asked(const Trigger& t, const std::string& kinds) const {
  if (t.verbal || t.noun.governor == kNone || !in_.syntax.finite_verb[t.noun.governor]) return {};
  const VerbArguments v =
      verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, t.noun.governor);
  if (auto found = whose(v.object, kinds); !found.empty()) return found;
  for (int32_t c : v.complements) {
    if (in_.syntax.phrases[static_cast<size_t>(c)].first >= t.token) continue;
    if (auto found = whose(c, kinds); !found.empty()) return found;
  }
  return {};
}

// "X demands that they leave its land": that of whoever demands it, else of whom the pronoun means.
std::vector<Party> PatternMatcher::own_land(const Trigger& t, const std::string& kinds) const {
  if (t.verbal) return {};
  const uint32_t end = std::min(sentence_of(t.token).last, t.token + kLandReach);
  for (uint32_t i = t.token + 1; i < end; ++i) {
    if (in_.syntax.finite_verb[i] || in_.text.tokens[i].kind == TokenKind::punct) break;
    if (best(i).enclitic.length == 0 || !has_word(i, i + 1, impl_.land_words)) continue;
    std::vector<Party> out;
    if (t.noun.governor != kNone && in_.syntax.finite_verb[t.noun.governor]) {
      keep(out, in_.actors.subject(t.noun.governor), kinds);
    }
    if (out.empty()) keep(out, in_.actors.pronoun(i), kinds);
    return out;
  }
  return {};
}

// "Its forces will stay", "the soldiers of X stay": around a verb of staying.
std::vector<Party> PatternMatcher::keeper(const Trigger& t, const std::string& kinds) const {
  const Sentence& s = sentence_of(t.token);
  uint32_t before = t.token;
  while (before > s.first && best(before - 1).word_class == WordClass::future) --before;
  if (before > s.first && in_.syntax.phrase_of[before - 1] >= 0) {
    const int32_t q = in_.syntax.phrase_of[before - 1];
    if (in_.syntax.phrases[static_cast<size_t>(q)].prep.empty()) {
      if (auto found = whose(q, kinds); !found.empty()) return found;
    }
  }
  const int32_t next = t.last < s.last ? in_.syntax.phrase_of[t.last] : -1;
  if (next < 0 || !in_.syntax.phrases[static_cast<size_t>(next)].prep.empty()) return {};
  return whose(next, kinds);
}

// "X hosts 200 trainers whom (it) sent": X, for the verb of sending.
std::vector<Party> PatternMatcher::host(const Trigger& t, const std::string& kinds) const {
  if (!t.verbal || best(t.token).enclitic.length == 0) return {};
  const uint32_t first = sentence_of(t.token).first;
  bool forces = false;
  for (uint32_t i = t.token; i-- > first && t.token - i <= kHostReach;) {
    forces = forces || has_word(i, i + 1, impl_.forces_words);
    if (!in_.syntax.finite_verb[i] || !has_word(i, i + 1, impl_.host_words)) continue;
    std::vector<Party> out;
    if (forces) keep(out, in_.actors.subject(i), kinds);
    return out;
  }
  return {};
}

// The one state that the sentence names; none if it names several, as any of them may be meant.
std::vector<Party> PatternMatcher::in_sentence(const Trigger& t, const std::string& kinds) const {
  const Sentence& s = sentence_of(t.token);
  auto found = mentions(s.first, s.last, kinds, false);
  if (found.size() != 1) return {};
  const EntityMention* m = in_.entities.mention(found.front().token);
  const bool state = m && in_.entities.entities[m->entity].kind == EntityKind::state;
  return state ? found : std::vector<Party>{};
}

// Does the phrase of the token name soldiers or the like?
bool PatternMatcher::names_forces(uint32_t token) const {
  const int32_t index = in_.syntax.phrase_of[token];
  if (index < 0) return false;
  const Phrase& q = in_.syntax.phrases[static_cast<size_t>(index)];
  return has_word(q.first, q.last, impl_.forces_words);
}

// "The border of X", "near X".
bool PatternMatcher::at_border(uint32_t token) const {
  const int32_t index = in_.syntax.phrase_of[token];
  if (index < 0) return false;
  const Phrase& q = in_.syntax.phrases[static_cast<size_t>(index)];
  const auto& preps = impl_.beside_preps;
  return std::find(preps.begin(), preps.end(), q.prep) != preps.end() ||
         has_word(q.first, token, impl_.beside_words);
}

// "The country" that is not `told`: the state named last before it.
std::optional<Party> PatternMatcher::country_meant(const Party& told) const {
  for (size_t k = in_.entities.mentions_before(told.token); k-- > 0;) {
    const EntityMention& m = in_.entities.mentions[k];
    if (told.token - m.first > kCountryReach) break;
    if (m.form == MentionForm::demonym) continue;
    const Entity& e = in_.entities.entities[m.entity];
    if (e.kind != EntityKind::state || e.id == told.code) continue;
    Party other = told;
    other.code = e.id;
    return other;
  }
  return std::nullopt;
}

}  // namespace isnad
