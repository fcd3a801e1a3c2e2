// Which phrases stand where around a verb.

#include <algorithm>

#include "syntax/agreement.h"
#include "syntax/parts.h"
#include "syntax/prepositions.h"
#include "syntax/syntax.h"

namespace isnad {

namespace {

constexpr size_t kMaxComplements = 8;
constexpr uint32_t kReach = 45;  // tokens

bool is_time_word(const Analysis& a) { return a.pos == Pos::adv; }

// Weights of evidence in log-odds that the one bare phrase behind a verb is its object, the subject
// being known from elsewhere. Measured on the treebank (tools/quality/syntax.py).
constexpr float kActs = -3.0F;         // somebody who acts: a name, an office, a role
constexpr float kNounWeight = 0.7F;    // of the noun's leaning: most nouns were counted as topics
constexpr float kPossessive = 1.0F;    // "(they) showed their interest"
constexpr float kThatClause = -3.0F;   // the content is elsewhere
constexpr float kTwo = -1.5F;          // another phrase is left to be the object
constexpr float kControlled = 0.5F;    // an, li-, hatta + verb
constexpr float kCoordinate = 0.0F;    // wa- + verb
constexpr float kSubordinate = -1.0F;  // "when (he) received"
constexpr float kElsewhere = -3.0F;    // nothing before supplies a subject
// Log-odds from which a bare phrase is an object where the subject stands elsewhere: right behind
// the verb, farther off.
constexpr float kHasObjectBeside = -4.0F;
constexpr float kHasObject = -1.0F;
constexpr float kPassiveCounted = -1.0F;
constexpr float kPassive = 2.2F;  // log-odds from which an unmarked form is read as passive

class VerbReader {
 public:
  VerbReader(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
             const Syntax& syntax, uint32_t verb, int depth = 0)
      : text_(text),
        words_(words),
        entities_(entities),
        syntax_(syntax),
        verb_(verb),
        depth_(depth),
        clause_(syntax.clause_of[verb]),
        c_(syntax.clauses[clause_]),
        a_(words[verb].best()),
        s_(text.sentences[text.tokens[verb].sentence]) {}

  VerbArguments read() {
    out_.object_pronoun = a_.enclitic.length > 0;
    out_.passive = a_.voice == Voice::passive || vocalised_passive(text_, text_.tokens[verb_], a_);
    right();
    left();
    const bool relative = c_.kind == ClauseKind::relative && c_.antecedent >= 0;
    if (follows_subject(a_) || pronoun_subject()) {
      bound_form(relative);
    } else if (relative) {
      relative_clause();
    } else if (topic_ >= 0 && !adverbial_topic()) {
      out_.subject = topic_;
      out_.object = first_object();
    } else {
      verb_first();
    }
    settle_voice();
    out_.subject = counted_by(out_.subject);
    out_.object = counted_by(out_.object);
    // "What (ma) happened": the relative pronoun itself acts, whoever that is.
    const bool gap = c_.kind == ClauseKind::relative && c_.antecedent < 0 && !out_.object_pronoun;
    out_.dropped_subject = out_.subject < 0 && !out_.passive && !gap;
    return std::move(out_);
  }

  // The subject that the verb shares with the one beside which it goes on; -1 if none agrees.
  int32_t shared() const {
    constexpr int kLevels = 2;
    if (depth_ >= 2) return -1;
    uint32_t above = clause_;
    for (int level = 0; level < kLevels; ++level) {
      const Clause& c = syntax_.clauses[above];
      if (c.kind != ClauseKind::coordinate || c.parent < 0) return -1;
      above = static_cast<uint32_t>(c.parent);
      const uint32_t u = syntax_.clauses[above].verb;
      if (u == kNone) {
        const int32_t topic = syntax_.clauses[above].topic;
        const bool before = topic >= 0 && phrase(topic).first < verb_;
        return before && may_precede(syntax_, words_, entities_, topic, verb_) ? topic : -1;
      }
      if (u >= verb_) return -1;
      const VerbArguments first =
          VerbReader(text_, words_, entities_, syntax_, u, depth_ + 1).read();
      const int32_t subject = first.passive ? first.object : first.subject;
      if (subject >= 0) {
        return may_precede(syntax_, words_, entities_, subject, verb_) ? subject : -1;
      }
    }
    return -1;
  }

