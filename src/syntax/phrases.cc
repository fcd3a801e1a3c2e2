#include "syntax/phrases.h"

#include "syntax/prepositions.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxPhraseTokens = 18;

bool is_quote(const Token& t) { return t.is(kQuoteOpen) || t.is(kQuoteClose); }

}  // namespace

bool is_finite_verb(const TextView& text, const std::vector<Word>& words,
                    const EntityIndex& entities, uint32_t token) {
  const Token& t = text.tokens[token];
  if (t.kind != TokenKind::word || t.key.size() < 2 || entities.mention_at[token] >= 0)
    return false;
  const Analysis& a = words[token].best();
  return a.pos == Pos::verb && a.word_class != WordClass::copula &&
         a.word_class != WordClass::continuing && a.word_class != WordClass::negation_verb &&
         a.word_class != WordClass::passive_light;
}

bool is_nominal(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                uint32_t token) {
  const Token& t = text.tokens[token];
  if (t.kind == TokenKind::punct) return false;
  if (t.kind != TokenKind::word) return true;
  if (entities.mention_at[token] >= 0) return true;
  const Analysis& a = words[token].best();
  if (a.word_class == WordClass::preposition || a.word_class == WordClass::relative) return false;
  switch (a.pos) {
    case Pos::noun:
    case Pos::propn:
    case Pos::adj:
    case Pos::num:
    case Pos::det:
    case Pos::x:
      return true;
    case Pos::pron:
      return a.word_class != WordClass::relative;
    default:
      return false;
  }
}

// Nouns that are in the absolute state (article, tanwin alef, full sound plural or dual, pronoun)
// take no genitive.
bool PhraseBuilder::can_govern_genitive(uint32_t token) const {
  const Token& t = text_.tokens[token];
  if (t.kind != TokenKind::word) return false;
  if (entities_.mention_at[token] >= 0) return false;
  const Analysis& a = words_[token].best();
  if (a.definite || a.enclitic.length > 0) return false;
  if (a.pos != Pos::noun && a.pos != Pos::num && a.pos != Pos::det && a.pos != Pos::x &&
      a.pos != Pos::propn && a.pos != Pos::adj) {
    return false;
  }
  const std::string_view k = t.key;
  if (k.size() > 3 && k.back() == 'A' && !a.lemma.empty() && a.lemma.back() != 'A') return false;
  if (k.size() > 4 && a.number != Number::sing && a.number != Number::none &&
      (k.substr(k.size() - 2) == "wn" || k.substr(k.size() - 2) == "yn" ||
       (k.substr(k.size() - 2) == "An" && a.number == Number::dual))) {
    return false;
  }
  return true;
}

uint32_t PhraseBuilder::preposition(uint32_t token, std::string& canonical) const {
  const Token& t = text_.tokens[token];
  if (t.kind != TokenKind::word || entities_.mention_at[token] >= 0) return token;
  if (words_[token].best().pos == Pos::verb) return token;
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  const Analysis& a = words_[token].best();
  std::string_view key = t.key;
  uint32_t best_end = token;
  for (int strip = 0; strip < 2; ++strip) {
    for (const PrepositionRow& row : prepositions_.find(key)) {
      std::string_view rest = image_.str(row.rest);
      uint32_t next = token + 1;
      bool ok = true;
      while (!rest.empty() && ok) {
        const size_t space = rest.find(' ');
        ok = next < n && text_.tokens[next].key == rest.substr(0, space) &&
             text_.tokens[next].sentence == t.sentence;
        rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
        ++next;
      }
      if (ok && next > best_end) {
        // One-word nouns such as "nahwa" count only where the morphology says preposition or where
        // no other reading stands, to keep real nouns.
        best_end = next;
        canonical = std::string(image_.str(row.canonical));
      }
    }
    if (best_end > token || key.size() < 4 || (key[0] != 'w' && key[0] != 'f')) break;
    key.remove_prefix(1);
  }
  if (best_end > token) return best_end;
  // A clitic cut off from its word by a quotation mark: bi- "X".
  if (token + 1 < n && is_quote(text_.tokens[token + 1]) && t.key.size() <= 2 &&
      (t.key.size() == 1 || t.key[0] == 'w' || t.key[0] == 'f')) {
    const char c = t.key.back();
    if (c == 'b' || c == 'l' || c == 'k') {
      canonical = std::string(1, c);
      return token + 1;
    }
  }
  if (a.word_class == WordClass::preposition && a.enclitic.length == 0) {
    canonical = std::string(a.lemma);
    return token + 1;
  }
  return token;
}

