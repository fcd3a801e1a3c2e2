#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "serve/answer_cache.h"
#include "serve/case_pool.h"
#include "serve/message.h"

// The API of a case: a request in, an answer out. docs/api.md and data/serve/openapi.json say what
// each path takes and gives.

namespace isnad {

// A parameter that stands in a path, as in "happenings/{id}".
struct ApiPath {
  std::string_view pattern;  // segments below /api/v1
  std::string_view methods;  // "GET", "GET, PUT, DELETE": for Allow
};

struct Context;
struct Route;
using Handler = Answer<ApiResponse> (*)(Context&);

class Api {
 public:
  // `version`: of the program, for the root.
  Api(std::unique_ptr<CasePool> pool, std::string version);
  ~Api();

  // Thread safe. Never fails: what is wrong is a problem (problem.h).
  SharedAnswer answer(const ApiRequest& request);

  CasePool& pool() { return *pool_; }
  const std::string& version() const { return version_; }
  static const std::vector<ApiPath>& paths();
  // The OpenAPI description, as it was compiled in.
  static std::string_view description();

 private:
  // Answered from the case, by whoever serves the path.
  ApiResponse ask(const ApiRequest& request, const Route& route, std::vector<std::string> slots,
                  Handler run);
  Fault case_fault(const Error& error) const;

  std::unique_ptr<CasePool> pool_;
  std::string version_;
  AnswerCache kept_;
};

}  // namespace isnad
