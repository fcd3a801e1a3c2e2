#include "tagger/tagger.h"

#include <cstring>

#include "tagger/impl.h"

namespace isnad {

namespace {

using tagger::Facts;
using tagger::kTags;

using Scores = std::array<int32_t, kTags>;
// What a token's features add up to. Sixteen bits hold all of them (Sum::kMost rows of a byte).
using Emissions = std::array<int16_t, kTags>;
static_assert(kTags == 9, "Sum adds up nine tags");
constexpr int32_t kForbidden = -1'000'000'000;

// Tag 0 is O; of kind k, 1 + 2k is B and 2 + 2k is I.
bool is_inside(size_t tag) { return tag > 0 && tag % 2 == 0; }
bool begins(size_t tag) { return tag % 2 == 1; }
bool may_follow(size_t before, size_t tag) {
  return !is_inside(tag) || before == tag || before + 1 == tag;
}

// Sums the weights of a token's features, four tags at a time: the bytes of a row are spread over
// lanes of 16 bits, which hold kMost rows.
class Sum {
 public:
  void add(const tagger::FeatureWeights& row) {
    if (count_ == kMost) return;  // features_of gives fewer
    ++count_;
    uint64_t low = 0;
    std::memcpy(&low, row.raised.data(), sizeof low);
    even_ += low & kEven;
    odd_ += (low >> 8) & kEven;
    ninth_ += row.raised[8];
  }
  // Adds the sum to `to` and begins anew.
  template <class Row>
  void take(Row& to) {
    using Number = typename Row::value_type;
    const auto raised = static_cast<int32_t>(count_) * tagger::kRaise;
    for (size_t lane = 0; lane < 4; ++lane) {
      to[2 * lane] +=
          static_cast<Number>(static_cast<int32_t>((even_ >> (16 * lane)) & 0xFFFF) - raised);
      to[2 * lane + 1] +=
          static_cast<Number>(static_cast<int32_t>((odd_ >> (16 * lane)) & 0xFFFF) - raised);
    }
    to[8] += static_cast<Number>(static_cast<int32_t>(ninth_) - raised);
    *this = Sum();
  }

 private:
  static constexpr uint32_t kMost = 256;  // 256 * 255 fits 16 bits
  static constexpr uint64_t kEven = 0x00FF00FF00FF00FFull;
  uint64_t even_ = 0;  // tags 0, 2, 4, 6
  uint64_t odd_ = 0;
  uint32_t ninth_ = 0;
  uint32_t count_ = 0;
};

void add_to(Emissions& to, const Emissions& row) {
  for (size_t t = 0; t < kTags; ++t) to[t] = static_cast<int16_t>(to[t] + row[t]);
}

constexpr size_t kAtOnce = 96;  // look-ups

// Max-sum passes over one sentence.
class Chain {
 public:
  explicit Chain(const NameTagger::Impl& impl) {
    for (size_t a = 0; a <= kTags; ++a) {
      for (size_t b = 0; b < kTags; ++b) {
        const bool legal = a == kTags ? !is_inside(b) : may_follow(a, b);
        moves_[a][b] = legal ? impl.transitions[a].weights[b] : kForbidden;
      }
    }
  }

  // The best tags. `emissions`: one row a token, at least one.
  void decode(std::span<const Emissions> emissions, std::span<uint8_t> tags) {
    const size_t n = emissions.size();
    forward_.resize(n);
    from_.resize(n);
    for (size_t t = 0; t < kTags; ++t) forward_[0][t] = moves_[kTags][t] + emissions[0][t];
    for (size_t i = 1; i < n; ++i) {
      const Scores& before = forward_[i - 1];
      for (size_t t = 0; t < kTags; ++t) {
        // The inside of a name follows its beginning or its inside, all else anything.
        size_t from = is_inside(t) ? t - 1 : 0;
        const size_t end = is_inside(t) ? t + 1 : kTags;
        int32_t best = before[from] + moves_[from][t];
        for (size_t p = from + 1; p < end; ++p) {
          const int32_t s = before[p] + moves_[p][t];
          if (s > best) {
            best = s;
            from = p;
          }
        }
        forward_[i][t] = std::max(best, kForbidden) + emissions[i][t];
        from_[i][t] = static_cast<uint8_t>(from);
      }
    }
    uint8_t t = 0;
    for (uint8_t k = 1; k < kTags; ++k) {
      if (forward_[n - 1][k] > forward_[n - 1][t]) t = k;
    }
    best_ = forward_[n - 1][t];
    for (size_t i = n; i-- > 0;) {
      tags[i] = t;
      t = from_[i][t];
    }
  }

