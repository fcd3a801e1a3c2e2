// Sides that the clause of a predicate leaves open: asks the parties around which of them fills it.

#include <algorithm>
#include <array>
#include <cmath>

#include "events/impl.h"
#include "events/side_blocks.h"
#include "events/words.h"

namespace isnad {

namespace {

constexpr uint32_t kSentencesBack = 3;
constexpr uint32_t kReach = 160;  // tokens
constexpr size_t kTraits = 16;
constexpr double kLikely = 0.6;
constexpr double kSpeakerSure = 0.9;  // of a side that is whoever speaks
constexpr double kGroupInPlace = 4;

size_t distance_value(uint32_t distance) {
  size_t v = 0;
  for (uint32_t limit = 4; limit <= 64 && distance > limit; limit *= 2) ++v;
  return v;
}

bool has_code(const std::vector<Participant>& list, const std::string& code) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Participant& q) { return q.code == code; });
}

// How the predicate tells its act, as the models of sides see it.
size_t side_use(const Predicate& p) {
  switch (p.use) {
    case FrameUse::verb:
      return p.verb.passive ? 1 : 0;
    case FrameUse::phrase:
      return !p.verbal ? 7 : p.verb.passive ? 6 : 5;
    default:
      return static_cast<size_t>(p.use) + 1;
  }
}

bool is_unnamed(const Participant& p) { return p.code.compare(0, 4, "GEN:") == 0; }

// The state of an unnamed group, "GEN:CIV:SYR"; empty if it has none.
std::string_view state_of_unnamed(const Participant& p) {
  if (!is_unnamed(p)) return {};
  const size_t at = p.code.find(':', 4);
  return at == std::string::npos ? std::string_view() : std::string_view(p.code).substr(at + 1);
}

bool are_of_one_state(const Participant& a, const Participant& b) {
  return state_of_unnamed(a) == b.code || state_of_unnamed(b) == a.code;
}

}  // namespace

// The finite verb above the predicate: what governs a noun, else the nearest one before it.
void FrameMatcher::find_governor(const Predicate& p) {
  predicate_word_ = word_hash(parties_.word(p.token));
  const auto speaker = in_.actors.speaker(p.token);
  speaker_ = speaker.empty() ? std::string() : speaker.front().code;
  uint32_t verb = kNone;
  if (!p.verbal && p.noun.governor != kNone && in_.syntax.finite_verb[p.noun.governor]) {
    verb = p.noun.governor;
  }
  const uint32_t first = in_.text.sentences[in_.text.tokens[p.token].sentence].first;
  for (uint32_t i = p.token; verb == kNone && i-- > first && p.token - i < kReach;) {
    if (in_.syntax.finite_verb[i]) verb = i;
  }
  above_ = type_above(p, verb);
  if (verb == governor_verb_) return;
  governor_verb_ = verb;
  governor_speaks_ = false;
  if (verb != kNone) {
    for (const FrameRow& row : impl_.index.find(in_.words[verb].best().lemma)) {
      governor_speaks_ = governor_speaks_ ||
                         (row.frame < impl_.frames().size() && impl_.frames()[row.frame].statement);
    }
  }
  governor_word_ = verb == kNone ? 0 : word_hash(parties_.word(verb));
  governor_ = verb == kNone ? VerbArguments{}
                            : verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, verb);
}

// The type of the act that governs the predicate (a noun, else the verb above it): "condemned the
// attack", "the condemnation of the attack".
size_t FrameMatcher::type_above(const Predicate& p, uint32_t verb) const {
  const uint32_t noun = p.verbal ? kNone : p.noun.governor;
  for (const uint32_t token : {noun, verb}) {
    if (token == kNone || token == p.light_verb) continue;
    for (const FrameRow& row : impl_.index.find(in_.words[token].best().lemma)) {
      if (row.frame < impl_.frames().size() && row.rest.length == 0) {
        return static_cast<size_t>(impl_.frames()[row.frame].type);
      }
    }
    return kUnframed;
  }
  return kNothingAbove;
}

