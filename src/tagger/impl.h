#pragma once
// Private to the tagger stage and its trainer.

#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

#include "tagger/context_features.h"
#include "tagger/tagger.h"

namespace isnad {

namespace tagger {

// What a word by itself adds to the scores of the tokens around it: row k is for the token 2 - k
// places away.
using WordScores = std::array<std::array<int16_t, kTags>, 5>;

// What two words beside each other add to the scores of the first and of the second.
using PairScores = std::array<std::array<int16_t, kTags>, 2>;

// Sums already met, by a hash. Each key has one place, the later one takes it; so memory is
// bounded, and as a sum is whole numbers, it is the same whether it was kept or made anew.
template <class Scores, size_t kBits>
class SumCache {
 public:
  struct Slot {
    uint64_t key;  // 0: free
    Scores scores;
  };
  // Memory that is zero already: a short run touches little of it.
  SumCache() : slots_(static_cast<Slot*>(std::calloc(size_t{1} << kBits, sizeof(Slot)))) {
    if (!slots_) throw std::bad_alloc();
  }
  Slot& slot(uint64_t key) { return slots_[key >> (64 - kBits)]; }
  // The caches are larger than the processor's: a slot that is wanted soon is fetched meanwhile.
  void fetch(uint64_t key) const {
    const auto* at = reinterpret_cast<const char*>(&slots_[key >> (64 - kBits)]);
    __builtin_prefetch(at);
    __builtin_prefetch(at + sizeof(Slot) - 1);
  }

 private:
  struct Free {
    void operator()(Slot* slots) const { std::free(slots); }
  };
  std::unique_ptr<Slot[], Free> slots_;
};

// Nearly every word of news was met before, and every second pair of words: forty look-ups become
// one, and twelve. One cache serves one document at a time.
struct WordCache {
  SumCache<WordScores, 15> words;  // of 104 bytes
  SumCache<PairScores, 16> pairs;  // of 48 bytes
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