 private:
  const Phrase& phrase(int32_t p) const { return syntax_.phrases[static_cast<size_t>(p)]; }
  const Analysis& head(int32_t p) const { return words_[phrase(p).head].best(); }

  bool names(uint32_t i) const {
    return entities_.mention_at[i] >= 0 || entities_.role_at[i] >= 0 || entities_.office_at[i] >= 0;
  }
  bool acts(int32_t p) const { return names(phrase(p).head); }
  bool oblique(int32_t p) const {
    // Behind a number the accusative is the counted noun's own.
    if (phrase(p).first < phrase(p).head) return false;
    return entities_.mention_at[phrase(p).head] < 0 && !may_name(p) &&
           accusative(text_.tokens[phrase(p).head], head(p));
  }
  bool is_counted(int32_t p) const { return isnad::is_counted(text_, words_, phrase(p)); }
  // One who is not known: "a French soldier", not "the soldier", "a soldier of the army".
  bool is_unknown(int32_t p) const {
    const uint32_t h = phrase(p).head;
    const bool idafa = h + 1 < phrase(p).last && words_[h + 1].best().pos == Pos::noun;
    const Analysis& a = head(p);
    return entities_.mention_at[h] < 0 && !a.definite && a.pos == Pos::noun && !idafa &&
           a.enclitic.length == 0 && a.number != Number::plur;
  }
  bool names_nobody(int32_t p) const {
    uint32_t i = phrase(p).first;
    while (i < phrase(p).last && !names(i)) ++i;
    return i == phrase(p).last;
  }
  bool may_name(int32_t p) const { return may_be_name(text_, words_, entities_, phrase(p)); }
  bool may_be_behind(int32_t p) const {
    if (may_name(p)) return !follows_subject(a_);
    return may_follow(syntax_, words_, entities_, p, verb_) && !oblique(p);
  }
  // "... mushiran": an indefinite accusative participle alone says how, not what, unless a verb
  // that wants an object stands before it without a comma.
  bool circumstance(int32_t p) const {
    const Phrase& ph = phrase(p);
    if ((syntax_.leaning[verb_] > 0 || voice() == VoiceKind::told) && !ph.comma_before) {
      return false;
    }
    return ph.first == ph.head && head(p).derivation == Derivation::active_participle &&
           text_.tokens[ph.head].key.back() == 'A' && oblique(p);
  }

  // "The minister, Ahmad Uwaihya": a second name or title of the same person behind a comma.
  bool apposition(int32_t p) const {
    if (p == 0 || !person(p) || phrase(p - 1).first <= verb_ ||
        !(ends_in_person(p - 1) || may_name(p - 1))) {
      return false;
    }
    const uint32_t end = phrase(p - 1).last;
    const uint32_t gap = phrase(p).first - end;
    return gap == 1 ? text_.tokens[end].is(kComma) : gap == 0 && !phrase(p - 1).prep.empty();
  }
  bool person(int32_t p) const { return names_person(phrase(p).head); }
  bool ends_in_person(int32_t p) const { return names_person(phrase(p).last - 1); }
  bool names_person(uint32_t token) const {
    const EntityMention* m = entities_.mention(token);
    return entities_.office_at[token] >= 0 ||
           (m && entities_.entities[m->entity].kind == EntityKind::person);
  }

