// Which phrases stand where around a predicate.

#include <algorithm>

#include "syntax/syntax.h"

namespace isnad {

namespace {

constexpr size_t kMaxComplements = 8;
constexpr uint32_t kReach = 45;  // tokens

constexpr char32_t kDamma = 0x064F;

char32_t raw(const TextView& text, uint32_t at) {
  return at < text.text.size() ? text.text[at] : 0;
}

bool is_time_word(const Analysis& a) { return a.pos == Pos::adv; }

// Plural and dual verbs follow their subject in Arabic: no subject phrase comes after them.
// First and second persons have none at all.
bool follows_subject(const Analysis& a) {
  if (a.pos == Pos::verb && (a.person == 1 || a.person == 2)) return true;
  return a.pos == Pos::verb && (a.number == Number::plur || a.number == Number::dual) &&
         a.person == 3;
}

// Written as accusative: tanwin alef, or the oblique ending of duals and plurals. Such a phrase
// is no subject.
bool accusative(const Token& t, const Analysis& a) {
  if (a.pos == Pos::propn || a.definite || a.enclitic.length > 0 || t.key.size() < 4) return false;
  const std::string_view k = t.key;
  if (k.back() == 'A' && !a.lemma.empty() && a.lemma.back() != 'A') return true;
  return a.number != Number::sing && k.substr(k.size() - 2) == "yn" && a.known &&
         (a.lemma.size() < 2 || a.lemma.substr(a.lemma.size() - 2) != "yn");
}

bool gender_clash(const Analysis& verb, const Analysis& head, bool named) {
  if (named || verb.gender == Gender::none || head.gender == Gender::none) return false;
  // Broken plurals of things take feminine verbs, so only a feminine singular after a masculine
  // verb right beside it is a clash, and a masculine singular after a feminine verb.
  return head.number == Number::sing && verb.gender == Gender::fem && head.gender == Gender::masc &&
         head.known;
}

}  // namespace

bool vocalised_passive(const TextView& text, const Token& token, const Analysis& analysis) {
  if (analysis.aspect != Aspect::perfective) return false;
  const uint32_t first = analysis.proclitic_length;
  if (first >= token.key.size()) return false;
  // Form I writes it on the first letter, the forms with a leading alef on the letter after it or
  // the next (u`tuqila).
  const bool leading_alef = token.key[first] == 'A';
  for (uint32_t letter = first; letter < first + (leading_alef ? 3u : 1u); ++letter) {
    if (letter >= token.key.size()) break;
    if (raw(text, text.folded.origin[token.folded_begin + letter] + 1) == kDamma) return true;
  }
  return false;
}

uint32_t subject_pronoun(const std::vector<Word>& words, const Syntax& syntax, uint32_t verb) {
  const uint32_t clause = syntax.clause_of[verb];
  const Clause& c = syntax.clauses[clause];
  if (c.kind != ClauseKind::that || c.opener == kNone) return kNone;
  if (words[c.opener].best().enclitic.length == 0) return kNone;
  for (uint32_t i = c.opener + 1; i < verb; ++i) {
    if (syntax.clause_of[i] == clause && syntax.finite_verb[i]) return kNone;
  }
  return c.opener;
}

VerbArguments verb_arguments(const TextView& text, const std::vector<Word>& words,
                             const EntityIndex& entities, const Syntax& syntax, uint32_t verb) {
  VerbArguments out;
  const uint32_t clause = syntax.clause_of[verb];
  const Clause& c = syntax.clauses[clause];
  const Token& v = text.tokens[verb];
  const Analysis& a = words[verb].best();
  const Sentence& s = text.sentences[v.sentence];
  out.object_pronoun = a.enclitic.length > 0;
  out.passive = a.voice == Voice::passive || vocalised_passive(text, v, a);

  // To the right: phrases of the same clause up to the next predicate.
  std::vector<int32_t> bare;
  uint32_t bare_commas = 0;
  size_t bare_before_comma = 0;  // phrases taken when the last comma came
  const uint32_t end = std::min(s.last, verb + kReach);
  for (uint32_t i = verb + 1; i < end;) {
    if (syntax.clause_of[i] != clause) {
      const Clause& inner = syntax.clauses[syntax.clause_of[i]];
      if (inner.kind == ClauseKind::that && inner.parent == static_cast<int32_t>(clause) &&
          out.that_clause == kNone) {
        out.that_clause = syntax.clause_of[i];
      }
      ++i;
      continue;
    }
    if (syntax.finite_verb[i]) break;
    if (text.tokens[i].is(kComma)) {
      ++bare_commas;
      // Between two commas stood only when, where and how: they count for nothing.
      if (bare_commas == 2 && bare.size() == bare_before_comma) bare_commas = 0;
      bare_before_comma = bare.size();
    }
    const int32_t p = syntax.phrase_of[i];
    if (p < 0) {
      ++i;
      continue;
    }
    const Phrase& phrase = syntax.phrases[static_cast<size_t>(p)];
    i = std::max(phrase.last, i + 1);
    if (phrase.coordinated >= 0) continue;  // reached through the first conjunct
    if (phrase.prep.empty()) {
      const uint32_t commas_allowed = entities.mention_at[phrase.head] >= 0 ? 2 : 1;
      if (bare.size() < 2 && bare_commas <= commas_allowed &&
          !is_time_word(words[phrase.head].best())) {
        bare.push_back(p);
      }
    } else if (out.complements.size() < kMaxComplements) {
      out.complements.push_back(p);
    }
  }

  // To the left: the clause's topic, its first phrase without preposition after the last verb.
  int32_t topic = -1;
  for (uint32_t i = verb; i-- > std::max(c.first, verb > kReach ? verb - kReach : 0);) {
    if (syntax.clause_of[i] != clause) continue;
    if (syntax.finite_verb[i]) break;
    const int32_t p = syntax.phrase_of[i];
    if (p < 0) continue;
    const Phrase& phrase = syntax.phrases[static_cast<size_t>(p)];
    if (phrase.prep.empty() && phrase.coordinated < 0) topic = p;
    i = phrase.first;
    if (i == 0) break;
  }

  // "As for (amma) the statement, it criticised (fa-)": the topic stands in the clause before.
  if (topic < 0 && a.conj == Conj::fa && c.parent >= 0) {
    const Clause& above = syntax.clauses[static_cast<size_t>(c.parent)];
    bool amma = false;
    for (uint32_t i = above.first; i < verb && topic < 0; ++i) {
      amma = amma || words[i].best().word_class == WordClass::topic;
      const int32_t p = syntax.phrase_of[i];
      if (amma && p >= 0 && syntax.phrases[static_cast<size_t>(p)].prep.empty()) topic = p;
    }
  }

  const bool relative = c.kind == ClauseKind::relative && c.antecedent >= 0;
  // "that she (annaha) delivered": the complementiser's pronoun is the subject.
  const bool pronoun_topic = topic < 0 && subject_pronoun(words, syntax, verb) != kNone;
  const bool plural_form = pronoun_topic || follows_subject(a);
  size_t next = 0;
  const auto take = [&]() { return next < bare.size() ? bare[next++] : -1; };
  const auto clash = [&](int32_t p) {
    const Phrase& ph = syntax.phrases[static_cast<size_t>(p)];
    const uint32_t h = ph.head;
    // A masculine verb right before a feminine singular: that is its object.
    const Analysis& head = words[h].best();
    if (ph.first == verb + 1 && a.gender == Gender::masc && a.person == 3 &&
        a.number == Number::sing && head.gender == Gender::fem && head.number == Number::sing &&
        head.known && !out.passive) {
      return true;
    }
    return gender_clash(a, words[h].best(), entities.mention_at[h] >= 0);
  };
  const auto oblique = [&](int32_t p) {
    const Phrase& ph = syntax.phrases[static_cast<size_t>(p)];
    return entities.mention_at[ph.head] < 0 &&
           accusative(text.tokens[ph.head], words[ph.head].best());
  };
  if (topic >= 0 && !relative) {
    out.subject = topic;
    // "qalat Rusiya": both a topic before and a subject after occur only with two clauses run
    // together; a phrase after the verb is then the object.
    out.object = take();
  } else if (plural_form || (!bare.empty() && (clash(bare[0]) || oblique(bare[0])))) {
    out.subject = relative ? c.antecedent : -1;
    out.object = take();
  } else if (relative && bare.size() == 1 && !out.object_pronoun && !out.passive) {
    // "al-quwwat allati qasafat al-madina": the antecedent acts; "al-mintaqa allati insahabat minha
    // Faransa": it does not, when a preposition takes it up again.
    const bool resumed =
        std::any_of(words.begin() + verb + 1, words.begin() + end, [](const Word& w) {
          return w.best().word_class == WordClass::preposition && w.best().enclitic.length > 0;
        });
    if (resumed && verb + 1 < end && words[verb + 1].best().word_class == WordClass::preposition) {
      out.subject = take();
    } else {
      out.subject = c.antecedent;
      out.object = take();
    }
  } else if (relative && bare.empty()) {
    if (out.object_pronoun) {
      out.object = c.antecedent;
    } else {
      out.subject = c.antecedent;
    }
  } else {
    out.subject = take();
    out.object = take();
    if (relative && out.object < 0) out.object = c.antecedent;
  }
  if (out.passive && out.subject >= 0 && out.object < 0) {
    out.object = out.subject;
    out.subject = -1;
  }
  out.dropped_subject = out.subject < 0 && !out.passive;
  return out;
}

NounArguments noun_arguments(const TextView& text, const std::vector<Word>& words,
                             const EntityIndex& entities, const Syntax& syntax, uint32_t noun) {
  NounArguments out;
  const Token& t = text.tokens[noun];
  const Sentence& s = text.sentences[t.sentence];
  const int32_t own = syntax.phrase_of[noun];
  const uint32_t clause = syntax.clause_of[noun];
  out.pronoun = words[noun].best().enclitic.length > 0;
  if (own < 0) return out;
  const Phrase& phrase = syntax.phrases[static_cast<size_t>(own)];
  out.genitive_first = noun + 1;
  out.genitive_last = std::max(phrase.last, noun + 1);

  // Right: complements up to the next verb or clause.
  const uint32_t end = std::min(s.last, noun + kReach);
  bool adjacent = true;
  uint32_t commas = 0;
  for (uint32_t i = phrase.last; i < end;) {
    if (syntax.clause_of[i] != clause || syntax.finite_verb[i]) {
      // A short description of the noun itself may stand between ("a visit called historic by"):
      // what follows it may belong to the noun.
      const Clause& inner = syntax.clauses[syntax.clause_of[i]];
      const bool describes = inner.kind == ClauseKind::relative && inner.opener == kNone &&
                             inner.antecedent == own && i < phrase.last + 12;
      if (!describes) break;
      adjacent = false;
      if (syntax.finite_verb[i]) {
        ++i;
        continue;
      }
    }
    if (text.tokens[i].is(kComma) && ++commas > 1) break;
    const int32_t p = syntax.phrase_of[i];
    if (p < 0) {
      const WordClass wc = words[i].best().word_class;
      if (wc != WordClass::preposition && text.tokens[i].kind != TokenKind::punct) adjacent = false;
      ++i;
      continue;
    }
    const Phrase& q = syntax.phrases[static_cast<size_t>(p)];
    i = std::max(q.last, i + 1);
    if (q.coordinated >= 0) continue;
    if (q.prep.empty()) {
      if (adjacent && commas == 0 && out.second < 0 && !is_time_word(words[q.head].best())) {
        out.second = p;
      } else if (commas > 0) {
        break;
      }
    } else if (out.complements.size() < kMaxComplements) {
      out.complements.push_back(p);
    }
  }

  // Left: what governs it, the nearest verb, participle or noun before its phrase or in it.
  if (phrase.first < noun && phrase.head < noun) out.governor = phrase.head;
  for (uint32_t i = phrase.first; out.governor == kNone && i-- > s.first;) {
    if (text.tokens[i].is(kStop) || text.tokens[i].is(kSemicolon)) break;
    if (syntax.finite_verb[i] || words[i].best().word_class == WordClass::passive_light) {
      out.governor = i;
      break;
    }
    const Analysis& a = words[i].best();
    if ((a.derivation == Derivation::active_participle ||
         a.derivation == Derivation::passive_participle) &&
        syntax.clauses[syntax.clause_of[i]].kind == ClauseKind::hal &&
        syntax.clauses[syntax.clause_of[i]].first == i && a.pos != Pos::propn && !a.definite &&
        entities.role_at[i] < 0 && t.span.begin - text.tokens[i].span.begin < 120) {
      out.governor = i;
      break;
    }
    if (!phrase.prep.empty() && syntax.phrase_of[i] >= 0) {
      const Phrase& q = syntax.phrases[static_cast<size_t>(syntax.phrase_of[i])];
      if (words[q.head].best().derivation == Derivation::masdar) {
        out.governor = q.head;
        break;
      }
      i = q.first;
      if (i == 0) break;
    }
  }
  out.governor_prep = phrase.prep;
  // "of providing shelter ... and negotiating with": a later masdar of a list hangs where the first
  // does, wherever the list was interrupted.
  if (phrase.conj && phrase.head == noun && words[noun].best().derivation == Derivation::masdar) {
    for (int32_t k = own; k-- > 0;) {
      const Phrase& q = syntax.phrases[static_cast<size_t>(k)];
      if (q.first < s.first) break;
      if (syntax.clause_of[q.first] != clause) continue;
      if (words[q.head].best().derivation != Derivation::masdar || q.conj || q.prep.empty())
        continue;
      const NounArguments first = noun_arguments(text, words, entities, syntax, q.head);
      out.governor = first.governor;
      out.governor_prep = first.governor_prep;
      break;
    }
  }
  return out;
}

}  // namespace isnad
