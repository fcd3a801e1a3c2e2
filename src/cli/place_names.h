#pragma once
#include "store/name_book.h"

namespace isnad {

// Names of places that no article of a case names as such, from the compiled data, which is opened
// when the first is asked for. Without that data there are none.
NameBook::Others place_names();

}  // namespace isnad
