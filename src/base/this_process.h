#pragma once
#include <string>

namespace isnad {

// The number of this process and the name of its machine, for messages to others: "4711@desk-2".
std::string this_process();

}  // namespace isnad
