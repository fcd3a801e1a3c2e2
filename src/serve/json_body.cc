#include "serve/json_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "answer/csv.h"

namespace isnad {

Answer<std::map<std::string, std::string>> json_fields(const ApiRequest& request,
                                                       const std::vector<std::string>& known) {
  const auto wrong = [](const std::string& what) { return faulty({ErrorCode::bad_format, what}); };
  if (request.content_type.substr(0, request.content_type.find(';')) != "application/json") {
    return wrong("the body is to be application/json");
  }
  const auto json = nlohmann::json::parse(request.body, nullptr, false);
  if (!json.is_object()) return wrong("the body is no JSON object");
  std::map<std::string, std::string> out;
  for (const auto& [name, value] : json.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return bad_parameter(name, "the body takes " + joined(known, ", "));
    }
    if (value.is_null()) continue;
    if (!value.is_string()) return bad_parameter(name, "is no text");
    out[name] = value.get<std::string>();
  }
  return out;
}

}  // namespace isnad
