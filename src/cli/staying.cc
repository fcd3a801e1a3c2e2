#include "cli/staying.h"

#include <malloc.h>

#include "store/database.h"

namespace isnad {

void stay_small(size_t page_bytes) {
  limit_kept_pages(page_bytes);
  // Without these glibc has eight heaps a core and raises the size from which a piece gets pages of
  // its own to that of the largest one freed: what answers of megabytes leave in sixteen heaps
  // came to half of the memory of `isnad serve` (docs/decisions/0025). The usual size before it is
  // raised, as most lists of answers are longer.
  constexpr int kHeaps = 2;
  constexpr int kOwnPages = 128 << 10;
  constexpr int kLeftAtTheEnd = 1 << 20;
  mallopt(M_ARENA_MAX, kHeaps);
  mallopt(M_MMAP_THRESHOLD, kOwnPages);
  mallopt(M_TRIM_THRESHOLD, kLeftAtTheEnd);
}

void give_memory_back() { malloc_trim(0); }

}  // namespace isnad
