#include "syntax/agreement.h"

namespace isnad {

namespace {

// Can the word's form say anything about gender and number?
bool speaks(const EntityIndex& entities, const std::vector<Word>& words, uint32_t head) {
  const Analysis& a = words[head].best();
  return entities.mention_at[head] < 0 && a.known && a.pos == Pos::noun &&
         a.word_class == WordClass::none && a.gender != Gender::none;
}

bool is_list(const Syntax& syntax, int32_t phrase) {
  const auto next = static_cast<size_t>(phrase) + 1;
  return next < syntax.phrases.size() && syntax.phrases[next].coordinated == phrase;
}

bool counted(const std::vector<Word>& words, const Phrase& p) {
  return p.first < p.head && words[p.first].best().word_class != WordClass::demonstrative;
}

bool noun_may_precede(const std::vector<Word>& words, const EntityIndex& entities, uint32_t head,
                      uint32_t verb) {
  const Analysis& v = words[verb].best();
  if (!speaks(entities, words, head)) {
    // A single name is no "they" (feminine plural aside, which unknown forms are read as).
    return entities.mention_at[head] < 0 || v.number == Number::sing || v.number == Number::none ||
           v.gender == Gender::fem ||
           entities.entities[entities.mention(head)->entity].kind != EntityKind::person;
  }
  const Analysis& h = words[head].best();
  switch (h.number) {
    case Number::sing:
      return v.number != Number::plur && v.number != Number::dual && v.gender == h.gender;
    case Number::dual:
      return v.number != Number::plur && (v.number == Number::dual || v.gender == Gender::fem);
    case Number::plur:
      // "-yn" is written for plurals and duals.
      return v.number == Number::plur || (v.number == Number::dual && v.gender == h.gender) ||
             (v.number == Number::sing && v.gender == Gender::fem);
    default:
      return true;
  }
}

}  // namespace

bool follows_subject(const Analysis& a) {
  if (a.pos != Pos::verb) return false;
  if (a.person == 1 || a.person == 2) return true;
  return a.person == 3 && (a.number == Number::plur || a.number == Number::dual);
}

bool accusative(const Token& t, const Analysis& a) {
  if (a.pos == Pos::propn || a.enclitic.length > 0 || t.key.size() < 4) return false;
  const std::string_view k = t.key;
  if (!a.definite && k.back() == 'A' && !a.lemma.empty() && a.lemma.back() != 'A') return true;
  return a.number != Number::sing && k.substr(k.size() - 2) == "yn" && a.known &&
         (a.lemma.size() < 2 || a.lemma.substr(a.lemma.size() - 2) != "yn");
}

bool may_precede(const Syntax& syntax, const std::vector<Word>& words, const EntityIndex& entities,
                 int32_t phrase, uint32_t verb) {
  const Phrase& p = syntax.phrases[static_cast<size_t>(phrase)];
  const Analysis& v = words[verb].best();
  if (v.person != 3) return v.person == 0;
  if (is_list(syntax, phrase) || counted(words, p)) return true;
  return noun_may_precede(words, entities, p.head, verb);
}

bool some_noun_may_precede(const Syntax& syntax, const std::vector<Word>& words,
                           const EntityIndex& entities, int32_t phrase, uint32_t verb) {
  if (may_precede(syntax, words, entities, phrase, verb)) return true;
  const Phrase& p = syntax.phrases[static_cast<size_t>(phrase)];
  for (uint32_t i = p.head + 1; i < p.last; ++i) {
    if (speaks(entities, words, i) && noun_may_precede(words, entities, i, verb)) return true;
  }
  return false;
}

bool may_follow(const Syntax& syntax, const std::vector<Word>& words, const EntityIndex& entities,
                int32_t phrase, uint32_t verb) {
  const Phrase& p = syntax.phrases[static_cast<size_t>(phrase)];
  const Analysis& v = words[verb].best();
  if (follows_subject(v)) return false;
  if (counted(words, p) || !speaks(entities, words, p.head)) return true;
  const Analysis& h = words[p.head].best();
  if (h.number != Number::sing || v.gender == h.gender || v.gender == Gender::none) return true;
  // With words between, a masculine verb may have a feminine subject.
  return v.gender == Gender::masc && p.first != verb + 1;
}

}  // namespace isnad
