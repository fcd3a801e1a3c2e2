#pragma once
#include <type_traits>

#include "base/image.h"

// The key table export.wording of the image, as tools/compile/wording.cc writes it: by "act TYPE
// mode" (the mode may be empty) or "fact KIND ", one row.

namespace isnad {

struct WordingRow {
  StrRef phrase;
  StrRef alone;
};
static_assert(std::is_trivially_copyable_v<WordingRow>);

}  // namespace isnad
