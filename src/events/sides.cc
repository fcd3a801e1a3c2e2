// Sides that the clause of a predicate leaves open: asks the parties around which of them fills it.

#include <algorithm>
#include <cmath>

#include "events/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kSentencesBack = 3;
constexpr uint32_t kReach = 160;  // tokens
constexpr double kLikely = 0.6;

size_t prep_value(std::string_view prep) {
  constexpr std::string_view kListed[] = {
      {},
      preposition::kBi,
      preposition::kLi,
      preposition::kFrom,
      preposition::kIn,
      preposition::kOn,
      preposition::kWith,
      preposition::kBetween,
      preposition::kAbout,
      preposition::kTo,
      preposition::kAgent,
  };
  for (size_t i = 0; i < std::size(kListed); ++i) {
    if (kListed[i] == prep) return i;
  }
  return std::size(kListed);
}

size_t distance_value(uint32_t distance) {
  size_t v = 0;
  for (uint32_t limit = 4; limit <= 64 && distance > limit; limit *= 2) ++v;
  return v;
}

bool has_code(const std::vector<Participant>& list, const std::string& code) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Participant& q) { return q.code == code; });
}

bool declares(const std::vector<Position>& positions, std::string_view prep) {
  return std::any_of(positions.begin(), positions.end(), [&](const Position& w) {
    return (w.kind == Position::prep || w.kind == Position::prep_owner) && w.preposition == prep;
  });
}

bool is_unnamed(const Participant& p) { return p.code.compare(0, 4, "GEN:") == 0; }

}  // namespace

// The finite verb above the predicate: what governs a noun, else the nearest one before it.
void FrameMatcher::find_governor(const Predicate& p) {
  uint32_t verb = kNone;
  if (!p.verbal && p.noun.governor != kNone && in_.syntax.finite_verb[p.noun.governor]) {
    verb = p.noun.governor;
  }
  const uint32_t first = in_.text.sentences[in_.text.tokens[p.token].sentence].first;
  for (uint32_t i = p.token; verb == kNone && i-- > first && p.token - i < kReach;) {
    if (in_.syntax.finite_verb[i]) verb = i;
  }
  if (verb == governor_verb_) return;
  governor_verb_ = verb;
  governor_speaks_ = false;
  if (verb != kNone) {
    for (const FrameRow& row : impl_.index.find(in_.words[verb].best().lemma)) {
      governor_speaks_ = governor_speaks_ ||
                         (row.frame < impl_.frames.size() && impl_.frames[row.frame].statement);
    }
  }
  governor_ = verb == kNone ? VerbArguments{}
                            : verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, verb);
}

