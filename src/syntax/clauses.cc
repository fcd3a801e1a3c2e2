// Clauses: where one proposition ends and the next begins.

#include "syntax/clauses.h"

#include <algorithm>

#include "syntax/agreement.h"
#include "syntax/phrases.h"

namespace isnad {

namespace {

bool opens_clause(WordClass c, ClauseKind* kind) {
  switch (c) {
    case WordClass::that_clause:
      *kind = ClauseKind::that;
      return true;
    case WordClass::relative:
      *kind = ClauseKind::relative;
      return true;
    case WordClass::subordinator:
      *kind = ClauseKind::subordinate;
      return true;
    case WordClass::conditional:
      *kind = ClauseKind::conditional;
      return true;
    default:
      return false;
  }
}

// "Accusing (muttahima) the presidency of (bi-) ...": an accusative or feminine with a definite
// object right behind is a participle, even if the word also names people (the accused). A feminine
// may be somebody ("So-and-so, the lawyer (muhamiya) of the prisoners"): it needs bi- too.
bool has_object(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                uint32_t i) {
  constexpr uint32_t kReach = 5;  // tokens to what somebody is accused of
  const std::string_view key = text.tokens[i].key;
  const uint32_t next = i + 1;
  const uint32_t end = text.sentences[text.tokens[i].sentence].last;
  if ((key.back() != 'A' && key.back() != 'p') || next >= end || entities.office_at[i] >= 0 ||
      text.tokens[next].kind != TokenKind::word) {
    return false;
  }
  const Analysis& a = words[next].best();
  if (a.conj != Conj::none || a.prep != PrepClitic::none) return false;
  if (a.word_class == WordClass::pronoun) return true;
  const EntityMention* m = entities.mention(next);
  if (m ? m->form != MentionForm::name : a.pos != Pos::noun || !a.definite) return false;
  if (key.back() == 'A') return true;
  for (uint32_t k = next + 1; k < std::min(end, i + kReach); ++k) {
    if (words[k].best().prep == PrepClitic::bi) return true;
  }
  return false;
}

// An indefinite participle that names nobody: "mushiran", "muttahiman". Without vowels the active
// and the passive look alike.
bool is_hal(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
            uint32_t i) {
  const Analysis& a = words[i].best();
  const bool passive = a.derivation == Derivation::passive_participle;
  if (text.tokens[i].kind != TokenKind::word || entities.mention_at[i] >= 0 || a.definite ||
      a.prep != PrepClitic::none || (!passive && a.derivation != Derivation::active_participle)) {
    return false;
  }
  if (has_object(text, words, entities, i)) return true;
  return entities.role_at[i] < 0 && (!passive || text.tokens[i].key.back() == 'A');
}

// A relative clause without a relative pronoun describes indefinite nouns only.
bool indefinite(const std::vector<Word>& words, const EntityIndex& entities, const Syntax& syntax,
                int32_t phrase) {
  const Phrase& p = syntax.phrases[static_cast<size_t>(phrase)];
  for (uint32_t i = p.head; i < p.last; ++i) {
    const Analysis& a = words[i].best();
    if (entities.mention_at[i] >= 0 || a.definite || a.enclitic.length > 0) return false;
  }
  return true;
}

class ClauseBuilder {
 public:
  ClauseBuilder(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                const Government& government, Syntax& syntax)
      : text_(text), words_(words), entities_(entities), government_(government), syntax_(syntax) {}

  void sentence(const Sentence& s) {
    s_ = &s;
    current_ = open(s.first, ClauseKind::main, -1, kNone);
    resume_ = -1;
    // "... he said. Calling on (da'iyan) X to": a participle that opens the sentence tells how the
    // one before was said. A main clause may follow its comma.
    if (s.first + 1 < s.last && tok(s.first).key.ends_with('A') &&
        is_hal(text_, words_, entities_, s.first)) {
      resume_ = current_;
      current_ = open(s.first, ClauseKind::hal, current_, kNone);
    }
    for (uint32_t i = s.first; i < s.last; ++i) token(i);
  }

 private:
  const Token& tok(uint32_t i) const { return text_.tokens[i]; }
  const Analysis& word(uint32_t i) const { return words_[i].best(); }
  Clause& clause(int32_t c) { return syntax_.clauses[static_cast<size_t>(c)]; }
  const Phrase& phrase(int32_t p) const { return syntax_.phrases[static_cast<size_t>(p)]; }

