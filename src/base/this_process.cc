#include "base/this_process.h"

#include <unistd.h>

namespace isnad {

std::string this_process() {
  char host[65] = {};
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return std::to_string(::getpid()) + '@' + host;
}

}  // namespace isnad
