#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace isnad {

// What kind of expected failure happened; one table (error_name) gives its stable name, which
// appears in error records and messages.
enum class ErrorCode {
  not_found,      // no such file, folder or key
  unreadable,     // exists but cannot be read (permissions, I/O)
  empty,          // nothing in it
  bad_encoding,   // bytes that are no text in a known charset
  binary,         // bytes that are no text at all
  bad_format,     // text that breaks the format's rules (JSONL, TSV, TOML, image)
  missing_field,  // a required field is absent
  bad_argument,   // wrong usage of a command or option
  unsupported,    // newer version, unknown kind
  locked,         // somebody else holds it
  read_only,      // cannot be written
  full,           // no space left
  corrupt,        // damaged store or image
  interrupted,    // stopped by a signal
  too_large,      // beyond the size that one document may have
  unreachable,    // no answer from the network, or one that broke off
  refused,        // not allowed: robots.txt, a private address, the server says no
};

// Stable lower-case name of a code, e.g. "bad_encoding".
std::string_view error_name(ErrorCode code);

// An expected failure as a value. `message` is one line that names the file, the line and the way
// out; it never ends in a newline.
struct Error {
  ErrorCode code = ErrorCode::bad_format;
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

}  // namespace isnad
