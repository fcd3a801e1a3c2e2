#include "events/parties.h"

#include <algorithm>

#include "events/words.h"

namespace isnad {

namespace {

constexpr size_t kMost = 60;  // parties of one sentence: endless ones are cut

// "In Brussels" is where, not who.
bool is_where(std::string_view prep) {
  return prep == preposition::kIn || prep == preposition::kBi || prep == preposition::kNear;
}

bool can_take_part(const Participant& q) { return !q.code.empty() && q.kind != EntityKind::place; }

}  // namespace

Parties::Parties(const EventInput& in)
    : in_(in), cache_(in.text.sentences.size()), read_(in.text.sentences.size(), false) {
  for (const EntityMention& m : in.entities.mentions) {
    const Participant p = in.actors.named(m);
    if (p.code.empty()) continue;
    Count& c = count_[p.code];
    ++c.mentions;
    ++total_;
    c.headline =
        c.headline || in.text.sentences[in.text.tokens[m.first].sentence].part == Part::headline;
  }
  std::vector<std::pair<uint32_t, const std::string*>> order;
  for (const auto& [code, c] : count_) order.emplace_back(c.mentions, &code);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (size_t i = 0; i < order.size(); ++i) {
    count_[*order[i].second].rank = static_cast<uint32_t>(i);
  }
  find_grounds();
  first_phrase_.assign(in.text.sentences.size() + 1,
                       static_cast<uint32_t>(in.syntax.phrases.size()));
  for (size_t k = in.syntax.phrases.size(); k-- > 0;) {
    first_phrase_[in.text.tokens[in.syntax.phrases[k].first].sentence] = static_cast<uint32_t>(k);
  }
  for (size_t s = in.text.sentences.size(); s-- > 0;) {
    first_phrase_[s] = std::min(first_phrase_[s], first_phrase_[s + 1]);
  }
}

void Parties::find_grounds() {
  std::map<std::string_view, uint32_t> often;
  for (const EntityMention& m : in_.entities.mentions) {
    const Entity& e = in_.entities.entities[m.entity];
    std::string_view state;
    if (e.kind == EntityKind::place) {
      if (e.of && in_.actors.is_state(*e.of)) state = *e.of;
    } else if (e.kind == EntityKind::state) {
      const int32_t phrase = in_.syntax.phrase_of[m.first];
      if (phrase >= 0 && is_where(in_.syntax.phrases[static_cast<size_t>(phrase)].prep)) {
        state = e.id;
      }
    }
    if (state.empty()) continue;
    grounds_.emplace_back(in_.text.tokens[m.first].sentence, state);
    ++often[state];
  }
  uint32_t most = 0;
  for (const auto& [state, times] : often) {
    if (times > most) {
      most = times;
      most_ground_ = state;
    }
  }
}

Parties::Ground Parties::ground(uint32_t sentence, std::string_view state) const {
  Ground out = Ground::none;
  auto at =
      std::lower_bound(grounds_.begin(), grounds_.end(), std::pair(sentence, std::string_view()));
  for (; at != grounds_.end() && at->first == sentence; ++at) {
    if (at->second == state) return Ground::own;
    out = Ground::other;
  }
  return out;
}

Parties::Ground Parties::ground(std::string_view state) const {
  return most_ground_.empty() ? Ground::none : most_ground_ == state ? Ground::own : Ground::other;
}

std::string_view Parties::word(uint32_t token) const {
  return in_.entities.mention(token) ? kNameWord : std::string_view(in_.words[token].best().lemma);
}

void Parties::note(NamedParty& party) const {
  const Phrase& p = in_.syntax.phrases[static_cast<size_t>(party.phrase)];
  party.head_word = word_hash(word(p.head));
  party.preposition_word = word_hash(p.prep);
  party.governor_word = p.governor == kNone ? 0 : word_hash(word(p.governor));
  party.rank = rank(party.who.front().code);
  party.headline = in_headline(party.who.front().code);
  const bool opens = party.token == in_.text.sentences[party.sentence].first;
  party.previous_word = opens ? 0 : word_hash(word(party.token - 1));
}

double Parties::share(const std::string& code) const {
  const auto at = count_.find(code);
  return at == count_.end() || total_ == 0 ? 0 : static_cast<double>(at->second.mentions) / total_;
}

uint32_t Parties::rank(const std::string& code) const {
  const auto at = count_.find(code);
  return at == count_.end() ? UINT32_MAX : at->second.rank;
}

bool Parties::in_headline(const std::string& code) const {
  const auto at = count_.find(code);
  return at != count_.end() && at->second.headline;
}

const std::vector<NamedParty>& Parties::of(uint32_t sentence) const {
  if (!read_[sentence]) {
    read_[sentence] = true;
    cache_[sentence] = read(sentence);
  }
  return cache_[sentence];
}

std::vector<NamedParty> Parties::read(uint32_t sentence) const {
  std::vector<NamedParty> out;
  const Sentence& s = in_.text.sentences[sentence];
  // Which phrases are subjects and objects of verbs.
  std::map<int32_t, NamedParty::Function> function;
  for (uint32_t i = s.first; i < s.last; ++i) {
    if (!in_.syntax.finite_verb[i]) continue;
    const VerbArguments a = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, i);
    if (a.object >= 0) function.emplace(a.object, NamedParty::Function::object);
    if (a.subject >= 0) function[a.subject] = NamedParty::Function::subject;
    if (function.size() > 2 * kMost) break;
  }
  bool topic = true;
  for (uint32_t k = first_phrase_[sentence]; k < first_phrase_[sentence + 1]; ++k) {
    const Phrase& p = in_.syntax.phrases[k];
    const auto index = static_cast<int32_t>(k);
    NamedParty party;
    party.token = p.head;
    party.clause = p.clause;
    party.sentence = sentence;
    party.phrase = index;
    const auto f = function.find(index);
    party.function = f != function.end() ? f->second
                     : p.prep.empty()    ? NamedParty::Function::bare
                                         : NamedParty::Function::prep;
    party.topic = topic && p.prep.empty();
    for (uint32_t back = 1; back <= 2 && !p.prep.empty() && p.first >= s.first + back; ++back) {
      party.affiliated = party.affiliated || in_.actors.affiliates(p.first - back);
    }
    if (p.prep.empty()) topic = false;
    const bool place = is_where(p.prep);
    const auto is_capital = [&](uint32_t token) {
      const EntityMention* m = in_.entities.mention(token);
      return m && m->capital;
    };
    if (p.coordinated < 0) {
      party.who = in_.actors.phrase(index);
      std::erase_if(party.who, [&](const Participant& q) {
        return (place && is_capital(q.token)) || !can_take_part(q);
      });
      if (!party.who.empty()) {
        note(party);
        out.push_back(party);
      }
    }
    // Names inside the phrase that are not what it stands for.
    for (uint32_t i = p.first; i < p.last; ++i) {
      const EntityMention* m = in_.entities.mention(i);
      if (!m || m->first != i || m->capital) continue;
      Participant q = in_.actors.named(*m);
      const bool known =
          !can_take_part(q) || std::any_of(party.who.begin(), party.who.end(),
                                           [&](const Participant& w) { return w.code == q.code; });
      if (known) continue;
      NamedParty inner = party;
      inner.who = {std::move(q)};
      inner.token = i;
      inner.function = NamedParty::Function::nested;
      inner.topic = false;
      note(inner);
      out.push_back(std::move(inner));
    }
    if (out.size() >= kMost) break;
  }
  return out;
}

}  // namespace isnad