AdverbKind PhraseBuilder::adverbial(uint32_t token) const {
  const auto rows = adverbials_.find(words_[token].best().lemma);
  return rows.empty() ? AdverbKind::none : static_cast<AdverbKind>(rows.front().kind);
}

// "A deal of exchange": without vowels masdars of forms V and VI look like verbs. Behind a feminine
// noun that could govern it a masculine verb would have no subject.
bool PhraseBuilder::masdar_as_verb(uint32_t prev, uint32_t next) const {
  const Analysis& v = words_[next].best();
  const Analysis& p = words_[prev].best();
  if (v.pos != Pos::verb || v.aspect != Aspect::perfective || v.gender != Gender::masc ||
      v.number != Number::sing || v.conj != Conj::none || v.enclitic.length > 0 ||
      p.pos != Pos::noun || !p.known || p.gender != Gender::fem || p.number != Number::sing ||
      !can_govern_genitive(prev)) {
    return false;
  }
  for (const Analysis& a : words_[next].all) {
    if (a.pos == Pos::noun && a.known && a.derivation == Derivation::masdar && !a.definite &&
        a.conj == Conj::none && a.prep == PrepClitic::none) {
      return true;
    }
  }
  return false;
}

// "The council called on (the) opposition": a group whose word could be an adjective, but that
// nothing in the phrase agrees with.
bool PhraseBuilder::other_party(uint32_t first, uint32_t prev, uint32_t next) const {
  const Analysis& a = words_[next].best();
  if (!a.definite || a.gender != Gender::fem || a.number != Number::sing || !entities_.role(next)) {
    return false;
  }
  for (uint32_t i = first; i <= prev; ++i) {
    const Analysis& w = words_[i].best();
    if (entities_.mention_at[i] >= 0 || !w.known || w.gender != Gender::masc ||
        w.number != Number::sing) {
      return false;
    }
  }
  return true;
}

