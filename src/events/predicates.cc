// From a word to a predicate with what stands around it: fixed expressions, light verbs,
// participles, and words that only look like predicates.

#include <algorithm>

#include "events/impl.h"

namespace isnad {

// Do the further words of an expression follow? Verbs may have their subject in between.
bool FrameMatcher::describes(uint32_t i, std::string_view rest, uint32_t* last) const {
  *last = i + 1;
  if (rest.empty()) return true;
  const auto n = static_cast<uint32_t>(in_.text.tokens.size());
  uint32_t next = i + 1;
  bool gap_allowed = in_.syntax.finite_verb[i];
  while (!rest.empty()) {
    const size_t space = rest.find(' ');
    const std::string_view word = rest.substr(0, space);
    rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
    // A single letter at the end is a preposition clitic of what follows: b, l.
    const auto same = [&](uint32_t t) {
      if (t >= n || in_.text.tokens[t].sentence != in_.text.tokens[i].sentence) return false;
      const Analysis& a = in_.words[t].best();
      if (word.size() == 1) {
        return (word == preposition::kBi && a.prep == PrepClitic::bi) ||
               (word == preposition::kLi && a.prep == PrepClitic::li);
      }
      if (a.lemma == word || stem(in_.text.tokens[t], a) == word ||
          in_.text.tokens[t].key == word) {
        return true;
      }
      return std::any_of(in_.words[t].all.begin(), in_.words[t].all.end(),
                         [&](const Analysis& other) { return other.lemma == word; });
    };
    if (!same(next)) {
      if (!gap_allowed) return false;
      // One phrase (the subject) may stand between the verb and the rest.
      const int32_t p = next < n ? in_.syntax.phrase_of[next] : -1;
      if (p < 0) return false;
      const uint32_t after = in_.syntax.phrases[static_cast<size_t>(p)].last;
      if (!same(after)) return false;
      next = after;
    }
    gap_allowed = false;
    if (word.size() > 1) ++next;
  }
  *last = next;
  return true;
}

// A participle is a predicate where it opens a circumstantial clause, or where its clause has a
// topic before it ("Russia is committed to").
bool FrameMatcher::predicative(uint32_t i) const {
  const uint32_t clause = in_.syntax.clause_of[i];
  const Clause& c = in_.syntax.clauses[clause];
  if (c.kind == ClauseKind::hal && c.first == i) return true;
  for (uint32_t k = c.first; k < i; ++k) {
    if (in_.syntax.clause_of[k] != clause) continue;
    if (in_.syntax.finite_verb[k]) return in_.text.tokens[i].key.back() == 'A';  // hal
    const int32_t p = in_.syntax.phrase_of[k];
    if (p >= 0 && in_.syntax.phrases[static_cast<size_t>(p)].prep.empty() &&
        p != in_.syntax.phrase_of[i]) {
      return true;
    }
  }
  return false;
}

// The first of several words of a name: "the nuclear agreement", "the treaty of Lausanne".
bool FrameMatcher::opens_name(uint32_t i) const {
  const EntityMention* m = in_.entities.mention(i);
  return m && m->first == i && m->last > i + 1;
}

// A verbal noun inside a title or the name of a body (ministry of defence, occupation forces) names
// no act.
bool FrameMatcher::names_a_body(uint32_t i) const {
  const Hit* role = in_.entities.role(i);
  if (role && role->first < i) return true;
  if (const OfficeMention* o = in_.entities.office(i); o && o->first < i) return true;
  const int32_t index = in_.syntax.phrase_of[i];
  if (index < 0 || i == 0 || !in_.words[i].best().definite) return false;
  const Phrase& phrase = in_.syntax.phrases[static_cast<size_t>(index)];
  const Hit* before = i > phrase.first ? in_.entities.role(i - 1) : nullptr;
  return before && before->enclitic == 0 && !before->article;
}

// What stands around the word, by how the frame uses it. Nothing if the word is used otherwise.
std::optional<Predicate> FrameMatcher::predicate(uint32_t i, uint32_t last, const Frame& frame,
                                                 FrameUse use) const {
  const Analysis& a = in_.words[i].best();
  const bool finite = in_.syntax.finite_verb[i];
  Predicate p;
  p.use = use;
  p.token = i;
  p.last = last;
  if (use == FrameUse::verb || (use == FrameUse::phrase && finite)) {
    if (!finite) return std::nullopt;
    p.verbal = true;
    p.verb = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, i);
    p.complements = p.verb.complements;
    if (last > i + 1 && last < in_.text.tokens.size()) {
      // What follows a fixed expression is its object ("arrested" is "threw the seizing on").
      const int32_t next = in_.syntax.phrase_of[last];
      if (next >= 0 && in_.syntax.phrases[static_cast<size_t>(next)].first == last &&
          next != p.verb.subject) {
        p.verb.object = next;
      }
    }
    return p;
  }
  if (finite || a.pos == Pos::verb || opens_name(i) != frame.in_name) return std::nullopt;
  if (in_.entities.mention_at[i] >= 0 && !frame.in_name) return std::nullopt;
  if (in_.syntax.phrase_of[i] < 0 && use != FrameUse::participle) return std::nullopt;
  p.participle = use == FrameUse::participle;
  // Participles count as predicates only where they are indefinite: hal or predicate noun.
  if (p.participle && (a.definite || a.prep != PrepClitic::none || !predicative(i))) {
    return std::nullopt;
  }
  if (!p.participle && names_a_body(i)) return std::nullopt;
  p.noun = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, i);
  p.noun.genitive_first = std::max(p.noun.genitive_first, last);  // the phrase's own words are none
  p.noun.genitive_last = std::max(p.noun.genitive_last, p.noun.genitive_first);
  p.complements = p.noun.complements;
  if (p.participle) return p;
  // A light verb that carries the noun?
  const uint32_t g = p.noun.governor;
  const int32_t own = in_.syntax.phrase_of[i];
  const Phrase& phrase = in_.syntax.phrases[static_cast<size_t>(own)];
  if (g != kNone && g < phrase.first && i <= phrase.head + 2) {
    const std::string_view lemma = in_.words[g].best().lemma;
    for (const LightRow& row : impl_.light.find(lemma)) {
      if (impl_.image->str(row.prep) != phrase.prep) continue;
      p.light_verb = g;
      p.light_role = row.subject;
      p.mutual = row.mutual != 0;
    }
    if (p.light_verb == kNone) {
      for (const std::string& extra : frame.light) {
        const size_t space = extra.find(' ');
        if (extra.substr(0, space) != lemma) continue;
        if (space != std::string::npos && extra.substr(space + 1) != phrase.prep) continue;
        p.light_verb = g;
        p.light_role = 1;
      }
    }
    if (p.light_verb != kNone && in_.syntax.finite_verb[g]) {
      p.verb = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, g);
      for (int32_t c : p.verb.complements) {
        if (std::find(p.complements.begin(), p.complements.end(), c) == p.complements.end() &&
            c != own) {
          p.complements.push_back(c);
        }
      }
    }
  }
  if (p.light_verb == kNone) find_light_relative(p, frame);
  return p;
}