// Its clause against that of the predicate, or how many sentences before.
size_t FrameMatcher::where_of(const Predicate& p, const NamedParty& party) const {
  const uint32_t back = in_.text.tokens[p.token].sentence - party.sentence;
  if (back > 0) return 3 + std::min<uint32_t>(back, kSentencesBack);
  const uint32_t clause = in_.syntax.clause_of[p.token];
  const auto hangs_on = [&](uint32_t below, uint32_t above) {
    for (int32_t c = static_cast<int32_t>(below); c >= 0;
         c = in_.syntax.clauses[static_cast<size_t>(c)].parent) {
      if (static_cast<uint32_t>(c) == above) return true;
    }
    return false;
  };
  if (party.clause == clause) return 0;
  return hangs_on(clause, party.clause) ? 1 : hangs_on(party.clause, clause) ? 2 : 3;
}

// "The agreement between A and B", "the agreement of A with B", "A and B signed an agreement": who
// is named so makes it, and nobody else around does. The phrases that name them; none if the words
// do not name both.
std::vector<int32_t> FrameMatcher::closed_pair(const Predicate& p, const Frame& f) const {
  if (!f.symmetric || p.participle) return {};
  if (p.verbal) {
    // Without an object the verb may have lost its subject: "met the president and his minister".
    if (p.verb.subject < 0 || p.verb.object < 0) return {};
    const auto codes = codes_of(in_.actors.phrase(p.verb.subject));
    if (codes.size() < 2 || codes.front() == codes.back()) return {};
    const auto names_other = [&](int32_t phrase) {
      const auto who = in_.actors.phrase(phrase);
      return std::any_of(who.begin(), who.end(), [&](const Participant& q) {
        return std::find(codes.begin(), codes.end(), q.code) == codes.end();
      });
    };
    const bool other = names_other(p.verb.object) ||
                       std::any_of(p.complements.begin(), p.complements.end(), names_other);
    return other ? std::vector<int32_t>{} : std::vector<int32_t>{p.verb.subject};
  }
  if (p.light_verb != kNone) return {};
  const int32_t home = in_.syntax.phrase_of[p.token];
  for (const int32_t c : p.noun.own) {
    const std::string& prep = in_.syntax.phrases[static_cast<size_t>(c)].prep;
    if (prep == preposition::kBetween && in_.actors.phrase(c).size() > 1) return {c};
    if (prep == preposition::kWith && !in_.actors.phrase(c).empty() &&
        !in_.actors.range(p.noun.genitive_first, p.noun.genitive_last).empty()) {
      return {home, c};
    }
  }
  return {};
}

// Where a party of the predicate's sentence stands to it: in its own phrase, or as an argument.
size_t FrameMatcher::slot_of(const Predicate& p, const Frame& f, const NamedParty& party) const {
  enum Slot : uint8_t {
    none,
    nisba,
    genitive_subject,
    genitive_object,
    before,
    subject,
    object,
    second,
    own,
    complement
  };
  if (!p.verbal && party.phrase == in_.syntax.phrase_of[p.token]) {
    if (party.token < p.token) return before;
    const EntityMention* m = in_.entities.mention(party.token);
    if (m && m->form == MentionForm::demonym) return nisba;
    return f.idafa_is_subject && !genitive_is_goal(p, f) ? genitive_subject : genitive_object;
  }
  const auto among = [&](const std::vector<int32_t>& list) {
    return std::find(list.begin(), list.end(), party.phrase) != list.end();
  };
  if (p.verbal || p.light_verb != kNone) {
    if (p.verb.subject == party.phrase) return subject;
    if (p.verb.object == party.phrase) return object;
    if (among(p.verb.own)) return own;
  }
  if (!p.verbal && p.noun.second == party.phrase) return second;
  if (!p.verbal && among(p.noun.own)) return own;
  return among(p.complements) ? complement : none;
}

// What the party is to the verb above the predicate: 1 subject, 2 object, 3 complement.
size_t FrameMatcher::governed_by_verb(const NamedParty& party) const {
  if (governor_verb_ == kNone) return 0;
  const auto& complements = governor_.complements;
  if (std::find(complements.begin(), complements.end(), party.phrase) != complements.end()) {
    return 3;
  }
  return governor_.object == party.phrase ? 2 : governor_.subject == party.phrase ? 1 : 0;
}

