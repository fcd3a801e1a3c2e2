// Which readings tell of one act.

#include "events/same.h"

#include <algorithm>

#include "base/span_index.h"
#include "events/blocks.h"

namespace isnad {

namespace {

constexpr size_t kReach = 24;      // earlier readings of the type that are asked
constexpr uint32_t kContext = 12;  // words on either side that tell what it is about
constexpr size_t kBetweenMost = 4;

constexpr const char* kSides = "equal overlap added left none unnamed differ";
constexpr const char* kEverybody = "equal within overlap differ none";
constexpr const char* kActs = "frame act type";
constexpr const char* kNoYes = "no yes";
constexpr const char* kDistances = "same 1 2 4 8 16 more";
constexpr const char* kBetween = "0 1 2 3 more";
constexpr const char* kTold = "equal within one none differ";
constexpr const char* kShared = "0 1 2 3 5 more";
constexpr const char* kConfidence = "40 50 60 70 80 90 more";
constexpr const char* kTellers = "same differ one none";
constexpr const char* kClauses = "same above below other";

constexpr FeatureBlock kBlocks[] = {
    {"bias", "1"},
    {"type", kTypeNames},
    {"actors", kSides},
    {"recipients", kSides},
    {"sides", kSides, kSides},
    {"everybody", kEverybody},
    {"actor_found", kSides, kFoundNames, kFoundNames},
    {"recipient_found", kSides, kFoundNames, kFoundNames},
    {"act", kActs},
    {"word", kNoYes},
    {"uses", kToldUses, kToldUses},
    {"use_definite", kToldUses, kActs},
    {"factualities", kFactualityNames, kFactualityNames},
    {"distance", kDistances},
    {"between", kBetween},
    {"parts", kPartNames, kPartNames},
    {"dates", kTold},
    {"places", kTold},
    {"counts", kTold},
    {"objects", kTold},
    {"shared_words", kShared},
    {"tellers", kTellers},
    {"clause", kClauses},
    {"earlier_confidence", kConfidence},
    {"later_confidence", kConfidence},
    {"rank", kBetween, kBetween},  // of the earlier reading among those of the type; how many
    {"type_sides", kTypeNames, kSides, kSides},
    {"type_everybody", kTypeNames, kEverybody},
    {"type_act", kTypeNames, kActs},
    {"type_distance", kTypeNames, kDistances},
    {"type_use", kTypeNames, kToldUses},
    {"type_factualities", kTypeNames, kFactualityNames, kFactualityNames},
    {"type_dates", kTypeNames, kTold},
    {"sides_act", kSides, kSides, kActs},
    {"sides_use", kSides, kSides, kToldUses},
    {"sides_distance", kSides, kSides, kDistances},
    {"sides_shared", kSides, kSides, kShared},
    {"everybody_act", kEverybody, kActs},
    {"everybody_distance", kEverybody, kDistances},
    {"act_word", kActs, kNoYes},
    {"act_uses", kActs, kToldUses, kToldUses},
    {"act_distance", kActs, kDistances},
    {"act_shared", kActs, kShared},
    {"act_objects", kActs, kTold},
    {"word_objects", kNoYes, kTold},
    {"uses_distance", kToldUses, kToldUses, kDistances},
    {"use_between", kToldUses, kBetween},
};
static_assert(std::size(kBlocks) == static_cast<size_t>(SameBlock::count));
constexpr BlockTable kTable(kBlocks);

// Answers of these lists.
constexpr size_t kDiffer = 4;        // kTold
constexpr size_t kWithin = 1;        // kEverybody
constexpr size_t kNobodyShared = 3;  // kEverybody
constexpr size_t kOthers = 6;        // kSides

using Codes = std::vector<std::string>;

bool has(const Codes& list, const std::string& code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

bool within(const Codes& a, const Codes& b) {
  return std::all_of(a.begin(), a.end(), [&](const std::string& x) { return has(b, x); });
}

bool overlap(const Codes& a, const Codes& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) { return has(b, x); });
}

bool all_unnamed(const Codes& list) {
  return std::all_of(list.begin(), list.end(),
                     [](const std::string& c) { return c.rfind("GEN:", 0) == 0; });
}

size_t side_value(const Codes& earlier, const Codes& later) {
  if (earlier.empty()) return later.empty() ? 4 : 2;
  if (later.empty()) return 3;
  if (overlap(earlier, later)) return within(earlier, later) && within(later, earlier) ? 0 : 1;
  return all_unnamed(earlier) || all_unnamed(later) ? 5 : 6;
}

size_t everybody_value(const SideCodes& a, const SideCodes& b) {
  const auto all = [](const SideCodes& s) {
    Codes out = s.actor;
    for (const std::string& c : s.recipient) {
      if (!has(out, c)) out.push_back(c);
    }
    return out;
  };
  const Codes x = all(a);
  const Codes y = all(b);
  if (x.empty() || y.empty()) return 4;
  const bool in = within(x, y);
  const bool contains = within(y, x);
  return in && contains ? 0 : in || contains ? 1 : overlap(x, y) ? 2 : 3;
}

// Of dates and places: a month has its days within.
size_t told_value(const std::optional<std::string>& a, const std::optional<std::string>& b) {
  if (!a && !b) return 3;
  if (!a || !b) return 2;
  if (*a == *b) return 0;
  const size_t n = std::min(a->size(), b->size());
  return a->compare(0, n, *b, 0, n) == 0 ? 1 : 4;
}

size_t steps(uint32_t value, std::initializer_list<uint32_t> limits) {
  return static_cast<size_t>(
      std::count_if(limits.begin(), limits.end(), [&](uint32_t l) { return value > l; }));
}

size_t confidence_value(double c) {
  size_t v = 0;
  for (const double limit : {0.4, 0.5, 0.6, 0.7, 0.8, 0.9}) v += c > limit ? 1 : 0;
  return v;
}

size_t act_value(const Frame& a, const Frame& b) {
  return &a == &b ? 0 : a.act() == b.act() ? 1 : 2;
}

// Is it another act if the other side does it? Visits and talks are told from either side.
bool has_direction(EventType t) {
  return t != EventType::consult && t != EventType::agree && t != EventType::cooperate &&
         t != EventType::support;
}

// A reading with what comparing it asks.
struct Told {
  const Reading* r = nullptr;
  SideCodes sides;
  size_t use = 0;
  size_t part = 0;
  uint32_t sentence = 0;
  uint64_t word = 0;
  uint64_t object = 0;          // head of its object or complement; 0: none
  std::vector<uint64_t> words;  // around it, sorted
  const ClaimReading* claim = nullptr;
};

class Acts {
 public:
  Acts(const EventReader::Impl& impl, const EventInput& in, const Parties& parties,
       const std::vector<Reading>& readings, EventTrace* trace)
      : in_(in),
        parties_(parties),
        trusted_(impl.weights.threshold(EventModel::same) > 0),
        choice_(EventModel::same, impl.weights, parties, trace) {
    if (in.claims) {
      claims_ = SpanIndex(*in.claims, [](const ClaimReading& c) { return c.claim.span; });
    }
    for (const Reading& r : readings) told_.push_back(told(r));
  }

