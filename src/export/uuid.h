#pragma once
#include <string>
#include <string_view>

namespace isnad {

// A UUID of version 5 (RFC 9562, 5.5: SHA-1 of namespace and name) in isnad's own namespace, so
// that the same name always has the same UUID: "2ed6657d-e927-568b-95e1-2665a8aea6a2".
std::string uuid5(std::string_view name);

}  // namespace isnad