void FrameMatcher::side_features(const Predicate& p, const Frame& f, bool actor, const Reading& r,
                                 const Candidate& candidate, Features& out) const {
  const NamedParty& party = *candidate.party;
  const size_t rule = candidate.rule;
  std::array<uint16_t, static_cast<size_t>(SideBlock::count) + kTraits> ids;
  size_t n = 0;
  const auto add = [&](SideBlock block, size_t first, size_t second = 0, size_t third = 0)
      __attribute__((always_inline)) {
    ids[n++] = side::kTable.id(static_cast<size_t>(block), first, second, third);
  };
  const uint32_t sentence = in_.text.tokens[p.token].sentence;
  const uint32_t clause = in_.syntax.clause_of[p.token];
  const Participant& who = candidate.who->front();
  const bool first = who.code == party.who.front().code;
  add(SideBlock::bias, 0);
  const uint32_t back = sentence - party.sentence;
  const size_t where = where_of(p, party);
  add(SideBlock::where, where);
  add(SideBlock::where_function, where, static_cast<size_t>(party.function));
  const bool before = party.token < p.token;
  const uint32_t distance = before ? p.token - party.token : party.token - p.token;
  if (back == 0) {
    add(SideBlock::order, before ? 0 : 1);
    add(SideBlock::distance, distance_value(distance));
    size_t verbs = 0;
    for (uint32_t i = std::min(p.token, party.token) + 1; i < std::max(p.token, party.token); ++i) {
      verbs += in_.syntax.finite_verb[i] ? 1 : 0;
    }
    add(SideBlock::verbs, std::min<size_t>(verbs, 3));
  }
  add(SideBlock::function, static_cast<size_t>(party.function));
  const Phrase& phrase = in_.syntax.phrases[static_cast<size_t>(party.phrase)];
  const auto type = static_cast<size_t>(f.type);
  size_t slot = 0;
  const size_t use = side_use(p);
  if (back == 0) {
    add(SideBlock::prep, prep_value(phrase.prep));
    add(SideBlock::type_prep, type, prep_value(phrase.prep));
    slot = slot_of(p, f, party);
    add(SideBlock::slot, slot);
    add(SideBlock::use_slot, use, slot);
    add(SideBlock::type_slot, type, slot);
    add(SideBlock::nearest, (before ? 0u : 4u) + std::min<uint32_t>(parties_between(p, party), 3));
    add(SideBlock::position,
        position_value(f, actor ? EventModel::actor : EventModel::recipient, party));
    const size_t governed = governed_by_verb(party);
    const size_t governor = governed == 1 && governor_speaks_ ? 4 : governed;
    add(SideBlock::governor, governor);
    add(SideBlock::above, above_, governed);
    if (governed > 0) add(SideBlock::type_above, type, above_);
  }
  const auto kind = static_cast<size_t>(who.kind);
  add(SideBlock::kind, kind);
  const bool unnamed = is_unnamed(who);
  const bool traits[] = {who.owner,
                         who.pronoun,
                         who.code.compare(0, 3, "ar:") == 0,
                         unnamed && who.code.find(':', 4) != std::string::npos,
                         unnamed && who.code.find(':', 4) == std::string::npos,
                         who.victim,
                         who.media,
                         who.speaker_only,
                         !who.organ.empty(),
                         candidate.who->size() > 1,
                         party.topic,
                         first ? party.headline : parties_.in_headline(who.code),
                         !who.person.empty() && who.person == who.code,
                         !is_allowed(who, actor ? f.actor_kinds : f.recipient_kinds),
                         actor && !can_act(who, f),
                         party.affiliated};
  static_assert(std::size(traits) == kTraits);
  for (size_t i = 0; i < kTraits; ++i) {
    if (traits[i]) add(SideBlock::trait, i);
  }
  add(SideBlock::rank,
      unnamed ? 4 : std::min<uint32_t>(first ? party.rank : parties_.rank(who.code), 3));
  if (back == 0) {
    // The only one of his sentence who is not on the other side.
    const auto& taken = actor ? r.recipient : r.actor;
    const auto& all = parties_.of(sentence);
    const bool only = std::all_of(all.begin(), all.end(), [&](const NamedParty& q) {
      return std::all_of(q.who.begin(), q.who.end(), [&](const Participant& w) {
        return has_code(*candidate.who, w.code) || has_code(taken, w.code);
      });
    });
    add(SideBlock::only, only ? 1 : 0);
  }
  add(SideBlock::speaker, !speaker_.empty() && has_code(*candidate.who, speaker_) ? 1 : 0);
  add(SideBlock::other, (actor ? r.recipient : r.actor).empty() ? 0 : 1);
  // What the document told of him before.
  const auto told = told_.find(who.code);
  size_t earlier = 0;
  if (told != told_.end()) {
    const auto bit = static_cast<uint16_t>(1u << static_cast<unsigned>(f.type));
    const Told& same = actor ? told->second.actor : told->second.recipient;
    const Told& other = actor ? told->second.recipient : told->second.actor;
    const std::string& act = f.act();
    earlier = same.acts.contains(act)    ? 1
              : other.acts.contains(act) ? 2
              : (same.types & bit) != 0  ? 3
              : (other.types & bit) != 0 ? 4
                                         : 5;
  }
  const bool echo = !p.verbal && !p.participle && in_.words[p.token].best().definite;
  add(SideBlock::echo_earlier, echo ? 1 : 0, earlier);
  add(SideBlock::earlier, earlier);
  add(SideBlock::rule, rule);
  add(SideBlock::use_rule, use, rule);
  add(SideBlock::rule_kind, rule, kind);
  add(SideBlock::use, use);
  add(SideBlock::type_kind, type, kind);
  add(SideBlock::use_function, use, static_cast<size_t>(party.function));
  add(SideBlock::type_where, type, where);
  add(SideBlock::type_rule, type, rule);
  add(SideBlock::type_use_rule, type, use, rule);
  add(SideBlock::slot_rule, slot, rule);
  if (back == 0) {
    add(SideBlock::type_use_slot, type, use, slot);
    add(SideBlock::type_use_function, type, use, static_cast<size_t>(party.function));
  }
  add(SideBlock::clause_where, static_cast<size_t>(in_.syntax.clauses[clause].kind), where);
  const auto& other_side = actor ? r.recipient : r.actor;
  add(SideBlock::ruled_other, rule_value(other_side, *candidate.who));
  add(SideBlock::pair_kind, kind, kind_value(other_side));
  const size_t last = last_event(f, who.code);
  add(SideBlock::last_event, last);
  add(SideBlock::type_last_event, type, last);
  add(SideBlock::agreement, asker_of(p), form_of(party), back > 0 ? 2 : before ? 0 : 1);
  const size_t subject = subject_of(p, party);
  add(SideBlock::subject, subject, where);
  add(SideBlock::subject_last_event, subject, last);
  add(SideBlock::genitive, genitive_of(p, party), where);
  if (back > 0) {
    add(SideBlock::recency, std::min<uint32_t>(parties_since(party, sentence), 4),
        static_cast<size_t>(party.function));
  }
  const std::string_view state =
      who.kind == EntityKind::state ? std::string_view(who.code) : state_of_unnamed(who);
  if (!state.empty()) {
    add(SideBlock::type_ground, type, static_cast<size_t>(parties_.ground(sentence, state)),
        static_cast<size_t>(parties_.ground(state)));
    const bool one_state = std::any_of(other_side.begin(), other_side.end(),
                                       [&](const auto& q) { return are_of_one_state(who, q); });
    add(SideBlock::type_unnamed, type, one_state ? 1 : 0);
  }
  out.assign(ids.begin(), ids.begin() + n);
}