// May `next` join the phrase whose last token is `prev`? `closed` is set when the phrase already
// ends in a name or a definite noun, so that only adjectives may follow.
bool PhraseBuilder::continues(uint32_t first, uint32_t head, uint32_t prev, uint32_t next,
                              bool* closed) const {
  const Token& t = text_.tokens[next];
  const Analysis& a = words_[next].best();
  const EntityMention* m = entities_.mention(next);
  if (a.conj != Conj::none && !(m && m->first == next && m->span.begin == t.span.begin))
    return false;
  // Nothing is added to a title with its name, or to a person's name.
  if (const OfficeMention* o = entities_.office(first); o && o->first == first && o->person >= 0) {
    return false;
  }
  if (const EntityMention* name = entities_.mention(prev);
      name && entities_.entities[name->entity].kind == EntityKind::person) {
    return false;
  }
  // "The army arrested the activist So-and-so": a title with its name describes no body.
  if (const OfficeMention* o = entities_.office(next);
      o && o->first == next && o->person >= 0 && names_body(head)) {
    return false;
  }
  if (m) {
    const bool stripped = m->span.begin != t.span.begin;  // a clitic stands before the name
    if (m->first != next) return true;
    if (stripped) return false;
    const bool definite = words_[prev].best().definite;
    if (m->form == MentionForm::demonym) {
      // "The army killed an Egyptian": no adjective of the army.
      return !definite || a.definite || entities_.mention_at[prev] >= 0;
    }
    if (may_be_nisba(first, prev, next)) return true;
    if (*closed) return false;
    // "Called the centre (al-) the United Nations": a name with the article of its own is no
    // genitive of a definite noun, nor in apposition to it as bare names are ("the capital Paris").
    const EntityKind kind = entities_.entities[m->entity].kind;
    if ((kind == EntityKind::organization || kind == EntityKind::state) && a.definite && definite &&
        !entities_.role(prev)) {
      return false;
    }
    // "The government accused Iran": the verb's object, unless a title's own name.
    const OfficeMention* office = entities_.office(next);
    const bool holder = office && office->first >= first && office->first < next;
    if (definite && !holder && !takes_name(first, prev, kind)) return false;
    if (is_attributive(first, prev)) return false;
    *closed = true;
    return can_govern_genitive(prev) || entities_.role(prev) != nullptr || definite ||
           is_quote(text_.tokens[prev]);
  }
  if (t.kind == TokenKind::number) return false;
  if (t.kind == TokenKind::latin) return true;
  // "Condemned strongly (bi-shidda) the storming": no genitive.
  if (prev == first && a.pos != Pos::adj && words_[first].best().prep == PrepClitic::bi &&
      adverbial(first) == AdverbKind::manner) {
    return false;
  }
  if (a.prep != PrepClitic::none) return false;
  if (a.word_class == WordClass::demonstrative) {
    // "The liquidation of these organisations": with its noun it is a genitive.
    return !*closed && next + 1 < text_.tokens.size() &&
           text_.tokens[next + 1].sentence == t.sentence && words_[next + 1].best().definite &&
           words_[next + 1].best().conj == Conj::none &&
           words_[next + 1].best().prep == PrepClitic::none && can_govern_genitive(prev) &&
           words_[prev].best().known && words_[prev].best().pos == Pos::noun;
  }
  if (a.word_class == WordClass::pronoun) return false;
  const Analysis& p = words_[prev].best();
  const bool prev_name = entities_.mention_at[prev] >= 0;
  // "A plane without a pilot (bidun tayyar) shelled": a role's own complement takes no genitive.
  if (const Hit* role = entities_.role(prev); role && role->first + 1 < prev &&
                                              words_[prev - 1].best().pos == Pos::adp &&
                                              a.pos != Pos::adj) {
    return false;
  }
  if (other_case(first, prev, next)) return false;
  // "the three states": a number with the article follows its noun as an adjective does.
  if (a.pos == Pos::num && a.definite) return p.definite;
  if (a.pos == Pos::adj) {
    // "Ukraine accused (the) separatists": no plural describes one state or person.
    if (const EntityMention* name = entities_.mention(prev);
        name && name->form == MentionForm::name && name->first == prev && a.definite &&
        a.number == Number::plur && a.gender == Gender::masc &&
        (entities_.entities[name->entity].kind == EntityKind::state ||
         entities_.entities[name->entity].kind == EntityKind::person)) {
      return false;
    }
    // "The forces shelled (the) civilians": no plural of people describes things or one person.
    const EntityMention* named = entities_.mention(prev);
    if (a.definite && a.number == Number::plur && a.gender == Gender::masc &&
        (!named || named->form == MentionForm::demonym)) {
      bool people = false;
      for (uint32_t i = first; i <= prev; ++i) {
        const Analysis& w = words_[i].best();
        people = people ||
                 ((w.pos == Pos::noun || i == first) && w.number == Number::plur &&
                  w.gender != Gender::fem) ||
                 w.number == Number::dual;
      }
      if (!people) return false;
    }
    if (other_party(first, prev, next)) return false;
    // "Informed Saudi sources" (noun, nisba, adjective): a nisba is as definite as it is written,
    // and the next adjective agrees with it ("Moroccan intellectuals signed a petition (arida)").
    const bool nisba_before = named && named->form == MentionForm::demonym && !p.definite;
    if (nisba_before && (p.gender != a.gender || p.number != a.number)) return false;
    const bool phrase_definite =
        p.definite || p.enclitic.length > 0 || (prev_name && !nisba_before) || *closed;
    if (phrase_definite) return a.definite;
    return true;
  }
  // "Various (feminine) presenting statements": behind an adjective that agrees with its noun an
  // indefinite noun begins a phrase of its own.
  if (p.pos == Pos::adj && prev > first && p.known && !p.definite && t.kind == TokenKind::word &&
      text_.tokens[prev].key.back() == 'p' && words_[first].best().pos == Pos::noun &&
      a.pos == Pos::noun && !a.definite) {
    return false;
  }
  if (*closed || prev_name) {
    return a.pos == Pos::propn && !a.definite && words_[head].best().pos == Pos::propn &&
           next - first < 5;
  }
  // "The non-governmental organisations": ghayr and its adjective describe what stands before.
  if (a.lemma == "gyr" && next + 1 < text_.tokens.size() &&
      text_.tokens[next + 1].sentence == t.sentence && words_[next + 1].best().pos == Pos::adj &&
      next > first) {
    return p.pos != Pos::verb &&
           (p.definite || *closed || prev_name) == words_[next + 1].best().definite;
  }
  if (p.word_class == WordClass::demonstrative && prev > first) {
    if (a.definite) *closed = true;
    return a.definite;
  }
  if (a.pos == Pos::noun || a.pos == Pos::propn || a.pos == Pos::x || a.pos == Pos::num ||
      a.word_class == WordClass::quantifier) {
    // "Klausner criticised the government" (verb first): a name that no list has takes no genitive.
    if (a.definite && p.pos == Pos::propn && !p.known && !prev_name && entities_.role(next)) {
      return false;
    }
    // "Rights groups called on the government": an adjective has no genitive that is a party.
    if (is_attributive(first, prev) &&
        (a.definite ? entities_.role(next) || entities_.office(next) : a.pos == Pos::num)) {
      return false;
    }
    if (!can_govern_genitive(prev)) {
      // A definite noun after a definite one is an adjective that the lexicon calls a noun, if it
      // looks like a nisba or participle; else a new phrase.
      return p.definite && a.definite && a.derivation != Derivation::none &&
             a.derivation != Derivation::masdar;
    }
    if (a.definite) *closed = true;
    return true;
  }
  return false;
}

