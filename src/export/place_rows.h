#pragma once
#include <cstdint>
#include <type_traits>

#include "base/image.h"

// The key table export.places of the image, as tools/compile/places.cc writes it: by the id of a
// place, one row.

namespace isnad {

struct MapRow {
  StrRef id;
  StrRef name_en;
  StrRef name_ar;
  StrRef state;
  StrRef division;  // ISO 3166-2 code
  double latitude = 0;
  double longitude = 0;
  int64_t population = 0;
  uint8_t level = 0;    // PlaceLevel
  uint8_t capital = 0;  // of its state
  uint8_t seat = 0;     // of a first-level division
  uint8_t located = 0;
  uint32_t unused = 0;
};
static_assert(std::is_trivially_copyable_v<MapRow>);

}  // namespace isnad
