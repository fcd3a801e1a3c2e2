#pragma once
#include <map>
#include <string>
#include <vector>

#include "serve/message.h"

namespace isnad {

// The fields of a body that is one JSON object of texts; null counts as not given. Faults: another
// type than application/json, no such object, a field that is none of `known`.
Answer<std::map<std::string, std::string>> json_fields(const ApiRequest& request,
                                                       const std::vector<std::string>& known);

}  // namespace isnad