  int32_t open(uint32_t first, ClauseKind kind, int32_t parent, uint32_t opener) {
    Clause c;
    c.first = first;
    c.sentence = tok(first).sentence;
    c.kind = kind;
    c.parent = parent;
    c.opener = opener;
    syntax_.clauses.push_back(c);
    state_.push_back({});
    if (kind == ClauseKind::that && parent >= 0) state_[static_cast<size_t>(parent)].says = true;
    return static_cast<int32_t>(syntax_.clauses.size() - 1);
  }

  void token(uint32_t i) {
    const Token& t = tok(i);
    const Analysis& a = word(i);
    if (t.is(kSemicolon) || t.is(kStop) || t.is(kColon)) {
      state_[static_cast<size_t>(current_)].says |= t.is(kColon);
      set(i);
      if (i + 1 < s_->last) current_ = open(i + 1, ClauseKind::coordinate, current_, kNone);
      resume_ = -1;
      return;
    }
    if (t.is(kComma) && resume_ >= 0) {
      current_ = resume_;
      resume_ = -1;
      set(i);
      return;
    }
    // ", stressing that": a circumstantial participle after a comma goes back to the speaker's
    // clause, out of what was said.
    if (t.is(kComma) && i + 1 < s_->last && !t.quoted && is_hal(text_, words_, entities_, i + 1)) {
      int32_t up = current_;
      while (up >= 0) {
        const ClauseKind k = clause(up).kind;
        if (k == ClauseKind::main || k == ClauseKind::coordinate) break;
        up = clause(up).parent;
      }
      set(i);
      current_ = open(i + 1, ClauseKind::hal, up >= 0 ? up : current_, kNone);
      resume_ = -1;
      return;
    }
    if (const int32_t p = syntax_.phrase_of[i];
        p >= 0 && phrase(p).first == i && phrase(p).opens_clause) {
      current_ = open(i, ClauseKind::coordinate, beside(phrase(p).last), kNone);
      resume_ = -1;
      note_topic(i);
      set(i);
      return;
    }
    ClauseKind kind = ClauseKind::main;
    if (entities_.mention_at[i] < 0 && opens_clause(a.word_class, &kind) &&
        syntax_.phrase_of[i] < 0) {
      link(i, kind);
    } else if (syntax_.finite_verb[i]) {
      // Right behind a relative pronoun or complementiser nothing goes on yet.
      const bool opening = clause(current_).opener != kNone && clause(current_).opener + 1 == i &&
                           state_[static_cast<size_t>(current_)].verb == kNone;
      if (a.conj != Conj::none && !opening) {
        // wa + verb goes on beside a clause before; the subject may be the same.
        current_ = open(i, ClauseKind::coordinate, beside(i), kNone);
        resume_ = -1;
      } else if (state_[static_cast<size_t>(current_)].verb != kNone) {
        unlinked(i);
      }
      state_[static_cast<size_t>(current_)].verb = i;
      clause(current_).verb = i;
    } else {
      note_argument(i);
      note_topic(i);
    }
    set(i);
  }

  // "The kingdom, which (allati) leads the coalition, signed (verb first) an accord": what a
  // relative clause has no place for is the object that the verb above still lacks.
  void note_argument(uint32_t i) {
    const int32_t p = syntax_.phrase_of[i];
    if (p < 0 || phrase(p).first != i || !phrase(p).prep.empty() || phrase(p).coordinated >= 0 ||
        phrase(p).conj || phrase(p).adverbial || word(phrase(p).head).pos == Pos::adv) {
      return;
    }
    const Clause& c = clause(current_);
    if (c.kind == ClauseKind::relative && c.opener != kNone && c.antecedent >= 0 &&
        state_[static_cast<size_t>(current_)].verb != kNone && c.parent >= 0 &&
        state_[static_cast<size_t>(current_)].bare >= places(current_) &&
        lacks_object(c.parent, c.antecedent)) {
      current_ = c.parent;
      resume_ = -1;
    }
    State& s = state_[static_cast<size_t>(current_)];
    if (s.verb != kNone && s.verb < i) ++s.bare;
  }

  // How many bare phrases the verb of a relative clause may have behind it.
  int places(int32_t c) {
    const uint32_t verb = state_[static_cast<size_t>(c)].verb;
    if (word(verb).enclitic.length > 0) return 1;
    const bool subject =
        some_noun_may_precede(syntax_, words_, entities_, clause(c).antecedent, verb);
    return subject && !taken_up(verb) ? 1 : 2;
  }

