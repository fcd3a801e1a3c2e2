// Tries the frames at every word and reads their arguments.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "events/impl.h"

namespace isnad {

std::string_view stem(const Token& token, const Analysis& a) {
  std::string_view k = token.key;
  if (a.proclitic_length + a.enclitic.length + 1u < k.size()) {
    k.remove_prefix(a.proclitic_length);
    k.remove_suffix(a.enclitic.length);
  }
  return k;
}

const OperatorRow* EventReader::Impl::op(std::string_view lemma, uint8_t pos) const {
  for (const OperatorRow& r : operators.find(lemma)) {
    if (r.pos == pos) return &r;
  }
  return nullptr;
}

void split_symmetric(Reading& r) {
  if (r.actor.empty()) std::swap(r.actor, r.recipient);
  if (!r.recipient.empty() || r.actor.size() < 2) return;
  r.recipient.assign(r.actor.begin() + 1, r.actor.end());
  r.actor.resize(1);
}

std::vector<std::string> codes_of(const std::vector<Participant>& list) {
  std::vector<std::string> out;
  for (const Participant& p : list) out.push_back(p.code);
  return out;
}

// Nobody acts on himself: whoever acts is not taken as the recipient too.
void drop_actors(Reading& r) {
  std::erase_if(r.recipient, [&](const Participant& q) {
    return std::any_of(r.actor.begin(), r.actor.end(),
                       [&](const Participant& a) { return a.code == q.code; });
  });
}

namespace {

constexpr uint32_t kLongestTrigger = 60;  // code points
constexpr double kMayRepeat = 0.2;        // probability of a reading that may repeat an act
constexpr double kBorneOut = 0.02;        // for each point of specificity

// REQUIRES: the list is sorted.
bool contains(const std::vector<std::string>& list, std::string_view s) {
  return std::binary_search(list.begin(), list.end(), s);
}

bool is_temporal(std::string_view prep) {
  return prep == preposition::kAfter || prep == preposition::kSince ||
         prep == preposition::kDuring || prep == preposition::kAt;
}

// "Algeria and Mali exchange (accusations)", "the two withdrew their (dual) ambassadors": does each
// of those who act at this token do it to the other?
bool is_mutual(const EventInput& in, uint32_t token, const Frame& f) {
  constexpr uint32_t kBefore = 6;
  const uint32_t first = in.text.sentences[in.text.tokens[token].sentence].first;
  uint32_t verb = token;
  while (verb > first && token - verb < kBefore && !in.syntax.finite_verb[verb]) --verb;
  if (!in.syntax.finite_verb[verb]) return false;
  if (in.syntax.voice[verb] == VoiceKind::mutual) return true;
  const uint32_t next = verb + 1;
  if (f.type != EventType::sanction || next >= in.words.size()) return false;
  const Enclitic& theirs = in.words[next].best().enclitic;
  return theirs.length > 0 && theirs.number == Number::dual;
}

// Acts of one on the other: of what two do with each other one reading tells enough.
bool has_direction(EventType t) {
  return t != EventType::agree && t != EventType::consult && t != EventType::support &&
         t != EventType::cooperate && t != EventType::assault;
}

std::string codes(const std::vector<Participant>& list) {
  std::string s;
  for (const Participant& p : list) s += (s.empty() ? "" : ",") + p.code;
  return s.empty() ? "-" : s;
}

}  // namespace

FrameMatcher::FrameMatcher(const EventReader::Impl& impl, const EventInput& in, EventTrace* trace)
    : impl_(impl), in_(in), trace_(trace), parties_(in) {
  if (in.claims) {
    claims_ = SpanIndex(*in.claims, [](const ClaimReading& c) { return c.claim.span; });
  }
  count_topics();
  mark_no_acts();
}

bool FrameMatcher::phrase_has_head(uint32_t first, uint32_t last,
                                   const std::vector<std::string>& heads) const {
  const uint32_t end = std::min(last, first + 5);
  for (uint32_t i = first; i < end; ++i) {
    const Analysis& a = in_.words[i].best();
    if (contains(heads, a.lemma) || contains(heads, stem(in_.text.tokens[i], a))) return true;
    for (const Analysis& other : in_.words[i].all) {
      if (other.pos == a.pos && contains(heads, other.lemma)) return true;
    }
  }
  return false;
}

bool FrameMatcher::phrase_fits(int32_t phrase, const std::vector<std::string>& heads) const {
  if (phrase < 0) return false;
  const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(phrase)];
  if (phrase_has_head(ph.head, ph.last, heads)) return true;
  for (size_t k = static_cast<size_t>(phrase) + 1; k < in_.syntax.phrases.size(); ++k) {
    const Phrase& q = in_.syntax.phrases[k];
    if (q.coordinated != phrase) break;
    if (phrase_has_head(q.head, q.last, heads)) return true;
  }
  return false;
}

