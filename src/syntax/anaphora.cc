// Pronouns and dropped subjects.

#include <algorithm>

#include "syntax/actors.h"
#include "text/fold.h"

namespace isnad {

namespace {

constexpr uint32_t kOwnReach = 4;  // tokens to the verb after "for his part"

}  // namespace

// "Turkey told the UN that it (annaha) had begun": the subject of the verb whose complement the
// pronoun on `token` opens, if it opens one.
std::vector<Participant> Actors::sayer(uint32_t token) const {
  const Clause& c = syntax_.clauses[syntax_.clause_of[token]];
  if (c.kind != ClauseKind::that || c.opener != token || c.parent < 0) return {};
  for (uint32_t i = token; i-- > text_.sentences[c.sentence].first;) {
    if (!syntax_.finite_verb[i] || syntax_.clause_of[i] != static_cast<uint32_t>(c.parent))
      continue;
    const VerbArguments args = verb_arguments(text_, words_, entities_, syntax_, i);
    const bool governs = args.that_clause == syntax_.clause_of[token] && !args.passive;
    return governs && args.subject >= 0 ? phrase(args.subject) : std::vector<Participant>{};
  }
  return {};
}

// The latest mention that a pronoun of this form may mean.
std::vector<Participant> Actors::salient(uint32_t before, Gender gender, Number number,
                                         bool possessive) const {
  ++depth_;
  std::vector<Participant> best;
  const uint32_t sentence = text_.tokens[before].sentence;
  // Subjects and topics of this sentence first: its first phrase without preposition.
  // A thing of this gender and number, which a pronoun may mean just as well.
  const auto thing = [&](const Phrase& p) {
    const Analysis& a = words_[p.head].best();
    if (a.pos != Pos::noun || !a.known) return false;
    // Plurals of things are feminine singulars to their pronouns.
    if (number == Number::sing && gender == Gender::fem && a.number == Number::plur) return true;
    return a.number == number && a.gender == gender;
  };
  const auto fits = [&](const std::vector<Participant>& who) {
    if (who.empty()) return false;
    if (who[0].speaker_only) return false;
    if (number == Number::plur) {
      // States are no "them" of people.
      const bool states = gender == Gender::masc && who[0].organ.empty() &&
                          who[0].kind == EntityKind::state && possessive;
      const bool one_person = who.size() == 1 && !who[0].person.empty();
      return (who.size() > 1 && !states) || who[0].code.substr(0, 4) == "GEN:" ||
             (!who[0].organ.empty() && !one_person);
    }
    if (number == Number::dual) return who.size() == 2;
    if (who.size() > 1) return false;
    const Participant& p = who[0];
    // "His excellency" is feminine by its word (fadila, jalala): the next word tells. A title with
    // the article (al-duktura) is the person's.
    uint32_t named = p.token;
    for (const Hit* r = entities_.role(named);
         r && lex_kind(*r) == LexKind::honorific && !r->article && r->last < before;
         r = entities_.role(named)) {
      named = r->last;
    }
    // Many are no "him".
    if (p.code.substr(0, 4) == "GEN:" && words_[p.token].best().number == Number::plur) {
      return gender == Gender::fem && p.kind != EntityKind::generic;
    }
    if (!p.person.empty())
      return gender != Gender::fem || words_[named].best().gender == Gender::fem;
    const bool masculine = words_[p.token].best().gender == Gender::masc;
    if (gender == Gender::fem) {
      if (p.kind == EntityKind::state || p.kind == EntityKind::armed_group ||
          p.kind == EntityKind::organization) {
        const Analysis& word = words_[p.token].best();
        return word.gender != Gender::masc || !word.known || p.kind == EntityKind::state;
      }
      return words_[p.token].best().gender == Gender::fem;
    }
    if (p.kind == EntityKind::state) return masculine && !p.organ.empty();
    // Names of bodies have no gender of their own: their first noun decides (tanzim, haraka).
    const bool body = p.kind == EntityKind::organization || p.kind == EntityKind::armed_group;
    const bool name = body && words_[p.token].best().pos == Pos::propn;
    return masculine || (name && text_.tokens[p.token].key.back() != 'p');
  };
  // "The lands of Turkey - and it (wa-hiya) is a member -": an aside tells of the name before it.
  const Analysis& own_form = words_[before].best();
  if (own_form.pos == Pos::pron && own_form.enclitic.length == 0 && before >= 2 &&
      text_.tokens[before - 1].kind == TokenKind::punct &&
      text_.tokens[before - 2].sentence == sentence) {
    const EntityMention* m = entities_.mention(before - 2);
    if (m && m->last == before - 1 && m->form == MentionForm::name) {
      const Participant p = from_entity(m->entity, *m);
      if (!p.code.empty() && fits({p})) best = {p};
    }
  }
  if (auto who = sayer(before); best.empty() && fits(who)) best = std::move(who);
  for (int pass = 0; pass < 2 && best.empty(); ++pass) {
    const auto behind = std::partition_point(syntax_.phrases.begin(), syntax_.phrases.end(),
                                             [&](const Phrase& p) { return p.first < before; });
    for (size_t k = static_cast<size_t>(behind - syntax_.phrases.begin()); k-- > 0;) {
      const Phrase& p = syntax_.phrases[k];
      if (p.last > before) continue;
      if (before - p.first > kReach || work_ <= 0) break;
      if (p.coordinated >= 0) continue;
      const uint32_t own = text_.tokens[p.first].sentence;
      if (own + 2 < sentence) break;
      // First pass: subjects of the same sentence only.
      if (pass == 0 && (own != sentence || !p.prep.empty())) continue;
      const auto who = phrase(static_cast<int32_t>(k));
      // Past a thing that agrees the nearest name is a guess.
      const bool other = who.empty() || who[0].owner;
      if (possessive && pass == 1 && other && own == sentence && thing(p)) {
        --depth_;
        return {};
      }
      if (!who.empty() && who[0].owner) continue;
      // "France, the former colonial power": a group right beside a name describes it.
      if (!who.empty() && who[0].kind == EntityKind::generic && k > 0 && p.prep.empty() &&
          syntax_.phrases[k - 1].last == p.first &&
          entities_.mention_at[syntax_.phrases[k - 1].head] >= 0) {
        continue;
      }
      if (fits(who)) {
        best = who;
        if (pass == 1) break;
        break;
      }
    }
  }
  // Nobody stands in a place of his own: the nearest name of the right kind.
  for (size_t k = entities_.mentions_before(before);
       best.empty() && number == Number::sing && k-- > 0;) {
    const EntityMention& m = entities_.mentions[k];
    if (m.last > before || m.form == MentionForm::demonym) continue;
    if (text_.tokens[m.first].sentence != sentence) break;
    const Participant p = from_entity(m.entity, m);
    if (!p.code.empty() && fits({p})) best = {p};
  }
  --depth_;
  for (Participant& p : best) p.pronoun = true;
  return best;
}

// Which stretch of speech each word stands in.
void Actors::set_speech(std::vector<Speech> speech) {
  speech_ = std::move(speech);
  for (auto& answers : phrases_) answers.clear();
  speech_of_.assign(text_.tokens.size(), -1);
  for (size_t k = 0; k < speech_.size(); ++k) {
    const Span& span = speech_[k].span;
    auto t = std::partition_point(text_.tokens.begin(), text_.tokens.end(),
                                  [&](const Token& x) { return x.span.begin < span.begin; });
    for (; t != text_.tokens.end() && t->span.end <= span.end; ++t) {
      speech_of_[static_cast<size_t>(t - text_.tokens.begin())] = static_cast<int32_t>(k);
    }
  }
}

// "We" and "our" in direct speech: whoever speaks, as those for whom he speaks.
std::vector<Participant> Actors::speech_at(uint32_t token) const {
  if (token >= speech_of_.size() || speech_of_[token] < 0) return {};
  const Speech& s = speech_[static_cast<size_t>(speech_of_[token])];
  Participant p;
  p.code = s.code;
  p.person = s.person;
  p.kind = s.person.empty() ? EntityKind::state : EntityKind::person;
  p.span = text_.tokens[token].span;
  p.token = token;
  p.pronoun = true;
  return {p};
}

HostKind Actors::host_kind(uint32_t token) const {
  const Analysis& a = words_[token].best();
  if (a.enclitic.length == 0) return HostKind::none;
  const auto rows = pronoun_hosts_.find(a.lemma);
  return rows.empty() ? HostKind::none : static_cast<HostKind>(rows[0].kind);
}

// "Egypt and its people", "the president and his deputy": the possessor is the first conjunct.
std::optional<std::vector<Participant>> Actors::first_conjunct(uint32_t token) const {
  const int32_t index = syntax_.phrase_of[token];
  if (index < 1 || words_[token].best().conj == Conj::none) return std::nullopt;
  const Phrase& own = syntax_.phrases[static_cast<size_t>(index)];
  const Phrase& left = syntax_.phrases[static_cast<size_t>(index) - 1];
  if (own.first != token || !own.conj || !own.prep.empty() || left.last != token) {
    return std::nullopt;
  }
  const Enclitic& e = words_[token].best().enclitic;
  const auto agrees = [&](uint32_t i) {
    const Analysis& a = words_[i].best();
    const EntityMention* m = entities_.mention(i);
    const bool state = m && entities_.entities[m->entity].kind == EntityKind::state;
    if (a.pos == Pos::adj && !m) return false;
    return state ? e.gender == Gender::fem : a.gender == e.gender;
  };
  // The nearer noun of an idafa if it agrees, else its head.
  for (uint32_t i = left.last; i-- > left.first;) {
    const Pos pos = words_[i].best().pos;
    if (pos != Pos::noun && pos != Pos::propn && entities_.mention_at[i] < 0) continue;
    const EntityMention* m = entities_.mention(i);
    const uint32_t begin = m ? std::max(m->first, left.first) : i;
    if (!agrees(begin)) {
      i = begin;
      continue;
    }
    auto who = range(begin, left.last);
    if (!who.empty() && who[0].owner) who.clear();
    return who;
  }
  return std::nullopt;
}

// Pronouns whose noun decides whom they mean (data/syntax/pronoun_hosts.tsv) and those of a second
// conjunct. No value: they point where other pronouns point; empty: at nobody who takes part.
std::optional<std::vector<Participant>> Actors::bound_pronoun(uint32_t token) const {
  const Analysis& a = words_[token].best();
  switch (host_kind(token)) {
    case HostKind::none:
      return first_conjunct(token);
    case HostKind::part:
      if (a.enclitic.number == Number::plur) return std::nullopt;
      return std::vector<Participant>{};
    case HostKind::emphatic: {
      if (token == 0 || text_.tokens[token - 1].sentence != text_.tokens[token].sentence) break;
      const Analysis& left = words_[token - 1].best();
      const bool noun = left.pos == Pos::noun || left.pos == Pos::propn || left.pos == Pos::adj;
      if (!noun || !left.definite || left.gender != a.enclitic.gender) break;
      const int32_t index = syntax_.phrase_of[token - 1];
      if (index < 0) break;
      return range(syntax_.phrases[static_cast<size_t>(index)].first, token);
    }
    case HostKind::own: {
      // The verb of the clause, behind the words or before them.
      const uint32_t sentence = text_.tokens[token].sentence;
      const Sentence& s = text_.sentences[sentence];
      const uint32_t clause = syntax_.clause_of[token];
      for (const bool behind : {true, false}) {
        for (uint32_t k = 1; behind ? token + k < s.last : token >= s.first + k; ++k) {
          const uint32_t i = behind ? token + k : token - k;
          if (!syntax_.finite_verb[i] || (!behind && syntax_.clause_of[i] != clause)) continue;
          if (behind && k > kOwnReach) break;
          const VerbArguments args = verb_arguments(text_, words_, entities_, syntax_, i);
          if (args.subject < 0) break;
          const Phrase& p = syntax_.phrases[static_cast<size_t>(args.subject)];
          auto who = range(p.first, p.last);
          if (!who.empty()) return who;
          break;
        }
      }
      break;
    }
  }
  return std::nullopt;
}

std::vector<Participant> Actors::pronoun(uint32_t token) const {
  const Question question(*this);
  if (!question.may_go_on()) return {};
  if (depth_ >= kMaxDepth) return {};
  const Analysis& a = words_[token].best();
  if (a.enclitic.length > 0 ? a.enclitic.person == 1 : a.person == 1) return speech_at(token);
  Gender gender = a.gender;
  Number number = a.number;
  if (a.enclitic.length > 0) {
    if (a.enclitic.person != 3) return {};
    gender = a.enclitic.gender;
    number = a.enclitic.number;
  }
  std::optional<std::vector<Participant>> bound;
  if (a.enclitic.length > 0) {
    ++depth_;
    bound = bound_pronoun(token);
    --depth_;
  }
  // Things are accused and arrested less than they are possessed.
  const bool possessive = a.enclitic.length > 0 && a.pos != Pos::verb;
  auto out = bound ? std::move(*bound) : salient(token, gender, number, possessive);
  const Token& t = text_.tokens[token];
  for (Participant& p : out) {
    p.span = text_.part_of(t, t.key.size() - a.enclitic.length, t.key.size());
    if (a.enclitic.length == 0) p.span = t.span;
    p.token = token;
  }
  return out;
}

std::vector<Participant> Actors::dropped_subject(uint32_t verb) const {
  const Question question(*this);
  if (!question.may_go_on()) return {};
  const Analysis& a = words_[verb].best();
  if (a.person == 1) return speech_at(verb);
  if (const uint32_t opener = subject_pronoun(words_, syntax_, verb); opener != kNone) {
    return pronoun(opener);
  }
  // "... and left": the subject of the verb beside which it goes on.
  const VerbArguments args = verb_arguments(text_, words_, entities_, syntax_, verb);
  if (args.shared >= 0) {
    auto who = phrase(args.shared);
    for (Participant& p : who) p.pronoun = true;
    if (!who.empty()) return who;
  }
  // A participle or verb that goes on in the same clause chain: the subject of the clause above.
  const Clause& c = syntax_.clauses[syntax_.clause_of[verb]];
  if (depth_ < kMaxDepth && c.parent >= 0) {
    ++depth_;
    // Verbs of relative clauses speak of something else: they come last.
    for (const bool relative : {false, true}) {
      for (uint32_t i = verb; i-- > text_.sentences[c.sentence].first;) {
        if (!syntax_.finite_verb[i]) continue;
        const Clause& own = syntax_.clauses[syntax_.clause_of[i]];
        if ((own.kind == ClauseKind::relative) != relative) continue;
        const Analysis& b = words_[i].best();
        if (b.gender != a.gender && a.number == Number::sing) continue;
        auto who = subject(i);
        if (who.empty() || (who.size() > 1 && a.number == Number::sing && b.number != a.number)) {
          continue;
        }
        --depth_;
        for (Participant& p : who) p.pronoun = true;
        return who;
      }
    }
    --depth_;
  }
  return salient(verb, a.gender, a.number, false);
}

std::vector<Participant> Actors::participle_subject(uint32_t participle) const {
  const Question question(*this);
  if (!question.may_go_on()) return {};
  if (depth_ >= kMaxDepth) return {};
  const uint32_t first = text_.sentences[text_.tokens[participle].sentence].first;
  const uint32_t clause = syntax_.clause_of[participle];
  // The verb of the clause that it describes; without one, its topic.
  std::vector<uint32_t> up;
  for (int32_t c = static_cast<int32_t>(clause); c >= 0;
       c = syntax_.clauses[static_cast<size_t>(c)].parent) {
    up.push_back(static_cast<uint32_t>(c));
  }
  ++depth_;
  std::vector<Participant> who;
  for (uint32_t c : up) {
    for (uint32_t i = participle; i-- > first && who.empty();) {
      if (syntax_.clause_of[i] == c && syntax_.finite_verb[i]) {
        who = subject(i);
        break;
      }
    }
    if (!who.empty()) break;
  }
  for (size_t k = 0; who.empty() && k < syntax_.phrases.size(); ++k) {
    const Phrase& p = syntax_.phrases[k];
    if (p.first < first || p.first >= participle) continue;
    if (p.prep.empty() && p.coordinated < 0) {
      who = phrase(static_cast<int32_t>(k));
      break;
    }
  }
  --depth_;
  return who;
}

std::vector<Participant> Actors::relative_pronoun(uint32_t token) const {
  const Clause& c = syntax_.clauses[syntax_.clause_of[token]];
  if (c.kind != ClauseKind::relative) return pronoun(token);
  return phrase(c.antecedent);  // "what (ma) it published": of "ma" and "man" nothing is known
}

std::vector<Participant> Actors::subject(uint32_t verb) const {
  const Question question(*this);
  if (!question.may_go_on()) return {};
  const VerbArguments args = verb_arguments(text_, words_, entities_, syntax_, verb);
  if (args.subject >= 0) return phrase(args.subject);
  if (args.passive || !args.dropped_subject || depth_ >= kMaxDepth) return {};
  return dropped_subject(verb);
}

}  // namespace isnad
