#pragma once
#include <string>

#include "store/beside.h"

namespace isnad {

// What other articles have beside one: {"copies":[...],"happenings":[...],"facts":[...],
// "conflicts":[...],"story":{...}|null}. Spans are [begin,end) in code points.
void append_beside(const Beside& beside, std::string& out);

}  // namespace isnad