// "Held X responsible" is "loaded X the responsibility": the phrase right behind the object.
int32_t FrameMatcher::second_object(const Predicate& p) const {
  if (!p.verbal || p.verb.passive || p.verb.object < 0) return -1;
  const Phrase& object = in_.syntax.phrases[static_cast<size_t>(p.verb.object)];
  if (object.last >= in_.text.tokens.size()) return -1;
  const int32_t next = in_.syntax.phrase_of[object.last];
  if (next < 0 || next == p.verb.subject) return -1;
  const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(next)];
  const bool bare = ph.first == object.last && ph.prep.empty() && !ph.conj && !ph.comma_before;
  return bare && ph.clause == object.clause ? next : -1;
}

bool FrameMatcher::object_fits(const Predicate& p, const std::vector<std::string>& heads) const {
  if (p.verbal) {
    if (phrase_fits(p.verb.object, heads) || phrase_fits(second_object(p), heads)) return true;
    // "The attack that Ankara ascribed (it) to": the pronoun is what the clause describes.
    const Clause& c = in_.syntax.clauses[in_.syntax.clause_of[p.token]];
    if (p.verb.object_pronoun && c.kind == ClauseKind::relative &&
        phrase_fits(c.antecedent, heads)) {
      return true;
    }
    // A passive or pro-drop verb may show its object where the subject stands.
    return p.verb.object < 0 && phrase_fits(p.verb.subject, heads);
  }
  if (p.noun.genitive_first < p.noun.genitive_last &&
      phrase_has_head(p.noun.genitive_first, p.noun.genitive_last, heads)) {
    return true;
  }
  if (phrase_fits(p.noun.second, heads)) return true;
  return phrase_fits(complement(p, preposition::kLi), heads);
}

int32_t FrameMatcher::complement(const Predicate& p, std::string_view prep) const {
  for (int32_t c : p.complements) {
    if (in_.syntax.phrases[static_cast<size_t>(c)].prep == prep) return c;
  }
  return -1;
}

bool FrameMatcher::complement_fits(const Predicate& p, const Constraint& c) const {
  for (int32_t index : p.complements) {
    const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(index)];
    if (!c.prep.empty() && ph.prep != c.prep) continue;
    if (c.heads.empty() || phrase_has_head(ph.head, ph.last, c.heads)) return true;
  }
  return false;
}

// How many adjectives follow the noun directly in its phrase.
uint32_t FrameMatcher::adjective_count(const Predicate& p) const {
  uint32_t n = 0;
  while (p.noun.genitive_first + n < p.noun.genitive_last &&
         in_.words[p.noun.genitive_first + n].best().pos == Pos::adj) {
    ++n;
  }
  return n;
}

// Who can be the actor of such an act: civilians and families do not deploy troops, papers do not
// raid houses. Anybody may protest, ask, accuse or refuse.
std::vector<Participant> FrameMatcher::able_to_act(std::vector<Participant> list,
                                                   const Frame& f) const {
  std::erase_if(list, [&](const Participant& q) { return !can_act(q, f); });
  return list;
}

bool can_act(const Participant& q, const Frame& f) {
  if (f.statement || f.type == EventType::protest || f.type == EventType::request ||
      f.type == EventType::accuse || f.type == EventType::reject) {
    return true;
  }
  return !(q.victim || q.media || q.speaker_only);
}