uint32_t PhraseBuilder::phrase_end(uint32_t first, uint32_t* head) const {
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  const uint32_t sentence = text_.tokens[first].sentence;
  *head = first;
  bool closed = false;
  uint32_t i = first;
  // A title with its name is one block.
  if (const OfficeMention* o = entities_.office(first); o && o->first == first) {
    i = std::max(o->last, first + 1) - 1;
    // "The spokesman of (bi-sm) X": the name behind is still the title's.
    const EntityMention* at = o->last < n ? entities_.mention(o->last) : nullptr;
    const bool behind = at && can_govern_genitive(i) && i > first &&
                        words_[i].best().prep != PrepClitic::none &&
                        entities_.entities[at->entity].id == o->at;
    closed = o->person >= 0 || (!o->at.empty() && !behind);
  } else if (const EntityMention* m = entities_.mention(first)) {
    i = m->last - 1;
    closed = m->form != MentionForm::demonym;
  } else if (const Hit* r = entities_.role(first); r && r->first == first) {
    i = r->last - 1;
  }
  const TokenKind kind = text_.tokens[first].kind;
  if (number_end_[first] > 0) i = number_end_[first] - 1;
  bool opener = number_end_[first] > 0 || kind == TokenKind::number ||
                words_[first].best().word_class == WordClass::demonstrative ||
                words_[first].best().word_class == WordClass::quantifier ||
                words_[first].best().pos == Pos::num;
  while (i + 1 < n && i + 1 - first < kMaxPhraseTokens) {
    uint32_t next = i + 1;
    const Token& t = text_.tokens[next];
    if (t.sentence != sentence) break;
    if (is_quote(t) && next + 1 < n && text_.tokens[next + 1].sentence == sentence &&
        t.is(kQuoteOpen) && is_nominal(text_, words_, entities_, next + 1) &&
        !is_finite_verb(text_, words_, entities_, next + 1) &&
        (entities_.mention_at[next + 1] >= 0 || can_govern_genitive(i))) {
      ++next;
    } else if (t.is(kQuoteClose) && next > first + 1 && text_.tokens[i].quoted && next + 1 < n &&
               text_.tokens[next + 1].sentence == sentence &&
               is_nominal(text_, words_, entities_, next + 1) &&
               words_[next + 1].best().pos == Pos::adj) {
      ++next;
    } else if (t.kind == TokenKind::punct) {
      break;
    }
    if (!in_time_[next] && entities_.mention_at[next] < 0 && masdar_as_verb(i, next)) {
      i = next;
      continue;
    }
    if (!is_nominal(text_, words_, entities_, next) || in_time_[next]) break;
    if (is_finite_verb(text_, words_, entities_, next)) break;
    if (opener) {
      // Number, quantifier or demonstrative: the first noun after it is the head.
      const Analysis& a = words_[next].best();
      if (a.conj != Conj::none || (a.prep != PrepClitic::none && !entities_.mention(next))) break;
      *head = next;
      opener = words_[next].best().pos == Pos::num || text_.tokens[next].kind == TokenKind::number;
      closed = false;
      if (const OfficeMention* o = entities_.office(next); o && o->first == next) {
        i = o->last - 1;
        closed = true;
      } else if (const EntityMention* m = entities_.mention(next)) {
        i = m->last - 1;
        closed = m->form != MentionForm::demonym;
      } else if (const Hit* r = entities_.role(next); r && r->first == next) {
        i = r->last - 1;
      } else {
        i = next;
      }
      continue;
    }
    if (!continues(first, *head, i, next, &closed)) break;
    if (const OfficeMention* o = entities_.office(next); o && o->first == next && o->person >= 0) {
      i = o->last - 1;
      closed = true;
    } else if (const EntityMention* m = entities_.mention(next)) {
      i = m->last - 1;
    } else if (const Hit* r = entities_.role(next); r && r->first == next) {
      i = r->last - 1;
    } else {
      i = next;
    }
  }
  return i + 1;
}