  // Did the verb of this clause, which opens it, have only this one phrase so far?
  bool lacks_object(int32_t c, int32_t subject) {
    constexpr float kTransitive = 0;
    const State& s = state_[static_cast<size_t>(c)];
    return s.verb != kNone && s.topic < 0 && s.bare == 1 && !s.says &&
           phrase(subject).prep.empty() && phrase(subject).first > s.verb &&
           word(s.verb).enclitic.length == 0 &&
           government_.has_object(word(s.verb).lemma) > kTransitive &&
           may_follow(syntax_, words_, entities_, subject, s.verb);
  }

  void set(uint32_t i) { syntax_.clause_of[i] = static_cast<uint32_t>(current_); }

  // The first bare phrase of a clause that has no verb yet waits for one.
  void note_topic(uint32_t i) {
    State& s = state_[static_cast<size_t>(current_)];
    const int32_t p = syntax_.phrase_of[i];
    if (p < 0 || s.topic >= 0 || s.verb != kNone || phrase(p).first != i) return;
    if (phrase(p).prep.empty() && word(phrase(p).head).pos != Pos::adv &&
        tok(phrase(p).head).kind != TokenKind::number && !phrase(p).adverbial) {
      s.topic = p;
      clause(current_).topic = p;
    }
  }

  void link(uint32_t i, ClauseKind kind) {
    const bool after_comma = i > s_->first && tok(i - 1).is(kComma);
    int32_t parent = current_;
    if (word(i).lemma == "kmA" && i + 1 < s_->last && syntax_.finite_verb[i + 1]) {
      // "..., kama announced": goes on as wa- does.
      kind = ClauseKind::coordinate;
      parent = beside(i + 1);
    } else if (kind == ClauseKind::that && word(i).conj != Conj::none) {
      parent = beside_that(parent);
    } else if (kind == ClauseKind::that) {
      parent = above_relative(parent, i);
    }
    current_ = open(i, kind, parent, i);
    if (kind != ClauseKind::relative) return;
    resume_ = after_comma ? parent : -1;
    // "Ma" and "man" have their own antecedent in them.
    const std::string_view lemma = word(i).lemma;
    if (lemma.substr(0, 2) != "Al") return;
    clause(current_).antecedent = antecedent(i);
  }

  // The nearest phrase before a relative pronoun, or one before it if only that agrees.
  int32_t antecedent(uint32_t i) const {
    constexpr int kBack = 3;
    int32_t nearest = -1;
    int looked = 0;
    for (uint32_t k = i; k-- > s_->first && looked < kBack;) {
      const int32_t p = syntax_.phrase_of[k];
      if (p < 0) {
        if (syntax_.finite_verb[k]) break;
        continue;
      }
      if (nearest < 0) nearest = p;
      if (agrees(p, word(i))) return p;
      ++looked;
      k = phrase(p).first;
      if (k == 0) break;
    }
    return nearest;
  }

  // May a relative pronoun of this form describe some noun of the phrase?
  bool agrees(int32_t p, const Analysis& pronoun) const {
    const Phrase& ph = phrase(p);
    for (uint32_t i = ph.first; i < ph.last; ++i) {
      const Analysis& a = word(i);
      // "The Houthis allied with Iran, who (alladhina) took Sanaa": no country is several people.
      if (const EntityMention* m = entities_.mention(i);
          m && m->form != MentionForm::demonym && pronoun.number == Number::plur) {
        const EntityKind kind = entities_.entities[m->entity].kind;
        if (kind == EntityKind::state || kind == EntityKind::place) continue;
      }
      if (entities_.mention_at[i] >= 0 || !a.known || a.gender == Gender::none ||
          a.number == Number::none) {
        return true;
      }
      if (a.pos != Pos::noun && i != ph.head) continue;
      const bool broken = a.number == Number::plur && pronoun.number == Number::sing &&
                          pronoun.gender == Gender::fem;
      if (broken || pronoun.number == Number::none || pronoun.gender == Gender::none) return true;
      if (a.number == pronoun.number && a.gender == pronoun.gender) return true;
      if (a.number == Number::dual && pronoun.number != Number::sing) return true;
      // "Al-nisa' al-ladhina" is no Arabic, but gender of plurals is often unknown.
      if (a.number == Number::plur && pronoun.number == Number::plur) return true;
    }
    return false;
  }

