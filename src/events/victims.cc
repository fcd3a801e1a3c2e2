// Whom the words around an attack say that it hit, and who condemns it: they have not made it.

#include <algorithm>

#include "events/impl.h"

namespace isnad {

namespace {

constexpr std::string_view kDisapprove = "disapprove";  // PLOVER's mode of condemnations
constexpr uint32_t kClauses = 6;  // behind the noun, in which one that describes it may open

// Reads the phrases around one predicate.
class Victims {
 public:
  Victims(const EventReader::Impl& impl, const EventInput& in, const Parties& parties,
          const Predicate& p)
      : impl_(impl), in_(in), parties_(parties.of(in.text.tokens[p.token].sentence)), p_(p) {}

  std::vector<Participant> read(const Frame& f, uint32_t above,
                                const VerbArguments& above_arguments) {
    if (p_.verbal) {
      const bool object = std::any_of(f.recipient.begin(), f.recipient.end(), [](const auto& w) {
        return w.kind == Position::object || w.kind == Position::object_owner;
      });
      const bool attack = p_.verb.subject >= 0 && in_.actors.phrase(p_.verb.subject).empty();
      if (object && attack) {
        hit_by(p_.token, p_.verb);
      } else if (object || p_.verb.passive) {
        undergoes(p_.verb.object);
      }
      return std::move(out_);
    }
    const int32_t own = in_.syntax.phrase_of[p_.token];
    if (own < 0 || p_.participle) return {};
    killed(p_.token);
    // "The attack that hit the police", "that killed five of the police".
    for (size_t c = in_.syntax.clause_of[p_.token], n = 0;
         c < in_.syntax.clauses.size() && n < kClauses; ++c, ++n) {
      const Clause& clause = in_.syntax.clauses[c];
      if (clause.kind != ClauseKind::relative || clause.antecedent != own) continue;
      if (clause.verb == kNone || !in_.syntax.finite_verb[clause.verb]) continue;
      const VerbArguments a =
          verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, clause.verb);
      // "That they launched": the pronoun is the attack itself.
      if (!a.object_pronoun && !a.passive && (a.subject == own || a.subject < 0)) {
        hit_by(clause.verb, a);
      }
    }
    if (above != kNone && above != p_.light_verb) {
      if (above_arguments.subject == own) {
        // "The attack hit the police", "left five of the police dead".
        if (!above_arguments.passive) hit_by(above, above_arguments);
      } else if (p_.noun.governor == above && harms(above, FrameUse::verb)) {
        // "Five of the police were killed in the attack".
        undergoes(above_arguments.object);
      }
    }
    if (out_.empty()) killed_in(own);
    return std::move(out_);
  }

 private:
  // Does the verb tell of harm that its object undergoes, the noun of harm that its genitive does?
  // Not a masdar: its genitive may be who acts.
  bool harms(uint32_t token, FrameUse use) const {
    for (const FrameRow& row : impl_.index.find(in_.words[token].best().lemma)) {
      if (row.frame >= impl_.frames().size() || row.rest.length > 0) continue;
      const Frame& f = impl_.frames()[row.frame];
      if (f.type != EventType::assault || f.symmetric) continue;
      if (row.use != static_cast<uint8_t>(use)) continue;
      if (use == FrameUse::verb || !f.idafa_is_subject) return true;
    }
    return false;
  }

  // "The killing of five of the police in an attack": of the nouns before the attack the nearest,
  // if nothing but those who were killed stands between. Not "after an attack on the army": who
  // attacks may be killed as well.
  void killed_in(int32_t own) {
    constexpr int32_t kPhrases = 6;
    const auto& phrases = in_.syntax.phrases;
    const Phrase& attack = phrases[static_cast<size_t>(own)];
    if (attack.prep.empty() || attack.prep == preposition::kAfter) return;
    for (const int32_t c : p_.noun.own) {
      const Phrase& aim = phrases[static_cast<size_t>(c)];
      if (aim.prep == preposition::kOn && !in_.actors.phrase(c).empty()) return;
    }
    uint32_t last = attack.first;
    for (int32_t k = own; k-- > std::max(0, own - kPhrases);) {
      const Phrase& q = phrases[static_cast<size_t>(k)];
      for (uint32_t i = q.last; i < last; ++i) {
        if (in_.syntax.finite_verb[i]) return;
      }
      last = q.first;
      if (q.clause != attack.clause) return;
      if (harms(q.head, FrameUse::noun)) {
        killed(q.head);
        return;
      }
      if (q.coordinated < 0 && !q.prep.empty() && q.prep != preposition::kFrom) return;
    }
  }

