#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "serve/api.h"

// data/serve/openapi.json names the paths and methods that are served, no other and all of them.

namespace isnad {
namespace {

using Methods = std::map<std::string, std::set<std::string>>;

Methods described() {
  Methods out;
  const auto json = nlohmann::json::parse(Api::description());
  for (const auto& [path, item] : json.at("paths").items()) {
    if (item.value("x-planned", false)) continue;
    for (const char* method : {"get", "put", "post", "delete", "patch"}) {
      if (item.contains(method)) out[path.substr(1)].insert(method);
    }
  }
  return out;
}

Methods served() {
  Methods out;
  for (const ApiPath& p : Api::paths()) {
    // HEAD goes with GET, OPTIONS with all: the description says so once.
    for (const char* method : {"GET", "PUT", "POST", "DELETE", "PATCH"}) {
      if (p.methods.find(method) == std::string_view::npos) continue;
      std::string name = method;
      for (char& c : name) c = static_cast<char>(c + 32);
      out[std::string(p.pattern)].insert(name);
    }
  }
  return out;
}

TEST(Description, HasThePathsThatAreServed) {
  EXPECT_EQ(described(), served());
  EXPECT_GT(served().size(), 30u);
}

}  // namespace
}  // namespace isnad
