#pragma once
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/span.h"

// What is asked of the API and what it answers, without a word of HTTP's wire format: the web
// server and the MCP server stand before the same API.

namespace isnad {

struct ApiRequest {
  std::string method = "GET";
  std::vector<std::string> path;                                // decoded segments below /api/v1
  std::vector<std::pair<std::string, std::string>> parameters;  // decoded, in their order
  std::string accept;                                           // header, "" is anything
  std::string if_none_match;                                    // header
  std::string content_type;                                     // header
  std::string body;
};

struct ApiResponse {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  // A body too large for memory, read from its beginning; closed when the response goes.
  std::shared_ptr<std::FILE> file;
  std::vector<std::pair<std::string, std::string>> headers;
};

// What is wrong with a request, or why it cannot be answered.
struct Fault {
  Error error;
  int status = 0;         // 0: as the table says for the code of the error
  std::string code = {};  // of the problem, where it is not the error's
  std::string parameter = {};
  struct Mark {
    Span at;  // code points of the parameter
    std::string message;
  };
  std::vector<Mark> marks = {};
};

template <class T>
using Answer = tl::expected<T, Fault>;

inline tl::unexpected<Fault> faulty(const Error& error) {
  return tl::unexpected<Fault>(Fault{error});
}
inline tl::unexpected<Fault> bad_parameter(std::string parameter, const std::string& what) {
  Fault f{{ErrorCode::bad_argument, parameter + ": " + what}};
  f.parameter = std::move(parameter);
  return tl::unexpected<Fault>(std::move(f));
}

}  // namespace isnad