  // Whom a noun of killing names in its genitive, unless that is who killed.
  void killed(uint32_t noun) {
    const int32_t own = in_.syntax.phrase_of[noun];
    // A noun with the article has no genitive.
    if (own < 0 || in_.words[noun].best().definite || !harms(noun, FrameUse::noun)) return;
    const NounArguments a = noun_arguments(in_.text, in_.words, in_.entities, in_.syntax, noun);
    if (a.second >= 0) {
      undergoes(a.second);
    } else {
      inside(own, noun);
    }
    parts(own, noun);
  }

  void hit_by(uint32_t verb, const VerbArguments& a) {
    undergoes(a.object);
    for (const int32_t c : a.own) {
      const uint32_t head = in_.syntax.phrases[static_cast<size_t>(c)].head;
      killed(head);
      if (costs(verb, head)) {
        inside(c, head);
        parts(c, head);
      }
    }
  }

  // "Cost the lives of": does the noun belong to an expression of harm that the verb opens?
  bool costs(uint32_t verb, uint32_t noun) const {
    const std::string_view lemma = in_.words[noun].best().lemma;
    for (const FrameRow& row : impl_.index.find(in_.words[verb].best().lemma)) {
      if (row.frame >= impl_.frames().size()) continue;
      const std::string_view rest = impl_.image->str(row.rest);
      const size_t at = rest.rfind(lemma);
      const bool last = at != std::string_view::npos && at + lemma.size() == rest.size() &&
                        (at == 0 || rest[at - 1] == ' ' || rest[at - 1] == preposition::kBi[0]);
      if (last && impl_.frames()[row.frame].type == EventType::assault) return true;
    }
    return false;
  }

  // Parties that a phrase names behind one of its words.
  void inside(int32_t phrase, uint32_t word) {
    for (const NamedParty& q : parties_) {
      if (q.phrase == phrase && q.who.front().token > word) add(q);
    }
  }

  // The phrase, and whose or out of whom it is: "a mosque of (li-) the police", "five of (min)
  // the police".
  void undergoes(int32_t phrase) {
    if (phrase < 0) return;
    const uint32_t head = in_.syntax.phrases[static_cast<size_t>(phrase)].head;
    if (harms(head, FrameUse::noun)) {
      killed(head);
      return;
    }
    for (const NamedParty& q : parties_) {
      if (q.phrase == phrase) add(q);
    }
    parts(phrase, head);
  }

  // Asked where the phrase itself names nobody.
  void parts(int32_t phrase, uint32_t from) {
    if (!out_.empty()) return;
    const Phrase& whole = in_.syntax.phrases[static_cast<size_t>(phrase)];
    for (const NamedParty& q : parties_) {
      const Phrase& part = in_.syntax.phrases[static_cast<size_t>(q.phrase)];
      const bool of = part.prep == preposition::kLi || part.prep == preposition::kFrom;
      const bool within = part.governor >= from && part.governor < whole.last;
      if (of && (within || part.first == whole.last)) add(q);
    }
  }

  void add(const NamedParty& party) {
    if (party.affiliated) return;
    for (const Participant& q : party.who) {
      const bool known = std::any_of(out_.begin(), out_.end(),
                                     [&](const Participant& w) { return w.code == q.code; });
      if (!known) out_.push_back(q);
    }
  }

  const EventReader::Impl& impl_;
  const EventInput& in_;
  const std::vector<NamedParty>& parties_;
  const Predicate& p_;
  std::vector<Participant> out_;
};

}  // namespace

std::vector<Participant> victims_of(const EventReader::Impl& impl, const EventInput& in,
                                    const Parties& parties, const Predicate& p, const Frame& f,
                                    uint32_t above, const VerbArguments& above_arguments) {
  if (f.type != EventType::assault || f.symmetric) return {};
  return Victims(impl, in, parties, p).read(f, above, above_arguments);
}

// Is this a noun of condemnation, or of standing by somebody?
bool FrameMatcher::takes_a_stand(uint32_t token) const {
  if (token == kNone || in_.syntax.finite_verb[token]) return false;
  for (const FrameRow& row : impl_.index.find(in_.words[token].best().lemma)) {
    if (row.frame >= impl_.frames().size() || row.rest.length > 0) continue;
    const EventType type = impl_.frames()[row.frame].type;
    if (type == EventType::accuse || type == EventType::support) return true;
  }
  return false;
}