  // "Soldiers of (min) the army", "five members of the group": says which ones, not from whom.
  bool partitive(int32_t p) const {
    if (!says_which(p)) return false;
    return is_counted(p - 1) ||
           (entities_.role_at[phrase(p - 1).head] >= 0 && !head(p - 1).definite);
  }
  bool says_which(int32_t p) const {
    return phrase(p).governor != verb_ && isnad::says_which(entities_, syntax_, p);
  }
  // "Dozens of the rebels", "five of the group" are the rebels and the group.
  int32_t counted_by(int32_t p) {
    const auto next = static_cast<size_t>(p) + 1;
    if (p < 0 || next >= syntax_.phrases.size() || !phrase(p).counts || !says_which(p + 1))
      return p;
    std::erase(out_.complements, p + 1);
    std::erase(out_.own, p + 1);
    return p + 1;
  }

  // "By a share of 74 %": a mere number belongs to the noun right before.
  bool share(int32_t p) const {
    return p > 0 && text_.tokens[phrase(p).head].kind == TokenKind::number &&
           phrase(p).first > verb_ + 1 && phrase(p - 1).last == phrase(p).first;
  }

  // "Condemned the arrest by Israel of deputies": what stands behind belongs to the arrest, unless
  // the verb still waits for its subject.
  bool masdar_object(int32_t p) const {
    const bool topic = c_.topic >= 0 && phrase(c_.topic).first < verb_;
    return (topic || !bare_.empty()) && is_second_of_masdar(text_, words_, entities_, syntax_, p);
  }

  // ", among them (baynahum) 57": a remark with its own subject.
  bool among(int32_t p) const {
    const uint32_t first = phrase(p).first;
    if (first < verb_ + 3) return false;
    const Analysis& a = words_[first - 1].best();
    return a.word_class == WordClass::preposition && a.enclitic.length > 0 &&
           (a.lemma == preposition::kBetween || a.lemma == preposition::kFrom) &&
           (text_.tokens[first - 2].is(kComma) || text_.tokens[first - 2].is(kOpen));
  }

  // To the right: phrases of the same clause up to the next predicate.
  void right() {
    uint32_t commas = 0;
    size_t before_comma = 0;  // bare phrases taken when the last comma came
    const uint32_t end = std::min(s_.last, verb_ + kReach);
    for (uint32_t i = verb_ + 1; i < end;) {
      if (syntax_.clause_of[i] != clause_) {
        const Clause& inner = syntax_.clauses[syntax_.clause_of[i]];
        if (inner.kind == ClauseKind::that && inner.parent == static_cast<int32_t>(clause_) &&
            out_.that_clause == kNone) {
          out_.that_clause = syntax_.clause_of[i];
        }
        ++i;
        continue;
      }
      if (syntax_.finite_verb[i]) break;
      if (text_.tokens[i].is(kOpen)) {
        i = past_parenthesis(i, end);
        continue;
      }
      if (text_.tokens[i].is(kComma)) {
        ++commas;
        // Between two commas stood only when, where and how: they count for nothing.
        if (commas == 2 && bare_.size() == before_comma) commas = 0;
        before_comma = bare_.size();
      }
      const int32_t p = syntax_.phrase_of[i];
      if (p < 0) {
        ++i;
        continue;
      }
      const Phrase& ph = phrase(p);
      i = std::max(ph.last, i + 1);
      if (ph.coordinated >= 0) continue;  // reached through the first conjunct
      if (!ph.prep.empty()) {
        if (out_.complements.size() < kMaxComplements && !partitive(p)) {
          out_.complements.push_back(p);
          if (ph.governor == verb_) out_.own.push_back(p);
        }
        continue;
      }
      const uint32_t commas_allowed = entities_.mention_at[ph.head] >= 0 ? 2 : 1;
      if (bare_.size() < 3 && commas <= commas_allowed && !is_time_word(head(p)) && !ph.adverbial &&
          !share(p) && !masdar_object(p) && !among(p) && !circumstance(p) && !apposition(p) &&
          (!(ph.conj && ph.first != verb_ + 1))) {
        bare_.push_back(p);
      }
    }
    // "Dr Ghali, minister of trade, stressed the continuation": a title right behind a name is the
    // name's if something else is left to be the object.
    if (bare_.size() > 1 && (bare_.size() == 3 || out_.that_clause != kNone) &&
        ends_in_person(bare_[0]) && entities_.office_at[phrase(bare_[1]).head] >= 0 &&
        phrase(bare_[1]).first == phrase(bare_[0]).last) {
      bare_.erase(bare_.begin() + 1);
    }
    if (bare_.size() > 2) bare_.pop_back();
    // "In Moscow the minister proved": what stands before the verb and depends on it.
    for (uint32_t i = verb_; i-- > c_.first && out_.complements.size() < kMaxComplements;) {
      const int32_t p = syntax_.phrase_of[i];
      if (p < 0 || syntax_.clause_of[i] != clause_) continue;
      if (phrase(p).first == i && phrase(p).governor == verb_) {
        out_.complements.push_back(p);
        out_.own.push_back(p);
      }
    }
    prefer_own(syntax_, out_.own, out_.complements);
  }

