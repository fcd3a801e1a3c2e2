// Prepositional phrases find their word by preference: among the words that are still open (the
// verb of the clause, the nouns of the last object, of its complement and so on) the one that takes
// the preposition most readily, the nearer before the farther. What lies between the chosen word
// and the phrase is closed by it: branches do not cross. After D. Hindle, M. Rooth: Structural
// ambiguity and lexical relations (Computational Linguistics 19, 1993), with more than two
// candidates.

#include "syntax/attachment.h"

#include <algorithm>

#include "syntax/prepositions.h"

namespace isnad {

namespace {

// Measured on the treebank (tools/quality/syntax.py), in natural logarithms.
constexpr float kVerbBonus = -1.0F;
constexpr float kAdjective = -1.5F;
constexpr float kParticiple = -0.5F;
constexpr float kMasdar = 0.3F;
constexpr float kStep = 0.35F;      // for each open word nearer to the phrase
constexpr float kPastComma = 1.5F;  // for nouns before a comma
constexpr float kNumberOf = -0.7F;  // "two of"
constexpr size_t kOpen = 24;        // words that may be open in one clause

struct Open {
  uint32_t token;
  Governor kind;
  bool verb;
  bool past_comma;
};

class Attacher {
 public:
  Attacher(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
           const Government& government, Syntax& syntax)
      : text_(text),
        words_(words),
        entities_(entities),
        government_(government),
        syntax_(syntax),
        open_(syntax.clauses.size()),
        waiting_(syntax.clauses.size()),
        level_(syntax.phrases.size(), 0) {}

  void run() {
    syntax_.leaning.assign(text_.tokens.size(), 0);
    for (const Sentence& s : text_.sentences) {
      for (uint32_t i = s.first; i < s.last;) i = token(i);
    }
  }

 private:
  const Analysis& word(uint32_t i) const { return words_[i].best(); }

  uint32_t token(uint32_t i) {
    auto& open = open_[syntax_.clause_of[i]];
    const int32_t p = syntax_.phrase_of[i];
    if (p >= 0) {
      phrase(p);
      return std::max(syntax_.phrases[static_cast<size_t>(p)].last, i + 1);
    }
    if (text_.tokens[i].is(kComma)) {
      for (Open& o : open) o.past_comma = true;
      return i + 1;
    }
    const WordClass wc = word(i).word_class;
    const bool copula = word(i).pos == Pos::verb && !syntax_.finite_verb[i] &&
                        (wc == WordClass::copula || wc == WordClass::continuing ||
                         wc == WordClass::passive_light || wc == WordClass::negation_verb);
    if (syntax_.finite_verb[i] || copula) {
      open.assign(1, {i, Governor::verb, true, false});
      if (syntax_.finite_verb[i]) {
        syntax_.leaning[i] = has_object(i);
        for (const int32_t w : waiting_[syntax_.clause_of[i]]) {
          syntax_.phrases[static_cast<size_t>(w)].governor = i;
        }
        waiting_[syntax_.clause_of[i]].clear();
      }
    }
    return i + 1;
  }

  // Without vowels several verbs look alike (taqaddama, qaddama): the one that most wants an object
  // among the likely ones.
  float has_object(uint32_t verb) const {
    constexpr float kLikely = 3.0F;
    float best = government_.has_object(word(verb).lemma);
    for (const Analysis& other : words_[verb].all) {
      if (other.pos != Pos::verb || other.lemma == word(verb).lemma ||
          other.score < word(verb).score - kLikely) {
        continue;
      }
      best = std::max(best, government_.has_object(other.lemma));
    }
    return best;
  }

  void phrase(int32_t index) {
    Phrase& p = syntax_.phrases[static_cast<size_t>(index)];
    auto& open = open_[p.clause];
    if (p.coordinated < 0 && p.prep.empty() && p.conj) join(index);
    const auto at = static_cast<size_t>(index);
    if (p.coordinated >= 0) {
      const auto first = static_cast<size_t>(p.coordinated);
      if (syntax_.phrases[first].clause == p.clause) {
        open.resize(std::min<size_t>(open.size(), level_[first]));
      }
      level_[at] = static_cast<uint32_t>(open.size());
      push(p);
      return;
    }
    if (p.prep.empty()) {
      // A bare phrase belongs to the verb, or is the topic: what stood before is closed.
      // Or is the object of a masdar right before, which stays open.
      const auto stays = [&](const Open& o) { return o.verb || o.token == masdar_before(index); };
      const auto last = std::find_if(open.rbegin(), open.rend(), stays);
      open.erase(last.base(), open.end());
      if (word(p.head).pos == Pos::noun && entities_.mention_at[p.head] < 0) {
        syntax_.leaning[p.head] = government_.is_subject(word(p.head).lemma);
      }
    } else if (open.empty()) {
      waiting_[p.clause].push_back(index);
    } else {
      const size_t best = choose(p, open);
      p.governor = open[best].token;
      open.resize(best + 1);
    }
    level_[at] = static_cast<uint32_t>(open.size());
    push(p);
  }

