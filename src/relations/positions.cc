// Who stands at a position around a word.

#include <algorithm>

#include "relations/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kBehindReach = 14;  // tokens
constexpr uint32_t kComplementReach = 16;
constexpr uint32_t kListReach = 2;
constexpr uint32_t kLaterReach = 8;
constexpr uint32_t kNameGap = 4;
constexpr uint32_t kTopicReach = 30;
constexpr uint32_t kNameReach = 9;
constexpr uint32_t kAroundReach = 7;

bool has(const std::string& kinds, char c) { return kinds.find(c) != std::string::npos; }

void add_unique(std::vector<Party>& out, Party p) {
  for (const Party& q : out) {
    if (q.code == p.code) return;
  }
  out.push_back(std::move(p));
}

}  // namespace

// Does a named thing belong to one of the kinds?
bool PatternMatcher::fits(const std::string& code, EntityKind kind,
                          const std::string& kinds) const {
  switch (kind) {
    case EntityKind::state:
      return has(kinds, 's') || has(kinds, 't');
    case EntityKind::armed_group:
      return has(kinds, 'a');
    case EntityKind::person:
      return has(kinds, 'p');
    case EntityKind::organization: {
      std::string_view sort;
      if (const uint32_t lex = impl_.gazetteer.by_id(code); lex != UINT32_MAX) {
        sort = impl_.gazetteer.str(impl_.gazetteer.lex(lex).extra);
      }
      if (sort == "agreement") return has(kinds, 'g');
      if (has(kinds, 'o')) return true;
      if (has(kinds, 'm') && sort == "military") return true;
      return has(kinds, 'l') &&
             (sort == "alliance" || sort == "organisation" || sort == "military");
    }
    default:
      return false;
  }
}

std::optional<Party> PatternMatcher::mention_party(const EntityMention& m,
                                                   const std::string& kinds) const {
  const Entity& e = in_.entities.entities[m.entity];
  Party p;
  p.span = m.span;
  p.token = m.first;
  if (e.kind == EntityKind::place) {
    if (has(kinds, 'c') && !e.name_en.empty()) {
      p.code = e.name_en;
      return p;
    }
    if (has(kinds, 't') && e.of && impl_.gazetteer.is_state(*e.of)) {
      p.code = *e.of;
      return p;
    }
    if (has(kinds, 'r') && impl_.is_region(e.id)) {
      p.code = e.id;
      return p;
    }
    return std::nullopt;
  }
  if (m.capital && has(kinds, 'c') && !m.place.empty()) {
    p.code = m.place;
    return p;
  }
  if (!fits(e.id, e.kind, kinds)) return std::nullopt;
  p.code = e.id;
  return p;
}

std::vector<Party> PatternMatcher::mentions(uint32_t first, uint32_t last, const std::string& kinds,
                                            bool demonyms) const {
  std::vector<Party> out;
  for (uint32_t i = first; i < last && i < in_.text.tokens.size(); ++i) {
    const EntityMention* m = in_.entities.mention(i);
    if (!m || m->first != i) continue;
    if ((m->form == MentionForm::demonym) != demonyms) continue;
    if (auto p = mention_party(*m, kinds)) add_unique(out, std::move(*p));
  }
  return out;
}

// Is the mention what its phrase is about ("in the city of Taiz"), not something in passing?
bool PatternMatcher::names_place(uint32_t first, const EntityMention& m) const {
  for (uint32_t i = first; i < m.first; ++i) {
    const Analysis& a = best(i);
    if (in_.text.tokens[i].kind == TokenKind::punct || a.pos == Pos::adj || a.pos == Pos::num ||
        a.word_class == WordClass::quantifier || a.word_class == WordClass::demonstrative ||
        in_.entities.mention(i)) {
      continue;
    }
    if (!has_word(i, i + 1, impl_.place_words)) return false;
  }
  return true;
}

// Does the text say whose the organ is, beside the organ itself? "The regime" alone is anybody's.
bool PatternMatcher::owner_told(const Participant& p) const {
  const int32_t index = in_.syntax.phrase_of[p.token];
  if (index < 0) return true;
  const Phrase& q = in_.syntax.phrases[static_cast<size_t>(index)];
  for (uint32_t i = q.first; i < q.last; ++i) {
    if (in_.entities.mention(i) || best(i).enclitic.length > 0) return true;
  }
  return q.last + 2 < in_.text.tokens.size() &&
         (in_.entities.mention(q.last) || in_.entities.mention(q.last + 1));
}