// "Their condemnation of the attack that killed": the noun of condemnation on which the attack
// depends that the predicate names, or whose clause tells of it; kNone if none.
uint32_t FrameMatcher::condemnation(const Predicate& p) const {
  // The noun itself where its adjective stands beside the phrase: "their strong condemnation of".
  const auto governor = [&](int32_t phrase) {
    if (phrase < 0) return kNone;
    const uint32_t word = in_.syntax.phrases[static_cast<size_t>(phrase)].governor;
    const int32_t above = word == kNone ? -1 : in_.syntax.phrase_of[word];
    const bool adjective = above >= 0 && in_.words[word].best().pos == Pos::adj;
    return adjective ? in_.syntax.phrases[static_cast<size_t>(above)].head : word;
  };
  if (!p.verbal) {
    const uint32_t noun = governor(in_.syntax.phrase_of[p.token]);
    if (takes_a_stand(noun)) return noun;
  }
  for (int32_t c = static_cast<int32_t>(in_.syntax.clause_of[p.token]); c >= 0;) {
    const Clause& clause = in_.syntax.clauses[static_cast<size_t>(c)];
    const uint32_t noun = governor(clause.antecedent);
    if (takes_a_stand(noun)) return noun;
    c = clause.kind == ClauseKind::coordinate ? clause.parent : -1;
  }
  return kNone;
}

// A noun of condemnation or sympathy, no accusation: those who "face accusations" may have made
// the attack.
bool FrameMatcher::grieves(uint32_t token) const {
  if (token == kNone) return false;
  const auto rows = impl_.index.find(in_.words[token].best().lemma);
  return std::none_of(rows.begin(), rows.end(), [&](const FrameRow& row) {
    if (row.frame >= impl_.frames().size() || row.rest.length > 0) return false;
    const Frame& f = impl_.frames()[row.frame];
    return f.type == EventType::accuse && f.mode != kDisapprove;
  });
}

// Codes of those who have not made an attack: whoever condemns it or stands by its victims, the
// subject of such a verb above, and whoever else stands before a noun of condemnation (he who
// was called, received or thanked); whom the verb of an attack or arrest itself has for its object,
// and whom the words around say that it hit, unless the frame's positions gave him (`ruled`); where
// a visit goes.
std::vector<std::string> FrameMatcher::innocent(const Predicate& p, const Frame& f,
                                                const std::vector<Participant>& ruled) const {
  std::vector<std::string> out;
  if (genitive_is_goal(p, f)) {
    const EntityMention* goal = in_.entities.mention(p.noun.genitive_first);
    const Participant host = in_.actors.named(*goal);
    if (!host.code.empty()) out.push_back(host.code);
    return out;
  }
  const bool attack = f.type == EventType::assault;
  if (!attack && f.type != EventType::coerce) return out;
  const auto above = static_cast<EventType>(above_);
  const uint32_t noun = attack ? condemnation(p) : kNone;
  const bool condemned =
      noun != kNone ||
      (attack && above_ < kUnframed && (above == EventType::accuse || above == EventType::support));
  for (const NamedParty& party : parties_.of(in_.text.tokens[p.token].sentence)) {
    constexpr size_t kSubject = 1;
    // A noun depends on the verb in its own clause, a verb ("that hit a mosque") on the one above.
    const bool condemner = (condemned && where_of(p, party) == (p.verbal ? 1u : 0u) &&
                            governed_by_verb(party) == kSubject) ||
                           (noun != kNone && (party.phrase == in_.syntax.phrase_of[noun] ||
                                              (party.clause == in_.syntax.clause_of[noun] &&
                                               party.function == NamedParty::Function::subject))) ||
                           (party.token < noun && grieves(noun));
    const bool object = p.verbal && p.verb.object >= 0 && party.phrase == p.verb.object;
    // Whom the words themselves name as the one who did it has, whatever else he says.
    const size_t rule = rule_value(ruled, party.who);
    constexpr size_t kNamed = 1;
    // Not the subject of "expressed its condemnation of the attack".
    const bool told =
        rule == kNamed && (p.verbal || in_.syntax.phrase_of[ruled.front().token] != party.phrase);
    if (!(condemner && !told) && !(object && rule == 0)) continue;
    for (const Participant& q : party.who) out.push_back(q.code);
  }
  for (const Participant& q : victims_) {
    if (rule_value(ruled, {q}) == 0) out.push_back(q.code);
  }
  return out;
}

}  // namespace isnad