  // "Building on ..., (fa-qad) the prince paid": a thing before a comma, somebody who acts right
  // behind the verb.
  bool adverbial_topic() const {
    if (acts(topic_) || bare_.empty() || !acts(bare_[0]) || phrase(bare_[0]).first != verb_ + 1 ||
        !may_be_behind(bare_[0])) {
      return false;
    }
    for (uint32_t i = phrase(topic_).last; i < verb_; ++i) {
      if (text_.tokens[i].is(kComma)) return true;
    }
    return false;
  }

  uint32_t past_parenthesis(uint32_t open, uint32_t end) const {
    constexpr uint32_t kLongest = 25;
    for (uint32_t i = open + 1; i < std::min(end, open + kLongest); ++i) {
      if (text_.tokens[i].is(kClose)) return i + 1;
    }
    return open + 1;
  }

  // To the left: the clause's topic, its first phrase without preposition after the last verb that
  // agrees.
  void left() {
    const uint32_t first = std::max(c_.first, verb_ > kReach ? verb_ - kReach : 0);
    uint32_t inside = 0;  // parentheses
    for (uint32_t i = verb_; i-- > first;) {
      if (text_.tokens[i].is(kClose)) ++inside;
      if (text_.tokens[i].is(kOpen) && inside > 0) --inside;
      if (inside > 0 || syntax_.clause_of[i] != clause_) continue;
      if (syntax_.finite_verb[i]) break;
      // "Cairo -", "Israel / Palestinians -": what stands before such a dash heads the text.
      if (text_.tokens[i].is(kSlash) && topic_ < 0) break;
      if (text_.tokens[i].is(kDash) && dashes(first, i) == 0) break;
      const int32_t p = syntax_.phrase_of[i];
      if (p < 0) continue;
      const Phrase& ph = phrase(p);
      if (ph.prep.empty() && ph.coordinated < 0 && !is_time_word(head(p)) && !ph.adverbial &&
          text_.tokens[ph.head].kind != TokenKind::number &&
          (may_precede(syntax_, words_, entities_, p, verb_))) {
        topic_ = p;
      }
      i = ph.first;
      if (i == 0) break;
    }
    // "As for (amma) the statement, it criticised (fa-)": the topic stands in the clause before.
    if (topic_ < 0 && a_.conj == Conj::fa && c_.parent >= 0) {
      const Clause& above = syntax_.clauses[static_cast<size_t>(c_.parent)];
      bool amma = false;
      for (uint32_t i = above.first; i < verb_ && topic_ < 0; ++i) {
        amma = amma || words_[i].best().word_class == WordClass::topic;
        const int32_t p = syntax_.phrase_of[i];
        if (amma && p >= 0 && phrase(p).prep.empty()) topic_ = p;
      }
    }
  }

