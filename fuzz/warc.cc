// Bytes of a WARC file -> records or failures.

#include "ingest/warc.h"

#include "fuzz.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Budget budget;
  budget.raw = size;
  WarcReader reader(memory_source(fuzz::view(data, size)), budget);
  uint64_t last = 0;
  size_t items = 0;
  while (const auto record = reader.next()) {
    fuzz::require(++items <= 1000 * (size + 1), "the records end");
    if (!*record) {
      fuzz::require(!record->error().message.empty(), "an error has a message");
      continue;
    }
    fuzz::require((*record)->number > last, "numbers grow");
    last = (*record)->number;
    fuzz::require((*record)->content.size() <= kMaxWarcRecord, "no record is longer than allowed");
    (void)(*record)->field("WARC-Target-URI");
  }
  return 0;
}
