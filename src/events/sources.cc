// Who tells an event: chosen among the claims that stand around its tellings.

#include <algorithm>
#include <map>
#include <set>

#include "base/span_index.h"
#include "events/attributes.h"

namespace isnad {

namespace {

constexpr uint32_t kBack = 3;  // sentences before a telling
constexpr size_t kMost = 32;   // claims asked for one event

enum Who : uint8_t { inner, outer, cue, after, cue_before, before1, before2, before3, rest };

// Statements are acts of the speaker himself: his accusation is not something that he claims. What
// he tells of his own side's requests, support and promises is ("our country will apply").
bool is_statement(EventType t) {
  return t == EventType::accuse || t == EventType::reject || t == EventType::threaten;
}

size_t speaker_kind(const std::vector<std::string>& sources) {
  const std::string& code = sources.front();
  if (code.rfind("GEN:", 0) == 0) return 2;
  const bool plain = std::all_of(code.begin(), code.end(),
                                 [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
  return plain ? 1 : 3;
}

struct PlacedClaim {
  const ClaimReading* claim = nullptr;
  uint32_t cue = 0;      // tokens
  uint32_t first = 0;    // of what is said
  uint32_t speaker = 0;  // of the words that name the speaker
  uint32_t sentence = 0;
};

class Sources {
 public:
  Sources(const EventReader::Impl& impl, const EventInput& in, const Parties& parties,
          const std::vector<ToldEvent>& told, std::vector<Event>& events, EventTrace* trace)
      : in_(in),
        told_(told),
        events_(events),
        choice_(EventModel::source, impl.weights, parties, trace) {
    of_sentence_.resize(in.text.sentences.size());
    for (const ClaimReading& c : *in.claims) {
      if (c.sources.empty() || c.act) continue;  // an act is no claim of the record
      PlacedClaim p;
      p.claim = &c;
      p.cue = token_at(in.text, c.claim.cue_span.begin);
      p.first = token_at(in.text, c.claim.span.begin);
      p.speaker = token_at(in.text, c.claim.source_span.begin);
      p.sentence = in.text.tokens[p.cue].sentence;
      of_sentence_[p.sentence].push_back(claims_.size());
      claims_.push_back(p);
      ++mentions_[c.sources.front()];
    }
    spans_ = SpanIndex(claims_, [](const PlacedClaim& p) { return p.claim->claim.span; });
  }

  // Which claim gave the source of each event.
  std::vector<int32_t> run() {
    std::vector<int32_t> out;
    for (size_t k = 0; k < events_.size() && !claims_.empty(); ++k) out.push_back(settle(k));
    out.resize(events_.size(), -1);
    return out;
  }

 private:
  // The claims around a place, the innermost first.
  std::vector<size_t> around(uint32_t at) const {
    std::vector<size_t> out = spans_.around(at);
    std::stable_sort(out.begin(), out.end(), [&](size_t a, size_t b) {
      return claims_[a].claim->claim.span.length() < claims_[b].claim->claim.span.length();
    });
    return out;
  }

  bool in_head(const Telling& t) const {
    const Part part = in_.text.sentences[t.sentence].part;
    return part == Part::headline || part == Part::summary;
  }

  // What holds without a model: the innermost claim around the first telling below the headline;
  // what comes back later ("the attack") is told by the outlet as known.
  const ClaimReading* by_rule(const ToldEvent& t) const {
    const ClaimReading* head = nullptr;
    for (const Telling& one : t.tellings) {
      const ClaimReading* in = nullptr;
      for (const size_t i : around(in_.text.tokens[one.first].span.begin)) {
        in = claims_[i].claim;
        break;
      }
      if (in_head(one) && t.tellings.size() > 1) {
        head = head ? head : in;
      } else {
        return in;
      }
    }
    return head;
  }

  // Does the document tell it in its own voice too (kVoices)?
  size_t own_voice(const ToldEvent& t) const {
    size_t out = 0;
    bool first = true;
    for (const Telling& one : t.tellings) {
      const bool own = around(in_.text.tokens[one.first].span.begin).empty();
      if (in_head(one)) {
        out = std::max<size_t>(out, own ? 1 : 0);
        continue;
      }
      if (own) return first ? 3 : 2;
      first = false;
    }
    return out;
  }

  // Does the clause of a telling speak of "me" or "us" (kSpeech)?
  size_t first_person(const Telling& one) const {
    const Sentence& s = in_.text.sentences[one.sentence];
    const uint32_t clause = in_.syntax.clause_of[one.first];
    for (uint32_t i = s.first; i < s.last; ++i) {
      if (in_.syntax.clause_of[i] != clause) continue;
      const Analysis& a = in_.words[i].best();
      const bool verb = a.person == 1 && in_.syntax.finite_verb[i];
      if (verb || a.enclitic.person == 1) {
        return (verb ? a.number : a.enclitic.number) == Number::sing ? 1 : 2;
      }
    }
    return 0;
  }

  // How many claims begin between this one and the telling (kRecent); and are all of its speaker?
  std::pair<size_t, bool> since(const PlacedClaim& c, const Telling& one) const {
    if (c.cue > one.last) return {0, true};
    size_t n = 0;
    bool same = true;
    for (const PlacedClaim& q : claims_) {
      if (q.cue <= c.cue || q.cue > one.first) continue;
      ++n;
      same = same && q.claim->sources.front() == c.claim->sources.front();
    }
    return {std::min<size_t>(n, 2) + 1, same};
  }

  size_t breaks(const PlacedClaim& c, const Telling& one) const {
    size_t n = 0;
    for (uint32_t s = std::min(c.sentence, one.sentence) + 1;
         s <= std::max(c.sentence, one.sentence); ++s) {
      n += in_.text.sentences[s].paragraph_start ? 1 : 0;
    }
    return std::min<size_t>(n, 3);
  }

  int32_t settle(size_t k) {
    Event& e = events_[k];
    const ToldEvent& t = told_[k];
    asked_.clear();
    seen_.clear();
    choice_.open(k);
    voice_ = own_voice(t);
    const ClaimReading* rule = by_rule(t);
    for (size_t n = 0; n < t.tellings.size() && n < kMost; ++n) {
      const Telling& one = t.tellings[n];
      const size_t telling = t.tellings.size() == 1 ? 0 : n == 0 ? 1 : 2;
      const auto in = around(in_.text.tokens[one.first].span.begin);
      for (size_t i = 0; i < in.size(); ++i) {
        ask(t, one, claims_[in[i]], i == 0 ? inner : outer, telling, rule);
      }
      for (const size_t i : of_sentence_[one.sentence]) {
        const PlacedClaim& c = claims_[i];
        ask(t, one, c,
            c.cue >= one.first && c.cue <= one.last ? cue
            : c.cue > one.last                      ? after
                                                    : cue_before,
            telling, rule);
      }
      for (uint32_t back = 1; back <= kBack && back <= one.sentence; ++back) {
        const auto& list = of_sentence_[one.sentence - back];
        for (auto i = list.rbegin(); i != list.rend(); ++i) {
          ask(t, one, claims_[*i], static_cast<Who>(before1 + back - 1), telling, rule);
        }
      }
    }
    if (in_head(t.tellings.front())) ask(t, t.tellings.front(), claims_.front(), rest, 0, rule);
    return choose(e);
  }

  int32_t choose(Event& e) {
    e.source.clear();
    const auto chosen = choice_.best();
    if (!chosen) return -1;
    const ClaimReading& c = *asked_[*chosen]->claim;
    e.source = c.sources;
    // Whoever passes it on is a source too: the outlet quoted from, the speaker around.
    const auto add = [&](const std::string& code) {
      if (std::find(e.source.begin(), e.source.end(), code) == e.source.end()) {
        e.source.push_back(code);
      }
    };
    for (const std::string& code : c.claim.via) add(code);
    for (const size_t i : spans_.overlapping(c.claim.span)) {
      const ClaimReading& o = *claims_[i].claim;
      if (&o == &c || !o.claim.span.contains(c.claim.span)) continue;
      for (const std::string& code : o.sources) add(code);
    }
    return static_cast<int32_t>(&c - in_.claims->data());
  }

  void ask(const ToldEvent& t, const Telling& one, const PlacedClaim& c, Who where, size_t telling,
           const ClaimReading* rule) {
    if (asked_.size() >= kMost || !seen_.insert(&c).second) return;
    const Event& e = *t.event;
    const ClaimReading& said = *c.claim;
    Features f;
    f.reserve(40);
    const auto add = [&](SourceBlock block, size_t first, size_t second = 0, size_t third = 0) {
      f.push_back(feature(block, first, second, third));
    };
    const auto type = static_cast<size_t>(e.type);
    const auto factuality = static_cast<size_t>(e.factuality);
    const size_t direct = said.claim.direct ? 1 : 0;
    const auto among = [&](const std::vector<std::string>& side) {
      return std::any_of(said.sources.begin(), said.sources.end(), [&](const std::string& s) {
        return std::find(side.begin(), side.end(), s) != side.end();
      });
    };
    const size_t speaks = (among(e.actor) ? 1u : 0u) + (among(e.recipient) ? 2u : 0u);
    const size_t kind = speaker_kind(said.sources);
    size_t depth = 0;
    const uint32_t distance = one.first > c.first ? one.first - c.first : c.first - one.first;
    for (uint32_t limit = 2; limit <= 32 && distance > limit; limit *= 2) ++depth;
    add(SourceBlock::bias, 0);
    add(SourceBlock::where, where);
    add(SourceBlock::direct, direct);
    add(SourceBlock::depth, depth);
    add(SourceBlock::telling, telling);
    add(SourceBlock::speaks, speaks);
    add(SourceBlock::kind, kind);
    add(SourceBlock::rule, rule == &said ? 1 : 0, is_statement(e.type) && speaks % 2 == 1 ? 1 : 0);
    add(SourceBlock::via, said.claim.via.empty() ? 0 : 1);
    add(SourceBlock::mentions, std::min<size_t>(mentions_[said.sources.front()] - 1, 3));
    add(SourceBlock::variety, std::min<size_t>(mentions_.size() - 1, 3));
    add(SourceBlock::use, t.use);
    add(SourceBlock::type, type);
    add(SourceBlock::factuality, factuality);
    add(SourceBlock::clause, t.clause);
    add(SourceBlock::part, t.part);
    add(SourceBlock::paragraph, t.paragraph);
    add(SourceBlock::dated, e.date ? 1 : 0);
    add(SourceBlock::where_direct, where, direct);
    add(SourceBlock::where_telling, where, telling);
    add(SourceBlock::where_speaks, where, speaks);
    add(SourceBlock::where_kind, where, kind);
    add(SourceBlock::where_depth, where, depth);
    add(SourceBlock::type_where, type, where);
    add(SourceBlock::type_speaks, type, speaks);
    add(SourceBlock::use_where, t.use, where);
    add(SourceBlock::factuality_where, factuality, where);
    add(SourceBlock::clause_where, t.clause, where);
    add(SourceBlock::part_where, t.part, where);
    add(SourceBlock::paragraph_where, t.paragraph, where);
    add(SourceBlock::type_use_where, type, t.use, where);
    add(SourceBlock::type_speaks_where, type, speaks, where);
    const auto [begun, same] = since(c, one);
    add(SourceBlock::voice_where, voice_, where);
    add(SourceBlock::speech_where, first_person(one), in_.text.tokens[one.first].quoted ? 1 : 0,
        where);
    add(SourceBlock::recent_where, begun, same ? 1 : 0, where);
    add(SourceBlock::breaks_where, breaks(c, one), where);
    choice_.word(WordBlock::cue, c.cue, 0);
    choice_.word(WordBlock::type_cue, c.cue, with_one(type));
    choice_.word(WordBlock::where_cue, c.cue, with_one(where));
    choice_.word(WordBlock::source_act, one.first, with_one(where));
    choice_.word(WordBlock::speaker, c.speaker, 0);
    std::vector<std::string> codes = said.sources;
    codes.insert(codes.end(), said.claim.via.begin(), said.claim.via.end());
    choice_.put(said.sources.front(), std::move(codes), std::move(f));
    asked_.push_back(&c);
  }

  const EventInput& in_;
  const std::vector<ToldEvent>& told_;
  std::vector<Event>& events_;
  AttributeChoice choice_;
  std::vector<PlacedClaim> claims_;
  SpanIndex spans_;  // of claims_
  std::vector<std::vector<size_t>> of_sentence_;
  std::map<std::string, size_t> mentions_;
  size_t voice_ = 0;                       // of the event asked about
  std::vector<const PlacedClaim*> asked_;  // as choice_ numbers them
  std::set<const PlacedClaim*> seen_;
};

}  // namespace

std::vector<int32_t> settle_sources(const EventReader::Impl& impl, const EventInput& in,
                                    const Parties& parties, const std::vector<ToldEvent>& told,
                                    std::vector<Event>& events, EventTrace* trace) {
  if (!in.claims) return std::vector<int32_t>(events.size(), -1);
  return Sources(impl, in, parties, told, events, trace).run();
}

}  // namespace isnad
