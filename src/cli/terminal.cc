#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace isnad {

Terminal Terminal::look() {
  Terminal t;
  t.out = ::isatty(STDOUT_FILENO) == 1;
  t.err = ::isatty(STDERR_FILENO) == 1;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  t.colour = t.out && !(no_colour && *no_colour) && !(kind && std::string_view(kind) == "dumb");
  if (t.out) {
    winsize size{};
    t.width = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
  }
  return t;
}

}  // namespace isnad
