#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad {

struct ChildLimits {
  int seconds = 60;                  // of the clock
  size_t output = size_t{64} << 20;  // bytes
};

// Runs a program without arguments, gives it `input` on standard input and returns what it writes
// to standard output; its standard error goes to /dev/null. Errors: not_found (it cannot be
// started), too_large (a limit was passed; it is killed), bad_format (it crashed or its exit status
// is not 0). The messages name neither program nor file. Thread safe.
Result<std::string> run_child(const std::filesystem::path& program, std::string_view input,
                              const ChildLimits& limits = {});

}  // namespace isnad