  // A verb without any link in a clause that has one.
  void unlinked(uint32_t i) {
    const int32_t last = i > s_->first ? syntax_.phrase_of[i - 1] : -1;
    // "A statement that the agency relayed (it)", "raids that (it) launched".
    const bool describes = last >= 0 && indefinite(words_, entities_, syntax_, last) &&
                           (word(i).enclitic.length > 0 || taken_up(i) ||
                            some_noun_may_precede(syntax_, words_, entities_, last, i));
    const bool unfinished = word(i).aspect == Aspect::imperfective && !word(i).future;
    // "The talks that the committee held made progress": back to the topic that waits for its verb.
    if (!(describes && unfinished)) {
      int levels = 0;
      for (int32_t up = left_open(current_) ? clause(current_).parent : -1;
           up >= 0 && levels < kLevels; up = clause(up).parent, ++levels) {
        const State& s = state_[static_cast<size_t>(up)];
        if (s.verb == kNone && s.topic >= 0) {
          if (!may_precede(syntax_, words_, entities_, s.topic, i)) continue;
          current_ = up;
          resume_ = -1;
          return;
        }
        if (!left_open(up)) break;
      }
    }
    if (describes) {
      current_ = open(i, ClauseKind::relative, current_, kNone);
      clause(current_).antecedent = last;
      return;
    }
    const uint32_t first = topic_start(i);
    const bool after_comma = i > s_->first && tok(i - 1).is(kComma);
    const int32_t parent = after_comma ? beside(i) : current_;
    current_ = open(first, ClauseKind::coordinate, parent, kNone);
    for (uint32_t k = first; k < i; ++k) set(k);
  }

  // May a verb behind this clause belong to one above it? Behind relative and that-clauses, and
  // what goes on beside them; nothing goes back across a stop, colon or semicolon.
  bool left_open(int32_t c) {
    const Clause& own = clause(c);
    if (own.kind != ClauseKind::relative && own.kind != ClauseKind::that &&
        own.kind != ClauseKind::coordinate) {
      return false;
    }
    return own.first == s_->first ||
           !(tok(own.first - 1).is(kStop) || tok(own.first - 1).is(kColon) ||
             tok(own.first - 1).is(kSemicolon));
  }

  // "A note in which (fiha) they asked": a preposition with a pronoun right behind the verb.
  bool taken_up(uint32_t verb) const {
    return verb + 1 < s_->last && word(verb + 1).word_class == WordClass::preposition &&
           word(verb + 1).enclitic.length > 0;
  }

  // "..., but London refuses": where a topic of its own opens the clause of a verb, the clause
  // begins there: behind a comma, an opening quotation mark, a dash or a conjunction.
  uint32_t topic_start(uint32_t verb) const {
    constexpr uint32_t kBack = 14;
    const uint32_t first = std::max(s_->first, verb > kBack ? verb - kBack : 0);
    for (uint32_t k = verb; k-- > first;) {
      if (syntax_.finite_verb[k] || syntax_.clause_of[k] != static_cast<uint32_t>(current_)) break;
      const Token& t = tok(k);
      const bool edge = t.is(kComma) || t.is(kQuoteOpen) || t.is(kDash) ||
                        (t.kind == TokenKind::word && syntax_.phrase_of[k] < 0 &&
                         word(k).word_class == WordClass::conjunction);
      if (!edge) continue;
      for (uint32_t i = k + 1; i < verb; ++i) {
        const int32_t p = syntax_.phrase_of[i];
        if (p < 0) continue;
        if (phrase(p).prep.empty() && phrase(p).coordinated < 0 &&
            may_precede(syntax_, words_, entities_, p, verb)) {
          return k + 1;
        }
        i = phrase(p).last - 1;
      }
      break;
    }
    return verb;
  }

