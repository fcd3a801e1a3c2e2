#pragma once
#include <cstddef>

namespace isnad {

// What stands at the other end of standard output and standard error.
struct Terminal {
  bool out = false;     // standard output is a terminal
  bool err = false;     // standard error is a terminal
  bool colour = false;  // standard output takes colour (a terminal, NO_COLOR not set)
  size_t width = 0;     // columns of standard output; 0: unlimited
  static Terminal look();
};

}  // namespace isnad
