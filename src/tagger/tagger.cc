#include "tagger/tagger.h"

#include <cstring>

#include "tagger/impl.h"

namespace isnad {

namespace {

using tagger::Facts;
using tagger::kTags;

using Scores = std::array<int32_t, kTags>;
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
  void take(Scores& to) {
    const auto raised = static_cast<int32_t>(count_) * tagger::kRaise;
    for (size_t lane = 0; lane < 4; ++lane) {
      to[2 * lane] += static_cast<int32_t>((even_ >> (16 * lane)) & 0xFFFF) - raised;
      to[2 * lane + 1] += static_cast<int32_t>((odd_ >> (16 * lane)) & 0xFFFF) - raised;
    }
    to[8] += static_cast<int32_t>(ninth_) - raised;
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
  void decode(std::span<const Scores> emissions, std::span<uint8_t> tags) {
    const size_t n = emissions.size();
    forward_.resize(n);
    from_.resize(n);
    for (size_t t = 0; t < kTags; ++t) forward_[0][t] = moves_[kTags][t] + emissions[0][t];
    for (size_t i = 1; i < n; ++i) {
      for (size_t t = 0; t < kTags; ++t) {
        int32_t best = kForbidden * 2;
        uint8_t from = 0;
        for (size_t p = 0; p < kTags; ++p) {
          const int32_t s = forward_[i - 1][p] + moves_[p][t];
          if (s > best) {
            best = s;
            from = static_cast<uint8_t>(p);
          }
        }
        forward_[i][t] = std::max(best, kForbidden) + emissions[i][t];
        from_[i][t] = from;
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
  void margins(std::span<const Scores> emissions, std::span<const uint8_t> tags,
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
      Scores earlier;
      for (size_t p = 0; p < kTags; ++p) {
        int32_t best = kForbidden;
        for (size_t t = 0; t < kTags; ++t) {
          best = std::max(best, moves_[p][t] + emissions[i][t] + back[t]);
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

std::vector<TaggedName> NameTagger::tag(const TextView& text, std::span<const Word> words,
                                        std::span<const NameHint> hints) const {
  std::vector<Facts> facts = tagger::facts_of(text, words, hints, impl_->forms);
  std::vector<Scores> emissions(facts.size(), Scores{});
  std::vector<uint8_t> tags(facts.size(), 0);
  Sum sum;
  // A token's features are asked for together: each look-up waits for memory, and while one waits
  // the others can be on their way.
  std::vector<uint64_t> asked;
  asked.reserve(kAtOnce);
  std::array<size_t, kAtOnce> found;
  const auto answer = [&] {
    size_t n = 0;
    for (const uint64_t hash : asked) {
      const size_t at = tagger::find(impl_->checks, hash);
      if (at == tagger::kNone) continue;
      __builtin_prefetch(&impl_->weights[at]);
      found[n++] = at;
    }
    for (size_t i = 0; i < n; ++i) sum.add(impl_->weights[found[i]]);
    asked.clear();
  };
  const auto collect = [&](tagger::Template t, int offset, uint64_t parts, const auto&...) {
    const uint64_t hash = tagger::feature_hash(t, offset, parts);
    if (!impl_->checks.empty()) {
      __builtin_prefetch(&impl_->checks[tagger::slot_of(hash, impl_->checks.size())]);
    }
    asked.push_back(hash);
    if (asked.size() == kAtOnce) answer();
  };
  const auto add = [&](Scores& to) {
    answer();
    sum.take(to);
  };
  Chain chain(*impl_);
  const auto decode = [&](const Sentence& s) {
    const size_t n = s.last - s.first;
    chain.decode(std::span(emissions).subspan(s.first, n), std::span(tags).subspan(s.first, n));
  };
  for (const Sentence& s : text.sentences) {
    if (s.first >= s.last) continue;
    for (uint32_t i = s.first; i < s.last; ++i) {
      tagger::features_of(facts, s.first, s.last, i, collect);
      add(emissions[i]);
    }
    decode(s);
  }
  // Again, with what the first pass made of the same forms elsewhere in the document.
  tagger::mark_seen(tags, facts);
  std::vector<TaggedName> out;
  std::vector<int32_t> margins;
  for (const Sentence& s : text.sentences) {
    if (s.first >= s.last) continue;
    for (uint32_t i = s.first; i < s.last; ++i) {
      tagger::seen_features_of(facts, s.first, s.last, i, collect);
      add(emissions[i]);
    }
    decode(s);
    const std::span<const uint8_t> best(tags.data() + s.first, s.last - s.first);
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