// Remembers the tokens of the object that the frame asked for.
void FrameMatcher::note_object(const Predicate& p, const Frame& f, Reading& r) const {
  int32_t index = p.verbal ? p.verb.object : p.noun.second;
  const int32_t second = second_object(p);
  if (!phrase_fits(index, f.object.heads) && phrase_fits(second, f.object.heads)) index = second;
  if (index >= 0) {
    const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(index)];
    r.object_first = ph.head;
    r.object_last = std::min(ph.last, ph.head + 3);
  } else if (!p.verbal && p.noun.genitive_first < p.noun.genitive_last) {
    r.object_first = p.noun.genitive_first;
    r.object_last = std::min(p.noun.genitive_last, p.noun.genitive_first + 3);
  }
}

// Does what stands around the predicate show that it is no act of this frame?
bool FrameMatcher::ruled_out(const Predicate& p, const Frame& f, std::string* why) const {
  // Floods drive people to ask for help, but they kill nobody as an army does.
  const bool harm = f.type == EventType::assault || f.type == EventType::coerce;
  if (p.by_itself || (harm && p.caused)) {
    if (why) *why = "nobody did it, it happened";
    return true;
  }
  if (f.negated && !negated_at(in_, p.token)) {
    if (why) *why = "nothing negates it";
    return true;
  }
  if (!f.not_object.empty() && object_fits(p, f.not_object)) {
    if (why) *why = "object rules the frame out";
    return true;
  }
  // The head alone: an attack on the house of a minister is none on the minister.
  for (const int32_t c : p.complements) {
    if (f.not_complement.empty()) break;
    const uint32_t head = in_.syntax.phrases[static_cast<size_t>(c)].head;
    if (!phrase_has_head(head, head + 1, f.not_complement)) continue;
    if (why) *why = "complement rules the frame out";
    return true;
  }
  return false;
}

// Do the object and the complements bear the frame out? Notes how well, and which words did.
bool FrameMatcher::constraints_hold(const Predicate& p, const Frame& f, Reading& r,
                                    std::string* why) const {
  if (f.object.present) {
    const bool fits = object_fits(p, f.object.heads);
    if (!fits && f.object.required) {
      if (why) *why = "object is none of those that the frame needs";
      return false;
    }
    r.specificity += fits ? 2 : 0;
    if (fits && f.object.required) note_object(p, f, r);
  }
  if (f.complement.present && f.complement.required) {
    for (int32_t c : p.complements) {
      const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(c)];
      if (f.complement.heads.empty()) continue;
      if (!f.complement.prep.empty() && ph.prep != f.complement.prep) continue;
      if (!phrase_has_head(ph.head, ph.last, f.complement.heads)) continue;
      r.complement_head = ph.head;
    }
  }
  if (f.complement.present) {
    const bool fits = complement_fits(p, f.complement);
    if (!fits && f.complement.required) {
      if (why) *why = "complement is none of those that the frame needs";
      return false;
    }
    r.specificity += fits ? 2 : 0;
  }
  return !ruled_out(p, f, why);
}

// The sides that stand where the frame looks for them.
void FrameMatcher::read_sides(const Predicate& p, const Frame& f, Reading& r) const {
  // Whoever the words themselves name goes before whom the discourse would supply.
  for (const bool discourse : {false, true}) {
    for (const Position& where : f.actor) {
      if (!r.actor.empty()) break;
      auto who = able_to_act(allowed(position(p, f, where), f.actor_kinds), f);
      if (!discourse && !who.empty() && who.front().pronoun && !p.verbal) continue;
      r.actor = std::move(who);
      // Words about others' words are the act of him whose words they are: nobody else is asked,
      // nor for the other side where the frame's positions name it.
      if (where.kind == Position::speaker && !r.actor.empty()) r.actor_from = SideFrom::named;
    }
  }
  for (const Position& where : f.recipient) {
    r.recipient = allowed(position(p, f, where), f.recipient_kinds);
    std::erase_if(r.recipient, [](const Participant& q) { return q.speaker_only; });
    drop_actors(r);
    if (!r.recipient.empty()) break;
  }
  if (r.actor_from == SideFrom::named && !r.recipient.empty()) r.recipient_from = SideFrom::named;
  if (r.recipient.empty() && !f.recipient.empty()) {
    r.recipient = allowed(doers_of_object(p, f), f.recipient_kinds);
    drop_actors(r);
  }
  if (!p.verbal && !p.participle && f.idafa_is_subject && r.actor.empty() && !r.recipient.empty() &&
      p.noun.genitive_first >= p.noun.genitive_last - adjective_count(p)) {
    // "a visit by (li-) the president to Moscow": li- names who acts when another complement names
    // the other side.
    const Position by{Position::prep, std::string(preposition::kLi)};
    auto actors = allowed(position(p, f, by), f.actor_kinds);
    for (const Position& where : f.recipient) {
      if (actors.empty()) break;
      if (where.kind != Position::prep || where.preposition == by.preposition) continue;
      auto others = allowed(position(p, f, where), f.recipient_kinds);
      if (others.empty()) continue;
      r.actor = actors;
      r.recipient = others;
      break;
    }
  }
  if (r.recipient.empty()) r.recipient = country_of_place(p, f, r.actor);
  if (f.symmetric) read_symmetric_sides(p, f, r);
  drop_actors(r);
}