// How many parties stand between the predicate and this one of its sentence.
uint32_t FrameMatcher::parties_between(const Predicate& p, const NamedParty& party) const {
  const uint32_t from = std::min(p.token, party.token);
  const uint32_t to = std::max(p.token, party.token);
  uint32_t n = 0;
  for (const NamedParty& q : parties_.of(party.sentence)) {
    n += q.token > from && q.token < to ? 1 : 0;
  }
  return n;
}

// The part of a party in the event told last.
size_t FrameMatcher::last_event(const Frame& f, const std::string& code) const {
  if (out_.empty()) return 0;
  const Reading& last = out_.back();
  const size_t same = last.frame->type == f.type ? 2 : 0;
  if (has_code(last.actor, code)) return 1 + same;
  if (has_code(last.recipient, code)) return 2 + same;
  return 0;
}

// What the rules of read_sides say of a party: it is no word of theirs, or who stands at the
// frame's position, as possessor there, or by a pronoun or the discourse.
size_t FrameMatcher::rule_value(const std::vector<Participant>& ruled,
                                const std::vector<Participant>& who) {
  if (ruled.empty() || !has_code(ruled, who.front().code)) return 0;
  const Participant& first = ruled.front();
  return first.pronoun ? 3 : first.owner ? 2 : 1;
}