  // One past the last token of a phrase and of those coordinated with it right behind.
  uint32_t list_end(int32_t p) const {
    uint32_t end = phrase(p).last;
    for (size_t k = static_cast<size_t>(p) + 1; k < syntax_.phrases.size(); ++k) {
      if (syntax_.phrases[k].coordinated != p || syntax_.phrases[k].first > end + 1) break;
      end = syntax_.phrases[k].last;
    }
    return end;
  }

  uint32_t dashes(uint32_t first, uint32_t last) const {
    uint32_t n = 0;
    for (uint32_t i = first; i < last; ++i) n += text_.tokens[i].is(kDash) ? 1 : 0;
    return n;
  }

  int32_t first_object() const {
    if (bare_.empty()) return -1;
    const uint32_t first = phrase(bare_[0]).first;
    const bool adjacent =
        first == verb_ + 1 || (first == verb_ + 2 && text_.tokens[verb_ + 1].is(kQuoteOpen));
    const float least = adjacent ? kHasObjectBeside : kHasObject;
    return syntax_.leaning[verb_] > least || oblique(bare_[0]) ? bare_[0] : -1;
  }

  // "Annaha sallamat": the complementiser's pronoun is the subject, if it agrees; "annahu yujadu
  // ttifaq": it stands for what follows.
  bool pronoun_subject() const {
    const uint32_t opener = subject_pronoun(words_, syntax_, verb_);
    if (opener == kNone) return false;
    const Enclitic& pronoun = words_[opener].best().enclitic;
    if (pronoun.person != 3 || a_.person != 3) return true;
    if (topic_ >= 0) return false;
    if (bare_.empty() || !may_be_behind(bare_[0])) return true;
    if (pronoun.number == Number::sing && pronoun.gender != a_.gender) return false;
    return pronoun.gender != Gender::masc || pronoun.number != Number::sing ||
           syntax_.leaning[verb_] > 0;
  }

  // The verb's form holds its subject or asks for one before it.
  void bound_form(bool relative) {
    if (topic_ >= 0)
      out_.subject = topic_;
    else if (relative && a_.person == 3)
      out_.subject = c_.antecedent;
    out_.object = first_object();
    if (relative && out_.object_pronoun) {
      out_.object = c_.antecedent;
      if (out_.subject == c_.antecedent) out_.subject = -1;
    }
  }

  // A pronoun on a preposition of the clause takes the antecedent up ("from which France
  // withdrew").
  bool resumed() const {
    const uint32_t end = std::min(s_.last, verb_ + kReach);
    for (uint32_t i = verb_ + 1; i < end && syntax_.clause_of[i] == clause_; ++i) {
      if (syntax_.finite_verb[i]) return false;
      const Analysis& a = words_[i].best();
      if (a.word_class == WordClass::preposition && a.enclitic.length > 0 &&
          a.enclitic.person == 3) {
        return true;
      }
    }
    return false;
  }

  // Does the relative pronoun agree with the verb, as its subject must?
  bool pronoun_agrees() const {
    if (c_.opener == kNone || a_.person != 3) return true;
    const Analysis& r = words_[c_.opener].best();
    if (r.number == Number::none || r.gender == Gender::none) return true;
    if (r.number == Number::sing) {
      return r.gender == a_.gender && a_.number != Number::dual &&
             (a_.number != Number::plur || r.gender == Gender::fem);
    }
    return a_.number == Number::plur || a_.number == Number::dual;
  }

