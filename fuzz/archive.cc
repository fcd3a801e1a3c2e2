// Bytes of a file of any kind -> documents or failures: archives, compression, tables, WARC.

#include "base/utf8.h"
#include "fuzz.h"
#include "ingest/blob.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Blob blob;
  blob.uri = "input";
  blob.bytes = fuzz::view(data, size);
  if (blob.bytes.find("%PDF-") != std::string::npos) return 0;  // its reader is another program
  const auto items = read_blob(std::move(blob), {});
  fuzz::require(!items.empty(), "there is an item");
  for (const IngestItem& item : items) {
    if (!item.document) {
      fuzz::require(!item.document.error().message.empty(), "an error has a message");
      continue;
    }
    const RawDocument& d = *item.document;
    fuzz::require(d.text_utf8 == encode_utf8(d.text), "both forms of the text agree");
    fuzz::require(d.evidence && d.evidence->sha256.size() == 64, "evidence has a hash");
  }
  return 0;
}
