#pragma once
// Database::open is in sqlite.cc; this name stays for those who want the SQLite store by name.
#include "store/database.h"
