#include "tagger/crf.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isnad::tagger {

namespace {

bool may_follow(size_t before, size_t tag) {
  if (tag == 0 || tag % 2 == 1) return true;
  return before != kTags && (before == tag || before + 1 == tag);
}

}  // namespace

Crf::Crf(size_t features, const TrainingOptions& options)
    : options_(options), random_(options.seed), sums_(features) {}

void Crf::weigh(const Sum& sum, double l1, Row& out) const {
  const double threshold = l1 * steps_;
  for (size_t t = 0; t < kTags; ++t) {
    const double g = static_cast<double>(sum.gradient[t]);
    const double over = std::abs(g) - threshold;
    out[t] = over <= 0 ? 0
                       : -std::copysign(options_.rate * over, g) /
                             (1e-6 + std::sqrt(static_cast<double>(sum.square[t])));
  }
}

Model Crf::model() const {
  Model out;
  out.features.resize(sums_.size());
  Row w;
  const auto copy = [&](std::array<float, kTags>& to) {
    for (size_t t = 0; t < kTags; ++t) to[t] = static_cast<float>(w[t]);
  };
  for (size_t f = 0; f < sums_.size(); ++f) {
    weigh(sums_[f], options_.l1, w);
    copy(out.features[f]);
  }
  for (size_t a = 0; a <= kTags; ++a) {
    weigh(moves_[a], 0, w);
    copy(out.moves[a]);
  }
  return out;
}

Model mean(const std::vector<Model>& models) {
  Model out = models.front();
  const auto add = [](auto& to, const auto& from) {
    for (size_t i = 0; i < to.size(); ++i) {
      for (size_t t = 0; t < kTags; ++t) to[i][t] += from[i][t];
    }
  };
  for (size_t m = 1; m < models.size(); ++m) {
    add(out.features, models[m].features);
    add(out.moves, models[m].moves);
  }
  const auto share = 1 / static_cast<float>(models.size());
  for (auto& row : out.features) {
    for (float& w : row) w *= share;
  }
  for (auto& row : out.moves) {
    for (float& w : row) w *= share;
  }
  return out;
}