  std::vector<uint32_t> run() {
    std::vector<uint32_t> act(told_.size());
    std::vector<size_t> of_type[kEventTypeCount];
    uint32_t acts = 0;
    for (size_t k = 0; k < told_.size(); ++k) {
      auto& before = of_type[static_cast<size_t>(told_[k].r->frame->type)];
      choice_.open(k);
      std::vector<size_t> asked;
      for (size_t i = 0; i < std::min(kReach, before.size()); ++i) {
        const size_t earlier = before[before.size() - 1 - i];
        if (trusted_ && apart(told_[earlier], told_[k])) continue;
        ask(told_[earlier], told_[k], i, before.size(), earlier);
        asked.push_back(earlier);
      }
      const auto chosen = trusted_ ? choice_.best() : std::nullopt;
      act[k] = chosen ? act[asked[*chosen]] : acts++;
      if (chosen || !trusted_ || opens_act(told_[k])) before.push_back(k);
    }
    return act;
  }

 private:
  Told told(const Reading& r) const {
    Told out;
    out.r = &r;
    out.sides = side_codes(r);
    const uint32_t sentence = in_.text.tokens[r.token].sentence;
    const Sentence& s = in_.text.sentences[sentence];
    out.sentence = sentence;
    const Part part = s.part;
    out.part = part == Part::headline ? 0 : part == Part::summary ? 1 : part == Part::body ? 2 : 3;
    out.use = telling_use(in_, {r.token, r.token, sentence});
    out.word = word_hash(parties_.word(r.token));
    const int32_t phrase = in_.syntax.phrase_of[r.token];
    const uint32_t first = std::max(s.first, r.token > kContext ? r.token - kContext : 0);
    const uint32_t last = std::min(s.last, r.token + kContext + 1);
    for (uint32_t i = first; i < last; ++i) {
      const Pos pos = in_.words[i].best().pos;
      const bool content = pos == Pos::noun || pos == Pos::adj || pos == Pos::verb;
      if (i == r.token || !content || in_.text.tokens[i].kind != TokenKind::word) continue;
      if (in_.entities.mention(i)) continue;
      out.words.push_back(word_hash(parties_.word(i)));
      // The noun that follows in its phrase, or behind a verb, says of what the act is.
      const bool governed = in_.syntax.phrase_of[i] == phrase || in_.syntax.finite_verb[r.token];
      if (out.object == 0 && i > r.token && pos == Pos::noun && governed) {
        out.object = out.words.back();
      }
    }
    std::sort(out.words.begin(), out.words.end());
    out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
    if (in_.claims) {
      const uint32_t at = in_.text.tokens[r.token].span.begin;
      for (const size_t i : claims_.around(at)) {
        const ClaimReading& c = (*in_.claims)[i];
        const Span& span = c.claim.span;
        if (c.act || c.sources.empty()) continue;
        if (!out.claim || span.length() < out.claim->claim.span.length()) out.claim = &c;
      }
    }
    return out;
  }

