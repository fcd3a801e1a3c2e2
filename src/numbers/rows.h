#pragma once
#include <array>
#include <cstdint>
#include <string_view>

// Kinds of rows of the image's number tables, shared with tools/compile/numbers.cc.

namespace isnad {

enum class NumberWord : uint32_t {
  unit,
  unit_teen,
  ten,
  tens,
  hundred,
  hundreds,
  scale,
  scale_dual,
  scale_plural,
  vague,
  fraction,
  ordinal,
  ordinal_teen
};
inline constexpr std::array<std::string_view, 13> kNumberWordNames = {
    "unit",       "unit_teen",    "ten",   "tens",     "hundred", "hundreds",    "scale",
    "scale_dual", "scale_plural", "vague", "fraction", "ordinal", "ordinal_teen"};

// Kinds in the table of units. A dual is a number and its unit in one word.
enum class UnitWord : uint32_t { noun, currency, percent, dual };

// Kinds in the table of bounds; the value is the bound's character.
enum class BoundWord : uint32_t { before, after };

}  // namespace isnad
