// What speaks for and against a reading being an event that a careful reader would write down.

#include <algorithm>

#include "events/impl.h"

namespace isnad {

namespace {

// A topic is some of an article at one word in 66, and much of it at one in 20.
constexpr uint32_t kSomeOf = 66;
constexpr uint32_t kMuchOf = 20;
constexpr uint8_t kMuchBeside = 3;  // words of a sentence

size_t kind_value(const std::vector<Participant>& side) {
  constexpr size_t kUnknown = 7;
  constexpr size_t kNobody = 8;
  if (side.empty()) return kNobody;
  const Participant& who = side.front();
  if (who.code.compare(0, 3, "ar:") == 0) return kUnknown;
  return static_cast<size_t>(who.kind);
}

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
  const auto add = [&](AcceptBlock block, size_t value) { out.push_back(feature(block, value)); };
  const Frame& f = *r.frame;
  const auto type = static_cast<size_t>(f.type);
  add(AcceptBlock::bias, 0);
  add(AcceptBlock::type, type);
  add(AcceptBlock::use, static_cast<size_t>(r.use));
  add(AcceptBlock::light, r.light ? 1 : 0);
  add(AcceptBlock::frame_confidence, confidence_value(static_cast<double>(f.confidence)));
  add(AcceptBlock::specificity, static_cast<size_t>(std::clamp(r.specificity, 0, 6)));
  const auto actor_from = static_cast<size_t>(r.actor_from);
  const auto recipient_from = static_cast<size_t>(r.recipient_from);
  add(AcceptBlock::actor, actor_from);
  add(AcceptBlock::recipient, recipient_from);
  add(AcceptBlock::actor_kind, kind_value(r.actor));
  add(AcceptBlock::recipient_kind, kind_value(r.recipient));
  add(AcceptBlock::sides, (r.actor.empty() ? 0u : 1u) + (r.recipient.empty() ? 0u : 2u));
  add(AcceptBlock::lacks, (f.require_actor && r.actor.empty() ? 1u : 0u) +
                              (f.require_recipient && r.recipient.empty() ? 2u : 0u));
  add(AcceptBlock::factuality, static_cast<size_t>(r.factuality));
  const Sentence& s = in_.text.sentences[in_.text.tokens[p.token].sentence];
  add(AcceptBlock::part, s.part == Part::headline  ? 0
                         : s.part == Part::summary ? 1
                         : s.part == Part::body    ? 2
                                                   : 3);
  add(AcceptBlock::clause,
      static_cast<size_t>(in_.syntax.clauses[in_.syntax.clause_of[p.token]].kind));
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
  add(AcceptBlock::quoted, in_.text.tokens[p.token].quoted ? 1 : 0);
  size_t definite = 0;
  if (!p.verbal && in_.words[p.token].best().definite) {
    definite = p.noun.genitive_first < p.noun.genitive_last ? 1 : 2;
  }
  add(AcceptBlock::definite, definite);
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
  add(AcceptBlock::type_actor, type * 6 + actor_from);
  add(AcceptBlock::type_recipient, type * 6 + recipient_from);
  const size_t actor_sure = sure_value(r.actor, r.actor_sure);
  const size_t recipient_sure = sure_value(r.recipient, r.recipient_sure);
  add(AcceptBlock::actor_sure, actor_sure);
  add(AcceptBlock::recipient_sure, recipient_sure);
  add(AcceptBlock::both_sure, actor_sure * 7 + recipient_sure);
  const auto& beside = topics_of_[in_.text.tokens[p.token].sentence];
  for (size_t t = 0; t < kTopicCount; ++t) {
    if (topics_[t] * kSomeOf >= word_count_) {
      add(AcceptBlock::article, t * 2 + (topics_[t] * kMuchOf >= word_count_ ? 1 : 0));
    }
    if (beside[t] > 0) add(AcceptBlock::sentence, t * 2 + (beside[t] >= kMuchBeside ? 1 : 0));
  }
  return out;
}

}  // namespace isnad