// Participants of the kinds; people stand for themselves only, never for their state.
void PatternMatcher::keep(std::vector<Party>& out, const std::vector<Participant>& found,
                          const std::string& kinds) const {
  for (const Participant& f : found) {
    const bool person = !f.person.empty() || f.organ == "official" || f.organ == "spokesperson";
    Party p;
    p.span = f.span;
    p.token = f.token;
    p.anaphoric = f.pronoun;
    // "The withdrawal of his country" is the country's.
    const Analysis& word = best(f.token);
    const bool country = f.pronoun && !has(kinds, 'p') && word.pos == Pos::noun &&
                         word.enclitic.length > 0 && impl_.gazetteer.is_state(f.code);
    if (person && !country) {
      if (f.person.empty() || !has(kinds, 'p')) continue;
      p.code = f.person;
      add_unique(out, std::move(p));
      continue;
    }
    if (f.code.empty()) continue;
    if (f.code.compare(0, 4, "GEN:") == 0) {
      if (!has(kinds, 'u') || f.owner) continue;
      p.code = f.code;
      add_unique(out, std::move(p));
      continue;
    }
    // "The Swiss" who is a member is a man.
    if (const EntityMention* man = in_.entities.mention(f.token);
        man && man->form == MentionForm::demonym && f.organ.empty() && !f.pronoun &&
        man->first == f.token && best(f.token).number == Number::sing && best(f.token).definite &&
        best(f.token).gender != Gender::fem) {
      continue;
    }
    // "Turkish personalities" are not Turkey.
    const EntityMention* m = in_.entities.mention(f.token);
    if (f.owner && f.organ.empty() && m && m->form == MentionForm::demonym) continue;
    if (!f.organ.empty() && !f.pronoun && !owner_told(f)) continue;
    EntityKind kind = f.kind;
    if (impl_.gazetteer.is_state(f.code)) {
      kind = EntityKind::state;
    } else if (const uint32_t e = in_.entities.entity(f.code); e != UINT32_MAX) {
      kind = in_.entities.entities[e].kind;
    }
    if (!fits(f.code, kind, kinds)) continue;
    p.code = f.code;
    add_unique(out, std::move(p));
  }
}

// One past the last token of a phrase and those coordinated with it.
uint32_t PatternMatcher::list_end(int32_t phrase) const {
  uint32_t end = in_.syntax.phrases[static_cast<size_t>(phrase)].last;
  for (size_t k = static_cast<size_t>(phrase) + 1; k < in_.syntax.phrases.size(); ++k) {
    const Phrase& q = in_.syntax.phrases[k];
    if (q.coordinated != phrase) {
      if (q.first > end + 30) break;
      continue;
    }
    end = q.last;
  }
  return end;
}

std::vector<Party> PatternMatcher::phrase_parties(int32_t phrase, const std::string& kinds) const {
  std::vector<Party> out;
  if (phrase < 0) return out;
  const bool places = has(kinds, 't') || has(kinds, 'c');
  auto found = in_.actors.phrase(phrase);
  // "from its lands": whose they are is too uncertain for a place.
  if (places) {
    std::erase_if(found, [](const Participant& f) { return f.owner || !f.organ.empty(); });
  }
  keep(out, found, kinds);
  if (!places && !has(kinds, 'g') && !out.empty()) return out;
  // Towns are no participants; agreements and bodies may stand deeper in the phrase.
  const Phrase& head = in_.syntax.phrases[static_cast<size_t>(phrase)];
  const auto named = [&](const Phrase& q) {
    std::vector<Party> list = mentions(q.first, q.last, kinds, false);
    if (places) {
      std::erase_if(list, [&](const Party& x) {
        const EntityMention* m = in_.entities.mention(x.token);
        return m && !names_place(q.first, *m);
      });
    }
    return list;
  };
  std::vector<Party> direct = named(head);
  // "Under the lead of X and Y" names no place with Y either.
  const bool passing = places && direct.empty() && head.prep == preposition::kBi &&
                       !mentions(head.first, head.last, kinds, false).empty();
  if (passing) return out;
  for (size_t k = static_cast<size_t>(phrase) + 1; k < in_.syntax.phrases.size(); ++k) {
    const Phrase& q = in_.syntax.phrases[k];
    if (q.first > head.last + 30) break;
    if (q.coordinated != phrase) continue;
    for (Party& p : named(q)) add_unique(direct, std::move(p));
  }
  if (places && !direct.empty()) return direct;
  // "The Somali lands", "the Malian north": the state's.
  if (out.empty() && direct.empty() && has(kinds, 't') &&
      has_word(head.head, head.head + 1, impl_.place_words)) {
    auto lands = mentions(head.first, head.last, kinds, true);
    if (!lands.empty()) return lands;
  }
  if (out.empty() && direct.empty() && has(kinds, 'r')) {
    if (auto region = region_meant(phrase)) return {*region};
  }
  return out.empty() ? direct : out;
}