void FrameMatcher::read_symmetric_sides(const Predicate& p, const Frame& f, Reading& r) const {
  const uint8_t kinds = f.actor_kinds & f.recipient_kinds;
  const auto add = [&](std::vector<Participant> more) {
    for (Participant& q : more) {
      const bool known = std::any_of(r.actor.begin(), r.actor.end(),
                                     [&](const Participant& a) { return a.code == q.code; });
      if (!known) (r.actor.empty() ? r.actor : r.recipient).push_back(std::move(q));
    }
  };
  const auto behind = [&](std::string_view prep) {
    return allowed(position(p, f, Position{Position::prep, std::string(prep)}), kinds);
  };
  // Talks between X and Y name both sides at once.
  if (auto both = behind(preposition::kBetween); both.size() > 1) {
    r.actor = std::move(both);
    r.recipient.clear();
  } else if (r.actor.size() + r.recipient.size() < 2) {
    add(allowed(described_parties(p), kinds));
  }
  if (r.actor.size() + r.recipient.size() < 2) {
    // ... wherever the list stands.
    add(behind(preposition::kBetween));
    add(behind(preposition::kWith));
  }
  split_symmetric(r);
}

// A coup: the state's own military against the state. Whom the discourse would supply is too weak a
// sign of which. False if no state is named.
bool FrameMatcher::settle_coup(const Predicate& p, const Frame& f, Reading& r) const {
  const auto drop_supplied = [](std::vector<Participant>& list) {
    std::erase_if(list, [](const Participant& q) { return q.pronoun; });
  };
  if (!p.verbal) drop_supplied(r.actor);
  // "The coup of the Houthis against": an armed group that the words name did it itself.
  const bool group = !r.actor.empty() && r.actor.front().kind == EntityKind::armed_group &&
                     !r.actor.front().pronoun;
  if (group) return true;
  if (r.recipient.empty()) r.recipient = r.actor;
  // "Mali saw coups", "decided after the coups": the state of the sentence's verb.
  if (r.recipient.empty() && p.light_verb != kNone && in_.syntax.finite_verb[p.light_verb]) {
    r.recipient = in_.actors.subject(p.light_verb);
  }
  if (r.recipient.empty() && !p.verbal) {
    r.recipient = noun_subject(p, f);
    drop_supplied(r.recipient);
  }
  // "after the coups of 2020": an adjunct of time belongs to the subject of its verb.
  if (r.recipient.empty() && !p.verbal && p.noun.governor != kNone &&
      in_.syntax.finite_verb[p.noun.governor] && is_temporal(p.noun.governor_prep)) {
    r.recipient = in_.actors.subject(p.noun.governor);
    drop_supplied(r.recipient);
  }
  r.actor.clear();
  for (const Participant& q : r.recipient) {
    Participant military = q;
    military.code = "GEN:military:" + q.code;
    military.kind = EntityKind::generic;
    if (in_.actors.is_state(q.code)) r.actor.push_back(military);
  }
  return !r.actor.empty();
}

// The words that name the act, with the light verb that carries it if that is near.
Span FrameMatcher::trigger_of(const Predicate& p) const {
  const Token& first = in_.text.tokens[p.token];
  const Token& last = in_.text.tokens[p.last - 1];
  const Analysis& a = in_.words[p.token].best();
  const size_t from = a.proclitic_length < first.key.size() ? a.proclitic_length : 0;
  const Span own = {in_.text.part_of(first, from, first.key.size()).begin,
                    in_.text.part_of(last, 0, last.key.size()).end};
  if (p.light_verb == kNone) return own;
  const Span with_verb = {std::min(own.begin, in_.text.tokens[p.light_verb].span.begin), own.end};
  return with_verb.length() > kLongestTrigger ? own : with_verb;
}