  // After decode: for each token, what the best path loses that has another tag there.
  void margins(std::span<const Emissions> emissions, std::span<const uint8_t> tags,
               std::vector<int32_t>& out) {
    const size_t n = emissions.size();
    out.assign(n, 0);
    Scores back{};
    for (size_t i = n; i-- > 0;) {
      int32_t other = kForbidden;
      for (size_t t = 0; t < kTags; ++t) {
        if (t != tags[i]) other = std::max(other, forward_[i][t] + back[t]);
      }
      out[i] = best_ - other;
      Scores behind;
      for (size_t t = 0; t < kTags; ++t) behind[t] = emissions[i][t] + back[t];
      Scores earlier;
      for (size_t p = 0; p < kTags; ++p) {
        int32_t best = std::max(kForbidden, moves_[p][0] + behind[0]);
        for (size_t t = 1; t < kTags; t += 2) best = std::max(best, moves_[p][t] + behind[t]);
        if (p > 0) {
          const size_t inside = begins(p) ? p + 1 : p;
          best = std::max(best, moves_[p][inside] + behind[inside]);
        }
        earlier[p] = best;
      }
      back = earlier;
    }
  }

 private:
  std::array<Scores, kTags + 1> moves_;
  std::vector<Scores> forward_;
  std::vector<std::array<uint8_t, kTags>> from_;
  int32_t best_ = 0;
};

}  // namespace

std::string_view name_kind(NameKind kind) {
  static constexpr std::string_view kNames[] = {"PERS", "LOC", "ORG", "MISC"};
  return kNames[static_cast<size_t>(kind)];
}

NameTagger::NameTagger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NameTagger::NameTagger(NameTagger&&) noexcept = default;
NameTagger& NameTagger::operator=(NameTagger&&) noexcept = default;
NameTagger::~NameTagger() = default;

Result<NameTagger> NameTagger::open(const Image& image) {
  auto impl = std::make_unique<Impl>();
  impl->forms = image.rows<tagger::FormSlot>("tag.forms");
  impl->checks = image.rows<uint32_t>("tag.checks");
  impl->weights = image.rows<tagger::FeatureWeights>("tag.weights");
  impl->transitions = image.rows<tagger::TransitionRow>("tag.transitions");
  const auto scale = image.rows<tagger::Scale>("tag.scale");
  if (impl->transitions.size() != kTags + 1 || scale.size() != 1 ||
      impl->checks.size() != impl->weights.size()) {
    return fail(ErrorCode::corrupt, "the image has no name tagger; build it again");
  }
  impl->step = scale[0].step;
  return NameTagger(std::move(impl));
}

std::unique_ptr<tagger::WordCache> NameTagger::Impl::borrow() const {
  {
    const std::lock_guard lock(mutex);
    if (!idle.empty()) {
      auto cache = std::move(idle.back());
      idle.pop_back();
      return cache;
    }
  }
  return std::make_unique<tagger::WordCache>();
}

void NameTagger::Impl::give_back(std::unique_ptr<tagger::WordCache> cache) const {
  const std::lock_guard lock(mutex);
  idle.push_back(std::move(cache));
}

namespace {

// Scores of tokens, from the weights of their features.
class Scorer {
 public:
  explicit Scorer(const NameTagger::Impl& impl) : impl_(impl) { asked_.reserve(kAtOnce); }

  // A sink for features.
  auto collector() {
    return [this](tagger::Template t, int offset, uint64_t parts, const auto&...) {
      const uint64_t hash = tagger::feature_hash(t, offset, parts);
      if (!impl_.checks.empty()) {
        __builtin_prefetch(&impl_.checks[tagger::slot_of(hash, impl_.checks.size())]);
      }
      asked_.push_back(hash);
      if (asked_.size() == kAtOnce) answer();
    };
  }
  // Adds what was collected to `to` and begins anew.
  template <class Row>
  void take(Row& to) {
    answer();
    sum_.take(to);
  }
  // What the word adds to the tokens around it.
  const tagger::WordScores& word(const Facts& facts, uint64_t key, tagger::WordCache& cache) {
    auto& slot = cache.words.slot(key);
    if (slot.key != key || key == 0) {
      slot.key = key;
      slot.scores = {};
      for (int offset = -2; offset <= 2; ++offset) {
        tagger::word_features_of(facts, offset, collector());
        take(slot.scores[static_cast<size_t>(offset + 2)]);
      }
    }
    return slot.scores;
  }
  // What two neighbours, of these keys, add to each other.
  const tagger::PairScores& pair(const Facts& first, const Facts& second, uint64_t key,
                                 tagger::WordCache& cache) {
    auto& slot = cache.pairs.slot(key);
    if (slot.key != key || key == 0) {
      slot.key = key;
      slot.scores = {};
      tagger::first_features_of(first, second, collector());
      take(slot.scores[0]);
      tagger::second_features_of(first, second, collector());
      take(slot.scores[1]);
    }
    return slot.scores;
  }

  // Clusters and lists follow from the two forms.
  static uint64_t key_of(const Facts& facts) {
    return tagger::join_parts(tagger::join_parts(facts.word.hash, facts.bare.hash),
                              facts.word_class);
  }

 private:
  // A token's features are asked for together: each look-up waits for memory, and while one waits
  // the others can be on their way.
  void answer() {
    size_t n = 0;
    for (const uint64_t hash : asked_) {
      const size_t at = tagger::find(impl_.checks, hash);
      if (at == tagger::kNoSlot) continue;
      __builtin_prefetch(&impl_.weights[at]);
      found_[n++] = at;
    }
    for (size_t i = 0; i < n; ++i) sum_.add(impl_.weights[found_[i]]);
    asked_.clear();
  }