int32_t PatternMatcher::complement(const Trigger& t, const std::string& prep, bool adjacent) const {
  if (adjacent && t.last < in_.text.tokens.size() && !t.verbal) {
    // Right behind the phrase, whatever word it was given to: "X, the armed wing of (li-) Y, said".
    const int32_t next = in_.syntax.phrase_of[t.last];
    const bool here = next >= 0 && in_.syntax.phrases[static_cast<size_t>(next)].first == t.last;
    if (here && best(t.last).conj == Conj::none &&
        in_.syntax.phrases[static_cast<size_t>(next)].prep == prep)
      return next;
  }
  for (int32_t c : t.complements()) {
    const Phrase& q = in_.syntax.phrases[static_cast<size_t>(c)];
    if (adjacent && q.first > t.last + 1) return -1;
    if (q.first > t.last + kComplementReach) return -1;
    if (q.prep == prep) return c;
    if (adjacent) return -1;
  }
  return -1;
}

// The phrase that the word is said of: before it in its clause, or the noun that a relative clause
// describes.
std::vector<Party> PatternMatcher::topic(const Trigger& t, const std::string& kinds) const {
  const uint32_t clause = in_.syntax.clause_of[t.token];
  const Clause& c = in_.syntax.clauses[clause];
  const uint32_t first = sentence_of(t.token).first;
  uint32_t from = t.token;
  if (t.phrase >= 0) {
    const Phrase& q = in_.syntax.phrases[static_cast<size_t>(t.phrase)];
    from = q.first;
    // "X (was) a member", in one phrase; "the states that signed": it is said of these.
    if (q.head < t.token && !t.verbal) {
      auto found = mentions(q.first, t.token, kinds, false);
      if (!found.empty()) return found;
      if (best(t.token).pos == Pos::adj || best(t.token).definite) {
        // "X, one of the states that signed".
        for (uint32_t k = q.first; k > first && found.empty();) {
          const int32_t before = in_.syntax.phrase_of[k - 1];
          if (before < 0 || !in_.syntax.phrases[static_cast<size_t>(before)].prep.empty()) break;
          found = phrase_parties(before, kinds);
          k = in_.syntax.phrases[static_cast<size_t>(before)].first;
        }
        return found;
      }
    }
  }
  for (uint32_t i = from; i-- > first && from - i < kTopicReach;) {
    if (in_.syntax.clause_of[i] != clause) continue;
    if (in_.text.tokens[i].is(kStop) || in_.text.tokens[i].is(kSemicolon)) break;
    const int32_t index = in_.syntax.phrase_of[i];
    if (index < 0) continue;
    const Phrase& q = in_.syntax.phrases[static_cast<size_t>(index)];
    i = q.first;
    if (!q.prep.empty() || index == t.phrase) {
      if (i == 0) break;
      continue;
    }
    auto found = phrase_parties(q.coordinated >= 0 ? q.coordinated : index, kinds);
    if (!found.empty()) return found;
    if (i == 0) break;
  }
  if (c.kind == ClauseKind::relative && c.antecedent >= 0) {
    return phrase_parties(c.antecedent, kinds);
  }
  return {};
}

