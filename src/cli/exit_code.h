#pragma once
#include "base/result.h"

namespace isnad {

// The one table from a kind of failure to the exit status of the program.
int exit_code(ErrorCode code);

// Says the failure on standard error as "isnad: message" and gives its exit code.
int report(const Error& error);

// A line on standard error, made safe for a terminal.
void tell(std::string_view message);

// Writes out what stands in the buffer of standard output. If that fails, says so; the result is
// then 1, otherwise `code`.
int finish_output(int code);

}  // namespace isnad