  // The words say that these are two: other days, roles turned round, or others at the
  // predicate's own positions.
  static bool apart(const Told& a, const Told& b) {
    if (told_value(a.r->date, b.r->date) == kDiffer) return true;
    const bool turned =
        overlap(a.sides.actor, b.sides.recipient) && overlap(a.sides.recipient, b.sides.actor);
    if (turned && has_direction(b.r->frame->type)) return true;
    const size_t everybody = everybody_value(a.sides, b.sides);
    if (everybody <= kWithin) return false;
    const auto others = [](const Codes& x, SideFrom from_x, const Codes& y, SideFrom from_y) {
      return from_x == SideFrom::named && from_y == SideFrom::named && side_value(x, y) == kOthers;
    };
    return everybody == kNobodyShared ||
           others(a.sides.actor, a.r->actor_from, b.sides.actor, b.r->actor_from) ||
           others(a.sides.recipient, a.r->recipient_from, b.sides.recipient, b.r->recipient_from);
  }

  // Too unsure, or nobody takes part: it repeats an act told before or nothing.
  static bool opens_act(const Told& t) {
    return !t.r->weak && !(t.sides.actor.empty() && t.sides.recipient.empty());
  }

  size_t clause_value(uint32_t earlier, uint32_t later) const {
    const uint32_t a = in_.syntax.clause_of[earlier];
    const uint32_t b = in_.syntax.clause_of[later];
    if (a == b) return 0;
    const auto above = [&](uint32_t top, uint32_t low) {
      for (int32_t c = in_.syntax.clauses[low].parent; c >= 0;
           c = in_.syntax.clauses[static_cast<size_t>(c)].parent) {
        if (static_cast<uint32_t>(c) == top) return true;
      }
      return false;
    };
    return above(a, b) ? 1 : above(b, a) ? 2 : 3;
  }

  static size_t teller_value(const Told& a, const Told& b) {
    if (!a.claim && !b.claim) return 3;
    if (!a.claim || !b.claim) return 2;
    return overlap(a.claim->sources, b.claim->sources) ? 0 : 1;
  }