void FrameMatcher::ask(const Predicate& p, const Frame& f, bool actor, const Reading& r,
                       Candidate candidate) {
  const EventModel model = actor ? EventModel::actor : EventModel::recipient;
  side_features(p, f, actor, r, candidate, features_);
  std::vector<std::string> names;
  const double score = impl_.weights.score(model, features_) +
                       word_score(p, f, model, candidate, trace_ ? &names : nullptr);
  if (trace_) sides_.push_back({model, codes_of(*candidate.who), features_, std::move(names)});
  candidate.odds = std::exp(score);
  // "Backs armed groups in Mali": an unnamed group that the clause itself puts at the frame's
  // position. Gold calls such groups by many names, so the model has learnt too little of them.
  if (p.verbal && candidate.rule == 1 && is_unnamed(candidate.who->front()) &&
      where_of(p, *candidate.party) == 0) {
    candidate.odds *= kGroupInPlace;
  }
  // "Russian forces shelled a town in Mali": who holds the town undergoes it. Gold has many shelled
  // towns of the one who shells, where nobody does.
  const auto is_other = [&](const Participant& q) { return q.code != candidate.who->front().code; };
  if (!actor && p.verbal && candidate.rule == 2 && f.type == EventType::assault &&
      candidate.who->front().kind == EntityKind::state && !r.actor.empty() &&
      std::all_of(r.actor.begin(), r.actor.end(), is_other) &&
      parties_.ground(in_.text.tokens[p.token].sentence, candidate.who->front().code) ==
          Parties::Ground::own) {
    candidate.odds *= kGroupInPlace;
  }
  candidates_.push_back(candidate);
}