double Crf::step(const TrainingSentence& sentence) {
  const size_t n = sentence.tags.size();
  if (n == 0) return 0;
  steps_ += 1;
  std::array<Row, kTags + 1> moves;
  for (size_t a = 0; a <= kTags; ++a) {
    weigh(moves_[a], 0, moves[a]);
    for (size_t b = 0; b < kTags; ++b) moves[a][b] = may_follow(a, b) ? std::exp(moves[a][b]) : 0;
  }
  // Features that this step uses, and their scores.
  std::vector<std::vector<uint32_t>> used(n);
  std::vector<Row> emit(n);
  const auto keep = static_cast<uint32_t>((1 - options_.dropout) * 4294967295.0);
  const double grow = 1 / (1 - options_.dropout);
  Row w;
  double gold = 0;
  for (size_t i = 0; i < n; ++i) {
    emit[i].fill(0);
    for (const uint32_t f : sentence.features[i]) {
      if (options_.dropout > 0 && random_() > keep) continue;
      used[i].push_back(f);
      weigh(sums_[f], options_.l1, w);
      for (size_t t = 0; t < kTags; ++t) emit[i][t] += w[t] * grow;
    }
    if (sentence.tags[i] != 0) emit[i][0] += options_.missed;
    gold += emit[i][sentence.tags[i]];
    const double top = *std::max_element(emit[i].begin(), emit[i].end());
    gold -= top;
    for (double& e : emit[i]) e = std::exp(e - top);
  }
  std::vector<Row> forward(n);
  std::vector<Row> backward(n);
  std::vector<double> scale(n);
  for (size_t i = 0; i < n; ++i) {
    for (size_t t = 0; t < kTags; ++t) {
      double s = 0;
      if (i == 0) {
        s = moves[kTags][t];
      } else {
        for (size_t p = 0; p < kTags; ++p) s += forward[i - 1][p] * moves[p][t];
      }
      forward[i][t] = s * emit[i][t];
    }
    scale[i] = std::accumulate(forward[i].begin(), forward[i].end(), 0.0);
    for (double& x : forward[i]) x /= scale[i];
  }
  backward[n - 1].fill(1);
  for (size_t i = n - 1; i-- > 0;) {
    for (size_t p = 0; p < kTags; ++p) {
      double s = 0;
      for (size_t t = 0; t < kTags; ++t) s += moves[p][t] * emit[i + 1][t] * backward[i + 1][t];
      backward[i][p] = s / scale[i + 1];
    }
  }
  double loss = -gold;
  for (const double s : scale) loss += std::log(s);
  std::array<Row, kTags + 1> expected{};
  for (size_t i = 0; i < n; ++i) {
    const uint8_t tag = sentence.tags[i];
    const size_t before = i == 0 ? kTags : sentence.tags[i - 1];
    loss -= std::log(std::max(moves[before][tag], 1e-300));
    expected[before][tag] -= 1;
    if (i == 0) {
      for (size_t t = 0; t < kTags; ++t) expected[kTags][t] += forward[0][t] * backward[0][t];
    } else {
      for (size_t p = 0; p < kTags; ++p) {
        for (size_t t = 0; t < kTags; ++t) {
          expected[p][t] +=
              forward[i - 1][p] * moves[p][t] * emit[i][t] * backward[i][t] / scale[i];
        }
      }
    }
    Row gradient;
    for (size_t t = 0; t < kTags; ++t) {
      gradient[t] = forward[i][t] * backward[i][t] - (t == tag ? 1 : 0);
    }
    for (const uint32_t f : used[i]) {
      Sum& sum = sums_[f];
      for (size_t t = 0; t < kTags; ++t) {
        const auto g = static_cast<float>(gradient[t] * grow);
        sum.gradient[t] += g;
        sum.square[t] += g * g;
      }
    }
  }
  for (size_t a = 0; a <= kTags; ++a) {
    for (size_t b = 0; b < kTags; ++b) {
      const auto g = static_cast<float>(expected[a][b]);
      moves_[a].gradient[b] += g;
      moves_[a].square[b] += g * g;
    }
  }
  return loss;
}

double Crf::epoch(const std::vector<const TrainingSentence*>& sentences) {
  std::vector<uint32_t> order(sentences.size());
  std::iota(order.begin(), order.end(), 0U);
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
  double loss = 0;
  for (const uint32_t s : order) loss += step(*sentences[s]);
  return loss / static_cast<double>(std::max<size_t>(sentences.size(), 1));
}

std::vector<uint8_t> Model::decode(const std::vector<std::vector<uint32_t>>& sentence) const {
  const size_t n = sentence.size();
  std::vector<std::array<double, kTags>> best(n);
  std::vector<std::array<uint8_t, kTags>> from(n);
  for (size_t i = 0; i < n; ++i) {
    std::array<double, kTags> emit{};
    for (const uint32_t f : sentence[i]) {
      for (size_t t = 0; t < kTags; ++t) emit[t] += static_cast<double>(features[f][t]);
    }
    for (size_t t = 0; t < kTags; ++t) {
      double top = -1e18;
      for (size_t p = 0; p < kTags; ++p) {
        const size_t a = i == 0 ? kTags : p;
        const double s = (i == 0 ? 0 : best[i - 1][p]) +
                         (may_follow(a, t) ? static_cast<double>(moves[a][t]) : -1e9);
        if (s > top) {
          top = s;
          from[i][t] = static_cast<uint8_t>(p);
        }
      }
      best[i][t] = top + emit[t];
    }
  }
  std::vector<uint8_t> tags(n);
  if (n == 0) return tags;
  auto t = static_cast<uint8_t>(std::max_element(best[n - 1].begin(), best[n - 1].end()) -
                                best[n - 1].begin());
  for (size_t i = n; i-- > 0;) {
    tags[i] = t;
    t = from[i][t];
  }
  return tags;
}

}  // namespace isnad::tagger