  // "al-quwwat allati qasafat al-madina": the antecedent acts; "al-mintaqa allati insahabat minha
  // Faransa": it does not, when a pronoun takes it up again.
  void relative_clause() {
    const int32_t antecedent = c_.antecedent;
    const bool agrees =
        some_noun_may_precede(syntax_, words_, entities_, antecedent, verb_) && pronoun_agrees();
    if (topic_ >= 0) {
      out_.subject = topic_;
      out_.object = bare_.empty() ? antecedent : bare_[0];
    } else if (out_.object_pronoun) {
      if (!bare_.empty() && may_be_behind(bare_[0])) {
        out_.subject = bare_[0];
        out_.object = antecedent;
      } else if (!bare_.empty() && agrees) {
        out_.subject = antecedent;
        out_.object = bare_[0];
      } else {
        out_.object = antecedent;
      }
    } else if (bare_.empty()) {
      if (agrees || !resumed()) out_.subject = antecedent;
    } else if (!may_be_behind(bare_[0])) {
      out_.subject = antecedent;
      out_.object = bare_[0];
    } else if (!agrees ||
               (resumed() && (bare_.size() > 1 || syntax_.leaning[verb_] < 0 || acts(bare_[0])))) {
      out_.subject = bare_[0];
      if (bare_.size() > 1)
        out_.object = bare_[1];
      else if (!resumed() && syntax_.leaning[verb_] > 0)
        out_.object = antecedent;
    } else {
      out_.subject = antecedent;
      out_.object = first_object();
    }
  }

  // Is the second bare phrase surely an object, so that the first is none?
  bool may_be_second_of(int32_t two) const { return oblique(two) || is_counted(two); }

  // Does what stands before the verb supply its subject, so that none need follow?
  float context() const {
    if (c_.kind == ClauseKind::that && c_.opener != kNone && c_.opener + 2 >= verb_) {
      return kControlled;
    }
    if (purpose()) return kCoordinate;
    if (c_.kind == ClauseKind::relative) return 0;  // "ma", "man": what, who
    if (c_.kind == ClauseKind::subordinate || c_.kind == ClauseKind::conditional) {
      return kSubordinate;
    }
    if (c_.kind == ClauseKind::coordinate && shared() >= 0) {
      return a_.conj == Conj::none ? kControlled : kCoordinate;
    }
    return kElsewhere;
  }

  // "Li-yu'akkida": the one who acts is that of the verb above, often.
  bool purpose() const {
    if (a_.aspect != Aspect::imperfective || a_.future) return false;
    const std::string_view key = text_.tokens[verb_].key;
    return a_.prep == PrepClitic::li ||
           (a_.proclitic_length > 0 && key[a_.proclitic_length - 1] == 'l');
  }

  // The verb opens its clause: subject, then object, unless form or preference says otherwise.
  void verb_first() {
    if (bare_.empty()) return;
    const int32_t one = bare_[0];
    const int32_t two = bare_.size() > 1 ? bare_[1] : -1;
    if (!may_be_behind(one)) {
      out_.object = one;
      if (two >= 0 && may_be_behind(two) && !oblique(two)) out_.subject = two;
      return;
    }
    float odds =
        syntax_.leaning[verb_] - kNounWeight * syntax_.leaning[phrase(one).head] + context();
    if (acts(one) || may_name(one)) odds += kActs;
    if (two >= 0 && may_be_second_of(two)) odds += kTwo;
    if (out_.that_clause != kNone) odds += kThatClause;
    if (out_.object_pronoun) odds += kActs;
    if (head(one).enclitic.length > 0 && !acts(one)) odds += kPossessive;
    if (odds > 0 && !out_.passive) {
      out_.object = one;
      return;
    }
    // "Adara l-hiwar mudiru l-markaz": the object, then somebody who acts.
    if (two >= 0 && acts(two) && names_nobody(one) && !may_name(one) && may_be_behind(two) &&
        !out_.passive && syntax_.leaning[verb_] - syntax_.leaning[phrase(one).head] > 0 &&
        phrase(two).first == phrase(one).last) {
      out_.subject = two;
      out_.object = one;
      return;
    }
    out_.subject = one;
    // Right behind somebody who acts stands what they act on; farther off it is likely.
    const bool close = two >= 0 && phrase(two).first <= list_end(one) + 1;
    const bool content = acts(one) && out_.that_clause == kNone;
    const float least = close ? kHasObject - 1 : content ? kHasObject - 1.5F : kHasObject;
    if (two >= 0 && (syntax_.leaning[verb_] > least || oblique(two) || (acts(one) && close))) {
      out_.object = two;
    }
  }

