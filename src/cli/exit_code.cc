#include "cli/exit_code.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/bidi.h"

namespace isnad {

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_argument:
      return 2;
    case ErrorCode::interrupted:
      return 130;
    default:
      return 1;
  }
}

int report(const Error& error) {
  tell(error.message);
  return exit_code(error.code);
}

void tell(std::string_view message) {
  const std::string line = "isnad: " + safe_line(message) + '\n';
  std::fflush(stdout);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

int finish_output(int code) {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  tell(std::string("the output could not be written") +
       (errno ? std::string(": ") + std::strerror(errno) : std::string()));
  return 1;
}

}  // namespace isnad
