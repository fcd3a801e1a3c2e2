// Agreements without a name: "cancelled its military agreement with X".

#include <algorithm>

#include "relations/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kParties = 2;
constexpr uint32_t kActReach = 30;  // tokens
constexpr uint32_t kSignedReach = 10;
constexpr uint32_t kBetweenReach = 4;

}  // namespace

// The verb or verbal noun that begins or ends the agreement at token i: the finite verb whose
// object it is, the noun that it is the genitive of, or what governs it.
uint32_t PatternMatcher::act_on(uint32_t i, const NounArguments& n) const {
  const auto acts = [&](uint32_t k) {
    return has_word(k, k + 1, impl_.agreements.begin) || has_word(k, k + 1, impl_.agreements.end);
  };
  const Sentence& s = sentence_of(i);
  if (i > s.first && acts(i - 1)) return i - 1;
  if (n.governor != kNone && acts(n.governor)) return n.governor;
  const int32_t phrase = in_.syntax.phrase_of[i];
  for (uint32_t k = i; k-- > s.first && i - k <= kActReach;) {
    if (!in_.syntax.finite_verb[k] || !acts(k)) continue;
    const VerbArguments v = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, k);
    if (v.object == phrase ||
        std::find(v.complements.begin(), v.complements.end(), phrase) != v.complements.end()) {
      return k;
    }
  }
  return kNone;
}

void PatternMatcher::agreement(uint32_t i) {
  const AgreementWords& words = impl_.agreements;
  const auto head = std::find_if(words.heads.begin(), words.heads.end(),
                                 [&](const auto& h) { return is_word(i, h.first); });
  if (head == words.heads.end() || in_.entities.mention(i) || in_.syntax.finite_verb[i]) return;
  const int32_t phrase = in_.syntax.phrase_of[i];
  if (phrase < 0) return;
  const Phrase& q = in_.syntax.phrases[static_cast<size_t>(phrase)];
  const NounArguments n = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, i);
  std::string kind;
  for (const auto& [word, en] : words.kinds) {
    for (uint32_t k = i + 1; kind.empty() && k < q.last; ++k) {
      if (is_word(k, word)) kind = en + "_";
    }
  }
  if (signed_agreement(i, kind + head->second)) return;
  const uint32_t act = act_on(i, n);
  if (act == kNone) return;
  Trigger t;
  t.token = act;
  t.last = act + 1;
  t.phrase = in_.syntax.phrase_of[act];
  t.verbal = in_.syntax.finite_verb[act];
  if (t.verbal) {
    t.verb = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, act);
  } else {
    t.noun = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, act);
  }
  RelationPattern p;
  p.rel = RelationKind::party_to;
  const bool ends = has_word(act, act + 1, words.end);
  p.flags = ends ? kRelationEnd : kRelationStart;
  p.line = words.line;
  if (!ends || (kind.empty() && has_word(act, act + 1, words.suspend))) return;

  static const std::string kKinds = "so";
  std::vector<Party> parties;
  const auto add = [&](std::vector<Party> list) {
    for (Party& x : list) {
      if (std::none_of(parties.begin(), parties.end(),
                       [&](const Party& y) { return y.code == x.code; })) {
        parties.push_back(std::move(x));
      }
    }
  };
  // The events stage knows best between whom the act was.
  for (const Event& e : in_.events) {
    if (e.actor.size() != 1 || e.recipient.size() != 1 || !parties.empty()) continue;
    const bool here = std::any_of(e.triggers.begin(), e.triggers.end(), [&](const Span& s) {
      return s.overlaps(in_.text.tokens[act].span);
    });
    if (!here) continue;
    for (const std::vector<std::string>* list : {&e.actor, &e.recipient}) {
      Party x;
      x.code = list->front();
      x.token = act;
      x.span = in_.text.tokens[act].span;
      if (impl_.gazetteer.is_state(x.code)) parties.push_back(std::move(x));
    }
    if (parties.size() != kParties) parties.clear();
  }
  // Whose it is: "the decision of X to cancel its agreement".
  if (parties.empty() && !t.verbal && t.noun.governor != kNone &&
      !in_.syntax.finite_verb[t.noun.governor]) {
    const uint32_t g = t.noun.governor;
    const NounArguments above = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, g);
    add(mentions(above.genitive_first, above.genitive_last, kKinds, false));
  }
  if (parties.empty() && best(i).enclitic.length > 0) {
    std::vector<Party> own;
    keep(own, in_.actors.pronoun(i), kKinds);
    add(std::move(own));
  }
  if (parties.empty()) {
    std::vector<Party> actor;
    if (t.verbal) {
      keep(actor, in_.actors.subject(act), kKinds);
    } else if (best(act).enclitic.length > 0) {
      keep(actor, in_.actors.pronoun(act), kKinds);
    } else if (t.noun.governor != kNone && in_.syntax.finite_verb[t.noun.governor]) {
      keep(actor, in_.actors.subject(t.noun.governor), kKinds);
    }
    add(std::move(actor));
  }
  // With whom: what stands with the agreement, or with the verb behind it.
  const bool told = parties.size() == kParties;
  for (const std::vector<int32_t>* list :
       std::initializer_list<const std::vector<int32_t>*>{&n.complements, &t.complements()}) {
    if (told) break;
    for (int32_t c : *list) {
      const Phrase& with = in_.syntax.phrases[static_cast<size_t>(c)];
      if (with.first < q.first ||
          (with.prep != preposition::kWith && with.prep != preposition::kBetween)) {
        continue;
      }
      if (with.prep == preposition::kBetween) parties.clear();
      add(phrase_parties(c, kKinds));
    }
    if (parties.size() >= kParties) break;
  }
  if (parties.size() != kParties) return;
  if (factuality(t, false) != Factuality::actual || beside(t, impl_.unfinished_words)) {
    return;
  }
  emit_agreement(p, t, i, kind + head->second, parties);
}

