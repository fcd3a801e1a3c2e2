#pragma once
#include <type_traits>

#include "base/image.h"

// The key table export.stix of the image, as tools/compile/stix.cc writes it: by "entity kind",
// "act TYPE" or "fact relation", one row.

namespace isnad {

struct StixRow {
  StrRef object;  // STIX type or type of relationship; empty: nothing
  StrRef identity_class;
};
static_assert(std::is_trivially_copyable_v<StixRow>);

}  // namespace isnad
