#pragma once
#include <nlohmann/json.hpp>
#include <string>

// JSON as Python's json module prints it, so that output can be compared byte by byte. Costly
// include (nlohmann): for .cc files of this stage.

namespace isnad {

using OrderedJson = nlohmann::ordered_json;

// json.dumps(value, ensure_ascii=False)
std::string python_dump(const OrderedJson& value);

// repr of a float: the shortest digits that read back, with a point or an exponent.
std::string python_float(double v);

}  // namespace isnad