// The agreement has no code of its own: what it is called, and its parties, name it.
void PatternMatcher::emit_agreement(const RelationPattern& p, const Trigger& t, uint32_t head,
                                    const std::string& called, const std::vector<Party>& parties) {
  std::string first = parties[0].code, second = parties[1].code;
  if (second < first) std::swap(first, second);
  Party object;
  object.code = "GEN:" + called + ":" + first + "-" + second;
  object.span = in_.text.tokens[head].span;
  object.token = head;
  for (const Party& x : parties) {
    emit(p, t, x, object);
    out_.back().rule = "relations/agreements.tsv:" + std::to_string(p.line);
  }
}

// "The accord on the river, signed (participle) between X and Y in 2012", "the accord on ... that X
// and Y signed": one that says what it is about, and is told of as a thing that is there.
bool PatternMatcher::signed_agreement(uint32_t i, const std::string& called) {
  const Phrase& q = in_.syntax.phrases[static_cast<size_t>(in_.syntax.phrase_of[i])];
  // "The agreements between X and Y" are any.
  if (q.last < i + 2 || best(i).enclitic.length > 0 || best(i).number == Number::plur) return false;
  static const std::string kKinds = "sa";
  const uint32_t end = std::min(sentence_of(i).last, q.last + kSignedReach);
  for (uint32_t k = i + 1; k < end; ++k) {
    Trigger t;
    t.token = k;
    t.last = k + 1;
    t.phrase = in_.syntax.phrase_of[k];
    t.verbal = in_.syntax.finite_verb[k];
    std::vector<Party> parties;
    const auto with = [&](const std::vector<int32_t>& complements, std::string_view prep) {
      for (int32_t c : complements) {
        if (in_.syntax.phrases[static_cast<size_t>(c)].prep != prep) continue;
        for (Party& x : phrase_parties(c, kKinds)) parties.push_back(std::move(x));
        return;
      }
    };
    if (t.verbal) {
      if (best(k).enclitic.length == 0 || !has_word(k, k + 1, impl_.agreements.begin)) return false;
      t.verb = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, k);
      keep(parties, in_.actors.subject(k), kKinds);
      with(t.verb.complements, preposition::kWith);
    } else if (has_word(k, k + 1, impl_.agreements.signed_words)) {
      t.noun = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, k);
      std::vector<int32_t> behind;
      for (uint32_t b = k + 1; b < std::min(end, k + kBetweenReach); ++b) {
        if (in_.syntax.phrase_of[b] >= 0) behind.push_back(in_.syntax.phrase_of[b]);
      }
      with(behind, preposition::kBetween);
    } else {
      continue;
    }
    if (parties.size() != kParties || parties[0].code == parties[1].code) return false;
    RelationPattern p;
    p.rel = RelationKind::party_to;
    p.flags = kRelationStart;
    p.line = impl_.agreements.line;
    emit_agreement(p, t, i, called, parties);
    return true;
  }
  return false;
}

// Whom the text tells to found an alliance without a name: "an alliance between A, B and C", "A and
// B agreed to form an alliance". The first such words count; none if less than two are named.
std::vector<Party> PatternMatcher::founders(const std::string& kinds) const {
  for (uint32_t i = 0; i < in_.text.tokens.size(); ++i) {
    if (in_.text.tokens[i].kind != TokenKind::word || in_.entities.mention(i) ||
        in_.syntax.finite_verb[i] || in_.syntax.phrase_of[i] < 0 ||
        !has_word(i, i + 1, impl_.alliance_words)) {
      continue;
    }
    const NounArguments n = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, i);
    std::vector<Party> found;
    for (int32_t c : n.complements) {
      if (in_.syntax.phrases[static_cast<size_t>(c)].prep != preposition::kBetween) continue;
      found = phrase_parties(c, kinds);
      break;
    }
    // "agreed to form (masdar) an alliance".
    if (found.size() < kParties && i > 0 && has_word(i - 1, i, impl_.founding_words)) {
      const NounArguments act =
          noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, i - 1);
      if (act.governor != kNone && in_.syntax.finite_verb[act.governor]) {
        found.clear();
        keep(found, in_.actors.subject(act.governor), kinds);
      }
    }
    if (found.size() < kParties) continue;
    for (Party& p : found) p.anaphoric = true;  // named elsewhere
    return found;
  }
  return {};
}

}  // namespace isnad