std::optional<Reading> FrameMatcher::match(const Predicate& p, const Frame& f, std::string* why,
                                           bool swapped) {
  if (!swapped && p.verbal && f.object.present && p.verb.object < 0 && p.verb.subject >= 0 &&
      !p.verb.object_pronoun && object_fits(p, f.object.heads)) {
    // "cut relations with": the only phrase is the object that the frame asks for.
    Predicate other = p;
    other.verb.object = p.verb.subject;
    other.verb.subject = -1;
    other.verb.dropped_subject = !p.verb.passive;
    return match(other, f, why, true);
  }
  Reading r;
  r.frame = &f;
  r.token = p.token;
  r.use = p.use;
  r.light = p.light_verb != kNone;
  if (!constraints_hold(p, f, r, why)) return std::nullopt;
  if (f.coup) {
    read_sides(p, f, r);
    if (!settle_coup(p, f, r)) {
      if (why) *why = "a coup where no state is named";
      return std::nullopt;
    }
    find_governor(p);
    r.actor_from = r.recipient_from = SideFrom::named;
  } else {
    find_sides(p, f, swapped, r);
    if (r.recipient.empty() && r.actor.size() == 2 && is_mutual(in_, p.token, f)) {
      split_symmetric(r);
    }
  }
  if (f.type == EventType::protest && r.actor.empty()) {
    // Protesters need not be named, but something must say whose or where.
    if (r.recipient.empty() && !place_of(p, f)) {
      if (why) *why = "a protest without parties and place";
      return std::nullopt;
    }
    Participant protesters;
    protesters.code = "GEN:protesters";
    protesters.kind = EntityKind::generic;
    protesters.pronoun = true;
    r.actor.push_back(protesters);
  }
  if (why) *why = "actor " + codes(r.actor) + ", recipient " + codes(r.recipient);
  // "The attack" that names nobody may repeat what was told; nothing else may name nobody.
  const bool echo = !p.verbal && !p.participle && in_.words[p.token].best().definite;
  if (r.actor.empty() && r.recipient.empty() && (!echo || f.require_actor || f.require_recipient)) {
    if (why) *why += ": too few";
    return std::nullopt;
  }
  r.place = place_of(p, f);
  const bool carried = p.light_verb != kNone && in_.syntax.finite_verb[p.light_verb];
  r.factuality = factuality_at(impl_, in_, carried ? p.light_verb : p.token, p.verbal || carried);
  // "..., threatening" is done by whoever does what the clause tells: an operator above governs
  // that clause's complement, not what describes it.
  if (p.participle && r.factuality != Factuality::denied) r.factuality = Factuality::actual;
  if (f.negated && r.factuality == Factuality::denied) r.factuality = Factuality::actual;
  r.trigger = trigger_of(p);
  r.specificity += static_cast<int>(p.last - p.token - 1) * 2;
  settle_time(r);
  settle_count(r, p);
  const Features features = accept_features(p, r);
  std::vector<std::string> words;
  const double odds = impl_.weights.score(EventModel::accept, features) + f.weight +
                      act_score(p, f, trace_ ? &words : nullptr);
  r.confidence = 1 / (1 + std::exp(-odds));
  if (trace_) {
    trace_->readings.push_back({r.token, r.trigger, f.type, f.id, codes_of(r.actor),
                                codes_of(r.recipient), features, std::move(sides_),
                                std::move(words)});
    sides_.clear();
  }
  if (why) *why += fmt::format(", {:.2f}", r.confidence);
  if (r.confidence < impl_.weights.threshold(EventModel::accept)) {
    if (why) *why += ": too unsure";
    if (r.confidence < kMayRepeat) return std::nullopt;
    if (why) *why += " but to repeat what was told";
    r.weak = true;
  }
  if ((f.symmetric || p.mutual) && r.recipient.empty()) split_symmetric(r);
  return r;
}

