// How the form of a predicate fits that of a party, and what stands where a side would stand:
// features of the models of sides.

#include <algorithm>

#include "events/impl.h"

namespace isnad {

// Person, gender and number of the verb that tells the predicate, or of the noun's own pronoun.
size_t FrameMatcher::asker_of(const Predicate& p) const {
  enum Asker : uint8_t { noun, masc, fem, dual, plural, first, his, her, theirs };
  uint32_t verb = p.token;
  if (!p.verbal) {
    const Enclitic& own = in_.words[p.token].best().enclitic;
    if (own.length > 0) {
      if (own.person != 3) return first;
      return own.number == Number::sing ? own.gender == Gender::fem ? her : his : theirs;
    }
    verb = p.light_verb;
  }
  if (verb == kNone || !in_.syntax.finite_verb[verb]) return noun;
  const Analysis& v = in_.words[verb].best();
  if (v.person == 1 || v.person == 2) return first;
  if (v.number == Number::dual) return dual;
  if (v.number == Number::plur) return plural;
  return v.gender == Gender::fem ? fem : masc;
}

// What a verb would agree with: names by their kind, for their gender is not known.
size_t FrameMatcher::form_of(const NamedParty& party) const {
  enum Form : uint8_t {
    masc,
    fem,
    dual,
    plural,
    list,
    state,
    organization,
    armed_group,
    person,
    other
  };
  if (party.who.size() > 1) return list;
  if (in_.entities.mention(party.token)) {
    switch (party.who.front().kind) {
      case EntityKind::state:
        return state;
      case EntityKind::organization:
        return organization;
      case EntityKind::armed_group:
        return armed_group;
      case EntityKind::person:
        return person;
      default:
        return other;
    }
  }
  const Analysis& a = in_.words[party.token].best();
  if (a.number == Number::dual) return dual;
  if (a.number == Number::plur) return plural;
  return a.gender == Gender::fem ? fem : a.gender == Gender::masc ? masc : other;
}

// What stands as the verb's subject: the party itself, another one, no party, nobody.
size_t FrameMatcher::subject_of(const Predicate& p, const NamedParty& party) const {
  enum Subject : uint8_t { noun, here, named, other, dropped, shared, passive };
  if (!p.verbal && p.light_verb == kNone) return noun;
  if (p.verb.passive) return passive;
  if (p.verb.subject < 0) return p.verb.shared >= 0 ? shared : dropped;
  if (p.verb.subject == party.phrase) return here;
  const auto& all = parties_.of(in_.text.tokens[p.token].sentence);
  const bool known = std::any_of(all.begin(), all.end(),
                                 [&](const NamedParty& q) { return q.phrase == p.verb.subject; });
  return known ? named : other;
}

// What stands as the noun's genitive.
size_t FrameMatcher::genitive_of(const Predicate& p, const NamedParty& party) const {
  enum Genitive : uint8_t { verb, none, here, named, other, pronoun };
  if (p.verbal) return verb;
  if (p.noun.pronoun) return pronoun;
  if (p.noun.genitive_first >= p.noun.genitive_last) return none;
  const auto inside = [&](const NamedParty& q) {
    return q.token >= p.noun.genitive_first && q.token < p.noun.genitive_last;
  };
  if (inside(party)) return here;
  const auto& all = parties_.of(in_.text.tokens[p.token].sentence);
  return std::any_of(all.begin(), all.end(), inside) ? named : other;
}

// How many parties were named after this one, before `sentence` begins.
uint32_t FrameMatcher::parties_since(const NamedParty& party, uint32_t sentence) const {
  uint32_t n = 0;
  for (uint32_t s = party.sentence; s < sentence; ++s) {
    for (const NamedParty& q : parties_.of(s)) {
      n += s > party.sentence || q.token > party.token ? 1 : 0;
    }
  }
  return n;
}

}  // namespace isnad