// The body that a participle or apposition describes: named before it, or in parentheses after.
std::vector<Party> PatternMatcher::body_name(const Trigger& t, const std::string& kinds) const {
  const uint32_t first = sentence_of(t.token).first;
  for (uint32_t i = t.token; i-- > first && t.token - i <= kNameReach;) {
    if (in_.syntax.finite_verb[i] || in_.text.tokens[i].is(kStop)) break;
    const EntityMention* m = in_.entities.mention(i);
    if (!m && in_.entities.role_at[i] >= 0 && t.token - i > 1) break;  // another body between
    if (!m || m->form == MentionForm::demonym) continue;
    if (t.token - i > kNameGap) break;
    if (auto p = mention_party(*m, kinds)) return {*p};
    break;
  }
  const uint32_t end = sentence_of(t.token).last;
  for (uint32_t i = t.token + 1; i < end && i - t.token <= kNameReach; ++i) {
    if (!in_.text.tokens[i].is(kOpen)) continue;
    return mentions(i + 1, std::min(end, i + 5), kinds, false);
  }
  return {};
}

// Names one after the other, with nothing but punctuation between them.
std::vector<Party> PatternMatcher::run_of_names(uint32_t from, uint32_t reach,
                                                bool over_prepositions,
                                                const std::string& kinds) const {
  std::vector<Party> out;
  const uint32_t end = sentence_of(from > 0 ? from - 1 : from).last;
  uint32_t gap = 0;
  for (uint32_t i = from; i < end;) {
    const EntityMention* m = in_.entities.mention(i);
    if (m && m->form != MentionForm::demonym) {
      auto p = mention_party(*m, kinds);
      if (!p && !out.empty()) break;
      if (p) {
        add_unique(out, std::move(*p));
        gap = 0;
      }
      i = std::max(m->last, i + 1);
      continue;
    }
    const bool punct = in_.text.tokens[i].kind == TokenKind::punct;
    if (!out.empty() && (!punct || in_.text.tokens[i].is(kClose))) break;
    if (in_.syntax.finite_verb[i] || in_.text.tokens[i].is(kStop)) break;
    if (!over_prepositions && best(i).word_class == WordClass::preposition) break;
    if (++gap > reach) break;
    ++i;
  }
  return out;
}

// "The town which the rebels control (on it)": the noun that the preposition's pronoun takes up.
std::vector<Party> PatternMatcher::taken_up(const Trigger& t, const std::string& prep,
                                            const std::string& kinds) const {
  const Clause& c = in_.syntax.clauses[in_.syntax.clause_of[t.token]];
  const uint32_t i = t.token + 1;
  if (!t.verbal || c.kind != ClauseKind::relative || c.antecedent < 0) return {};
  if (i >= in_.text.tokens.size() || best(i).lemma != prep || best(i).enclitic.length == 0) {
    return {};
  }
  if (auto found = phrase_parties(c.antecedent, kinds); !found.empty()) return found;
  // "The force against X, in which (fiha) A and B take part": not X, but the noun before it.
  if (!has(kinds, 'l')) return {};
  const uint32_t first = sentence_of(t.token).first;
  for (uint32_t k = in_.syntax.phrases[static_cast<size_t>(c.antecedent)].first; k-- > first;) {
    if (in_.syntax.finite_verb[k] || in_.text.tokens[k].kind == TokenKind::punct) break;
    const int32_t index = in_.syntax.phrase_of[k];
    if (index < 0) continue;
    k = in_.syntax.phrases[static_cast<size_t>(index)].first;
    if (auto found = phrase_parties(index, kinds); !found.empty()) return found;
    if (k == 0) break;
  }
  return {};
}

