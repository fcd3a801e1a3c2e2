#pragma once
// Rows of the tagger's sections in the image; written by tools/compile/tagger.cc.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace isnad::tagger {

// Tags: O, then B and I of each kind of name.
inline constexpr size_t kTags = 9;
inline constexpr size_t kGrains = 3;  // columns of clusters in models/clusters.tsv

// Open tables with linear probing: a slot's `check` is the lower half of its key's hash (never 0),
// 0 marks it empty. The features' checks stand apart from their weights: most look-ups find nothing
// and then touch only the checks, which fit into a near cache.
struct FeatureWeights {
  std::array<uint8_t, kTags> raised;  // of each tag, in steps, raised by kRaise
};
inline constexpr int kRaise = 128;

struct FormSlot {
  uint32_t check;
  std::array<uint16_t, kGrains> clusters;  // id + 1; 0 = none
  uint16_t lists;                          // kGivenStrong ... below
};

// Lists that a word form may stand on.
inline constexpr uint16_t kGivenStrong = 1;
inline constexpr uint16_t kGivenCommon = 2;
inline constexpr uint16_t kProperPerson = 4;
inline constexpr uint16_t kNameFrequent = 8;  // often a token of a name in Wikidata
inline constexpr uint16_t kNameSeen = 16;
inline constexpr uint16_t kJoins = 32;
inline constexpr uint16_t kOpens = 64;
inline constexpr uint16_t kCloses = 128;
inline constexpr uint16_t kHeadOrganization = 256;
inline constexpr uint16_t kHeadArmedGroup = 512;
inline constexpr uint16_t kHeadPlace = 1024;
inline constexpr uint16_t kHeadThing = 2048;
inline constexpr uint16_t kNeverName = 4096;
inline constexpr uint16_t kWithoutClitic = 8192;  // it stands there without its proclitics

// [before][tag]: what the second tag gains after the first; row kTags is the start of a sentence.
struct TransitionRow {
  std::array<int16_t, kTags> weights;
};

struct Scale {
  float step;  // natural logarithm that a weight of 1 stands for
};

inline uint64_t mix(uint64_t x) {  // finaliser of splitmix64 (Steele, Lea, Flood 2014)
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ull;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

inline uint32_t check_of(uint64_t hash) {
  const auto low = static_cast<uint32_t>(hash);
  return low == 0 ? 1 : low;
}

inline size_t slot_of(uint64_t hash, size_t capacity) {
  return static_cast<size_t>(((hash >> 32) * capacity) >> 32);
}

inline uint32_t check_in(uint32_t check) { return check; }
inline uint32_t check_in(const FormSlot& slot) { return slot.check; }

inline constexpr size_t kNoSlot = SIZE_MAX;

// Index of the slot with this hash, kNoSlot if absent. Slot: FormSlot, or a check by itself.
template <class Slot>
size_t find(std::span<const Slot> table, uint64_t hash) {
  if (table.empty()) return kNoSlot;
  const uint32_t check = check_of(hash);
  size_t i = slot_of(hash, table.size());
  for (size_t n = 0; n < table.size(); ++n) {
    const uint32_t here = check_in(table[i]);
    if (here == check) return i;
    if (here == 0) return kNoSlot;
    if (++i == table.size()) i = 0;
  }
  return kNoSlot;
}

// Where a slot with this hash may go in a table that was made with room to spare; kNoSlot if it is
// there already.
template <class Slot>
size_t free_slot(const std::vector<Slot>& table, uint64_t hash) {
  size_t i = slot_of(hash, table.size());
  while (check_in(table[i]) != 0) {
    if (check_in(table[i]) == check_of(hash)) return kNoSlot;
    if (++i == table.size()) i = 0;
  }
  return i;
}

}  // namespace isnad::tagger
