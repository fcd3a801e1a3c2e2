// The bare noun phrase that a verb of saying takes as its content ("announced the withdrawal of").

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kSubjectReach = 14;  // tokens that a long subject may take

}  // namespace

// Where the subject ends if the phrase builder ran subject and object together: a noun with the
// article takes no genitive, so another such noun behind it begins the object.
uint32_t ClaimPass::subject_end(const Phrase& p) const {
  uint32_t from = p.first + 1;
  if (const OfficeMention* o = entities_.office(p.first); o && o->person >= 0) {
    from = std::max(from, o->last);
  } else if (const EntityMention* m = entities_.mention(p.first)) {
    from = std::max(from, m->last);
  }
  for (uint32_t k = from; k < p.last; ++k) {
    const Analysis& a = best(k);
    const Analysis& before = best(k - 1);
    if (text_.tokens[k].kind != TokenKind::word || a.conj != Conj::none) return p.last;
    const EntityMention* m = entities_.mention(k);
    const EntityMention* m_before = entities_.mention(k - 1);
    if (before.pos == Pos::adj && !before.definite && a.pos == Pos::noun && !a.definite &&
        !m_before && k > p.first + 1) {
      return k;  // an adjective takes no genitive either
    }
    const bool after_article = before.definite || (m_before && m_before->last == k);
    if (!after_article) continue;
    if (m && m->first == k) {
      if (m->form == MentionForm::demonym && a.definite) continue;
      const EntityKind kind = entities_.entities[m->entity].kind;
      if (kind == EntityKind::state) return k;
      continue;
    }
    if (entities_.office_at[k] >= 0 && entities_.office_at[k] == entities_.office_at[p.first]) {
      continue;
    }
    if (a.definite && a.pos == Pos::noun && a.derivation != Derivation::nisba &&
        a.derivation != Derivation::active_participle &&
        a.derivation != Derivation::passive_participle) {
      return k;
    }
    if (!a.definite && a.derivation == Derivation::masdar) return k;
    if (!a.definite && m_before && a.pos == Pos::noun && a.known && before.pos != Pos::noun) {
      return k;
    }
  }
  return p.last;
}

bool ClaimPass::names_person(const Phrase& p) const {
  for (uint32_t k = p.first; k < p.last; ++k) {
    const EntityMention* m = entities_.mention(k);
    if (m && entities_.entities[m->entity].kind == EntityKind::person &&
        best(k).prep == PrepClitic::none) {
      const SourceRow* title = source_noun(p.head);
      return k == p.head || (title && title->sort == SourceSort::person);
    }
  }
  return false;
}

// Is the phrase that stands as the verb's subject what is said: an indefinite verbal noun ("and
// stressed in a statement the readiness of") that names no body?
bool ClaimPass::said_noun(const CueHit& hit, int32_t subject) const {
  const Phrase& p = syntax_.phrases[static_cast<size_t>(subject)];
  const Analysis& h = best(p.head);
  if (!(hit.row->flags & kContinue) || p.first <= hit.token || p.head != p.first) return false;
  if (h.definite || h.enclitic.length > 0 || entities_.mention_at[p.head] >= 0) return false;
  const SourceRow* noun = source_noun(p.head);
  if (noun) return noun->sort == SourceSort::said;
  return h.derivation == Derivation::masdar && entities_.role_at[p.head] < 0;
}

