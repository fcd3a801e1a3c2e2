#pragma once
#include <cstdint>
#include <type_traits>

#include "base/image.h"

// The key table kb.places of the image, as tools/compile/places.cc writes it: by the id of a place
// or the code of a state, one row. The world asks it for states, exports for points and names.

namespace isnad {

// Degrees are kept as the gazetteers give them, to five decimals.
inline constexpr double kDegree = 1e5;

struct MapRow {
  StrRef id;
  StrRef name_en;
  StrRef name_ar;
  StrRef state;           // ISO 3166-1 alpha-3; empty where disputed, or of no one state
  StrRef division;        // ISO 3166-2 code
  int32_t latitude = 0;   // in 1 / kDegree of a degree
  int32_t longitude = 0;  // the same
  uint32_t population = 0;
  uint8_t level = 0;    // PlaceLevel
  uint8_t capital = 0;  // of its state
  uint8_t seat = 0;     // of a first-level division
  uint8_t located = 0;
};
static_assert(std::is_trivially_copyable_v<MapRow>);

}  // namespace isnad