  const NameTagger::Impl& impl_;
  Sum sum_;
  std::vector<uint64_t> asked_;
  std::array<size_t, kAtOnce> found_;
};

}  // namespace

std::vector<TaggedName> NameTagger::tag(const TextView& text, std::span<const Word> words,
                                        std::span<const NameHint> hints) const {
  std::vector<Facts> facts = tagger::facts_of(text, words, hints, impl_->forms);
  std::vector<Emissions> emissions(facts.size(), Emissions{});
  std::vector<uint8_t> tags(facts.size(), 0);
  Scorer scorer(*impl_);
  auto cache = impl_->borrow();
  Chain chain(*impl_);
  const auto decode = [&](const Sentence& s) {
    const size_t n = s.last - s.first;
    chain.decode(std::span(emissions).subspan(s.first, n), std::span(tags).subspan(s.first, n));
  };
  const Facts& edge = tagger::edge_facts();
  std::vector<uint64_t> keys;   // of a sentence's words, an edge before and after them
  std::vector<uint64_t> pairs;  // of each word and the one after it in `keys`
  constexpr size_t kAhead = 6;
  for (const Sentence& s : text.sentences) {
    if (s.first >= s.last) continue;
    keys.assign(1, Scorer::key_of(edge));
    for (uint32_t i = s.first; i < s.last; ++i) keys.push_back(Scorer::key_of(facts[i]));
    keys.push_back(keys.front());
    pairs.clear();
    for (size_t i = 0; i + 1 < keys.size(); ++i) {
      pairs.push_back(tagger::join_parts(keys[i], keys[i + 1]));
    }
    // Of each word, and of the edges two places outside, for the tokens around it.
    for (int64_t k = int64_t{s.first} - 2; k < int64_t{s.last} + 2; ++k) {
      const bool inside = k >= s.first && k < s.last;
      const size_t at = inside ? static_cast<size_t>(k - s.first) + 1 : 0;
      if (at + kAhead < keys.size()) cache->words.fetch(keys[at + kAhead]);
      if (inside) cache->pairs.fetch(pairs[at]);
      const tagger::WordScores& scores =
          scorer.word(inside ? facts[static_cast<size_t>(k)] : edge, keys[at], *cache);
      for (int64_t i = std::max<int64_t>(s.first, k - 2); i <= k + 2 && i < s.last; ++i) {
        Emissions& to = emissions[static_cast<size_t>(i)];
        const auto& row = scores[static_cast<size_t>(k - i + 2)];
        add_to(to, row);
      }
    }
    for (uint32_t k = s.first; k <= s.last; ++k) {
      const Facts& left = k > s.first ? facts[k - 1] : edge;
      const Facts& right = k < s.last ? facts[k] : edge;
      const tagger::PairScores& scores = scorer.pair(left, right, pairs[k - s.first], *cache);
      if (k > s.first) add_to(emissions[k - 1], scores[0]);
      if (k < s.last) add_to(emissions[k], scores[1]);
    }
    for (uint32_t i = s.first; i < s.last; ++i) {
      tagger::context_features_of(facts, s.first, s.last, i, scorer.collector());
      scorer.take(emissions[i]);
    }
    decode(s);
  }
  impl_->give_back(std::move(cache));
  // Again, with what the first pass made of the same forms elsewhere in the document.
  tagger::mark_seen(tags, facts);
  std::vector<TaggedName> out;
  std::vector<int32_t> margins;
  for (const Sentence& s : text.sentences) {
    if (s.first >= s.last) continue;
    const std::span<const uint8_t> best(tags.data() + s.first, s.last - s.first);
    const bool nothing_new = std::all_of(facts.begin() + s.first, facts.begin() + s.last,
                                         [](const Facts& f) { return f.seen == 0; });
    if (nothing_new && std::none_of(best.begin(), best.end(), begins)) continue;
    for (uint32_t i = s.first; !nothing_new && i < s.last; ++i) {
      tagger::seen_features_of(facts, s.first, s.last, i, scorer.collector());
      scorer.take(emissions[i]);
    }
    decode(s);
    if (std::none_of(best.begin(), best.end(), begins)) continue;
    chain.margins(std::span(emissions).subspan(s.first, best.size()), best, margins);
    for (size_t i = 0; i < best.size(); ++i) {
      if (!begins(best[i])) continue;
      size_t end = i + 1;
      int32_t margin = margins[i];
      while (end < best.size() && is_inside(best[end])) margin = std::min(margin, margins[end++]);
      if (end < best.size()) margin = std::min(margin, margins[end]);
      out.push_back({s.first + static_cast<uint32_t>(i), s.first + static_cast<uint32_t>(end),
                     static_cast<NameKind>((best[i] - 1) / 2),
                     static_cast<float>(margin) * impl_->step});
    }
  }
  return out;
}

}  // namespace isnad
