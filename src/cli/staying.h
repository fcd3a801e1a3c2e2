#pragma once
#include <cstddef>

// Memory of a program that stays for days: it takes as much after a week as after ten minutes.

namespace isnad {

// At the beginning, before threads are started: at most this much of a case's pages is kept in
// memory, over all connections, and large pieces of memory go back to the system when they are
// freed.
void stay_small(size_t page_bytes);

// Gives back what is free in between. Some milliseconds; thread safe.
void give_memory_back();

}  // namespace isnad