  // The clause beside which wa- + verb goes on: of those that are open the one whose verb is most
  // like it, the nearer before the farther.
  int32_t beside(uint32_t i) {
    constexpr float kAspect = 1.0F;
    constexpr float kAgreement = 0.7F;
    constexpr float kBothSay = 1.5F;
    constexpr float kLevel = 0.45F;
    const Analysis& a = word(i);
    const bool says = introduces(i);
    int32_t best = current_;
    float best_score = -1e9F;
    float level = 0;
    int levels = 0;
    for (int32_t c = current_; c >= 0 && levels < kLevels; c = clause(c).parent, ++levels) {
      const State& s = state_[static_cast<size_t>(c)];
      float score = -kLevel * level;
      if (s.verb == kNone) {
        // A nominal clause ("that the president was at ..., and held").
        if (s.topic < 0 || !may_precede(syntax_, words_, entities_, s.topic, i)) continue;
        score += kAgreement;
        if (score > best_score) {
          best_score = score;
          best = c;
        }
        level += 1;
        continue;
      }
      const Analysis& b = word(s.verb);
      if (a.aspect == b.aspect) score += kAspect;
      if (a.person == b.person && a.gender == b.gender) score += kAgreement;
      if (follows_subject(a) && a.number == b.number) score += kAgreement;
      if (says && s.says) score += kBothSay;
      if (score > best_score) {
        best_score = score;
        best = c;
      }
      level += 1;
    }
    return best;
  }

  // "That X and that Y" hang on the same verb.
  int32_t beside_that(int32_t from) {
    int levels = 0;
    for (int32_t c = from; c >= 0 && levels < kLevels; c = clause(c).parent, ++levels) {
      if (clause(c).kind == ClauseKind::that)
        return clause(c).parent >= 0 ? clause(c).parent : from;
    }
    return from;
  }

  // "Said in a statement that the agency relayed: that ...", "pointed, having opened the fair, to
  // (ila) that ...": behind a relative clause a that-clause may be the complement of the verb
  // above, which says or takes the preposition more readily.
  int32_t above_relative(int32_t from, uint32_t opener) {
    constexpr char32_t kAlefBelow = 0x0625;  // inna: after "said"
    constexpr float kNearer = 0.7F;
    if (clause(from).kind != ClauseKind::relative || clause(from).parent < 0) return from;
    const int32_t up = clause(from).parent;
    const uint32_t verb = state_[static_cast<size_t>(up)].verb;
    const uint32_t own = state_[static_cast<size_t>(from)].verb;
    if (verb == kNone || own == kNone || state_[static_cast<size_t>(up)].says) return from;
    if (text_.text[tok(opener).span.begin] == kAlefBelow) {
      return word(verb).lemma == "qAl" && word(own).lemma != "qAl" ? up : from;
    }
    if (opener == s_->first || word(opener - 1).word_class != WordClass::preposition) return from;
    const std::string_view prep = word(opener - 1).lemma;
    return government_.with(Governor::verb, word(verb).lemma, prep) >
                   government_.with(Governor::verb, word(own).lemma, prep) + kNearer
               ? up
               : from;
  }

  // Is the verb followed by a that-clause, a colon or a quotation?
  bool introduces(uint32_t verb) const {
    constexpr uint32_t kAhead = 14;
    for (uint32_t i = verb + 1; i < std::min(s_->last, verb + kAhead); ++i) {
      if (tok(i).is(kColon) || tok(i).is(kQuoteOpen)) return true;
      if (tok(i).is(kComma) || syntax_.finite_verb[i]) return false;
      if (syntax_.phrase_of[i] < 0 && word(i).word_class == WordClass::that_clause) return true;
    }
    return false;
  }

  static constexpr int kLevels = 12;  // clauses up that a verb may go back to

  struct State {
    uint32_t verb = kNone;
    int32_t topic = -1;
    int bare = 0;       // phrases without preposition behind the verb
    bool says = false;  // has a that-clause or a quotation
  };

  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Government& government_;
  Syntax& syntax_;
  const Sentence* s_ = nullptr;
  int32_t current_ = -1;
  int32_t resume_ = -1;       // clause to go back to at the comma that closes a relative clause
  std::vector<State> state_;  // one for each clause
};

}  // namespace

void build_clauses(const TextView& text, const std::vector<Word>& words,
                   const EntityIndex& entities, const Government& government, Syntax& syntax) {
  const auto n = static_cast<uint32_t>(text.tokens.size());
  syntax.clause_of.assign(n, 0);
  syntax.finite_verb.assign(n, false);
  for (uint32_t i = 0; i < n; ++i) {
    syntax.finite_verb[i] = is_finite_verb(text, words, entities, i) && syntax.phrase_of[i] < 0;
  }
  ClauseBuilder builder(text, words, entities, government, syntax);
  for (const Sentence& s : text.sentences) builder.sentence(s);
  for (Phrase& p : syntax.phrases) p.clause = syntax.clause_of[p.first];
}

}  // namespace isnad