Features FrameMatcher::side_features(const Predicate& p, const Frame& f, bool actor,
                                     const Reading& r, const NamedParty& party, size_t rule) const {
  Features out;
  const auto add = [&](SideBlock block, size_t value) { out.push_back(feature(block, value)); };
  const uint32_t sentence = in_.text.tokens[p.token].sentence;
  const uint32_t clause = in_.syntax.clause_of[p.token];
  const Participant& who = party.who.front();
  add(SideBlock::bias, 0);
  const uint32_t back = sentence - party.sentence;
  size_t where = 0;
  if (back > 0) {
    where = 3 + std::min<uint32_t>(back, 3);
  } else if (party.clause != clause) {
    const auto hangs_on = [&](uint32_t below, uint32_t above) {
      for (int32_t c = static_cast<int32_t>(below); c >= 0;
           c = in_.syntax.clauses[static_cast<size_t>(c)].parent) {
        if (static_cast<uint32_t>(c) == above) return true;
      }
      return false;
    };
    where = hangs_on(clause, party.clause) ? 1 : hangs_on(party.clause, clause) ? 2 : 3;
  }
  add(SideBlock::where, where);
  add(SideBlock::where_function, where * 5 + static_cast<size_t>(party.function));
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
  if (back == 0) {
    add(SideBlock::prep, prep_value(phrase.prep));
    const auto& own = actor ? f.actor : f.recipient;
    const auto& other = actor ? f.recipient : f.actor;
    const bool listed = !phrase.prep.empty() && party.function == NamedParty::Function::prep;
    add(SideBlock::position, listed && declares(own, phrase.prep)     ? 1
                             : listed && declares(other, phrase.prep) ? 2
                                                                      : 0);
    size_t governor = 0;
    if (governor_verb_ != kNone) {
      if (governor_.subject == party.phrase) governor = governor_speaks_ ? 4 : 1;
      if (governor_.object == party.phrase) governor = 2;
      if (std::find(governor_.complements.begin(), governor_.complements.end(), party.phrase) !=
          governor_.complements.end()) {
        governor = 3;
      }
    }
    add(SideBlock::governor, governor);
  }
  const auto kind = static_cast<size_t>(who.kind);
  const auto use = static_cast<size_t>(p.use);
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
                         party.who.size() > 1,
                         party.topic,
                         parties_.in_headline(who.code),
                         !who.person.empty() && who.person == who.code};
  for (size_t i = 0; i < std::size(traits); ++i) {
    if (traits[i]) add(SideBlock::trait, i);
  }
  add(SideBlock::rank, unnamed ? 4 : std::min<uint32_t>(parties_.rank(who.code), 3));
  if (back == 0) {
    // The only one of his sentence who is not on the other side.
    const auto& taken = actor ? r.recipient : r.actor;
    const auto& all = parties_.of(sentence);
    const bool only = std::all_of(all.begin(), all.end(), [&](const NamedParty& q) {
      return std::all_of(q.who.begin(), q.who.end(), [&](const Participant& w) {
        return has_code(party.who, w.code) || has_code(taken, w.code);
      });
    });
    add(SideBlock::only, only ? 1 : 0);
  }
  const auto speaker = in_.actors.speaker(p.token);
  add(SideBlock::speaker, !speaker.empty() && has_code(party.who, speaker.front().code) ? 1 : 0);
  add(SideBlock::other, (actor ? r.recipient : r.actor).empty() ? 0 : 1);
  // What the document told of him before.
  const auto told = told_.find(who.code);
  size_t earlier = 0;
  if (told != told_.end()) {
    const auto bit = static_cast<uint16_t>(1u << static_cast<unsigned>(f.type));
    const Told& same = actor ? told->second.actor : told->second.recipient;
    const Told& other = actor ? told->second.recipient : told->second.actor;
    const std::string& act = act_of(f);
    earlier = same.acts.contains(act)    ? 1
              : other.acts.contains(act) ? 2
              : (same.types & bit) != 0  ? 3
              : (other.types & bit) != 0 ? 4
                                         : 5;
  }
  const bool echo = !p.verbal && !p.participle && in_.words[p.token].best().definite;
  add(SideBlock::echo_earlier, (echo ? 6 : 0) + earlier);
  add(SideBlock::earlier, earlier);
  add(SideBlock::rule, rule);
  add(SideBlock::use_rule, use * 4 + rule);
  add(SideBlock::rule_kind, rule * 7 + kind);
  add(SideBlock::use, use);
  add(SideBlock::type_kind, static_cast<size_t>(f.type) * 7 + kind);
  add(SideBlock::use_function, use * 5 + static_cast<size_t>(party.function));
  return out;
}

// What the rules of read_sides say of a party: it is no word of theirs, or who stands at the
// frame's position, as possessor there, or by a pronoun or the discourse.
size_t FrameMatcher::rule_value(const std::vector<Participant>& ruled, const NamedParty& party) {
  if (ruled.empty() || !has_code(ruled, party.who.front().code)) return 0;
  const Participant& first = ruled.front();
  return first.pronoun ? 3 : first.owner ? 2 : 1;
}

