#include "serve/problem.h"

#include "record/json_parts.h"

namespace isnad {

namespace {

const char* title_of(int status) {
  switch (status) {
    case 400:
    case 411:
      return "The request cannot be understood";
    case 401:
      return "A token is needed";
    case 403:
      return "This is not allowed";
    case 404:
      return "There is no such thing";
    case 405:
      return "This cannot be done with it";
    case 406:
      return "There is no such form of it";
    case 413:
    case 414:
    case 431:
      return "It is too large";
    case 416:
      return "There is no such part of it";
    case 503:
      return "The case cannot be asked now";
    default:
      return "The case could not be read";
  }
}

Fault fault_of(int status, const char* code, std::string message) {
  Fault f{{ErrorCode::bad_argument, std::move(message)}};
  f.status = status;
  f.code = code;
  return f;
}

}  // namespace

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_argument:
    case ErrorCode::bad_format:
    case ErrorCode::bad_encoding:
    case ErrorCode::missing_field:
      return 400;
    case ErrorCode::not_found:
    case ErrorCode::empty:
      return 404;
    case ErrorCode::read_only:
    case ErrorCode::refused:
      return 403;
    case ErrorCode::too_large:
      return 413;
    case ErrorCode::locked:
    case ErrorCode::unreachable:
    case ErrorCode::interrupted:
    case ErrorCode::unsupported:
      return 503;
    case ErrorCode::unreadable:
    case ErrorCode::binary:
    case ErrorCode::full:
    case ErrorCode::corrupt:
      return 500;
  }
  return 500;
}

ApiResponse problem(const Fault& fault) {
  ApiResponse out;
  out.status = fault.status != 0 ? fault.status : http_status(fault.error.code);
  out.type = "application/problem+json";
  const std::string code =
      fault.code.empty() ? std::string(error_name(fault.error.code)) : fault.code;
  std::string& b = out.body;
  b += "{\"type\":";
  append_json_string("urn:isnad:problem:" + code, b);
  b += ",\"title\":";
  append_json_string(title_of(out.status), b);
  b += ",\"status\":" + std::to_string(out.status) + ",\"detail\":";
  append_json_string(fault.error.message, b);
  b += ",\"code\":";
  append_json_string(code, b);
  if (!fault.parameter.empty()) {
    b += ",\"parameter\":";
    append_json_string(fault.parameter, b);
  }
  if (!fault.marks.empty()) {
    b += ",\"faults\":[";
    for (size_t i = 0; i < fault.marks.size(); ++i) {
      const Fault::Mark& m = fault.marks[i];
      b += i > 0 ? ",{\"begin\":" : "{\"begin\":";
      b += std::to_string(m.at.begin) + ",\"end\":" + std::to_string(m.at.end) + ",\"message\":";
      append_json_string(m.message, b);
      b += '}';
    }
    b += ']';
  }
  b += '}';
  if (out.status == 503) out.headers.emplace_back("Retry-After", "2");
  if (out.status == 401) out.headers.emplace_back("WWW-Authenticate", "Bearer");
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

Fault no_such_path(const std::string& path) {
  return fault_of(404, "not_found",
                  path + ": the API has no such path; /api/v1/openapi.json lists them");
}

Fault no_such_method(const std::string& method, const std::string& allowed) {
  return fault_of(405, "method_not_allowed", method + ": this path takes " + allowed);
}

Fault forbidden(const std::string& why) { return fault_of(403, "forbidden", why); }

Fault unauthorized(const std::string& why) { return fault_of(401, "unauthorized", why); }

Fault not_acceptable(const std::string& what) { return fault_of(406, "not_acceptable", what); }

}  // namespace isnad