// As predicate(); many frames share one word and see the same around it.
const std::optional<Predicate>& FrameMatcher::predicate_for(uint32_t i, uint32_t last,
                                                            const Frame& f, FrameUse use) {
  const std::array<uint32_t, 3> asked = {i, last, static_cast<uint32_t>(use)};
  const bool alone = !f.light.empty() || f.in_name;
  if (alone || asked != seen_) {
    predicate_ = predicate(i, last, f, use);
    if (predicate_) note_causes(*predicate_);
    found_.clear();
    // A light verb of the frame's own is no other frame's, nor is a name that it may stand in.
    seen_ = alone ? std::array<uint32_t, 3>{kNone, kNone, kNone} : asked;
  }
  return predicate_;
}

void FrameMatcher::try_rows(uint32_t i, std::string_view key, std::vector<Reading>& found) {
  for (const FrameRow& row : impl_.index.find(key)) {
    if (row.frame >= impl_.frames().size()) continue;
    const Frame& f = impl_.frames()[row.frame];
    uint32_t last = i + 1;
    if (!describes(i, impl_.image->str(row.rest), &last)) continue;
    const auto& p = predicate_for(i, last, f, static_cast<FrameUse>(row.use));
    if (!p) continue;
    std::string why;
    auto r = match(*p, f, trace_ ? &why : nullptr);
    if (trace_) trace_->trials.push_back({i, f.id, f.rule, r.has_value(), why});
    if (r) found.push_back(std::move(*r));
  }
}

void FrameMatcher::token(uint32_t i) {
  if (in_.text.tokens[i].kind != TokenKind::word || idiom_[i]) return;
  const Analysis& best = in_.words[i].best();
  std::vector<Reading> found;
  std::vector<std::string_view> keys;
  const auto add = [&](std::string_view k) {
    if (!k.empty() && std::find(keys.begin(), keys.end(), k) == keys.end()) keys.push_back(k);
  };
  add(best.lemma);
  add(stem(in_.text.tokens[i], best));
  for (std::string_view k : keys) try_rows(i, k, found);
  if (std::all_of(found.begin(), found.end(), [](const Reading& r) { return r.weak; })) {
    // Without vowels one form has several lemmas: the less likely ones count if what stands around
    // the word bears them out.
    const size_t tried = keys.size();
    const auto likely = static_cast<std::ptrdiff_t>(found.size());
    for (const Analysis& a : in_.words[i].all) {
      if (a.pos == best.pos && a.aspect == best.aspect) add(a.lemma);
    }
    for (size_t k = tried; k < keys.size(); ++k) try_rows(i, keys[k], found);
    found.erase(std::remove_if(found.begin() + likely, found.end(),
                               [](const Reading& r) { return r.specificity < 2; }),
                found.end());
  }
  if (found.empty()) return;
  // The surest reading; of two nearly as sure the one that more words bear out.
  const auto weight = [](const Reading& r) { return r.confidence + kBorneOut * r.specificity; };
  const auto best_reading =
      std::max_element(found.begin(), found.end(), [&](const Reading& a, const Reading& b) {
        if (a.weak != b.weak) return a.weak;
        return weight(a) < weight(b);
      });
  if (best_reading->weak) {
    out_.push_back(std::move(*best_reading));
    return;
  }
  const auto bit = static_cast<uint16_t>(1u << static_cast<unsigned>(best_reading->frame->type));
  const std::string& act = best_reading->frame->act();
  const auto tell = [&](Told& told) {
    told.types |= bit;
    told.acts.insert(act);
  };
  note_words(i, found, *best_reading);
  for (const Participant& q : best_reading->actor) tell(told_[q.code].actor);
  for (const Participant& q : best_reading->recipient) tell(told_[q.code].recipient);
  out_.push_back(std::move(*best_reading));
  const Frame& f = *out_.back().frame;
  if (has_direction(f.type) && !out_.back().recipient.empty() && is_mutual(in_, i, f)) {
    Reading back = out_.back();
    std::swap(back.actor, back.recipient);
    out_.push_back(std::move(back));
  }
}

std::vector<Reading> FrameMatcher::run() {
  for (const Sentence& s : in_.text.sentences) {
    if (s.part == Part::furniture || s.part == Part::byline) continue;
    for (uint32_t i = s.first; i < s.last; ++i) token(i);
  }
  drop_consumed();
  return std::move(out_);
}

}  // namespace isnad
