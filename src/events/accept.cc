// What speaks for and against a reading being an event that a careful reader would write down.

#include <algorithm>

#include "events/impl.h"
#include "events/words.h"

namespace isnad {

namespace {

// A topic is some of an article at one word in 66, and much of it at one in 20.
constexpr uint32_t kSomeOf = 66;
constexpr uint32_t kMuchOf = 20;
constexpr uint8_t kMuchBeside = 3;  // words of a sentence
constexpr size_t kNowhere = 8;      // where a side stands that is empty

size_t sure_value(const std::vector<Participant>& side, double probability) {
  if (side.empty()) return 0;
  size_t v = 1;
  for (const double limit : {0.30, 0.45, 0.60, 0.75, 0.90}) v += probability > limit ? 1 : 0;
  return v;
}

size_t confidence_value(double c) {
  size_t v = 0;
  for (const double limit : {0.451, 0.551, 0.651, 0.751, 0.851}) v += c > limit ? 1 : 0;
  return v;
}

}  // namespace

size_t kind_value(const std::vector<Participant>& side) {
  constexpr size_t kUnknown = 7;
  constexpr size_t kNobody = 8;
  if (side.empty()) return kNobody;
  const Participant& who = side.front();
  if (who.code.compare(0, 3, "ar:") == 0) return kUnknown;
  return static_cast<size_t>(who.kind);
}

void FrameMatcher::count_topics() {
  topics_of_.assign(in_.text.sentences.size(), {});
  for (size_t i = 0; i < in_.text.tokens.size(); ++i) {
    if (in_.text.tokens[i].kind != TokenKind::word) continue;
    ++word_count_;
    for (const TopicRow& row : impl_.topics.find(in_.words[i].best().lemma)) {
      if (row.topic >= kTopicCount) continue;
      ++topics_[row.topic];
      uint8_t& beside = topics_of_[in_.text.tokens[i].sentence][row.topic];
      if (beside < kMuchBeside) ++beside;
    }
  }
}

Features FrameMatcher::accept_features(const Predicate& p, const Reading& r) const {
  Features out;
  const auto add = [&](AcceptBlock block, size_t first, size_t second = 0, size_t third = 0) {
    out.push_back(feature(block, first, second, third));
  };
  const Frame& f = *r.frame;
  const auto type = static_cast<size_t>(f.type);
  add(AcceptBlock::bias, 0);
  add(AcceptBlock::type, type);
  const auto use = static_cast<size_t>(r.use);
  add(AcceptBlock::use, use);
  add(AcceptBlock::type_use, type, use);
  add(AcceptBlock::light, r.light ? 1 : 0);
  add(AcceptBlock::frame_confidence, confidence_value(static_cast<double>(f.confidence)));
  const auto specificity = static_cast<size_t>(std::clamp(r.specificity, 0, 6));
  add(AcceptBlock::specificity, specificity);
  add(AcceptBlock::use_specificity, use, specificity);
  const auto actor_from = static_cast<size_t>(r.actor_from);
  const auto recipient_from = static_cast<size_t>(r.recipient_from);
  add(AcceptBlock::actor, actor_from);
  add(AcceptBlock::recipient, recipient_from);
  add(AcceptBlock::actor_kind, kind_value(r.actor));
  add(AcceptBlock::recipient_kind, kind_value(r.recipient));
  add(AcceptBlock::type_actor_kind, type, kind_value(r.actor));
  add(AcceptBlock::type_recipient_kind, type, kind_value(r.recipient));
  add(AcceptBlock::actor_where, r.actor.empty() ? kNowhere : r.actor_where);
  add(AcceptBlock::recipient_where, r.recipient.empty() ? kNowhere : r.recipient_where);
  const size_t sides = (r.actor.empty() ? 0u : 1u) + (r.recipient.empty() ? 0u : 2u);
  add(AcceptBlock::sides, sides);
  add(AcceptBlock::type_use_sides, type, use, sides);
  add(AcceptBlock::use_sides, use, actor_from, recipient_from);
  add(AcceptBlock::lacks, (f.require_actor && r.actor.empty() ? 1u : 0u) +
                              (f.require_recipient && r.recipient.empty() ? 2u : 0u));
  add(AcceptBlock::factuality, static_cast<size_t>(r.factuality));
  add(AcceptBlock::type_factuality, type, static_cast<size_t>(r.factuality));
  const Sentence& s = in_.text.sentences[in_.text.tokens[p.token].sentence];
  const size_t part = s.part == Part::headline  ? 0
                      : s.part == Part::summary ? 1
                      : s.part == Part::body    ? 2
                                                : 3;
  add(AcceptBlock::part, part);
  add(AcceptBlock::type_part, type, part);
  size_t paragraph = 0;
  for (uint32_t limit : {0u, 1u, 2u, 4u, 8u, 16u}) {
    paragraph += in_.text.tokens[p.token].sentence > limit ? 1 : 0;
  }
  add(AcceptBlock::paragraph, paragraph);
  const auto clause = static_cast<size_t>(in_.syntax.clauses[in_.syntax.clause_of[p.token]].kind);
  add(AcceptBlock::clause, clause);
  add(AcceptBlock::type_clause, type, clause);
  add(AcceptBlock::type_above, type, above_);
  // What stands before a noun in its own phrase: nothing, a noun, an operator, another act.
  size_t inside = 0;
  const int32_t own = in_.syntax.phrase_of[p.token];
  if (!p.verbal && own >= 0) {
    const uint32_t head = in_.syntax.phrases[static_cast<size_t>(own)].head;
    if (head < p.token) {
      const Analysis& h = in_.words[head].best();
      inside = impl_.op(h.lemma, 1) ? 2 : h.derivation == Derivation::masdar ? 3 : 1;
    }
  }
  add(AcceptBlock::inside, inside);
  add(AcceptBlock::type_inside, type, inside);
  add(AcceptBlock::quoted, in_.text.tokens[p.token].quoted ? 1 : 0);
  size_t definite = 0;
  if (!p.verbal && in_.words[p.token].best().definite) {
    definite = p.noun.genitive_first < p.noun.genitive_last ? 1 : 2;
  }
  add(AcceptBlock::definite, definite);
  add(AcceptBlock::type_definite, type, definite);
  size_t variety = 0;
  for (uint32_t limit = 1; limit <= 8 && parties_.variety() > limit; limit *= 2) ++variety;
  add(AcceptBlock::variety, variety);
  const auto rank = [&](const std::vector<Participant>& side) -> size_t {
    if (side.empty()) return 5;
    if (side.front().code.compare(0, 4, "GEN:") == 0) return 4;
    return std::min<uint32_t>(parties_.rank(side.front().code), 3);
  };
  add(AcceptBlock::actor_rank, rank(r.actor));
  add(AcceptBlock::recipient_rank, rank(r.recipient));
  add(AcceptBlock::dated, r.date ? 1 : 0);
  add(AcceptBlock::type_actor, type, actor_from);
  add(AcceptBlock::type_recipient, type, recipient_from);
  const size_t actor_sure = sure_value(r.actor, r.actor_sure);
  const size_t recipient_sure = sure_value(r.recipient, r.recipient_sure);
  add(AcceptBlock::actor_sure, actor_sure);
  add(AcceptBlock::recipient_sure, recipient_sure);
  add(AcceptBlock::both_sure, actor_sure, recipient_sure);
  const auto& beside = topics_of_[in_.text.tokens[p.token].sentence];
  for (size_t t = 0; t < kTopicCount; ++t) {
    if (topics_[t] * kSomeOf >= word_count_) {
      add(AcceptBlock::article, t, topics_[t] * kMuchOf >= word_count_ ? 1 : 0);
    }
    if (beside[t] > 0) add(AcceptBlock::sentence, t, beside[t] >= kMuchBeside ? 1 : 0);
  }
  // Told before in the document, with this actor?
  size_t repeated = 0;
  if (!r.actor.empty()) {
    if (const auto told = told_.find(r.actor.front().code); told != told_.end()) {
      const Told& before = told->second.actor;
      repeated = before.acts.contains(f.act())                          ? 2
                 : (before.types & (1u << static_cast<unsigned>(type))) ? 1
                                                                        : 0;
    }
  }
  add(AcceptBlock::repeated, repeated);
  return out;
}

// What the words around the predicate say of the reading (events/words.h).
double FrameMatcher::act_score(const Predicate& p, const Frame& f,
                               std::vector<std::string>* names) const {
  double sum = 0;
  const auto add = [&](WordBlock block, uint32_t token, uint32_t with) {
    const std::string_view word = parties_.word(token);
    sum += impl_.weights.of_word(EventModel::accept, word_feature(block, word, with));
    if (names) names->push_back(word_feature_name(block, word, with));
  };
  const uint32_t type = with_one(static_cast<size_t>(f.type));
  add(WordBlock::act, p.token, type);
  const Sentence& s = in_.text.sentences[in_.text.tokens[p.token].sentence];
  if (p.token > s.first) add(WordBlock::act_before, p.token - 1, 0);
  if (p.last < s.last) add(WordBlock::act_after, p.last, 0);
  if (governor_verb_ != kNone) add(WordBlock::act_above, governor_verb_, type);
  const int32_t own = in_.syntax.phrase_of[p.token];
  if (!p.verbal && own >= 0) {
    const uint32_t head = in_.syntax.phrases[static_cast<size_t>(own)].head;
    if (head != p.token) add(WordBlock::act_inside, head, type);
  }
  const int32_t object = p.verbal ? p.verb.object : p.noun.second;
  if (object >= 0) {
    add(WordBlock::act_object, in_.syntax.phrases[static_cast<size_t>(object)].head, type);
  } else if (!p.verbal && p.noun.genitive_first < p.noun.genitive_last) {
    add(WordBlock::act_object, p.noun.genitive_first, type);
  }
  return sum;
}

}  // namespace isnad
