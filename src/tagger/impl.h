#pragma once
// Private to the tagger stage and its trainer.

#include <memory>
#include <mutex>
#include <vector>

#include "tagger/features.h"
#include "tagger/tagger.h"

namespace isnad {

namespace tagger {

// What a word by itself adds to the scores of the tokens around it: row k is for the token 2 - k
// places away.
using WordScores = std::array<std::array<int16_t, kTags>, 5>;

// The sums of words already met: nearly every word of news was met before, and its forty look-ups
// become one. Each key has one place, the later word takes it; so memory is bounded, and as a sum
// is whole numbers, it is the same whether it was kept or made anew. One cache serves one document
// at a time.
class WordCache {
 public:
  WordCache() : slots_(kSlots) {}
  struct Slot {
    uint64_t key = 0;  // 0: free
    WordScores scores;
  };
  Slot& slot(uint64_t key) { return slots_[key >> (64 - kBits)]; }

 private:
  static constexpr size_t kBits = 15;
  static constexpr size_t kSlots = size_t{1} << kBits;  // of 104 bytes
  std::vector<Slot> slots_;
};

}  // namespace tagger

struct NameTagger::Impl {
  std::span<const tagger::FormSlot> forms;
  std::span<const uint32_t> checks;  // of the features, and their weights
  std::span<const tagger::FeatureWeights> weights;
  std::span<const tagger::TransitionRow> transitions;
  float step = 1;

  // Idle caches wait here.
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<tagger::WordCache>> idle;
  std::unique_ptr<tagger::WordCache> borrow() const;
  void give_back(std::unique_ptr<tagger::WordCache> cache) const;
};

}  // namespace isnad