// "raids that (allati) the air force launched", "a meeting held by": the light verb stands in the
// noun's relative clause and takes the noun up by a pronoun.
void FrameMatcher::find_light_relative(Predicate& p, const Frame& frame) const {
  const int32_t own = in_.syntax.phrase_of[p.token];
  const Phrase& phrase = in_.syntax.phrases[static_cast<size_t>(own)];
  const uint32_t end = std::min<uint32_t>(
      in_.text.sentences[in_.text.tokens[p.token].sentence].last, phrase.last + 5);
  for (uint32_t i = phrase.last; i < end; ++i) {
    const Clause& c = in_.syntax.clauses[in_.syntax.clause_of[i]];
    if (!in_.syntax.finite_verb[i]) continue;
    if (c.kind != ClauseKind::relative || c.antecedent != own) return;
    const Analysis& a = in_.words[i].best();
    if (a.enclitic.length == 0) return;
    bool light = std::any_of(frame.light.begin(), frame.light.end(),
                             [&](const std::string& l) { return l == a.lemma; });
    for (const LightRow& row : impl_.light.find(a.lemma)) {
      light = light || (row.subject == 1 && impl_.image->str(row.prep).empty());
    }
    if (!light) return;
    p.light_verb = i;
    p.light_role = 1;
    p.verb = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, i);
    for (int32_t k : p.verb.complements) p.complements.push_back(k);
    return;
  }
}

}  // namespace isnad
