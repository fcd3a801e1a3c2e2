#pragma once
#include <string>

#include "base/result.h"

struct sqlite3;

namespace isnad {

// Adds isnad_count and isnad_places, for queries of a full-text table, to this connection. `name`
// begins the message. Error unsupported (this SQLite has no FTS5).
Result<void> add_search_functions(sqlite3* file, const std::string& name);

}  // namespace isnad