void FrameMatcher::complete_side(const Predicate& p, const Frame& f, bool actor, Reading& r) {
  auto& side = actor ? r.actor : r.recipient;
  const auto& taken = actor ? r.recipient : r.actor;
  SideFrom& from = actor ? r.actor_from : r.recipient_from;
  if (!actor) drop_actors(r);
  if ((actor ? f.actor : f.recipient).empty() && !f.symmetric) {
    if (!side.empty()) from = SideFrom::named;
    return;
  }
  if (from == SideFrom::named) {  // settled by read_sides
    (actor ? r.actor_sure : r.recipient_sure) = kSpeakerSure;
    return;
  }
  const EventModel model = actor ? EventModel::actor : EventModel::recipient;
  candidates_.clear();
  made_.clear();
  chosen_.clear();
  const std::vector<std::string> closed = actor ? innocent(p, f, side) : std::vector<std::string>();
  // The rules may have given the actor to the other side: he is asked for this one first.
  const bool stateless = actor && f.stateless;
  const std::vector<Participant> ruled = stateless ? side : std::vector<Participant>();
  const auto named_here = [&](const Participant& q) {
    return std::any_of(ruled.begin(), ruled.end(),
                       [&](const Participant& w) { return w.code == q.code && !w.pronoun; });
  };
  const auto out = [&](const Participant& q) {
    if (stateless && in_.actors.is_state(q.code) && !named_here(q)) return true;
    if (actor) return std::find(closed.begin(), closed.end(), q.code) != closed.end();
    return q.speaker_only || has_code(taken, q.code);
  };
  if (actor) std::erase_if(side, out);
  bool met = side.empty();  // whom the rules name stands among the parties
  const uint32_t sentence = in_.text.tokens[p.token].sentence;
  const std::vector<int32_t> pair = closed_pair(p, f);
  const uint32_t reach = pair.empty() ? kSentencesBack : 0;
  for (uint32_t back = 0; back <= reach && back <= sentence; ++back) {
    for (const NamedParty& given : parties_.of(sentence - back)) {
      const uint32_t distance =
          given.token < p.token ? p.token - given.token : given.token - p.token;
      if (distance > kReach) continue;
      if (!pair.empty() && std::find(pair.begin(), pair.end(), given.phrase) == pair.end()) {
        continue;
      }
      // Whom an affiliate is loyal or hostile to takes no part in what it does.
      if (given.affiliated) {
        met = met || rule_value(side, given.who) > 0;
        continue;
      }
      Candidate candidate{&given, &given.who, 0, 0};
      if (given.token == p.token) {
        // The predicate's own phrase stands for whom it names: "the Iraqi invasion".
        if (given.who.front().token == p.token) continue;
        made_.push_back(given);
        made_.back().token = given.who.front().token;
        made_.back().function = NamedParty::Function::nested;
        parties_.note(made_.back());
        candidate.party = &made_.back();
      }
      if (std::any_of(given.who.begin(), given.who.end(), out)) {
        chosen_.push_back(given.who);
        std::erase_if(chosen_.back(), out);
        if (chosen_.back().empty()) continue;
        candidate.who = &chosen_.back();
      }
      candidate.rule = rule_value(side, *candidate.who);
      if (candidate.rule > 0) {
        met = true;
        if (side.size() > candidate.who->size()) {
          chosen_.push_back(side);
          candidate.who = &chosen_.back();
        }
      }
      ask(p, f, actor, r, candidate);
    }
  }
  if (!met) {
    // Supplied from farther away.
    NamedParty& party = made_.emplace_back();
    party.who = side;
    party.token = side.front().token;
    party.sentence = std::min(in_.text.tokens[party.token].sentence, sentence);
    party.clause = in_.syntax.clause_of[party.token];
    party.phrase = std::max(in_.syntax.phrase_of[party.token], 0);
    parties_.note(party);
    ask(p, f, actor, r, {&party, &party.who, 0, rule_value(side, side)});
  }
  // One of them or nobody: the odds of nobody are 1. Several mentions of one party add up.
  double all = 1;
  for (const Candidate& c : candidates_) all += c.odds;
  std::vector<std::pair<const Candidate*, double>> parties;  // first mention, odds of all
  for (const Candidate& c : candidates_) {
    const auto same = std::find_if(parties.begin(), parties.end(), [&](const auto& party) {
      return party.first->who->front().code == c.who->front().code;
    });
    if (same == parties.end()) {
      parties.emplace_back(&c, c.odds);
    } else {
      same->second += c.odds;
    }
  }
  double best = 0;
  const Candidate* chosen = nullptr;
  for (const auto& [first, odds] : parties) {
    if (odds > best * (1 + 1e-9)) {
      best = odds;
      chosen = first;
    }
  }
  const double probability = best / all;
  // Where several stand on one side of talks or an accord, they are the sides of one another unless
  // somebody else is likelier than not.
  const bool among_them = !actor && f.symmetric && taken.size() > 1;
  if (!chosen || best < (among_them ? 1 : impl_.weights.threshold(model))) {
    side.clear();
    from = SideFrom::none;
    return;
  }
  (actor ? r.actor_sure : r.recipient_sure) = probability;
  // Of the mentions of that party the likeliest one stands for it.
  for (const Candidate& c : candidates_) {
    if (c.who->front().code == chosen->who->front().code && c.odds > chosen->odds) chosen = &c;
  }
  const bool likely = probability >= kLikely;
  from = chosen->rule == 0   ? likely ? SideFrom::likely : SideFrom::guessed
         : chosen->rule == 3 ? likely ? SideFrom::pronoun : SideFrom::guessed
         : likely            ? SideFrom::named
                             : SideFrom::doubtful;
  (actor ? r.actor_where : r.recipient_where) = where_of(p, *chosen->party);
  side = std::vector<Participant>(*chosen->who);
  for (Participant& q : side) q.pronoun = q.pronoun || chosen->rule == 0;
}

void FrameMatcher::complete(const Predicate& p, const Frame& f, Reading& r) {
  sides_.clear();
  complete_side(p, f, true, r);
  complete_side(p, f, false, r);
}

void FrameMatcher::find_sides(const Predicate& p, const Frame& f, bool swapped, Reading& r) {
  const std::array<uint32_t, 2> asked = {
      f.side_group, (swapped ? 1u : 0u) + (genitive_is_object(p, f) ? 2u : 0u)};
  for (const FoundSides& one : found_) {
    if (one.asked != asked) continue;
    static_cast<Sides&>(r) = one.sides;
    sides_ = one.trace;
    return;
  }
  read_sides(p, f, r);
  find_governor(p);
  victims_ = victims_of(impl_, in_, parties_, p, f, governor_verb_, governor_);
  if (r.recipient.empty() && !victims_.empty()) {
    r.recipient = allowed(victims_, f.recipient_kinds);
    drop_actors(r);
  }
  complete(p, f, r);
  found_.push_back({asked, static_cast<const Sides&>(r), sides_});
}

}  // namespace isnad
