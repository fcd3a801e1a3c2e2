#pragma once
#include <array>
#include <cstdint>
#include <string_view>

// Kinds of rows of the image's number tables, shared with tools/compile/numbers.cc.

namespace isnad {

// The kinds up to `ordinal_teen` are parts of numerals; those after it stand beside numerals and
// are looked for only where the grammar expects them.
enum class NumberWord : uint32_t {
  zero,
  unit,
  unit_teen,
  ten,
  tens,
  hundred,
  hundreds,
  dozen,
  scale,
  scale_dual,
  scale_plural,
  vague,
  fraction,
  fraction_plural,
  ordinal,
  ordinal_teen,
  fraction_too,      // a fraction that is written like a cardinal
  point,             // the decimal point as a word
  sign,              // minus
  part,              // "part(s)" of N
  relative_last,     // counts from the end; with the article, or a phrase
  last_construct,    // "last" before its noun, without the article
  relative_current,  // counts from here
  pronoun_after,     // "one" after it is a pronoun
  share,             // "a share of": a bare number after it is in percent
  no_number          // a phrase that only looks like a number
};
inline constexpr std::array<std::string_view, 26> kNumberWordNames = {"zero",
                                                                      "unit",
                                                                      "unit_teen",
                                                                      "ten",
                                                                      "tens",
                                                                      "hundred",
                                                                      "hundreds",
                                                                      "dozen",
                                                                      "scale",
                                                                      "scale_dual",
                                                                      "scale_plural",
                                                                      "vague",
                                                                      "fraction",
                                                                      "fraction_plural",
                                                                      "ordinal",
                                                                      "ordinal_teen",
                                                                      "fraction_too",
                                                                      "point",
                                                                      "sign",
                                                                      "part",
                                                                      "relative_last",
                                                                      "last_construct",
                                                                      "relative_current",
                                                                      "pronoun_after",
                                                                      "share",
                                                                      "no_number"};

// Kinds in the table of units. A dual is a number and its unit in one word; a measure may be
// negative, a counted noun not.
enum class UnitWord : uint32_t { noun, measure, currency, percent, dual };

// Kinds in the table of bounds. `bare` is `before` for readers of numbers only, and without
// clitics: "reaches 300" may say "up to 300", "to reach 300" does not.
enum class BoundWord : uint32_t { before, after, bare };

// Value of a row of bounds: the sign ('>', '<', '~', '='), and whether the number itself is meant
// too ("at least").
inline constexpr uint32_t kBoundInclusive = 0x100;
inline constexpr char bound_sign(double value) {
  return static_cast<char>(static_cast<uint32_t>(value) & 0xFF);
}
inline constexpr bool bound_inclusive(double value) {
  return (static_cast<uint32_t>(value) & kBoundInclusive) != 0;
}

}  // namespace isnad