std::vector<Party> PatternMatcher::side(const RelationSide& where, const Trigger& t,
                                        const std::string& kinds) const {
  std::vector<Party> out;
  const Phrase* phrase =
      t.phrase >= 0 ? &in_.syntax.phrases[static_cast<size_t>(t.phrase)] : nullptr;
  // Nisbas that belong to the word itself or to the body behind it ("withdrawal of the Russian
  // forces"), not to another noun's ("the seizure by Iranian students").
  const auto walk = [&](uint32_t from, uint32_t last) {
    std::vector<Party> found;
    for (uint32_t i = from; i < last; ++i) {
      const EntityMention* m = in_.entities.mention(i);
      if (m && m->form == MentionForm::demonym) {
        if (auto p = mention_party(*m, kinds)) add_unique(found, std::move(*p));
        continue;
      }
      const Analysis& a = best(i);
      const bool passes = a.pos == Pos::adj || a.pos == Pos::num || in_.entities.role_at[i] >= 0 ||
                          a.word_class == WordClass::quantifier ||
                          in_.text.tokens[i].kind != TokenKind::word ||
                          has_word(i, i + 1, impl_.place_words);
      if (!passes) break;
    }
    return found;
  };
  const auto nisbas = [&](int32_t index) {
    if (index < 0) return std::vector<Party>{};
    const Phrase& q = in_.syntax.phrases[static_cast<size_t>(index)];
    std::vector<Party> found = mentions(q.first, q.last, kinds, true);
    // In the accusative "Turkish" is spelt like "Turkey".
    if (found.empty() && has_word(q.first, q.last, impl_.forces_words)) {
      found = mentions(q.first, q.last, kinds, false);
    }
    return found;
  };
  switch (where.where) {
    case RelationSide::subj:
      if (t.verbal) keep(out, in_.actors.subject(t.token), kinds);
      break;
    case RelationSide::obj:
      if (t.verbal && t.verb.object_pronoun) {
        const Clause& c = in_.syntax.clauses[in_.syntax.clause_of[t.token]];
        if (c.kind == ClauseKind::relative && c.antecedent >= 0) {
          return phrase_parties(c.antecedent, kinds);
        }
        keep(out, in_.actors.pronoun(t.token), kinds);
      } else if (t.verbal && t.verb.object >= 0) {
        out = phrase_parties(t.verb.object, kinds);
      }
      break;
    case RelationSide::objname:
      if (t.verbal && !t.verb.object_pronoun) out = phrase_parties(t.verb.object, kinds);
      break;
    case RelationSide::founders:
      return founders(kinds);
    case RelationSide::adjnisba:
      if (phrase) {
        for (uint32_t i = t.token + 1; i < phrase->last && best(i).pos == Pos::adj; ++i) {
          const EntityMention* m = in_.entities.mention(i);
          if (!m || m->form != MentionForm::demonym) continue;
          if (best(i).number == Number::plur) continue;  // "the presence of Indians"
          if (auto p = mention_party(*m, kinds)) add_unique(out, std::move(*p));
        }
      }
      break;
    case RelationSide::theme:
      return theme(t, kinds);
    case RelationSide::agentname:
      return whose(governor_subject(t), kinds);
    case RelationSide::asked:
      return asked(t, kinds);
    case RelationSide::ownland:
      return own_land(t, kinds);
    case RelationSide::keeper:
      return keeper(t, kinds);
    case RelationSide::host:
      return host(t, kinds);
    case RelationSide::insentence:
      return in_sentence(t, kinds);
    case RelationSide::described:
      return described(t, kinds);
    case RelationSide::bearer:
      return bearer(t, kinds);
    case RelationSide::subjnisba:
      return nisbas(t.verb.subject);
    case RelationSide::objnisba:
      return nisbas(t.verb.object);
    case RelationSide::gen: {
      if (t.verbal || t.noun.genitive_first >= t.noun.genitive_last) break;
      if (best(t.token).enclitic.length > 0) break;  // "its military presence" has none
      keep(out, in_.actors.range(t.noun.genitive_first, t.noun.genitive_last), kinds);
      const uint32_t end = phrase ? list_end(t.phrase) : t.noun.genitive_last;
      const auto direct = mentions(t.noun.genitive_first, t.noun.genitive_last, kinds, false);
      if (out.empty() || direct.size() > out.size()) out = direct;
      // "the accession of Finland and Sweden": names that go on behind the genitive.
      if (!direct.empty() && end > t.noun.genitive_last) {
        for (Party& p : run_of_names(t.noun.genitive_last, 1, false, kinds)) {
          if (p.token < end) add_unique(out, std::move(p));
        }
      }
      break;
    }
    case RelationSide::nisba:
      if (phrase) out = walk(t.token + 1, phrase->last);
      // "The American base of (at) X": behind the name of its place.
      if (out.empty() && phrase && !t.verbal && t.token + 1 < phrase->last) {
        const EntityMention* m = in_.entities.mention(t.token + 1);
        if (m && m->form != MentionForm::demonym) out = walk(m->last, phrase->last);
      }
      // "A gradual withdrawal of the Russian forces" (li-), "more than a thousand Russian ..."
      // (min).
      if (out.empty() && !t.verbal && !t.noun.complements.empty()) {
        const int32_t c = t.noun.complements.front();
        const Phrase& q = in_.syntax.phrases[static_cast<size_t>(c)];
        if ((q.prep == preposition::kLi || q.prep == preposition::kFrom) && q.first <= t.last + 1)
          return nisbas(c);
      }
      break;
    case RelationSide::pron:
      if (best(t.token).enclitic.length > 0) keep(out, in_.actors.pronoun(t.token), kinds);
      break;
    case RelationSide::complement: {
      const int32_t c = complement(t, where.prep, false);
      return c < 0 ? taken_up(t, where.prep, kinds) : phrase_parties(c, kinds);
    }
    case RelationSide::adjacent:
      return phrase_parties(complement(t, where.prep, true), kinds);
    case RelationSide::topic:
      return topic(t, kinds);
    case RelationSide::name:
      return body_name(t, kinds);
    case RelationSide::list:
      return run_of_names(t.token + 1, kListReach, false, kinds);
    case RelationSide::later:
      return run_of_names(t.token + 1, kLaterReach, true, kinds);
    case RelationSide::brackets: {
      const uint32_t end = sentence_of(t.token).last;
      uint32_t i = t.last;
      while (i < end && in_.text.tokens[i].is(kQuoteClose)) ++i;
      if (i < end && in_.text.tokens[i].is(kOpen)) return run_of_names(i + 1, 1, false, kinds);
      break;
    }
    case RelationSide::genname:
      if (!t.verbal) {
        out = mentions(t.noun.genitive_first, t.noun.genitive_last, kinds, false);
        if (out.size() > 1) out.resize(1);
      }
      break;
    case RelationSide::after: {
      const uint32_t end = std::min(sentence_of(t.token).last, t.token + kBehindReach);
      out = mentions(t.token + 1, end, kinds, false);
      if (out.size() > 1) out.resize(1);
      break;
    }
    case RelationSide::before: {
      const uint32_t first = sentence_of(t.token).first;
      const auto all = mentions(first, t.token, kinds, false);
      if (!all.empty()) out.push_back(all.back());
      break;
    }
    case RelationSide::near:
    case RelationSide::around: {
      const Sentence& s = sentence_of(t.token);
      const auto place = [&](uint32_t i) -> std::optional<Party> {
        const EntityMention* m = in_.entities.mention(i);
        const int32_t q = in_.syntax.phrase_of[i];
        if (!m || m->first != i || m->form == MentionForm::demonym || q < 0) return std::nullopt;
        const Phrase& at = in_.syntax.phrases[static_cast<size_t>(q)];
        if (at.prep != preposition::kIn && at.prep != preposition::kBi) return std::nullopt;
        auto found = mention_party(*m, kinds);
        // "In the Gulf War" is in no region, "in the eyes of Ankara" in no state.
        if (found && !names_place(at.first, *m)) return std::nullopt;
        return found;
      };
      for (uint32_t i = t.last; i < std::min(s.last, t.last + kBehindReach); ++i) {
        if (auto p = place(i)) return {*p};
        // "In the country": the one that the text was speaking of.
        const int32_t q = in_.syntax.phrase_of[i];
        if (q < 0 || in_.syntax.phrases[static_cast<size_t>(q)].head != i ||
            in_.syntax.phrases[static_cast<size_t>(q)].prep != preposition::kIn) {
          continue;
        }
        const Phrase& at = in_.syntax.phrases[static_cast<size_t>(q)];
        if (!mentions(at.first, at.last, kinds, false).empty()) continue;
        if (!mentions(at.first, at.last, kinds, true).empty()) continue;
        keep(out, in_.actors.phrase(q), kinds);
        if (!out.empty()) return out;
        if (auto region = region_meant(q); region && has(kinds, 'r')) return {*region};
      }
      if (where.where == RelationSide::near) break;
      for (uint32_t i = t.token; i-- > s.first && t.token - i <= kAroundReach;) {
        if (in_.syntax.finite_verb[i] || in_.text.tokens[i].kind == TokenKind::punct) break;
        if (auto p = place(i)) return {*p};
      }
      break;
    }
    case RelationSide::among:
      return among(t, kinds);
    case RelationSide::owner:
      return owner(t, kinds);
    case RelationSide::agent:
      if (!t.verbal && t.noun.governor != kNone && in_.syntax.finite_verb[t.noun.governor]) {
        keep(out, in_.actors.subject(t.noun.governor), kinds);
      }
      break;
    case RelationSide::self: {
      const EntityMention* m = in_.entities.mention(t.token);
      if (m) {
        if (auto p = mention_party(*m, kinds)) out.push_back(std::move(*p));
      }
      break;
    }
  }
  return out;
}

}  // namespace isnad
