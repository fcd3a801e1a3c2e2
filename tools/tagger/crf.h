#pragma once
// Training of the linear-chain conditional random field: gradients of the log-likelihood by
// forward-backward, one sentence a step, AdaGrad with regularised dual averaging (Duchi, Hazan,
// Singer 2011) and an L1 norm, so that most weights are exactly 0. Deterministic.

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "tagger/rows.h"

namespace isnad::tagger {

struct TrainingSentence {
  std::vector<std::vector<uint32_t>> features;  // of each token
  std::vector<uint8_t> tags;
};

struct TrainingOptions {
  int epochs = 9;
  double rate = 0.15;
  double l1 = 4e-6;      // of the mean gradient of a step
  double dropout = 0.2;  // share of a token's features that a step leaves out
  // Softmax-margin (Gimpel, Smith 2010): what a token of a name that is tagged O costs; above 0 it
  // raises recall.
  double missed = 1;
  uint32_t seed = 1;
};

// Weights that training has come to.
struct Model {
  std::vector<std::array<float, kTags>> features;
  std::array<std::array<float, kTags>, kTags + 1> moves{};  // [before][tag]; kTags: start

  // The best tags of a sentence, given the features of its tokens.
  std::vector<uint8_t> decode(const std::vector<std::vector<uint32_t>>& sentence) const;
};

// The mean of models over the same features: it varies less than each of them.
Model mean(const std::vector<Model>& models);

class Crf {
 public:
  Crf(size_t features, const TrainingOptions& options);

  // One pass over the sentences in an order drawn from the seed; the mean negative log-likelihood.
  double epoch(const std::vector<const TrainingSentence*>& sentences);

  Model model() const;

 private:
  using Row = std::array<double, kTags>;
  struct Sum {
    std::array<float, kTags> gradient{};
    std::array<float, kTags> square{};
  };
  void weigh(const Sum& sum, double l1, Row& out) const;
  double step(const TrainingSentence& sentence);

  TrainingOptions options_;
  std::mt19937 random_;
  double steps_ = 0;
  std::vector<Sum> sums_;
  std::array<Sum, kTags + 1> moves_;
};

}  // namespace isnad::tagger