void FrameMatcher::complete_side(const Predicate& p, const Frame& f, bool actor, Reading& r) {
  auto& side = actor ? r.actor : r.recipient;
  const auto& taken = actor ? r.recipient : r.actor;
  SideFrom& from = actor ? r.actor_from : r.recipient_from;
  if ((actor ? f.actor : f.recipient).empty() && !f.symmetric) {
    if (!side.empty()) from = SideFrom::named;
    return;
  }
  const EventModel model = actor ? EventModel::actor : EventModel::recipient;
  const uint8_t kinds = actor ? f.actor_kinds : f.recipient_kinds;
  struct Candidate {
    std::vector<Participant> who;
    double odds;
    size_t rule;
  };
  std::vector<Candidate> candidates;
  bool met = side.empty();  // whom the rules name stands among the parties
  const auto ask = [&](NamedParty& party, size_t rule) {
    const Features features = side_features(p, f, actor, r, party, rule);
    if (trace_) sides_.push_back({model, codes_of(party.who), features});
    const double odds = std::exp(impl_.weights.score(model, features));
    candidates.push_back({std::move(party.who), odds, rule});
  };
  const uint32_t sentence = in_.text.tokens[p.token].sentence;
  for (uint32_t back = 0; back <= kSentencesBack && back <= sentence; ++back) {
    for (const NamedParty& given : parties_.of(sentence - back)) {
      if (given.token == p.token) continue;
      const uint32_t distance =
          given.token < p.token ? p.token - given.token : given.token - p.token;
      if (distance > kReach) continue;
      NamedParty party = given;
      party.who = allowed(std::move(party.who), kinds);
      if (actor) party.who = able_to_act(std::move(party.who), f);
      std::erase_if(party.who, [&](const Participant& q) {
        return has_code(taken, q.code) || (!actor && q.speaker_only);
      });
      if (party.who.empty()) continue;
      const size_t rule = rule_value(side, party);
      if (rule > 0) {
        met = true;
        if (side.size() > party.who.size()) party.who = side;
      }
      ask(party, rule);
    }
  }
  if (!met) {
    // Supplied from farther away.
    NamedParty party;
    party.who = side;
    party.token = side.front().token < p.token ? side.front().token : p.token;
    party.sentence = in_.text.tokens[party.token].sentence;
    party.clause = in_.syntax.clause_of[party.token];
    party.phrase = std::max(in_.syntax.phrase_of[party.token], 0);
    ask(party, rule_value(side, party));
  }
  // One of them or nobody: the odds of nobody are 1. Several mentions of one party add up.
  double all = 1;
  for (const Candidate& c : candidates) all += c.odds;
  double best = 0;
  Candidate* chosen = nullptr;
  for (Candidate& c : candidates) {
    double odds = 0;
    for (const Candidate& same : candidates) {
      if (same.who.front().code == c.who.front().code) odds += same.odds;
    }
    if (odds > best * (1 + 1e-9)) {
      best = odds;
      chosen = &c;
    }
  }
  const double probability = best / all;
  if (!chosen || best < impl_.weights.threshold(model)) {
    side.clear();
    from = SideFrom::none;
    return;
  }
  (actor ? r.actor_sure : r.recipient_sure) = probability;
  // Of the mentions of that party the likeliest one stands for it.
  for (Candidate& c : candidates) {
    if (c.who.front().code == chosen->who.front().code && c.odds > chosen->odds) chosen = &c;
  }
  const bool likely = probability >= kLikely;
  from = chosen->rule == 0   ? likely ? SideFrom::likely : SideFrom::guessed
         : chosen->rule == 3 ? likely ? SideFrom::pronoun : SideFrom::guessed
         : likely            ? SideFrom::named
                             : SideFrom::doubtful;
  side = std::move(chosen->who);
  for (Participant& q : side) q.pronoun = q.pronoun || chosen->rule == 0;
}

void FrameMatcher::complete(const Predicate& p, const Frame& f, Reading& r) {
  sides_.clear();
  find_governor(p);
  complete_side(p, f, true, r);
  complete_side(p, f, false, r);
}

}  // namespace isnad
