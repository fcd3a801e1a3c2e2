// What the words around a candidate for a side say of it.

#include <algorithm>
#include <array>

#include "events/impl.h"
#include "events/words.h"

namespace isnad {

namespace {

constexpr size_t kMostWords =
    16;  // word features of one candidate; there are fifteen blocks of them

bool declares(const std::vector<Position>& positions, std::string_view prep) {
  return std::any_of(positions.begin(), positions.end(), [&](const Position& w) {
    return (w.kind == Position::prep || w.kind == Position::prep_owner) && w.preposition == prep;
  });
}

}  // namespace

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

// Whether the frame names the party's preposition for the side that is asked, 1, or the other, 2.
size_t FrameMatcher::position_value(const Frame& f, EventModel model,
                                    const NamedParty& party) const {
  const Phrase& phrase = in_.syntax.phrases[static_cast<size_t>(party.phrase)];
  if (phrase.prep.empty() || party.function != NamedParty::Function::prep) return 0;
  const bool actor = model == EventModel::actor;
  if (declares(actor ? f.actor : f.recipient, phrase.prep)) return 1;
  return declares(actor ? f.recipient : f.actor, phrase.prep) ? 2 : 0;
}

// What the words around say of the candidate (events/words.h).
double FrameMatcher::word_score(const Predicate& p, const Frame& f, EventModel model,
                                const Candidate& candidate, std::vector<std::string>* names) const {
  const NamedParty& party = *candidate.party;
  // Each look-up waits for memory: all are fetched before the first is used.
  std::array<uint64_t, kMostWords> asked{};
  size_t n = 0;
  const auto type = static_cast<size_t>(f.type);
  const auto add = [&](WordBlock block, uint64_t hash, uint32_t with, const auto& word) {
    asked[n] = word_feature_of(block, hash, with);
    impl_.weights.fetch_word(model, asked[n++]);
    if (names) names->push_back(word_feature_name(block, word(), with));
  };
  const auto sum = [&] {
    double all = 0;
    for (size_t k = 0; k < n; ++k) all += impl_.weights.of_word(model, asked[k]);
    return all;
  };
  const auto& phrases = in_.syntax.phrases;
  const Phrase& phrase = phrases[static_cast<size_t>(party.phrase)];
  const auto head = [&] { return parties_.word(phrase.head); };
  add(WordBlock::head, party.head_word, 0, head);
  add(WordBlock::type_head, party.head_word, with_one(type), head);
  const bool back = party.sentence != in_.text.tokens[p.token].sentence;
  const auto predicate = [&] { return parties_.word(p.token); };
  add(WordBlock::predicate_kind, predicate_word_,
      with_one(static_cast<size_t>(candidate.who->front().kind)), predicate);
  add(WordBlock::predicate_rule, predicate_word_, with_both(candidate.rule, back ? 1 : 0),
      predicate);
  if (back) return sum();
  if (party.previous_word != 0) {
    const auto previous = [&] { return parties_.word(party.token - 1); };
    add(WordBlock::previous, party.previous_word, 0, previous);
    add(WordBlock::type_previous, party.previous_word, with_one(type), previous);
  }
  if (!phrase.prep.empty()) {
    const auto prep = [&] { return std::string_view(phrase.prep); };
    add(WordBlock::preposition, party.preposition_word, 0, prep);
    add(WordBlock::type_preposition, party.preposition_word, with_one(type), prep);
  }
  if (party.governor_word != 0) {
    const auto governor = [&] { return parties_.word(phrase.governor); };
    add(WordBlock::governs, party.governor_word, 0, governor);
    add(WordBlock::type_governs, party.governor_word, with_one(type), governor);
  }
  if (governor_verb_ != kNone) {
    const size_t role = governed_by_verb(party);
    const auto verb = [&] { return parties_.word(governor_verb_); };
    add(WordBlock::verb, governor_word_, with_one(role), verb);
    add(WordBlock::type_verb, governor_word_, with_both(role, type), verb);
  }
  const size_t slot = slot_of(p, f, party);
  add(WordBlock::predicate, predicate_word_, with_one(slot), predicate);
  add(WordBlock::predicate_prep, predicate_word_, with_both(slot, prep_value(phrase.prep)),
      predicate);
  add(WordBlock::predicate_position, predicate_word_, with_one(position_value(f, model, party)),
      predicate);
  return sum();
}

}  // namespace isnad
