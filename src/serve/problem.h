#pragma once
#include "serve/message.h"

// Failures as problem details (RFC 9457).

namespace isnad {

// The one table from a kind of failure to the status of HTTP.
int http_status(ErrorCode code);

// application/problem+json: type, title, status, detail, code, and the parameter and its marks
// where one is at fault. A server error says nothing of the machine beyond what its message says.
ApiResponse problem(const Fault& fault);

// Failures that the API itself finds.
Fault no_such_path(const std::string& path);
Fault no_such_method(const std::string& method, const std::string& allowed);
Fault forbidden(const std::string& why);
Fault unauthorized(const std::string& why);
Fault not_acceptable(const std::string& what);

}  // namespace isnad