// "Warsaw sends reinforcements and Brussels accuses Minsk": behind a verb with its arguments
// somebody who has a verb of his own right beside him goes on with a clause, and not with a list. A
// verb of two would be a dual; without a relative pronoun no clause describes what is definite.
bool PhraseBuilder::opens_clause(const Phrase& p, const Phrase& q, const Phrase& topic) const {
  const uint32_t sentence = text_.tokens[p.first].sentence;
  if (!p.conj || !p.prep.empty() || p.last >= text_.tokens.size() ||
      text_.tokens[p.last].sentence != sentence || words_[p.last].best().conj != Conj::none ||
      !is_finite_verb(text_, words_, entities_, p.last)) {
    return false;
  }
  const Analysis& verb = words_[p.last].best();
  const Analysis& head = words_[p.head].best();
  const EntityMention* m = entities_.mention(p.head);
  const bool named = m && m->first == p.head && m->form != MentionForm::demonym;
  // "And the Iraqi foreign ministry": definite by its genitive.
  const bool definite =
      head.definite || (entities_.role(p.head) != nullptr && p.last > p.head + 1 &&
                        words_[p.last - 1].best().definite);
  if (verb.person != 3 || (m ? !named : head.pos != Pos::noun || !definite)) return false;
  if (named) {
    const EntityKind kind = entities_.entities[m->entity].kind;
    if (kind == EntityKind::place || verb.number != Number::sing) return false;
    if (kind == EntityKind::state && verb.gender != Gender::fem) return false;
    // "The movement and the party of Kurdistan's workers, launched (fem.)": not the party.
    if (kind != EntityKind::person && head.pos == Pos::noun && verb.gender != head.gender) {
      return false;
    }
  } else if (verb.number != head.number || verb.gender != head.gender) {
    return false;
  }
  for (uint32_t i = q.first; i-- > text_.sentences[sentence].first;) {
    if (is_finite_verb(text_, words_, entities_, i)) return true;
    const WordClass c = words_[i].best().word_class;
    if (c == WordClass::that_clause || c == WordClass::relative) return false;
  }
  return !q.prep.empty() && leaves_topic(p, q, topic);
}