  void ask(const Told& a, const Told& b, size_t between, size_t all, size_t number) {
    Features f;
    f.reserve(static_cast<size_t>(SameBlock::count));
    const auto add = [&](SameBlock block, size_t first, size_t second = 0, size_t third = 0) {
      f.push_back(feature(block, first, second, third));
    };
    const auto type = static_cast<size_t>(b.r->frame->type);
    const size_t actors = side_value(a.sides.actor, b.sides.actor);
    const size_t recipients = side_value(a.sides.recipient, b.sides.recipient);
    const size_t everybody = everybody_value(a.sides, b.sides);
    const size_t same_act = act_value(*a.r->frame, *b.r->frame);
    const size_t word = a.word == b.word ? 1 : 0;
    const auto was = static_cast<size_t>(a.r->factuality);
    const auto is = static_cast<size_t>(b.r->factuality);
    const size_t distance = steps(b.sentence - a.sentence, {0, 1, 2, 4, 8, 16});
    const size_t nth = std::min(between, kBetweenMost);
    const size_t dates = told_value(a.r->date, b.r->date);
    const auto number_of = [](const Reading& r) {
      return r.count ? std::optional(std::to_string(*r.count)) : std::nullopt;
    };
    const size_t objects = a.object == 0 && b.object == 0   ? 3
                           : a.object == 0 || b.object == 0 ? 2
                           : a.object == b.object           ? 0
                                                            : kDiffer;
    size_t common = 0;
    for (const uint64_t w : b.words) {
      common += std::binary_search(a.words.begin(), a.words.end(), w) ? 1 : 0;
    }
    const size_t shared = steps(static_cast<uint32_t>(common), {0, 1, 2, 3, 5});
    add(SameBlock::bias, 0);
    add(SameBlock::type, type);
    add(SameBlock::actors, actors);
    add(SameBlock::recipients, recipients);
    add(SameBlock::sides, actors, recipients);
    add(SameBlock::everybody, everybody);
    add(SameBlock::actor_found, actors, static_cast<size_t>(a.r->actor_from),
        static_cast<size_t>(b.r->actor_from));
    add(SameBlock::recipient_found, recipients, static_cast<size_t>(a.r->recipient_from),
        static_cast<size_t>(b.r->recipient_from));
    add(SameBlock::act, same_act);
    add(SameBlock::word, word);
    add(SameBlock::uses, a.use, b.use);
    add(SameBlock::use_definite, b.use, same_act);
    add(SameBlock::factualities, was, is);
    add(SameBlock::distance, distance);
    add(SameBlock::between, nth);
    add(SameBlock::parts, a.part, b.part);
    add(SameBlock::dates, dates);
    add(SameBlock::places, told_value(a.r->place, b.r->place));
    add(SameBlock::counts, told_value(number_of(*a.r), number_of(*b.r)));
    add(SameBlock::objects, objects);
    add(SameBlock::shared_words, shared);
    add(SameBlock::tellers, teller_value(a, b));
    add(SameBlock::clause, a.sentence == b.sentence ? clause_value(a.r->token, b.r->token) : 3);
    add(SameBlock::earlier_confidence, confidence_value(a.r->confidence));
    add(SameBlock::later_confidence, confidence_value(b.r->confidence));
    add(SameBlock::rank, nth, std::min(all - 1, kBetweenMost));
    add(SameBlock::type_sides, type, actors, recipients);
    add(SameBlock::type_everybody, type, everybody);
    add(SameBlock::type_act, type, same_act);
    add(SameBlock::type_distance, type, distance);
    add(SameBlock::type_use, type, b.use);
    add(SameBlock::type_factualities, type, was, is);
    add(SameBlock::type_dates, type, dates);
    add(SameBlock::sides_act, actors, recipients, same_act);
    add(SameBlock::sides_use, actors, recipients, b.use);
    add(SameBlock::sides_distance, actors, recipients, distance);
    add(SameBlock::sides_shared, actors, recipients, shared);
    add(SameBlock::everybody_act, everybody, same_act);
    add(SameBlock::everybody_distance, everybody, distance);
    add(SameBlock::act_word, same_act, word);
    add(SameBlock::act_uses, same_act, a.use, b.use);
    add(SameBlock::act_distance, same_act, distance);
    add(SameBlock::act_shared, same_act, shared);
    add(SameBlock::act_objects, same_act, objects);
    add(SameBlock::word_objects, word, objects);
    add(SameBlock::uses_distance, a.use, b.use, distance);
    add(SameBlock::use_between, b.use, nth);
    choice_.put(std::to_string(number), {std::to_string(number)}, std::move(f));
  }

  const EventInput& in_;
  const Parties& parties_;
  bool trusted_;  // untrained weights put nothing together
  AttributeChoice choice_;
  SpanIndex claims_;
  std::vector<Told> told_;
};

}  // namespace

uint16_t feature(SameBlock block, size_t first, size_t second, size_t third) {
  return kTable.id(static_cast<size_t>(block), first, second, third);
}

std::vector<std::string> same_names() { return kTable.names(); }
size_t same_count() { return kTable.size(); }

std::vector<uint32_t> acts_told(const EventReader::Impl& impl, const EventInput& in,
                                const Parties& parties, const std::vector<Reading>& readings,
                                EventTrace* trace) {
  return Acts(impl, in, parties, readings, trace).run();
}

}  // namespace isnad
