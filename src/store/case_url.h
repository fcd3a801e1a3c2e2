#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

// The URL of a case in a PostgreSQL database; included by src/store/*.cc alone.

namespace isnad {

struct CaseUrl {
  std::string connection;  // for libpq: without our own ?schema=
  std::string schema;      // "isnad" if none is named
  std::string shown;       // for messages: without any password
};

// Does -d name a server and no file?
bool is_case_url(std::string_view name);

// Error bad_argument, whose message holds no password either.
Result<CaseUrl> parse_case_url(std::string_view url);

}  // namespace isnad
