#pragma once
// Private to the tagger stage and its trainer.

#include "tagger/features.h"
#include "tagger/tagger.h"

namespace isnad {

struct NameTagger::Impl {
  std::span<const tagger::FormSlot> forms;
  std::span<const uint32_t> checks;  // of the features, and their weights
  std::span<const tagger::FeatureWeights> weights;
  std::span<const tagger::TransitionRow> transitions;
  float step = 1;
};

}  // namespace isnad