  // "Bamako's accusation (of) Algeria": the masdar of the phrase right before somebody who acts.
  uint32_t masdar_before(int32_t index) const {
    if (index == 0) return kNone;
    const Phrase& q = syntax_.phrases[static_cast<size_t>(index) - 1];
    const Phrase& p = syntax_.phrases[static_cast<size_t>(index)];
    if (q.last != p.first || !acts(p.head) || q.last - q.head < 2 || !acts(q.last - 1)) {
      return kNone;
    }
    return word(q.head).derivation == Derivation::masdar && !acts(q.head) ? q.head : kNone;
  }

  size_t choose(const Phrase& p, const std::vector<Open>& open) const {
    size_t best = open.size() - 1;
    float best_score = -1e9F;
    for (size_t k = open.size(); k-- > 0;) {
      const Open& o = open[k];
      const Analysis& a = word(o.token);
      float score = text_.tokens[o.token].kind == TokenKind::number
                        ? (p.prep == preposition::kFrom ? kNumberOf : -6.0F)
                        : government_.with(o.kind, a.lemma, p.prep);
      if (o.verb) score += kVerbBonus;
      if (o.kind == Governor::adj) {
        const bool participle = a.derivation == Derivation::active_participle ||
                                a.derivation == Derivation::passive_participle;
        score += participle ? kParticiple : kAdjective;
      }
      if (a.derivation == Derivation::masdar) score += kMasdar;
      if (p.prep == preposition::kAgent) score = has_agent(o) ? 0.0F : -9.0F;
      if (o.past_comma && !o.verb) score -= kPastComma;
      score -= kStep * static_cast<float>(open.size() - 1 - k);
      if (score > best_score) {
        best_score = score;
        best = k;
      }
    }
    return best;
  }

  // May "by (min qibal)" depend on it? On verbs, masdars and passive participles.
  bool has_agent(const Open& o) const {
    const Derivation d = word(o.token).derivation;
    return o.verb || d == Derivation::masdar || d == Derivation::passive_participle;
  }

  // Opens the words of a phrase on which others may depend: its nouns and adjectives, no names.
  void push(const Phrase& p) {
    auto& open = open_[p.clause];
    for (uint32_t i = p.first; i < p.last; ++i) {
      if (entities_.mention_at[i] >= 0) continue;
      const Analysis& a = word(i);
      if (text_.tokens[i].kind == TokenKind::number) {
        open.push_back({i, Governor::noun, false, false});
      } else if (text_.tokens[i].kind == TokenKind::word) {
        if (a.pos == Pos::noun || a.pos == Pos::num || a.pos == Pos::x || a.pos == Pos::pron) {
          open.push_back({i, Governor::noun, false, false});
        } else if (a.pos == Pos::adj) {
          open.push_back({i, Governor::adj, false, false});
        }
      }
    }
    if (open.size() > kOpen) {
      const size_t verbs = open.front().verb ? 1 : 0;
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(verbs),
                 open.end() - static_cast<std::ptrdiff_t>(kOpen - verbs));
    }
  }

  bool acts(uint32_t head) const {
    return entities_.mention_at[head] >= 0 || entities_.role_at[head] >= 0 ||
           entities_.office_at[head] >= 0;
  }

  // "with the government in X and the groups", "of giving shelter to Y and negotiating": the list
  // goes on behind what depends on its last member. Only where both are of one sort.
  void join(int32_t index) {
    Phrase& p = syntax_.phrases[static_cast<size_t>(index)];
    const bool masdar = word(p.head).derivation == Derivation::masdar && !acts(p.head);
    const bool actor = acts(p.head);
    if (!masdar && !actor) return;
    constexpr int32_t kBack = 6;
    for (int32_t k = index; k-- > std::max(0, index - kBack);) {
      const Phrase& q = syntax_.phrases[static_cast<size_t>(k)];
      if (q.clause != p.clause) return;
      for (uint32_t i = q.last; i < syntax_.phrases[static_cast<size_t>(k) + 1].first; ++i) {
        if (syntax_.finite_verb[i]) return;
      }
      if (word(q.head).definite != word(p.head).definite && !actor) continue;
      const bool same = masdar ? word(q.head).derivation == Derivation::masdar && !acts(q.head)
                               : acts(q.head) && (entities_.mention_at[p.head] >= 0) ==
                                                     (entities_.mention_at[q.head] >= 0);
      if (!same) continue;
      p.coordinated = q.coordinated >= 0 ? q.coordinated : k;
      p.prep = syntax_.phrases[static_cast<size_t>(p.coordinated)].prep;
      return;
    }
  }

  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Government& government_;
  Syntax& syntax_;
  std::vector<std::vector<Open>> open_;        // clause -> open words, farthest first
  std::vector<std::vector<int32_t>> waiting_;  // clause -> phrases before its verb
  std::vector<uint32_t> level_;                // phrase -> open words below its own
};

}  // namespace

void attach(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
            const Government& government, Syntax& syntax) {
  Attacher(text, words, entities, government, syntax).run();
}

}  // namespace isnad
