#pragma once
#include <cstdint>

#include "store/database.h"

namespace isnad {

// The version of the tables from which on a case holds what crosses documents.
inline constexpr int64_t kAcrossVersion = 3;

// Makes a case of this older version, opened for reading, answer the queries of today: what later
// versions keep, temporary views work out, slowly. They are gone when the connection is closed.
Result<void> read_older(Database& db, int64_t version);

}  // namespace isnad