// Headlines without a verb so far: "a raid on Gaza and Oslo condemns", where the verb does not
// agree with what the sentence begins with; "a raid in the south of Somalia and Addis Ababa
// promises", where a capital that acts stands beside a name that is no capital.
bool PhraseBuilder::leaves_topic(const Phrase& p, const Phrase& q, const Phrase& topic) const {
  const EntityMention* m = entities_.mention(p.head);
  const EntityMention* other = entities_.mention(q.last - 1);
  if (m && m->capital && other && !other->capital) return true;
  const Analysis& head = words_[topic.head].best();
  return topic.prep.empty() && entities_.mention_at[topic.head] < 0 && head.known &&
         head.pos == Pos::noun && head.number == Number::sing &&
         head.gender != words_[p.last].best().gender;
}

void PhraseBuilder::mark_times(const std::vector<TimeExpression>& times) {
  in_time_.assign(text_.tokens.size(), false);
  size_t next = 0;
  for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
    while (next < times.size() && times[next].span.end <= text_.tokens[i].span.begin) ++next;
    if (next == times.size()) break;
    in_time_[i] = text_.tokens[i].span.overlaps(times[next].span);
  }
}

void PhraseBuilder::build(const std::vector<TimeExpression>& times,
                          const std::vector<NumberMention>& numbers, Syntax& syntax) {
  mark_times(times);
  number_end_.assign(text_.tokens.size(), 0);
  for (const NumberMention& m : numbers) {
    if (m.ordinal || in_time_[m.first]) continue;
    if (m.last - m.bound_first > 1) number_end_[m.bound_first] = m.last;
  }
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  syntax.phrase_of.assign(n, -1);
  std::string prep;
  uint32_t prep_end = kNone;  // the phrase that begins here is governed by `prep`
  bool prep_conj = false;
  for (uint32_t i = 0; i < n;) {
    const Token& t = text_.tokens[i];
    if (prep_end != i) prep.clear();
    if (prep.empty() && number_end_[i] == 0) {
      std::string canonical;
      const uint32_t end = preposition(i, canonical);
      if (end > i) {
        prep = canonical;
        prep_end = end;
        prep_conj = words_[i].best().conj != Conj::none || t.key[0] == 'w';
        i = end;
        // An opening quotation mark may stand between.
        while (prep_end < n && is_quote(text_.tokens[prep_end])) i = ++prep_end;
        continue;
      }
    }
    const bool opens_number = number_end_[i] > 0;
    if ((!opens_number && (!is_nominal(text_, words_, entities_, i) ||
                           is_finite_verb(text_, words_, entities_, i))) ||
        in_time_[i]) {
      ++i;
      continue;
    }
    Phrase p;
    p.first = i;
    p.last = phrase_end(i, &p.head);
    const Analysis& a = words_[i].best();
    const EntityMention* m = entities_.mention(i);
    const size_t cut = m ? m->span.begin - t.span.begin : 0;
    const bool clitics = !m || cut > 0;
    // A letter that the name keeps is no preposition: the b of Beirut behind "and".
    const auto cut_off = [&](char letter) {
      return !m || t.key.substr(0, cut).find(letter) != std::string_view::npos;
    };
    p.conj = (clitics && a.conj == Conj::wa) || (!prep.empty() && prep_conj);
    p.prep = prep;
    if (p.prep.empty() && clitics) {
      using isnad::preposition::kBi;
      using isnad::preposition::kKa;
      using isnad::preposition::kLi;
      if (a.prep == PrepClitic::bi && cut_off(kBi[0])) p.prep = kBi;
      if (a.prep == PrepClitic::li && cut_off(kLi[0])) p.prep = kLi;
      if (a.prep == PrepClitic::ka && cut_off(kKa[0])) p.prep = kKa;
      if (m &&
          p.prep.empty()) {  // clitics that the gazetteer took off although the word is unknown
        for (size_t c = 0; c < cut && c < t.key.size(); ++c) {
          if (t.key[c] == 'w' || t.key[c] == 'f')
            p.conj = p.conj || t.key[c] == 'w';
          else if (t.key[c] == 'b' || t.key[c] == 'l' || t.key[c] == 'k')
            p.prep = t.key[c];
        }
      }
    }
    p.quoted = t.quoted;
    p.body = names_body(p.head);
    p.counts = only_counts(p.head, p.last);
    // "Nazaran ila", "talbiyatan li-": indefinite, and no name.
    p.adverbial = p.prep.empty() && p.first == p.head && p.last == p.first + 1 && !m &&
                  !a.definite && a.enclitic.length == 0 &&
                  (t.key.back() == 'A' || t.key.back() == 'p') &&
                  adverbial(i) == AdverbKind::ground;
    // "wa 150 volunteers": the conjunction is a word of its own before digits.
    const bool apart =
        i > 0 && text_.tokens[i - 1].key == "w" && text_.tokens[i - 1].sentence == t.sentence;
    p.conj = p.conj || apart;
    p.comma_before =
        i > 0 && text_.tokens[i - 1].is(kComma) && text_.tokens[i - 1].sentence == t.sentence;
    const auto index = static_cast<int32_t>(syntax.phrases.size());
    // A list: "and X" or ", X" right after a phrase that stands in the same relation.
    if (index > 0) {
      const Phrase& q = syntax.phrases.back();
      uint32_t gap = q.last;
      while (gap < p.first && (text_.tokens[gap].is(kComma) || is_quote(text_.tokens[gap]) ||
                               (apart && gap + 1 == p.first))) {
        ++gap;
      }
      const bool same_relation = p.prep.empty() || p.prep == q.prep;
      const uint32_t begin =
          prep_end == i && !prep.empty() && !p.prep.empty() && gap < p.first ? p.first : p.first;
      const bool adjacent =
          gap == begin || (p.prep == q.prep && !p.prep.empty() && p.conj && p.first - gap <= 2);
      const bool same_sentence = text_.tokens[q.first].sentence == t.sentence;
      if (same_sentence && p.conj) {
        size_t topic = syntax.phrases.size() - 1;
        while (topic > 0 && text_.tokens[syntax.phrases[topic - 1].first].sentence == t.sentence) {
          --topic;
        }
        p.opens_clause = opens_clause(p, q, syntax.phrases[topic]);
      }
      const bool names = entities_.mention_at[p.head] >= 0 && entities_.mention_at[q.head] >= 0;
      if (same_sentence && adjacent && same_relation && !p.opens_clause &&
          (p.conj || (p.comma_before && names && p.prep.empty()))) {
        p.coordinated = q.coordinated >= 0 ? q.coordinated : index - 1;
        if (p.prep.empty()) p.prep = q.prep;
      } else if (same_sentence && gap == q.last && gap == p.first && q.coordinated >= 0 &&
                 p.prep.empty() && entities_.mention_at[p.head] >= 0 &&
                 entities_.mention_at[q.head] < 0) {
        // "and its two allies Niger and Burkina Faso": the names stand beside the conjunct.
        p.coordinated = q.coordinated;
        p.prep = q.prep;
      }
    }
    for (uint32_t k = p.first; k < p.last; ++k) syntax.phrase_of[k] = index;
    prep.clear();
    i = p.last;
    syntax.phrases.push_back(std::move(p));
  }
}

}  // namespace isnad