  // Without vowels most passives look like actives: a verb that wants an object and has none, with
  // a thing for its subject, is one.
  void settle_voice() {
    if (!out_.passive && out_.subject >= 0 && out_.object < 0 && !out_.object_pronoun &&
        out_.that_clause == kNone && a_.person == 3 && may_look_passive()) {
      const uint32_t h = phrase(out_.subject).head;
      const float lean = syntax_.leaning[verb_] - syntax_.leaning[h];
      // "Qutila 260 muqatilan": people who are counted undergo more than they act.
      const bool some = is_counted(out_.subject) && topic_ < 0 && entities_.mention_at[h] < 0;
      // "Qutila jundiyyun faransiyyun": so does one who is not known, alone with the verb.
      const bool acts_here = acts(out_.subject) && (topic_ >= 0 || !is_unknown(out_.subject));
      out_.passive =
          some ? syntax_.leaning[verb_] > kPassiveCounted : lean > kPassive && !acts_here;
      if (voice() != VoiceKind::none) out_.passive = undergoes(out_.subject);
      if (out_.passive && other_gender(out_.subject) && shared() >= 0) {
        out_.object = out_.subject;
        out_.subject = -1;
        out_.passive = false;
      }
    }
    // What somebody acts on stands beside them: the unvocalised form is active.
    if (out_.passive && out_.subject >= 0 && out_.object >= 0 && acts(out_.subject) &&
        !vocalised_passive(text_, text_.tokens[verb_], a_)) {
      out_.passive = false;
    }
    if (out_.passive && out_.subject >= 0) {
      out_.object = out_.subject;
      out_.subject = -1;
    }
  }

  VoiceKind voice() const {
    const VoiceKind v = syntax_.voice[verb_];
    return v == VoiceKind::mutual ? VoiceKind::none : v;
  }

  // Of a verb that always tells who undergoes it: is it this phrase, which stands alone with it? So
  // it is with people ("qutila dabit", "dozens of the group"), not with an army or a state.
  bool undergoes(int32_t p) const {
    return voice() == VoiceKind::undergoes || is_counted(p) || !phrase(p).body;
  }

  // "The plane attacked a car and killed (qatalat) four": no passive of what is counted there.
  bool other_gender(int32_t p) const {
    return voice() == VoiceKind::told && a_.gender == Gender::fem && a_.number == Number::sing &&
           (phrase(p).counts || (is_counted(p) && head(p).gender == Gender::masc));
  }

  // Hollow perfectives and those of form III show their passive in the letters.
  bool may_look_passive() const {
    return a_.aspect != Aspect::perfective || a_.lemma.size() < 3 || a_.lemma[1] != 'A';
  }

  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Syntax& syntax_;
  uint32_t verb_;
  int depth_;  // readings that wait for this one
  uint32_t clause_;
  const Clause& c_;
  const Analysis& a_;
  const Sentence& s_;
  VerbArguments out_;
  std::vector<int32_t> bare_;
  int32_t topic_ = -1;
};

}  // namespace

VerbArguments verb_arguments(const TextView& text, const std::vector<Word>& words,
                             const EntityIndex& entities, const Syntax& syntax, uint32_t verb) {
  const VerbReader reader(text, words, entities, syntax, verb);
  VerbArguments out = VerbReader(text, words, entities, syntax, verb).read();
  if (out.dropped_subject && words[verb].best().person == 3) {
    out.shared = reader.shared();
    if (out.shared >= 0) {
      out.subject = out.shared;
      out.dropped_subject = false;
    }
  }
  const auto speaker = syntax.speaker_of.find(verb);
  if (speaker != syntax.speaker_of.end()) speak(syntax, verb, speaker->second, out);
  return out;
}

}  // namespace isnad
