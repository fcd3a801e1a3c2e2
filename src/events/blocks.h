#pragma once
// Private to the events stage: tables of feature blocks and the ids that they give.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "events/model.h"

namespace isnad {

// The blocks of one model and where the ids of each begin.
template <size_t N>
class BlockTable {
 public:
  constexpr explicit BlockTable(const FeatureBlock (&blocks)[N]) {
    for (size_t i = 0; i < N; ++i) {
      blocks_[i] = blocks[i];
      const size_t third = answers_or_one(blocks[i].third);
      second_[i] = third;
      first_[i] = answers_or_one(blocks[i].second) * third;
      starts_[i + 1] = static_cast<uint16_t>(starts_[i] + answers(blocks[i].values) * first_[i]);
    }
  }

  constexpr size_t size() const { return starts_[N]; }  // how many features there are
  constexpr uint16_t id(size_t block, size_t first, size_t second, size_t third) const {
    return static_cast<uint16_t>(starts_[block] + first * first_[block] + second * second_[block] +
                                 third);
  }

  // "block=value", by id.
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const FeatureBlock& b : blocks_) add_names(b, out);
    return out;
  }

 private:
  static constexpr size_t answers(const char* values) {
    size_t n = 1;
    for (; *values; ++values) n += *values == ' ' ? 1 : 0;
    return n;
  }
  static constexpr size_t answers_or_one(const char* values) {
    return values ? answers(values) : 1;
  }
  static void add_names(const FeatureBlock& block, std::vector<std::string>& out) {
    std::vector<std::string> names;
    for (const std::string& a : split_values(block.values)) {
      names.push_back(std::string(block.name) + "=" + a);
    }
    for (const char* more : {block.second, block.third}) {
      if (!more) break;
      std::vector<std::string> longer;
      for (const std::string& name : names) {
        for (const std::string& b : split_values(more)) longer.push_back(name + "." + b);
      }
      names = std::move(longer);
    }
    out.insert(out.end(), names.begin(), names.end());
  }

  std::array<FeatureBlock, N> blocks_{};
  std::array<uint16_t, N + 1> starts_{};
  // By how much the answers to the first and the second question of each block count.
  std::array<size_t, N> first_{};
  std::array<size_t, N> second_{};
};

inline constexpr const char* kTypeNames =
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT";
// How a side was found: SideFrom.
inline constexpr const char* kFoundNames = "none named doubtful pronoun likely guessed";
inline constexpr const char* kFactualityNames = "actual planned denied possible";
inline constexpr const char* kClauseNames =
    "main coordinate that relative subordinate conditional hal";
inline constexpr const char* kPartNames = "headline summary body other";

inline constexpr const char* kRankNames = "first second third rest unnamed none";
// Types of the act that governs, and an act of no frame; "nothing" governs.
inline constexpr const char* kAboveNames =
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT no_frame nothing";
inline constexpr const char* kSideKindNames =
    "state organization armed_group person place weapon generic unknown none";

}  // namespace isnad