Content ClaimPass::object_of(const CueHit& hit, const Sentence& s, bool participle) const {
  Content c;
  const uint32_t v = hit.token;
  if (participle) {
    const uint32_t j = v + 1;
    if (j >= s.last || hit.analysis->enclitic.length > 0) return c;
    const int32_t p = syntax_.phrase_of[j];
    const bool bare = p >= 0 && syntax_.phrases[static_cast<size_t>(p)].prep.empty() &&
                      syntax_.phrases[static_cast<size_t>(p)].first <= j;
    const bool pronoun = key(j).starts_with("AyA") && best(j).enclitic.length > 0;
    const bool relative = best(j).word_class == WordClass::relative;
    const bool demonstrative = best(j).word_class == WordClass::demonstrative ||
                               best(j).word_class == WordClass::quantifier;
    if (bare || pronoun || relative || demonstrative || text_.tokens[j].is(kQuoteOpen)) {
      c.kind = ContentKind::object;
      c.first = c.opener = j;
    } else if (best(j).word_class == WordClass::preposition &&
               !(preposition_bit(j) & hit.row->takes) && j + 1 < s.last) {
      // "announcing at the same time the delay of"
      const int32_t q = syntax_.phrase_of[j + 1];
      uint32_t n = q >= 0 ? syntax_.phrases[static_cast<size_t>(q)].last : s.last;
      if (n < s.last && best(n).enclitic.length > 0) ++n;  // "the time itself"
      const int32_t after = n < s.last ? syntax_.phrase_of[n] : -1;
      if (after >= 0 && syntax_.phrases[static_cast<size_t>(after)].head == n &&
          syntax_.phrases[static_cast<size_t>(after)].prep.empty() && !best(n).definite &&
          best(n).conj == Conj::none && best(n).derivation == Derivation::masdar) {
        c.kind = ContentKind::object;
        c.first = c.opener = n;
      }
    }
    return c;
  }
  if (!syntax_.finite_verb[v]) return c;
  VerbArguments args = verb_arguments(text_, words_, entities_, syntax_, v);
  // A topic cut off by a comma is none: then the first noun phrase behind the verb is its subject.
  if (args.subject >= 0 && hit.analysis->conj != Conj::fa && v > s.first &&
      text_.tokens[v - 1].is(kComma) &&
      syntax_.phrases[static_cast<size_t>(args.subject)].first < v && args.object >= 0) {
    const Phrase& p = syntax_.phrases[static_cast<size_t>(args.object)];
    const Phrase& topic = syntax_.phrases[static_cast<size_t>(args.subject)];
    // "But an official, who spoke to the paper, denied": the comma closes an aside about it.
    const bool aside = topic.last + 1 < v && text_.tokens[topic.last].is(kComma) &&
                       topic.first <= s.first + 2 && topic.prep.empty();
    if (p.first > v && !aside) {
      args.subject = args.object;
      args.object = -1;
    }
  }
  if (args.subject >= 0 && args.object >= 0 && subject_behind(hit, s) &&
      syntax_.phrases[static_cast<size_t>(args.subject)].first < v &&
      syntax_.phrases[static_cast<size_t>(args.object)].first == v + 1) {
    args.subject = args.object;
    args.object = -1;
  }
  // "announced the (ministry of) Defence, the Russian, the destruction of"
  if (args.subject < 0 && args.object >= 0 && hit.analysis->gender == Gender::fem) {
    const Phrase& p = syntax_.phrases[static_cast<size_t>(args.object)];
    if (p.first == v + 1 && elided_ministry(p.head, p.last)) std::swap(args.subject, args.object);
  }
  // "had announced, after his meeting with X, his adherence to": what an aside holds is no object.
  const bool subject_follows =
      args.subject >= 0 && syntax_.phrases[static_cast<size_t>(args.subject)].first > v;
  const uint32_t comma =
      subject_follows ? syntax_.phrases[static_cast<size_t>(args.subject)].last : v + 1;
  if (args.object >= 0 && comma < syntax_.phrases[static_cast<size_t>(args.object)].first) {
    if (const uint32_t n = object_behind_aside(comma, s); n > 0) {
      c.kind = ContentKind::object;
      c.first = c.opener = n;
      return c;
    }
  }
  if (args.subject >= 0 && said_noun(hit, args.subject) && continued(*hit.analysis, s).valid()) {
    c.kind = ContentKind::object;
    c.first = c.opener = syntax_.phrases[static_cast<size_t>(args.subject)].first;
    return c;
  }
  if (args.subject >= 0) {
    const Phrase& p = syntax_.phrases[static_cast<size_t>(args.subject)];
    const uint32_t end = subject_end(p);
    if (p.first > v && end < p.last) {
      c.kind = ContentKind::object;
      c.first = c.opener = end;
      return c;
    }
  }
  if (args.object >= 0) {
    const Phrase& p = syntax_.phrases[static_cast<size_t>(args.object)];
    // A name is no content of "denied": it belongs to the title of the subject.
    const std::string_view kind = impl_.image->str(hit.row->name);
    const bool of_people = (hit.row->flags & kPatient) || kind == "praise" || kind == "accuse";
    const bool behind =
        args.subject >= 0 && syntax_.phrases[static_cast<size_t>(args.subject)].first > v;
    const bool titled = p.first == v + 1 && entities_.office_at[p.head] >= 0;
    const bool named = behind ? !(hit.row->flags & kPatient) && names_person(p)
                              : !of_people && args.subject < 0 && (titled || names_person(p));
    if (named && p.last < s.last && text_.tokens[p.last].kind == TokenKind::word) {
      // "the spokesman NAME denied what was said"
      const Analysis& next = best(p.last);
      if (next.word_class == WordClass::demonstrative || next.word_class == WordClass::relative ||
          (next.pos == Pos::noun && next.conj == Conj::none && next.prep == PrepClitic::none)) {
        c.kind = ContentKind::object;
        c.first = c.opener = p.last;
        return c;
      }
    }
    const bool aside = p.first > 0 && text_.tokens[p.first - 1].is(kOpen);
    if (p.first > v && p.prep.empty() && !named && !aside) {
      c.kind = ContentKind::object;
      c.first = c.opener = p.first;
      // A demonstrative or quantifier before it belongs to it.
      while (c.first > v + 1 && (best(c.first - 1).word_class == WordClass::demonstrative ||
                                 best(c.first - 1).word_class == WordClass::quantifier)) {
        --c.first;
      }
      const SourceRow* noun = source_noun(p.head);
      if (noun && noun->sort == SourceSort::quantity && args.subject < 0) c = Content{};
    }
  }
  if (c.kind != ContentKind::none) return c;
  // "denied what was said", behind the verb or its subject.
  {
    uint32_t k = v + 1;
    const Phrase* p =
        args.subject >= 0 ? &syntax_.phrases[static_cast<size_t>(args.subject)] : nullptr;
    if (p && p->first > v) k = p->last;
    if (k + 1 < s.last && best(k).word_class == WordClass::relative && best(k).lemma != "Al*y" &&
        best(k).prep == PrepClitic::none && hit.analysis->enclitic.length == 0) {
      c.kind = ContentKind::object;
      c.first = c.opener = k;
      return c;
    }
    const uint32_t n = p && p->first > v ? object_behind_aside(p->last, s) : 0;
    if (n > 0) {
      c.kind = ContentKind::object;
      c.first = c.opener = n;
      return c;
    }
  }
  // "and announced the readiness of": without a speaker behind the verb its verbal noun is said.
  if (args.subject >= 0 && args.object < 0 && said_noun(hit, args.subject)) {
    const Phrase& p = syntax_.phrases[static_cast<size_t>(args.subject)];
    if (p.first == v + 1) {
      c.kind = ContentKind::object;
      c.first = c.opener = p.first;
      return c;
    }
  }
  // A verbal noun right behind the subject that the morphology took for a verb.
  if (args.subject >= 0) {
    uint32_t k = syntax_.phrases[static_cast<size_t>(args.subject)].last;
    if (k + 1 < s.last && text_.tokens[k].is(kComma)) {
      const uint32_t end_of_aside = std::min(s.last, k + kSubjectReach);
      // "announced, on Thursday night, the imposition of"
      uint32_t close = k + 1;
      while (close < std::min(s.last, k + 7) && !text_.tokens[close].is(kComma)) ++close;
      const SourceRow* noun = source_noun(k + 1);
      const bool time = noun && noun->sort == SourceSort::time;
      // "accused, in a report that came out then, the army of"
      if ((hit.row->flags & kPatient) && best(k + 1).word_class == WordClass::preposition) {
        close = k + 1;
        while (close < end_of_aside && !text_.tokens[close].is(kComma)) ++close;
        const int32_t p = close + 1 < s.last ? syntax_.phrase_of[close + 1] : -1;
        if (close < end_of_aside && p >= 0 &&
            syntax_.phrases[static_cast<size_t>(p)].first == close + 1 &&
            syntax_.phrases[static_cast<size_t>(p)].prep.empty() &&
            best(close + 1).conj == Conj::none) {
          c.kind = ContentKind::object;
          c.first = c.opener = close + 1;
          return c;
        }
      }
      if (time && close < s.last && text_.tokens[close].is(kComma)) k = close + 1;
    }
    if (k > v + 1 && k < s.last && best(k).pos == Pos::verb && best(k).conj == Conj::none &&
        best(k).number == Number::sing) {
      const bool past = best(k).aspect == Aspect::perfective && best(k).gender == Gender::masc;
      for (const Analysis& a : words_[k].all) {
        const bool masdar = a.derivation == Derivation::masdar;
        // "their refusal to", "the dispatch of" may be spelt like a verb of any form.
        if (a.pos == Pos::noun && a.known && a.prep == PrepClitic::none &&
            (masdar || (past && !a.definite))) {
          c.kind = ContentKind::object;
          c.first = c.opener = k;
          return c;
        }
      }
    }
  }
  // Behind a long subject ("the group, which ..., announced its withdrawal"): a bare verbal noun.
  const uint32_t end = std::min(s.last, v + kSubjectReach);
  for (uint32_t k = v + 2; k < end; ++k) {
    if (text_.tokens[k].is(kSemicolon) || text_.tokens[k].is(kQuoteOpen) || is_that(k)) break;
    if (text_.tokens[k].is(kOpen)) {
      while (k + 1 < end && !text_.tokens[k].is(kClose)) ++k;
      continue;
    }
    const int32_t p = syntax_.phrase_of[k];
    if (p < 0) continue;
    const Phrase& phrase = syntax_.phrases[static_cast<size_t>(p)];
    const Analysis& h = best(phrase.head);
    const SourceRow* noun = source_noun(k);
    const bool said = noun && noun->sort == SourceSort::said && !h.definite;
    const bool own_masdar = h.derivation == Derivation::masdar && !h.definite && !noun;
    if (phrase.prep.empty() && phrase.first == k && phrase.coordinated < 0 &&
        (own_masdar || said || best(k).word_class == WordClass::without) &&
        entities_.role_at[k] < 0 && entities_.mention_at[k] < 0) {
      c.kind = ContentKind::object;
      c.first = c.opener = k;
      break;
    }
    k = std::max(k, phrase.last - 1);
  }
  return c;
}

}  // namespace isnad
